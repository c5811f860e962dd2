"""Attachments on plans, cases, agreements and meetings: who attaches, who reads, and what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plan import made_files as made
from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.actions import decide, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.decisions.registry import registry_zip
from tryggve.web.files import actions
from tryggve.web.files.models import Attachment
from tryggve.web.files.subjects import subject_of
from tryggve.web.people.roles import Role
from tryggve.web.registers.actions import add_row, remove_row
from tryggve.web.registers.kinds import AGREEMENT, COUNCIL, MEETING
from web.plan_example import member, plan

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def client(db) -> Client:
    return member("anna", Role.COORDINATOR)


@pytest.fixture
def agreement(db):
    return add_row(AGREEMENT, parent="9901", values={"title": "Med polisen"}, by="anna")


@pytest.fixture
def meeting(db):
    council = add_row(COUNCIL, parent="9901", values={"name": "Rådet"}, by="anna")
    return add_row(MEETING, parent=council, values={"date": TODAY}, by="anna")


def send(client: Client, subject: str, name: str = "avtal.pdf", content: bytes = made.PDF, **more):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(f"/bilagor/{subject}/ny/", {"file": file, **more})


def sent(client: Client, subject: str, name: str = "avtal.pdf", content: bytes = made.PDF, **more) -> Attachment:
    answer = send(client, subject, name, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return Attachment.objects.latest("pk")


def body(answer) -> bytes:
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def status(client: Client, file: Attachment) -> int:
    answer = client.get(f"/bilagor/{file.pk}/")
    answer.close()
    return answer.status_code


def test_a_file_is_kept_as_it_came_and_comes_back_the_same(client, agreement):
    file = sent(client, f"overenskommelse/{agreement.pk}", note="Undertecknad")
    assert (file.municipality, file.subject) == ("9901", f"agreement {agreement.pk}")
    assert file.sha256 == hashlib.sha256(made.PDF).hexdigest()
    answer = client.get(f"/bilagor/{file.pk}/")
    assert body(answer) == made.PDF
    page = client.get(f"/overenskommelser/{agreement.pk}/").content.decode()
    assert "Undertecknad" in page
    assert f"/bilagor/{file.pk}/" in page


def test_a_file_is_always_saved_and_never_shown_within_the_site(client, agreement):
    file = sent(client, f"overenskommelse/{agreement.pk}")
    answer = client.get(f"/bilagor/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf", "what the browser said of the type is not believed"
    assert answer["Cache-Control"] == "private, no-store"
    answer.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sida.html", made.HTML),
        ("bild.svg", made.SVG),
        ("sida.pdf", made.HTML),
        ("makro.docm", made.docx()),
        ("makro.docx", made.docx({"word/vbaProject.bin": b"x"})),
        ("bomb.docx", made.bomb()),
        ("last.pdf", made.LOCKED_PDF),
        ("tom.pdf", b""),
    ],
)
def test_a_refused_file_leaves_nothing_behind_and_the_words_stay(client, agreement, settings, name, content):
    answer = send(client, f"overenskommelse/{agreement.pk}", name, content, note="Min beskrivning")
    assert answer.status_code == 422
    assert "Min beskrivning" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert not (settings.TRYGGVE_DATA / "attachments").exists()
    assert not AuditEvent.objects.filter(action="files.attach").exists()


def test_a_file_over_the_limit_is_refused_with_the_limit(client, agreement, settings):
    settings.TRYGGVE_MAX_ATTACHMENT = 2**20
    answer = send(client, f"overenskommelse/{agreement.pk}", content=made.PDF + b"%" * 2**20 + b"\n%%EOF")
    assert answer.status_code == 422
    assert "större än 1 MB" in answer.content.decode()


def test_a_body_over_the_cap_is_not_even_read_to_its_end(client, agreement, settings):
    settings.TRYGGVE_MAX_ATTACHMENT = settings.TRYGGVE_MAX_UPLOAD = 2**20
    answer = send(client, f"overenskommelse/{agreement.pk}", content=made.PDF + b"%" * 2**21)
    assert answer.status_code == 422
    assert "större än 1 MB" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_path_in_the_name_leads_nowhere(client, agreement, settings):
    file = sent(client, f"overenskommelse/{agreement.pk}", "../../../tmp/avtal.pdf")
    assert file.name == "avtal.pdf"
    assert actions.content_path(file).is_relative_to(settings.TRYGGVE_DATA / "attachments")


def test_a_picture_must_have_words(client, agreement):
    answer = send(client, f"overenskommelse/{agreement.pk}", "karta.png", made.PNG)
    assert answer.status_code == 422
    assert "Beskriv vad bilden visar" in answer.content.decode()
    file = sent(client, f"overenskommelse/{agreement.pk}", "karta.png", made.PNG, alt="Karta över centrum")
    assert file.alt == "Karta över centrum"


def test_the_same_file_is_attached_once(client, agreement):
    sent(client, f"overenskommelse/{agreement.pk}")
    answer = send(client, f"overenskommelse/{agreement.pk}", "samma fil.pdf")
    assert answer.status_code == 422
    assert "heter ”avtal.pdf”" in answer.content.decode()


def test_a_removed_file_is_out_of_reach_until_it_is_restored(client, agreement):
    file = sent(client, f"overenskommelse/{agreement.pk}")
    answer = client.post(f"/bilagor/{file.pk}/ta-bort/", follow=True)
    assert f'action="/bilagor/{file.pk}/aterstall/"' in answer.content.decode(), "undo stands on the page"
    assert status(client, file) == 404
    assert actions.content_path(file).is_file()
    client.post(f"/bilagor/{file.pk}/aterstall/")
    assert status(client, file) == 200
    done = list(AuditEvent.objects.filter(action__startswith="files.").values_list("action", flat=True))
    assert done == ["files.attach", "files.remove", "files.restore"]


def test_pressing_twice_does_it_once(client, agreement):
    file = sent(client, f"overenskommelse/{agreement.pk}")
    for step in ("ta-bort", "ta-bort", "aterstall", "aterstall"):
        client.post(f"/bilagor/{file.pk}/{step}/")
    assert AuditEvent.objects.filter(action__in=("files.remove", "files.restore")).count() == 2


def test_a_removed_file_is_not_restored_beside_its_like(client, agreement):
    first = sent(client, f"overenskommelse/{agreement.pk}")
    client.post(f"/bilagor/{first.pk}/ta-bort/")
    sent(client, f"overenskommelse/{agreement.pk}")
    assert client.post(f"/bilagor/{first.pk}/aterstall/").status_code == 400
    with pytest.raises(UsageError):
        actions.restore_attachment(
            first, subject=subject_of(User.objects.get(username="anna"), first.subject), by="anna"
        )


def test_what_lies_in_the_recycle_bin_takes_its_files_along(client, meeting):
    file = sent(client, f"mote/{meeting.pk}")
    remove_row(meeting, by="anna")
    assert status(client, file) == 404
    assert send(client, f"mote/{meeting.pk}", "ny.txt", b"hej").status_code == 404
    assert client.post(f"/bilagor/{file.pk}/ta-bort/").status_code == 404


def test_readers_read_and_do_not_write(client, meeting):
    file = sent(client, f"mote/{meeting.pk}")
    reader = member("rolf", Role.READER)
    assert status(reader, file) == 200
    assert send(reader, f"mote/{meeting.pk}", "ny.txt", b"hej").status_code == 403
    for step in ("ta-bort", "aterstall", "visa"):
        assert reader.post(f"/bilagor/{file.pk}/{step}/").status_code == 403
    page = reader.get(f"/radet/mote/{meeting.pk}/").content.decode()
    assert "Bifoga en fil" not in page
    assert "avtal.pdf" in page


def test_visitors_and_other_municipalities_get_nothing(client, meeting):
    file = sent(client, f"mote/{meeting.pk}")
    stranger = member("stina", Role.COORDINATOR, "2081")
    assert status(stranger, file) == 404
    assert send(stranger, f"mote/{meeting.pk}", "ny.txt", b"hej").status_code == 404
    for step in ("ta-bort", "aterstall", "visa"):
        assert stranger.post(f"/bilagor/{file.pk}/{step}/").status_code == 404
    assert Client().get(f"/bilagor/{file.pk}/")["Location"].startswith("/logga-in/")
    assert send(Client(), f"mote/{meeting.pk}", "ny.txt", b"hej")["Location"].startswith("/logga-in/")
    assert Attachment.objects.count() == 1


def test_nothing_is_attached_to_what_is_not_there(client):
    assert send(client, "plan/999").status_code == 404
    assert send(client, "kommun/1").status_code == 404


def test_the_log_says_what_was_attached(client, meeting):
    file = sent(client, f"mote/{meeting.pk}", note="Program")
    event = AuditEvent.objects.get(action="files.attach")
    assert event.who == "anna"
    assert event.object == f"meeting {meeting.pk} attachment {file.pk}"
    assert event.after["sha256"] == file.sha256
    history = client.get(f"/samverkan/mote/{meeting.pk}/historik/").content.decode()
    assert "avtal.pdf" in history


def test_content_is_on_disk_before_the_row_is_written(client, meeting, monkeypatch):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions, "keep_raw", full)
    client.raise_request_exception = False
    assert send(client, f"mote/{meeting.pk}").status_code == 507
    assert not Attachment.objects.exists()


def decided(made_plan):
    propose(made_plan, by="anna")
    values = {"body": "Kommunfullmäktige", "date": dt.date(2023, 12, 15), "paragraph": "1", "case_number": "KS 1"}
    decide(made_plan, kind=DecisionKind.ADOPT, public_from=dt.date(2023, 12, 15), by="anna", **values)
    made_plan.refresh_from_db()
    assert made_plan.status == PlanStatus.DECIDED
    return made_plan


def test_a_plan_s_files_are_its_editors_and_stand_still_when_it_is_decided(client):
    ours = plan()
    file = sent(client, f"plan/{ours.pk}")
    secretary = member("sara", Role.SECRETARY)
    assert send(secretary, f"plan/{ours.pk}", "ny.txt", b"hej").status_code == 403
    decided(ours)
    assert send(client, f"plan/{ours.pk}", "ny.txt", b"hej").status_code == 403
    assert client.post(f"/bilagor/{file.pk}/ta-bort/").status_code == 403


def test_a_case_takes_files_after_the_decision_and_from_the_secretary(client):
    ours = decided(plan())
    secretary = member("sara", Role.SECRETARY)
    file = sent(secretary, f"arende/{ours.pk}", "protokollsutdrag.pdf", note="Protokollsutdrag")
    page = client.get(reverse("decisions:case", kwargs={"plan": ours.pk})).content.decode()
    assert "Protokollsutdrag" in page
    assert send(member("rolf", Role.READER), f"arende/{ours.pk}", "ny.txt", b"hej").status_code == 403
    assert AuditEvent.objects.filter(object=f"plan {ours.pk} case attachment {file.pk}").count() == 1


def test_what_is_marked_public_is_read_by_all_once_the_plan_is_public(client):
    ours = plan()
    shown = sent(client, f"plan/{ours.pk}", "underlag.pdf", public="on")
    hidden = sent(client, f"plan/{ours.pk}", "internt.txt", b"hej")
    visitor = Client()
    assert status(visitor, shown) == 302, "a draft shows nothing"
    decided(ours)
    assert body(visitor.get(f"/bilagor/{shown.pk}/")) == made.PDF
    assert status(visitor, hidden) == 302
    page = visitor.get(reverse("decisions:public_plan", kwargs={"pk": ours.pk})).content.decode()
    assert "underlag.pdf" in page
    assert "internt.txt" not in page


def test_a_public_file_is_hidden_again_and_shown_again(client):
    ours = decided(plan())
    file = sent(client, f"arende/{ours.pk}", public="on")
    client.post(f"/bilagor/{file.pk}/visa/", {"to": "own"})
    assert status(Client(), file) == 302
    client.post(f"/bilagor/{file.pk}/visa/", {"to": "all"})
    assert status(Client(), file) == 200
    client.post(f"/bilagor/{file.pk}/ta-bort/")
    assert status(Client(), file) == 302
    assert client.post(f"/bilagor/{file.pk}/visa/").status_code == 409, "a removed file is not shown to anybody"


def test_a_meeting_s_files_are_never_public(client, meeting):
    file = sent(client, f"mote/{meeting.pk}", public="on")
    assert not file.public
    assert client.post(f"/bilagor/{file.pk}/visa/", {"to": "all"}).status_code == 409
    assert status(Client(), file) == 302


def test_nobody_attaches_by_an_action_either_without_the_right(meeting, tmp_path):
    (tmp_path / "a.txt").write_text("hej")
    member("rolf", Role.READER)
    subject = subject_of(User.objects.get(username="rolf"), f"meeting {meeting.pk}")
    with pytest.raises(NotAllowedError):
        actions.attach(subject, path=tmp_path / "a.txt", name="a.txt", by="rolf")
    assert subject_of(AnonymousUser(), f"meeting {meeting.pk}") is None


def test_the_registry_s_zip_holds_the_attachments(client):
    ours = plan()
    sent(client, f"plan/{ours.pk}", "underlag.pdf", note="Underlag")
    sent(client, f"arende/{ours.pk}", "svar.txt", b"hej")
    gone = sent(client, f"arende/{ours.pk}", "fel fil.txt", b"fel")
    client.post(f"/bilagor/{gone.pk}/ta-bort/")
    packed = zipfile.ZipFile(io.BytesIO(registry_zip(ours, today=TODAY)))
    assert [name for name in packed.namelist() if name.startswith("bilagor/")] == [
        "bilagor/01-underlag.pdf",
        "bilagor/02-svar.txt",
    ]
    assert packed.read("bilagor/01-underlag.pdf") == made.PDF
    listed = json.loads(packed.read("metadata.json"))["Bilagor"]
    assert [row["Fil"] for row in listed] == ["bilagor/01-underlag.pdf", "bilagor/02-svar.txt"]
    assert listed[0]["Beskrivning"] == "Underlag"
