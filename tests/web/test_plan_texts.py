"""Opening a plan written in Word: its text is kept, marked, previewed and made into parts, all or nothing."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tryggve.plan.status import PlanStatus
from tryggve.plan.word_file import MOST_PASSAGES
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority, SourceText
from web import plan_example
from web.plan_example import member, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return plan_example.plan(background="")


def word(*, table: bool = True) -> bytes:
    written = docx.Document()
    written.add_heading("Trygghetsplan", level=0)
    written.add_heading("Bakgrund", level=1)
    written.add_paragraph("Kommunen fick uppdraget i våras.")
    written.add_heading("Prioriterat område: Trygga kvällar", level=1)
    written.add_paragraph("Mål: Fler är trygga ute 2029")
    written.add_paragraph("Åtgärd: Ljusare stråk")
    if table:
        rows = written.add_table(rows=2, cols=2)
        for cell, said in zip(rows.rows[0].cells, ("Aktivitet", "Ansvarig"), strict=True):
            cell.text = said
        for cell, said in zip(rows.rows[1].cells, ("Byta armaturer", "Fritidsnämnden"), strict=True):
            cell.text = said
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def with_entry(name: str, content: bytes) -> bytes:
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def sent(client, plan: Plan, content: bytes, name: str = "plan.docx", **more):
    return client.post(f"/plan/{plan.pk}/text/", {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def marks(answer, **changed: str) -> dict[str, str]:
    guessed = {f"mark_{passage.number}": mark.value for passage, mark in answer.context["rows"]}
    return guessed | changed


def text(answer) -> str:
    return answer.content.decode()


def test_a_word_plan_is_marked_previewed_and_made_into_parts(plan, anna):
    unit("Fritidsnämnden")
    opened = sent(anna, plan, word())
    assert "Vad är vad i texten?" in text(opened)
    kept = SourceText.objects.get()
    address = f"/plan/{plan.pk}/text/{kept.pk}/"
    preview = anna.post(address, marks(opened))
    assert all(said in text(preview) for said in ("Trygga kvällar", "Ljusare stråk", "Byta armaturer"))
    assert Priority.objects.count() == 1
    done = anna.post(address, {**marks(opened), "create": "1"}, follow=True)
    assert "delar är skapade ur texten" in text(done)
    priority = Priority.objects.get(title="Trygga kvällar")
    assert priority.came_from.startswith("plan.docx, stycke ")
    assert Goal.objects.get(priority=priority).title == "Fler är trygga ute 2029"
    assert Measure.objects.get(priority=priority).title == "Ljusare stråk"
    assert Activity.objects.get(title="Byta armaturer").owner.name == "Fritidsnämnden"
    assert "uppdraget i våras" in Plan.objects.get().background


def test_the_file_is_not_kept_and_the_log_holds_its_name_and_digest_alone(plan, anna):
    sent(anna, plan, word())
    event = AuditEvent.objects.get(action="plans.keep_text")
    assert event.after["name"] == "plan.docx"
    assert len(event.after["sha256"]) == 64
    assert "uppdraget" not in str(event.after)


def test_pasted_text_does_as_well_as_a_file(plan, anna):
    pasted = "# Prioriterat område: Skolan\nMål: Alla går ut nian 2029\nÅtgärd: Läxhjälp"
    opened = anna.post(f"/plan/{plan.pk}/text/", {"text": pasted}, follow=True)
    anna.post(f"/plan/{plan.pk}/text/{SourceText.objects.get().pk}/", {**marks(opened), "create": "1"})
    assert Priority.objects.get(title="Skolan").measures.get().title == "Läxhjälp"


def test_markup_in_a_text_is_shown_as_text(plan, anna):
    page = text(anna.post(f"/plan/{plan.pk}/text/", {"text": "<script>alert(1)</script>"}, follow=True))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_marks_that_make_no_plan_are_refused_and_nothing_is_made(plan, anna):
    opened = anna.post(f"/plan/{plan.pk}/text/", {"text": "Nattvandring\nBelysning"}, follow=True)
    address = f"/plan/{plan.pk}/text/{SourceText.objects.get().pk}/"
    wrong = anna.post(address, {**marks(opened, mark_1="activity", mark_2="measure"), "create": "1"})
    assert wrong.status_code == 422
    assert 'role="alert"' in text(wrong)
    assert (Priority.objects.count(), Measure.objects.count()) == (1, 1)


def test_making_the_parts_twice_is_warned_of(plan, anna):
    opened = sent(anna, plan, word())
    address = f"/plan/{plan.pk}/text/{SourceText.objects.get().pk}/"
    anna.post(address, {**marks(opened), "create": "1"})
    assert "Skapar du igen blir de dubbla" in text(anna.get(address))


def test_a_text_is_thrown_away_and_its_parts_stay(plan, anna):
    opened = sent(anna, plan, word())
    kept = SourceText.objects.get()
    anna.post(f"/plan/{plan.pk}/text/{kept.pk}/", {**marks(opened), "create": "1"})
    anna.post(f"/plan/{plan.pk}/text/{kept.pk}/ta-bort/")
    assert not SourceText.objects.exists()
    assert Priority.objects.filter(title="Trygga kvällar").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a word file", "ingen Word-fil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "låst med lösenord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old file", "äldre format (doc)"),
        (word()[:500], "skadad"),
        (with_entry("word/vbaProject.bin", b"x"), "makron"),
        (with_entry("word/x.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>'), "inte ska ha"),
        (with_entry("word/media/bomb.bin", bytes(201 * 2**20)), "inte ska ha"),
        (b"", "Filen är tom"),
    ],
    ids=["other", "encrypted", "old", "broken", "macros", "entity", "bomb", "empty"],
)
def test_a_file_that_cannot_be_used_is_told_why_and_nothing_is_kept(plan, anna, content, said):
    answer = sent(anna, plan, content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not SourceText.objects.exists()


def test_a_huge_file_and_an_endless_text_are_refused(plan, anna, monkeypatch):
    monkeypatch.setattr("tryggve.plan.word_file.LARGEST", 1000)
    assert "större än" in text(sent(anna, plan, word()))
    lines = "\n".join(f"Rad {number}" for number in range(MOST_PASSAGES + 1))
    answer = anna.post(f"/plan/{plan.pk}/text/", {"text": lines})
    assert answer.status_code == 422
    assert f"fler än {MOST_PASSAGES} stycken" in text(answer)
    assert "Rad 17" in text(answer)


def test_neither_file_nor_text_asks_for_one(plan, anna):
    answer = anna.post(f"/plan/{plan.pk}/text/", {"text": ""})
    assert answer.status_code == 422
    assert "Välj en fil eller klistra in en text." in text(answer)


def test_others_open_nothing(plan, anna, visitor):
    sent(anna, plan, word())
    kept = SourceText.objects.get()
    stranger = member("sven", Role.COORDINATOR, "2081")
    for path in (f"/plan/{plan.pk}/text/", f"/plan/{plan.pk}/text/{kept.pk}/"):
        assert stranger.get(path).status_code == 404
        assert member("rolf", Role.READER).get(path).status_code == 403
        assert visitor.get(path).status_code == 302
    assert stranger.post(f"/plan/{plan.pk}/text/{kept.pk}/ta-bort/").status_code == 404
    other = plan_example.plan("En annan plan")
    assert anna.get(f"/plan/{other.pk}/text/{kept.pk}/").status_code == 404


def test_a_decided_plan_takes_no_text(plan, anna):
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    sent(anna, plan, word())
    assert not SourceText.objects.exists()
