"""A decision's day is asked about on a Sunday, and refused before what was decided earlier."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tryggve.errors import UsageError
from tryggve.web.decisions import minutes
from tryggve.web.decisions.actions import Details, decide, propose
from tryggve.web.decisions.decision_days import day_doubt
from tryggve.web.decisions.models import UNKNOWN, Decision
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Plan
from web.plan_example import member, plan

pytestmark = pytest.mark.django_db
COMMISSIONED = dt.date(2023, 6, 12)
TABLED = dt.date(2023, 11, 27)
MONDAY, SUNDAY = dt.date(2023, 12, 11), dt.date(2023, 12, 10)


def commission(made: Plan, *, date: dt.date = COMMISSIONED, when: str = "") -> Decision:
    details = Details(when=when)
    return decide(made, kind=DecisionKind.COMMISSION, body="Kommunstyrelsen", date=date, details=details, by="anna")


def proposed() -> Plan:
    made = plan()
    propose(made, by="anna")
    made.refresh_from_db()
    return made


def adopt(made: Plan, date: dt.date) -> Decision:
    return decide(made, kind=DecisionKind.ADOPT, body="Kommunfullmäktige", date=date, by="anna")


def test_plan_is_not_adopted_before_its_commission():
    made = proposed()
    commission(made)
    with pytest.raises(UsageError, match="2023-05-08, before one"):
        adopt(made, dt.date(2023, 5, 8))
    made.refresh_from_db()
    assert made.status == "proposed"
    assert adopt(made, MONDAY).kind == "adopt"


def test_plan_is_not_adopted_before_it_was_tabled():
    made = proposed()
    decide(made, kind=DecisionKind.TABLE, body="Kommunfullmäktige", date=TABLED, by="anna")
    with pytest.raises(UsageError, match="before one"):
        adopt(made, TABLED - dt.timedelta(days=7))


def test_commission_may_be_entered_after_what_followed_it():
    made = proposed()
    decide(made, kind=DecisionKind.TABLE, body="Kommunfullmäktige", date=TABLED, by="anna")
    assert commission(made).date == COMMISSIONED


@pytest.mark.parametrize("when", [UNKNOWN, "<2024", "2023", "2023-05"])
def test_day_that_is_not_known_stands_in_the_way_of_nothing(when):
    made = proposed()
    commission(made, date=dt.date(2023, 12, 31), when=when)
    assert adopt(made, dt.date(2023, 5, 8)).kind == "adopt"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (SUNDAY, "10 december 2023 är en söndag. Stämmer datumet?"),
        (dt.date(2023, 12, 9), "9 december 2023 är en lördag. Stämmer datumet?"),
        (dt.date(2023, 5, 1), "1 maj 2023 är en helgdag. Stämmer datumet?"),
        (MONDAY, ""),
    ],
)
def test_day_when_nobody_meets_is_asked_about(day, said):
    assert day_doubt(day, when="") == said
    assert day_doubt(day, when="2023-12") == ""


def test_sunday_is_asked_about_before_the_plan_is_adopted_and_changes_nothing():
    made, secretary = proposed(), member("sara", Role.SECRETARY)
    sent = {"kind": "adopt", "body": "Kommunfullmäktige", "date": SUNDAY.isoformat(), "paragraph": "142"}
    assert "är en söndag. Stämmer datumet?" in secretary.post(f"/beslut/{made.pk}/beslut/", sent).content.decode()
    assert not Decision.objects.exists()


def test_sunday_is_asked_about_after_a_commission_that_is_entered():
    made, secretary = plan(), member("sara", Role.SECRETARY)
    sent = {"kind": "commission", "body": "Kommunstyrelsen", "date": "2023-06-11", "paragraph": "57"}
    shown = secretary.post(f"/beslut/{made.pk}/beslut/", sent, follow=True).content.decode()
    assert "11 juni 2023 är en söndag. Stämmer datumet?" in shown
    assert Decision.objects.get().date == dt.date(2023, 6, 11)


def test_impossible_order_is_told_in_the_form_before_the_confirmation():
    made, secretary = proposed(), member("sara", Role.SECRETARY)
    commission(made)
    sent = {"kind": "adopt", "body": "Kommunfullmäktige", "date": "2023-05-08", "paragraph": "142"}
    answer = secretary.post(f"/beslut/{made.pk}/beslut/", sent)
    assert answer.status_code == 422
    assert "före ett beslut som redan är fört in" in answer.content.decode()
    assert 'value="Kommunfullmäktige"' in answer.content.decode()


def test_minutes_are_not_approved_tomorrow():
    made = proposed()
    decision, tomorrow = adopt(made, MONDAY), timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(UsageError, match="has not been yet"):
        minutes.enter_minutes(decision, adjusted=tomorrow, announced=None, minutes="", appeal="", by="sara")
    decision.refresh_from_db()
    assert decision.adjusted is None
