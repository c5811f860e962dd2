"""A unit's workbook: who gets it, how it is mailed, and how a filled-in one is read back, all of it or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tryggve.web.audit.models import AuditEvent
from tryggve.web.followup import actions
from tryggve.web.followup.book_views import EXCEL
from tryggve.web.followup.models import MailedBook, Report
from tryggve.web.organisation.models import Function
from tryggve.web.people.roles import Role
from web.followup_example import Example, make_example, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(db) -> Example:
    return make_example()


@pytest.fixture
def anna(example):
    return signed_in("anna", Role.COORDINATOR)


@pytest.fixture
def owner(example):
    return signed_in("olle", Role.OWNER, unit=example.leisure)


def book_address(example: Example) -> str:
    return f"/uppfoljning/{example.period.pk}/{example.leisure.pk}/rapport.xlsx"


def filled(client, example: Example, **values) -> SimpleUploadedFile:
    """Download the leisure unit's workbook and fill in columns of its only row."""
    response = client.get(book_address(example))
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.content))
    line = next(cell.row for cell in book.active["A"] if cell.value == example.walks.title)
    for column, value in values.items():
        book.active[f"{column}{line}"] = value
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile("rapport.xlsx", stream.getvalue(), content_type=EXCEL)


def upload(client, example: Example, file):
    return client.post(f"/uppfoljning/{example.period.pk}/las-in/", {"file": file})


def accept(client, page, **more):
    text = page.content.decode()
    where = re.search(r'action="(/uppfoljning/\d+/las-in/[^"]+)"', text)[1]
    seen = dict(re.findall(r'name="(seen\d+)" value="(\d+)"', text))
    return client.post(where, {**seen, **more})


def said(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def report(example: Example, *, dose: float) -> Report:
    newest = example.period.reports.filter(activity=example.walks).last()
    entry = actions.Entry(example.walks, actions.Said(actions.ActivityStatus.ONGOING, dose), newest.pk if newest else 0)
    return actions.report(example.period, entries=[entry], by="olle", today=example.period.opens)[0]


def test_nothing_is_stored_until_the_preview_is_accepted(anna, example):
    page = upload(anna, example, filled(anna, example, D="Pågår", E=12, F=90_000, G="Går bra"))
    assert page.status_code == 200
    assert "1 rapport skrivs" in said(page)
    assert not Report.objects.exists()
    assert accept(anna, page).status_code == 302
    made = Report.objects.get()
    assert (made.status, made.dose, made.cost, made.comment) == ("ongoing", 12, 90_000, "Går bra")
    assert (made.by, made.on_behalf_of, made.way) == ("anna", "Fritid", "workbook")
    assert AuditEvent.objects.filter(action="followup.report").count() == 1


def test_one_wrong_cell_stops_the_whole_workbook_and_says_where(anna, example):
    page = upload(anna, example, filled(anna, example, D="Pågår", E="ganska många"))
    assert page.status_code == 422
    assert "kolumn E (Genomfört hittills)" in said(page)
    assert "”ganska många”" in said(page)
    assert "las-in/" in said(page)
    assert not re.search(r'action="/uppfoljning/\d+/las-in/[^"]+"', said(page))
    assert not Report.objects.exists()


@pytest.mark.parametrize(("typed", "kronor"), [("54.300,50", "54300.50"), ("54 300 kr", "54300"), ("1.200", "1200")])
def test_amount_typed_as_text_is_read_as_in_the_form(anna, example, typed, kronor):
    assert accept(anna, upload(anna, example, filled(anna, example, D="Pågår", F=typed))).status_code == 302
    assert Report.objects.get().cost == Decimal(kronor)


def test_number_that_may_be_thousands_or_decimals_is_asked_about(anna, example):
    page = upload(anna, example, filled(anna, example, D="Pågår", E="1.200"))
    assert page.status_code == 422
    assert "Är det tusental eller decimaler? Skriv 1200 eller 1,2." in said(page)


def test_comment_with_a_personal_identity_number_stops_the_workbook(anna, example):
    page = upload(anna, example, filled(anna, example, D="Pågår", G="Anna 19800101-1234 var nöjd"))
    assert page.status_code == 422
    assert "Det här ser ut som ett personnummer." in said(page)


def test_comment_that_is_stored_already_stops_no_workbook(anna, example):
    report(example, dose=3)
    old = "Anna 19800101-1234\nvar nöjd"
    Report.objects.update(comment=old)
    page = upload(anna, example, filled(anna, example, E=4))
    assert page.status_code == 200
    assert accept(anna, page).status_code == 302
    newest = Report.objects.last()
    assert (newest.dose, newest.comment) == (4, old)
    assert upload(anna, example, filled(anna, example, G=f"{old} igen")).status_code == 422


def test_unchanged_workbook_writes_nothing(anna, example):
    report(example, dose=3)
    page = upload(anna, example, filled(anna, example))
    assert "0 rapporter skrivs" in said(page)
    assert Report.objects.count() == 1


def test_newer_report_is_shown_and_kept_unless_the_workbook_is_chosen(anna, example):
    stale = filled(anna, example, D="Genomförd", E=40)
    report(example, dose=7)
    page = upload(anna, example, stale)
    assert "Välj vilken rapport som ska gälla" in said(page)
    accept(anna, page)
    assert Report.objects.count() == 1
    stale.seek(0)
    accept(anna, upload(anna, example, stale), **{f"a{example.walks.pk}": "book"})
    assert [one.dose for one in Report.objects.order_by("pk")] == [7, 40]


def test_report_that_comes_between_preview_and_reading_stops_it(anna, example):
    page = upload(anna, example, filled(anna, example, D="Pågår", E=12))
    report(example, dose=7)
    again = accept(anna, page)
    assert again.status_code == 200
    assert "Inget är inläst" in said(again)
    assert [one.dose for one in Report.objects.all()] == [7]


def test_workbook_of_another_period_or_of_an_activity_that_has_moved_is_refused(anna, example):
    file = filled(anna, example, D="Pågår")
    example.walks.owner = example.streets
    example.walks.save()
    assert "Den har bytt ansvarig till Teknik" in said(upload(anna, example, file))
    other = actions.create_period(
        plan=example.period.plan,
        name="Tertial 2",
        opens=example.period.opens,
        closes=example.period.closes,
        year=example.period.year,
        by="provet",
    )
    file.seek(0)
    page = anna.post(f"/uppfoljning/{other.pk}/las-in/", {"file": file})
    assert page.status_code == 422
    assert "hör till en annan period, Tertial 1." in said(page)


def test_row_taken_out_of_the_workbook_is_told_and_its_report_stays(anna, example):
    report(example, dose=3)
    example.lights.owner = example.leisure
    example.lights.save()
    book = load_workbook(BytesIO(anna.get(book_address(example)).content))
    sheet = book.active
    sheet.delete_rows(next(cell.row for cell in sheet["A"] if cell.value == example.walks.title))
    sheet[f"D{next(cell.row for cell in sheet['A'] if cell.value == example.lights.title)}"] = "Pågår"
    stream = BytesIO()
    book.save(stream)
    page = upload(anna, example, SimpleUploadedFile("rapport.xlsx", stream.getvalue(), content_type=EXCEL))
    assert "Raden för ”Vuxna ute på kvällar” finns inte i arbetsboken" in said(page)
    assert "Raden för ”Belysning" not in said(page)
    accept(anna, page)
    assert Report.objects.get(activity=example.walks).dose == 3
    assert Report.objects.get(activity=example.lights).status == "ongoing"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"<html>"])
