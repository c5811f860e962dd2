"""The public page: its picture, its dates, its document, published and taken down."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from publish.test_photographs import exif, jpeg, png
from tryggve.errors import NotAllowedError, UsageError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.photographs import read_photograph
from tryggve.web.decisions import publishing
from tryggve.web.decisions.kept_files import kept
from tryggve.web.decisions.models import PublicFace
from tryggve.web.people.roles import Role
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.models import Activity, Budget, Goal, Plan
from web.plan_example import DECIDED_ON, member, plan, unit
from web.test_decisions import adopt, page

pytestmark = pytest.mark.django_db


def secretary():
    return member("sara", Role.SECRETARY)


def hand_in(client, made, content=None, *, alt="En bro i skymning", name="bild.png"):
    form = {"alt": alt, "caption": "Bron", "credit": "Foto: kommunen"}
    if content is not None:
        form["picture"] = SimpleUploadedFile(name, content)
    return client.post(f"/beslut/{made.pk}/offentlig-sida/bild/", form)


def test_public_page_says_what_the_plan_costs_and_of_how_many_activities(client):
    made = plan()
    first = Activity.objects.get()
    Budget.objects.create(activity=first, year=2024, amount=300_000)
    Budget.objects.create(activity=first, year=2025, amount=100_000)
    Activity.objects.create(measure=first.measure, title="Fältare", owner=unit())
    adopt(made)
    assert "Budget i planen 400 000 kr för 1 av 2 aktiviteter" in page(client, f"/trygghetsplan/{made.pk}/")


def test_public_page_of_a_plan_without_budget_says_nothing_of_it(client):
    made = plan()
    adopt(made)
    assert "Budget i planen" not in page(client, f"/trygghetsplan/{made.pk}/")


def test_goal_leads_to_its_figures_for_those_who_may_read_them(client, live, settings):
    made = plan()
    Goal.objects.update(indicator="ntu_unsafe_evening", place="9901", kind="at_most", target_high=20)
    adopt(made)
    goal = Goal.objects.get()
    link = f'<a href="/plats/ekhamra/lagesbild/{load_catalogue().indicators[goal.indicator].slug_sv}/">'
    assert link in client.get(f"/trygghetsplan/{made.pk}/").content.decode()
    settings.TRYGGVE_OPEN_READING = False
    shown = client.get(f"/trygghetsplan/{made.pk}/").content.decode()
    assert "Fler unga trygga ute" in shown
    assert link not in shown


# The picture


@pytest.mark.parametrize(
    "where", ["/trygghetsplan/", "/trygghetsplan/{0}/", "/trygghetsplan/{0}/plan.pdf", "/", "/platser/"]
)
def test_address_can_be_checked_without_fetching_the_page(client, live, where):
    made = plan()
    adopt(made)
    answer = client.head(where.format(made.pk))
    assert (answer.status_code, answer.content) == (200, b"")


def test_picture_is_shown_with_its_text_to_everybody(client):
    made = plan()
    adopt(made)
    assert hand_in(secretary(), made, png()).status_code == 302
    shown = client.get(f"/trygghetsplan/{made.pk}/").content.decode()
    assert 'alt="En bro i skymning"' in shown
    assert "Foto: kommunen" in shown
    answer = client.get(f"/trygghetsplan/{made.pk}/bild/")
    assert (answer["Content-Type"], answer.content) == ("image/png", png())
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("alt", ["", "   "])
def test_picture_without_a_text_that_says_what_it_shows_is_refused(client, alt):
    made = plan()
    adopt(made)
    answer = hand_in(secretary(), made, png(), alt=alt)
    assert answer.status_code == 422
    assert "Skriv vad bilden visar" in answer.content.decode()
    assert client.get(f"/trygghetsplan/{made.pk}/bild/").status_code == 404


def test_database_itself_refuses_a_picture_without_alt_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicFace.objects.create(plan=plan(), picture="a" * 64)


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"\xff\xd8\xff", b"%PDF-1.7"])
def test_file_that_is_no_picture_is_refused_whatever_its_name(content):
    made = plan()
    answer = hand_in(secretary(), made, content)
    assert answer.status_code == 422
    assert "JPEG eller PNG" in answer.content.decode()


def test_place_in_a_photograph_is_not_published(client):
    made = plan()
    adopt(made)
    hand_in(secretary(), made, jpeg(exif(1)), name="bild.jpg")
    assert b"65.8252N" not in client.get(f"/trygghetsplan/{made.pk}/bild/").content


def test_texts_are_changed_without_the_picture_and_the_picture_is_taken_away():
    made, person = plan(), secretary()
    assert hand_in(person, made).status_code == 422
    hand_in(person, made, png())
    hand_in(person, made, alt="En bro med folk")
    assert PublicFace.objects.get().alt == "En bro med folk"
    person.post(f"/beslut/{made.pk}/offentlig-sida/bild/ta-bort/")
    assert PublicFace.objects.get().picture == ""


def test_drafts_picture_is_for_those_who_prepare_it(client):
    made = plan()
    publishing.show_picture(made, picture=read_photograph(png()), alt="Bro", caption="", credit="", by="anna")
    assert client.get(f"/trygghetsplan/{made.pk}/bild/").status_code == 404
    assert client.get(f"/beslut/{made.pk}/offentlig-sida/visa-bild/").status_code == 302
    assert secretary().get(f"/beslut/{made.pk}/offentlig-sida/visa-bild/").content == png()


# The document


def test_published_document_is_the_one_made_at_the_adoption(client, monkeypatch):
    made = plan()
    frozen = adopt(made).frozen
    monkeypatch.setattr("tryggve.web.decisions.public_views.to_pdf", lambda _document: b"%PDF another")
    sent = client.get(f"/trygghetsplan/{made.pk}/plan.pdf").content
    assert hashlib.sha256(sent).hexdigest() == frozen.pdf_sha256
    assert client.get(f"/en/trygghetsplan/{made.pk}/plan.pdf").content == sent
    assert (len(sent), frozen.pdf_pages > 0) == (frozen.pdf_bytes, True)
    assert f"PDF, {frozen.pdf_pages} sid" in page(client, f"/trygghetsplan/{made.pk}/")


def test_document_that_was_altered_on_disk_is_not_sent(settings):
    from tryggve.web.data.raw_files import raw_path

    frozen = adopt(plan()).frozen
    assert kept(frozen.pdf_sha256)
    raw_path(frozen.pdf_sha256).write_bytes(b"%PDF altered")
    assert kept(frozen.pdf_sha256) is None


def test_plan_is_adopted_also_where_no_pdf_can_be_made(client, monkeypatch):
    def refuse(_document):
        raise UsageError(sv="Inget Typst.", en="No Typst.")

    monkeypatch.setattr("tryggve.web.decisions.documents_kept.to_pdf", refuse)
    made = plan()
    assert adopt(made).frozen.pdf_sha256 == ""
    assert client.get(f"/trygghetsplan/{made.pk}/plan.pdf").content.startswith(b"%PDF")


# Published, and taken down


def test_page_is_published_later_and_taken_down_with_a_reason(client):
    made, person = plan(), secretary()
    adopt(made, public_from=None)
    assert client.get(f"/trygghetsplan/{made.pk}/").status_code == 404
    person.post(f"/beslut/{made.pk}/offentlig-sida/publicera/", {"public_from": "2023-12-20"})
    assert client.get(f"/trygghetsplan/{made.pk}/").status_code == 200
    assert person.post(f"/beslut/{made.pk}/offentlig-sida/ta-ner/", {}).status_code == 422
    person.post(f"/beslut/{made.pk}/offentlig-sida/ta-ner/", {"why": "Fel bilaga"})
    for address in ("", "bild/", "plan.pdf"):
        assert client.get(f"/trygghetsplan/{made.pk}/{address}").status_code == 404
    assert "Fel bilaga" in page(person, f"/beslut/{made.pk}/offentlig-sida/")


def test_draft_is_not_published_and_no_plan_before_its_decision():
    made = plan()
    with pytest.raises(NotAllowedError):
        publishing.publish(made, public_from=timezone.localdate(), by="anna")
    adopt(made, public_from=None)
    with pytest.raises(UsageError):
        publishing.publish(made, public_from=DECIDED_ON - dt.timedelta(days=1), by="anna")
    with pytest.raises(NotAllowedError):
        publishing.withdraw(made, why="?", by="anna")


def test_preview_shows_the_page_before_it_is_public():
    made, person = plan(), secretary()
    address = f"/beslut/{made.pk}/offentlig-sida/forhandsvisning/"
    assert "Förhandsvisning" in page(person, address)
    assert "Utkast" in page(person, address)
    adopt(made, public_from=None)
    assert "Kommunfullmäktige 15 december 2023" in page(person, address)


def test_page_says_the_day_that_was_entered(client):
    made, person = plan(), secretary()
    adopt(made)
    person.post(f"/beslut/{made.pk}/offentlig-sida/dag/", {"updated": "2024-03-19"})
    assert "Sidan uppdaterad 19 mars 2024" in page(client, f"/trygghetsplan/{made.pk}/")


@pytest.mark.parametrize(
    ("status", "ends", "said"),
    [
        ("decided", "2099", "Gäller"),
        ("decided", "2020", "Perioden har löpt ut och utvärdering pågår"),
        ("evaluated", "2020", "Utvärderad"),
        ("replaced", "2020", "Ersatt"),
    ],
)
def test_state_is_said_in_the_same_words_everywhere(client, status, ends, said):
    made = plan(ends=ends)
    adopt(made)
    Plan.objects.filter(pk=made.pk).update(status=status)
    for address in (f"/trygghetsplan/{made.pk}/", "/trygghetsplan/", f"/plan/{made.pk}/", "/plan/"):
        assert said in page(client, address)


def test_plan_is_headed_by_its_name_with_what_still_holds_under_it(client):
    made = plan()
    adopt(made)
    shown = client.get(f"/trygghetsplan/{made.pk}/").content.decode()
    heading, lead = shown.index(f"<h1>{made.title}</h1>"), shown.index('<p class="lead">')
    assert heading < lead
    assert "planens enda slutsats" in shown[lead : shown.index("</p>", lead)]


def test_earlier_plans_are_linked_while_they_are_public(client):
    first = plan()
    adopt(first)
    second = new_version(first, by="anna")
    adopt(second, date=dt.date(2024, 6, 17), public_from=dt.date(2024, 6, 17))
    assert "Tidigare planer" in page(client, f"/trygghetsplan/{second.pk}/")
    publishing.withdraw(first, why="Gammal", by="anna")
    assert "Tidigare planer" not in page(client, f"/trygghetsplan/{second.pk}/")


def test_only_public_pages_are_reached_without_sign_in(client, settings):
    settings.TRYGGVE_OPEN_READING = False
    made = plan()
    adopt(made)
    hand_in(secretary(), made, png())
    for address in ("/trygghetsplan/", *(f"/trygghetsplan/{made.pk}/{part}" for part in ("", "bild/", "plan.pdf"))):
        assert client.get(address).status_code == 200, address
    closed = (
        "",
        "offentlig-sida/",
        "offentlig-sida/forhandsvisning/",
        "diariet.zip",
        "remissammanstallning/",
        "vagen.ics",
    )
    for part in closed:
        assert client.get(f"/beslut/{made.pk}/{part}")["Location"].startswith("/logga-in/"), part
    assert client.get(f"/plan/{made.pk}/")["Location"].startswith("/logga-in/")
