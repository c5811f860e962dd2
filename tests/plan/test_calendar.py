"""The way to a council's decision, planned backwards."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.errors import BadValueError
from tryggve.plan.calendar import Doubt, Step, Warned, check_order, plan_back
from tryggve.plan.holidays import holidays

COUNCIL = dt.date(2026, 12, 14)  # a Monday


def test_notice_goes_out_a_week_before_the_council():
    assert plan_back(COUNCIL)[Step.NOTICE] == dt.date(2026, 12, 7)


def test_steps_come_in_their_order():
    days = list(plan_back(COUNCIL).values())
    assert list(plan_back(COUNCIL)) == list(Step)
    assert all(earlier < later for earlier, later in itertools.pairwise(days))


@given(st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31)).filter(lambda day: day.weekday() != 6))
def test_no_step_before_the_council_is_on_a_weekend_or_holiday_and_the_order_holds(council):
    days = plan_back(council)
    check_order(days)
    assert all(day.weekday() < 5 and day not in holidays(day.year) for step, day in days.items() if step != "council")


def test_sunday_is_refused_with_the_nearest_day():
    with pytest.raises(BadValueError) as caught:
        plan_back(dt.date(2026, 12, 13))
    assert "söndag" in caught.value.sv
    assert "2026-12-14" in caught.value.sv


def test_board_before_its_committee_is_refused():
    days = plan_back(COUNCIL) | {Step.BOARD: dt.date(2026, 9, 1)}
    with pytest.raises(BadValueError, match="must come after"):
        check_order(days)


def test_council_on_the_day_of_its_notice_is_refused():
    with pytest.raises(BadValueError):
        check_order({Step.NOTICE: COUNCIL, Step.COUNCIL: COUNCIL})


def test_consultation_shorter_than_three_weeks_is_warned_of():
    days = {Step.SENT: dt.date(2026, 9, 1), Step.ANSWERED: dt.date(2026, 9, 15)}
    assert check_order(days) == (Warned(Step.ANSWERED, Doubt.SHORT_CONSULTATION),)


def test_late_notice_saturday_and_july_are_warned_of():
    days = {Step.NOTICE: dt.date(2026, 12, 10), Step.COUNCIL: COUNCIL}
    assert check_order(days) == (Warned(Step.NOTICE, Doubt.LATE_NOTICE),)
    assert check_order({Step.COUNCIL: dt.date(2026, 12, 12)}) == (Warned(Step.COUNCIL, Doubt.WEEKEND),)
    assert check_order({Step.COUNCIL: dt.date(2026, 7, 6)}) == (Warned(Step.COUNCIL, Doubt.SUMMER),)


@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-31", "2026-06-19", "2026-05-14"])
def test_eve_and_holiday_are_warned_of(day):
    assert check_order({Step.COUNCIL: dt.date.fromisoformat(day)}) == (Warned(Step.COUNCIL, Doubt.HOLIDAY),)
