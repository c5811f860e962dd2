"""Roll-ups: silence is neither zero nor cancelled, and every sum says how it was made."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tryggve.plan.rollup import By, Line, Missing, Weight, days_late, delivered_share, roll_up
from tryggve.plan.status import ActivityStatus


def line(name: str = "Vuxna ute", *, unit="Fritid", priority="Trygga unga", year=2025, **more) -> Line:
    return Line(activity=name, unit=unit, priority=priority, year=year, **more)


ONGOING = {"status": ActivityStatus.ONGOING}


def test_not_reported_is_not_zero_per_cent():
    assert delivered_share(line(planned_dose=40.0)) is Missing.NOT_REPORTED
    [total] = roll_up([line(planned_dose=40.0, dose=20.0, **ONGOING), line(planned_dose=40.0)])
    assert total.delivered == pytest.approx(0.5)
    assert (total.with_dose, total.not_reported) == (1, 1)


def test_not_reported_is_not_cancelled():
    [total] = roll_up([line(), line(status=ActivityStatus.CANCELLED)])
    assert total.statuses[ActivityStatus.CANCELLED] == 1
    assert total.reported == 1


def test_reported_zero_is_zero():
    assert delivered_share(line(planned_dose=40.0, dose=0.0, **ONGOING)) == 0.0


def test_dose_without_a_plan_has_no_share():
    assert delivered_share(line(dose=12.0, **ONGOING)) is Missing.NOT_PLANNED
    assert delivered_share(line(planned_dose=40.0, **ONGOING)) is Missing.NOT_STATED


def test_more_than_planned_does_not_hide_what_was_not_done():
    [total] = roll_up([line(planned_dose=10.0, dose=20.0, **ONGOING), line(planned_dose=10.0, dose=0.0, **ONGOING)])
    assert total.delivered == pytest.approx(0.5)


def test_outcome_is_compared_only_with_the_budget_of_the_same_activities():
    lines = [
        line(budget=Decimal(600), outcome=Decimal(420), **ONGOING),
        line(budget=Decimal(900)),
        line(outcome=Decimal(50), **ONGOING),
    ]
    [total] = roll_up(lines)
    assert (total.budget, total.outcome) == (Decimal(1500), Decimal(470))
    assert (total.budget_compared, total.outcome_compared, total.with_both) == (Decimal(600), Decimal(420), 1)


def test_outcome_that_nobody_gave_is_named_and_not_zero():
    [silent] = roll_up([line(budget=Decimal(5))])
    [told] = roll_up([line(**ONGOING)])
    assert (silent.outcome, told.outcome, told.budget) == (
        Missing.NOT_REPORTED,
        Missing.NOT_STATED,
        Missing.NOT_PLANNED,
    )


@pytest.mark.parametrize(
    ("by", "keys"),
    [(By.UNIT, ["Fritid", "Teknik"]), (By.PRIORITY, ["Trygga unga", "Ljus"]), (By.YEAR, ["2025", "2024"])],
)
def test_groups_come_in_the_order_of_the_plan_and_add_up_to_all(by, keys):
    lines = [
        line(budget=Decimal(1)),
        line(budget=Decimal(2), unit="Teknik", priority="Ljus", year=2024),
        line(budget=Decimal(4)),
    ]
    groups = roll_up(lines, by=by)
    assert [group.key for group in groups] == keys
    assert sum(group.budget for group in groups) == roll_up(lines)[0].budget == Decimal(7)


def test_weights_by_budget_follow_the_money_and_are_said_in_words():
    lines = [
        line(planned_dose=10.0, dose=10.0, budget=Decimal(300), **ONGOING),
        line(planned_dose=10.0, dose=0.0, budget=Decimal(100), **ONGOING),
    ]
    [equal], [money] = roll_up(lines), roll_up(lines, weight=Weight.BUDGET)
    assert (equal.delivered, money.delivered) == (pytest.approx(0.5), pytest.approx(0.75))
    assert "väger lika" in equal.rule.text("sv")
    assert "efter sin budget" in money.rule.text("sv")
    assert "by its budget" in money.rule.text("en")


def test_weights_by_budget_count_none_where_no_activity_has_one():
    [total] = roll_up([line(planned_dose=10.0, dose=5.0, **ONGOING)], weight=Weight.BUDGET)
    assert (total.delivered, total.with_dose) == (Missing.NOT_PLANNED, 0)


@pytest.mark.parametrize(("today", "reported", "days"), [(20, False, 0), (23, False, 3), (23, True, 0), (19, False, 0)])
def test_late_is_closed_and_not_reported(today, reported, days):
    assert days_late(closes=dt.date(2025, 5, 20), today=dt.date(2025, 5, today), reported=reported) == days
