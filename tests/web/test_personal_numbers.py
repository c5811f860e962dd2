"""A personal identity number is refused wherever people write freely, and nothing of it is kept."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

import tryggve.web
from tryggve.plan.exchange import headings
from tryggve.web.data.mapping_forms import MappingForm
from tryggve.web.decisions import consultations
from tryggve.web.decisions.models import Consultation
from tryggve.web.evaluation.forms import FrameForm
from tryggve.web.followup.actions import lock_period
from tryggve.web.followup.report_form import ReportForm
from tryggve.web.free_text import FreeTextForm, is_free_text
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Comment, Priority, SourceText
from tryggve.web.plans.upload_forms import TextForm
from tryggve.web.registers.actions import add_row
from tryggve.web.registers.kinds import COUNCIL, MEETING
from tryggve.web.registers.models import AgendaPoint
from web.followup_example import make_example, signed_in
from web.plan_example import DECIDED_ON, unit
from web.test_decisions import DUE, SENT

pytestmark = pytest.mark.django_db
NUMBER = "19900101-2384"
SAID = "Det här ser ut som ett personnummer. Skriv inga personuppgifter."
# The owner's report refuses it where it was changed, a whole plan when it is read, and a mapping names columns.
APART = {ReportForm, MappingForm, TextForm}


def every_form() -> set[type[forms.Form]]:
    for module in pkgutil.walk_packages(tryggve.web.__path__, "tryggve.web."):
        if "form" in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)

    def below(kind: type[forms.Form]) -> set[type[forms.Form]]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    return {form for form in below(forms.Form) if form.__module__.startswith("tryggve.web.")}


def test_every_form_with_long_text_refuses_it():
    with_text = {
        form for form in every_form() if any(isinstance(f.widget, forms.Textarea) for f in form.base_fields.values())
    }
    assert len(with_text) > 15
    assert {form for form in with_text - APART if not issubclass(form, FreeTextForm)} == set()


def test_names_and_short_fields_are_no_free_text():
    assert is_free_text(forms.CharField(widget=forms.Textarea))
    assert is_free_text(forms.CharField(max_length=300))
    assert not is_free_text(forms.CharField(max_length=40))
    assert not is_free_text(forms.EmailField())


def test_fault_stands_at_its_field_and_what_was_typed_is_kept():
    form = FrameForm({"starts": "2024", "ends": "2026", "as_of": "2026-11-01", "author": "X", "summary": NUMBER})
    assert form.errors["summary"]
    assert form["summary"].value() == NUMBER


def test_comment_on_a_plan_refuses_it(anna, plan):
    priority = Priority.objects.get()
    answer = anna.post(f"/planens-del/prioritering/{priority.pk}/synpunkter/", {"text": f"Fråga {NUMBER}"})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert not Comment.objects.exists()


def test_part_of_a_plan_refuses_it_once(anna, plan):
    priority = Priority.objects.get()
    sent = {"title": priority.title, "text": f"Om {NUMBER}", "revision": priority.revision}
    answer = anna.post(f"/prioritering/{priority.pk}/andra/", sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"text": [SAID]}
    assert NUMBER not in Priority.objects.get().text


def test_table_of_a_plan_refuses_it_with_row_and_column(anna, plan):
    head = headings("sv")
    row = {"typ": "prioritering", "id": "P1", "rubrik": f"Om {NUMBER}"}
    content = "\n".join(";".join(line) for line in (head, [row.get(name, "") for name in head])).encode()
    answer = anna.post(f"/plan/{plan.pk}/tabell/", {"file": SimpleUploadedFile("plan.csv", content)})
    assert answer.status_code == 422
    assert f"rad 2, kolumn rubrik: {SAID}" in answer.content.decode()


def test_pasted_plan_refuses_it_and_says_in_which_paragraph(anna, plan):
    answer = anna.post(f"/plan/{plan.pk}/text/", {"text": f"Trygga unga\nKontakt: {NUMBER}\nMer text"})
    assert answer.status_code == 422
    assert "I stycke 2 står det som ser ut som ett personnummer" in answer.content.decode()
    assert not SourceText.objects.exists()


def test_answer_by_the_one_time_link_refuses_it_and_the_link_still_works(client, plan):
    sent = consultations.send(plan, unit=unit(), sent=SENT, due=DUE, by="anna")
    typed = {"answer": f"Hon heter {NUMBER}", "answered_by": "Nämnden", "stance": "support"}
    answer = client.post(f"/remiss/{sent.token}/", typed)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert Consultation.objects.get().answered is None
    assert client.post(f"/remiss/{sent.token}/", typed | {"answer": "Bra"}).status_code == 200


def test_notes_of_the_council_refuse_it(anna):
    council = add_row(COUNCIL, parent="9901", values={"name": "Rådet"}, by="x")
    meeting = add_row(MEETING, parent=council, values={"date": DECIDED_ON}, by="x")
    sent = {"title": "Läget", "notes": NUMBER}
    answer = anna.post(f"/samverkan/punkt/ny/{meeting.pk}/", sent)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert not AgendaPoint.objects.exists()


def test_reason_to_reopen_a_period_refuses_it_and_says_why():
    example, anna = make_example(), signed_in("cilla", Role.COORDINATOR)
    lock_period(example.period, by="x")
    address = f"/uppfoljning/{example.period.pk}/oppna/"
    assert SAID in anna.post(address, {"note": f"Fel om {NUMBER}"}, follow=True).content.decode()
    assert "Skriv varför" in anna.post(address, {"note": ""}, follow=True).content.decode()
    example.period.refresh_from_db()
    assert example.period.locked_at is not None


def test_word_of_the_operational_plan_refuses_it():
    example = make_example()
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    name = f"a{example.walks.pk}"
    sent = {f"{name}-answer": "yes", f"{name}-answer_what": NUMBER, f"{name}-seen": "0"}
    answer = olle.post(f"/uppfoljning/{example.period.pk}/", sent)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
