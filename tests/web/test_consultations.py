"""Consultation when the case turns: a referral back, days that can't be, answers that nobody has met."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.errors import NotAllowedError
from tryggve.web.decisions import consultations
from tryggve.web.decisions.actions import decide, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.people.roles import Role
from web.plan_example import member, plan, unit
from web.test_decisions import DUE, SENT, adopt, page

pytestmark = pytest.mark.django_db


def sent_and_referred_back():
    made = plan()
    row = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    propose(made, by="anna")
    day = dt.date(2023, 11, 6)
    decide(made, kind=DecisionKind.REFER_BACK, body="Kommunstyrelsen", date=day, note="Kostnaden.", by="anna")
    made.refresh_from_db()
    row.refresh_from_db()
    return made, row


def test_late_answer_is_typed_in_while_the_plan_is_referred_back():
    made, row = sent_and_referred_back()
    secretary = member("sara", Role.SECRETARY)
    form = {"answered_by": "Siv", "answer": "Tillstyrks.", "came": "2023-11-07"}
    assert secretary.post(f"/beslut/remissvar/{row.pk}/", form).status_code == 302
    assert "1 av 1 har svarat på remissen" in page(secretary, f"/beslut/{made.pk}/")


def test_no_link_is_made_anew_while_it_would_lead_nowhere():
    made, row = sent_and_referred_back()
    secretary = member("sara", Role.SECRETARY)
    shown = page(secretary, f"/beslut/{made.pk}/")
    assert "Förläng" in shown
    assert "Påminn" not in shown
    with pytest.raises(NotAllowedError, match="Send it again first"):
        consultations.remind(row, on=DUE, by="anna")
    propose(made, by="anna")
    assert "Påminn" in page(secretary, f"/beslut/{made.pk}/")


def test_answer_did_not_come_before_the_plan_was_sent():
    row = consultations.send(plan(), unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    form = {"answered_by": "Siv", "answer": "Tillstyrks.", "came": "2023-09-03"}
    answer = member("sara", Role.SECRETARY).post(f"/beslut/remissvar/{row.pk}/", form)
    assert answer.status_code == 422
    assert "Remissen skickades 4 september 2023." in answer.content.decode()
    assert "Tillstyrks." in answer.content.decode()


@pytest.mark.parametrize(
    ("date", "status"), [("2023-11-06", 422), ("2023-10", 302), ("2023-11-05", 302), ("före 2024", 302)]
)
def test_case_is_not_tabled_to_a_day_before_the_decision(date, status):
    made = plan()
    propose(made, by="anna")
    form = {"kind": "table", "body": "Kommunstyrelsen", "date": date, "tabled_to": "2023-11-05"}
    answer = member("sara", Role.SECRETARY).post(f"/beslut/{made.pk}/beslut/", form)
    assert answer.status_code == status
    assert status == 302 or "Dagen är före beslutet." in answer.content.decode()


def test_case_says_first_why_the_plan_came_back_until_it_goes_on():
    made, _ = sent_and_referred_back()
    reader = member("rolf", Role.READER)
    said = "Återremitterad, Kommunstyrelsen 6 november 2023: Kostnaden."
    assert said in page(reader, f"/beslut/{made.pk}/")
    propose(made, by="anna")
    assert said not in page(reader, f"/beslut/{made.pk}/")


def test_case_says_first_to_which_day_it_is_tabled():
    made, secretary = plan(), member("sara", Role.SECRETARY)
    propose(made, by="anna")
    form = {"kind": "table", "body": "Kommunfullmäktige", "date": "2023-11-06", "tabled_to": "2023-11-20"}
    secretary.post(f"/beslut/{made.pk}/beslut/", form)
    said = "Bordlagd till 20 november 2023, Kommunfullmäktige 6 november 2023."
    assert said in page(secretary, f"/beslut/{made.pk}/")
    adopt(made)
    assert said not in page(secretary, f"/beslut/{made.pk}/")


def test_decided_plan_takes_no_late_answer():
    made, row = sent_and_referred_back()
    adopt(made)
    with pytest.raises(NotAllowedError):
        consultations.answer(row, text="Ja.", answered_by="Siv", on=DUE, by="anna")
