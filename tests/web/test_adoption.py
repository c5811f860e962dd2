"""Adopting a plan cannot be undone: what is left is told first, and it takes a second press."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.web.decisions import consultations
from tryggve.web.decisions.actions import propose
from tryggve.web.decisions.document import period_words
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.outstanding import outstanding
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Goal
from web.plan_example import member, plan, unit
from web.shown_form import shown_forms
from web.test_decisions import DUE, SENT, page

pytestmark = pytest.mark.django_db

DECISION = {"kind": "adopt", "body": "Kommunfullmäktige", "date": "2023-10-02", "paragraph": "142"}


@pytest.fixture
def secretary():
    return member("sara", Role.SECRETARY)


@pytest.fixture
def proposed():
    made = plan()
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    made.refresh_from_db()
    propose(made, by="anna")
    made.refresh_from_db()
    return made


def test_what_is_left_is_told_before_the_plan_is_adopted(secretary, proposed):
    Goal.objects.update(indicator="local_safe_evening")
    answer = secretary.post(f"/beslut/{proposed.pk}/beslut/", DECISION)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert not Decision.objects.exists()
    for said in (
        "Fritidsnämnden har inte svarat på remissen, svar senast 16 oktober 2023",
        "Beslutet är daterat 2 oktober 2023, innan remissen var avslutad 16 oktober 2023",
        "1 mål med indikator saknar utvärderingsdesign",
        "Nattvandring saknar budget",
        "går inte att ångra",
    ):
        assert said in shown


def test_decision_known_by_its_month_is_told_as_that_before_the_plan_is_adopted(secretary, proposed):
    answer = secretary.post(f"/beslut/{proposed.pk}/beslut/", DECISION | {"date": "2023-09"})
    assert "Beslutet är daterat september 2023, innan remissen" in answer.content.decode()


def test_plan_is_adopted_by_the_second_press_with_what_was_typed(secretary, proposed):
    address = f"/beslut/{proposed.pk}/beslut/"
    shown = secretary.post(address, DECISION | {"note": "Enhälligt"}).content.decode()
    sent = next(form for form in shown_forms(shown) if "kind" in form)
    assert secretary.post(address, sent | {"step": "adopt"}).status_code == 302
    decision = Decision.objects.get()
    assert (decision.kind, decision.date, decision.note) == ("adopt", dt.date(2023, 10, 2), "Enhälligt")


def test_what_was_typed_is_there_to_be_changed(secretary, proposed):
    answer = secretary.post(f"/beslut/{proposed.pk}/beslut/", DECISION | {"step": "change"})
    assert answer.status_code == 200
    assert 'value="Kommunfullmäktige"' in answer.content.decode()
    assert not Decision.objects.exists()


def test_impossible_day_is_refused_before_the_confirmation(secretary, proposed):
    answer = secretary.post(f"/beslut/{proposed.pk}/beslut/", DECISION | {"date": "2999-01-01"})
    assert answer.status_code == 422
    assert "inte har varit än" in answer.content.decode()


def test_answered_consultation_is_not_left(proposed):
    one = proposed.consultations.get()
    consultations.answer(one, text="Ja.", answered_by="Nämnden", on=dt.date(2023, 9, 20), by="anna")
    assert outstanding(proposed, date=dt.date(2023, 10, 2)).case == ()
    assert len(outstanding(proposed, date=dt.date(2023, 9, 11)).case) == 1


@pytest.mark.parametrize(("stance", "left"), [("changes", 1), ("reject", 1), ("support", 0), ("abstain", 0)])
def test_answer_that_wants_another_plan_is_left_until_it_is_met(proposed, stance, left):
    one, day = proposed.consultations.get(), dt.date(2023, 10, 2)
    consultations.answer(one, text="Nja.", answered_by="Nämnden", stance=stance, on=dt.date(2023, 9, 20), by="anna")
    found = outstanding(proposed, date=day).case
    assert [gap.text for gap in found] == left * [
        "Svaret från Fritidsnämnden är inte bemött, och det kan inte göras efteråt"
    ]
    assert all(gap.address == f"/beslut/remissvar/{one.pk}/bemot/" for gap in found)
    consultations.respond(one, heeded="no", response="Därför.", by="anna")
    assert outstanding(proposed, date=day).case == ()


def test_no_decision_is_proposed_while_the_plan_is_out_for_consultation(secretary):
    made = plan()
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    shown = secretary.get(f"/beslut/{made.pk}/beslut/").content.decode()
    assert '<option value="" selected>Välj vad som beslutades</option>' in shown
    assert "Uppdrag att ta fram planen" in page(secretary, f"/beslut/{made.pk}/beslut/")


def test_period_of_one_year_is_said_once():
    assert period_words({"starts": "2026", "ends": "2026"}, "sv") == "2026"
    assert period_words({"starts": "2024", "ends": "2026"}, "sv") == "2024 till 2026"
    assert period_words({"starts": "", "ends": ""}, "sv") == ""


def test_reader_adopts_nothing(proposed):
    reader = member("rolf", Role.READER)
    assert reader.post(f"/beslut/{proposed.pk}/beslut/", DECISION | {"step": "adopt"}).status_code == 403
    assert not Decision.objects.exists()


def test_stranger_adopts_nothing(proposed):
    stranger = member("stina", Role.SECRETARY, municipality="2582")
    assert stranger.post(f"/beslut/{proposed.pk}/beslut/", DECISION | {"step": "adopt"}).status_code == 404
    assert not Decision.objects.exists()