def test_hostile_file_is_refused_in_words(anna, example, data):
    page = upload(anna, example, SimpleUploadedFile("rapport.xlsx", data, content_type=EXCEL))
    assert page.status_code == 422
    assert not Report.objects.exists()


def test_locked_period_takes_no_workbook(anna, example):
    file = filled(anna, example, D="Pågår")
    actions.lock_period(example.period, by="anna")
    assert upload(anna, example, file).status_code in (403, 409)
    assert anna.get(book_address(example)).status_code in (403, 409)


def test_owner_gets_their_own_workbook_and_reads_none_in(owner, example):
    assert owner.get(book_address(example)).status_code == 200
    assert owner.get(f"/uppfoljning/{example.period.pk}/{example.streets.pk}/rapport.xlsx").status_code == 403
    assert upload(owner, example, SimpleUploadedFile("rapport.xlsx", b"x")).status_code == 403


def test_other_municipality_a_reader_and_a_visitor_get_nothing(client, example):
    stina = signed_in("stina", Role.COORDINATOR, municipality="9902")
    rut = signed_in("rut", Role.READER)
    assert stina.get(book_address(example)).status_code == 404
    assert rut.get(book_address(example)).status_code == 403
    assert upload(stina, example, SimpleUploadedFile("rapport.xlsx", b"x")).status_code == 404
    assert upload(rut, example, SimpleUploadedFile("rapport.xlsx", b"x")).status_code == 403
    assert client.get(book_address(example)).status_code in (302, 403)


def send(client, example: Example, function="1"):
    where = f"/uppfoljning/{example.period.pk}/{example.leisure.pk}/skicka/"
    return client.post(where, {"function": function}, follow=True)


def test_mailed_workbook_goes_to_who_acts_and_is_answered_to_the_sender(anna, owner, example):
    function = Function.objects.get(unit=example.leisure)
    assert "Arbetsboken är skickad till Chef, Fritid" in said(send(anna, example, str(function.pk)))
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["olle@example.org"], ["anna@example.org"])
    assert "Skriv inga personuppgifter" in letter.body
    ((name, data, kind),) = letter.attachments
    assert (name, kind) == ("rapport-tertial-1-fritid.xlsx", EXCEL)
    assert load_workbook(BytesIO(data)).active.title == "Rapport"
    assert MailedBook.objects.get().by == "anna"
    event = AuditEvent.objects.get(action="followup.mail_book")
    assert "olle@example.org" not in str((event.before, event.after))


def test_function_of_another_unit_or_without_address_gets_no_mail(anna, owner, example):
    other = Function.objects.create(unit=example.streets, title="Gatuchef")
    for chosen in (str(other.pk), "0", "x"):
        assert "funktionen har ingen e-postadress" in said(send(anna, example, chosen))
    assert mail.outbox == []


def test_without_a_mail_server_no_workbook_is_said_to_be_sent(anna, owner, example, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = send(anna, example, str(Function.objects.get(unit=example.leisure).pk))
    assert "ingen e-postserver är inställd" in said(page)
    assert not MailedBook.objects.exists()


def test_mail_server_that_does_not_answer_is_said_and_nothing_is_recorded(anna, owner, example, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    function = Function.objects.get(unit=example.leisure)
    page = send(anna, example, str(function.pk))
    assert "går inte att nå" in said(page)
    assert not MailedBook.objects.exists()
