"""The way to a council's decision, planned backwards."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.errors import BadValueError
from tryggve.plan.calendar import Doubt, Step, Warned, appeal_ends, check_order, plan_back
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


def test_minutes_are_approved_in_a_fortnight_announced_in_two_days_and_tested_in_three_weeks():
    days = plan_back(COUNCIL)
    assert days[Step.ADJUSTED] == dt.date(2026, 12, 28)
    assert days[Step.ANNOUNCED] == dt.date(2026, 12, 30)
    assert days[Step.APPEAL_ENDS] == dt.date(2027, 1, 20)


@pytest.mark.parametrize(
    ("announced", "ends"),
    [("2023-12-19", "2024-01-09"), ("2026-12-04", "2026-12-28"), ("2027-05-10", "2027-05-31")],
)
def test_appeal_time_that_ends_on_a_day_off_ends_on_the_next_working_day(announced, ends):
    assert appeal_ends(dt.date.fromisoformat(announced)) == dt.date.fromisoformat(ends)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31)).filter(lambda day: day.weekday() != 6))
def test_planned_days_break_no_rule_of_their_own(council):
    doubts = {warned.doubt for warned in check_order(plan_back(council))}
    assert doubts <= {Doubt.WEEKEND, Doubt.HOLIDAY, Doubt.SUMMER}


def test_weeks_on_consultation_are_as_asked_for():
    days = plan_back(COUNCIL, weeks=4)
    assert (days[Step.ANSWERED] - days[Step.SENT]).days >= 28
    assert days[Step.SENT] > plan_back(COUNCIL)[Step.SENT]


def test_late_minutes_and_short_appeal_time_are_warned_of():
    late = {Step.COUNCIL: COUNCIL, Step.ADJUSTED: dt.date(2026, 12, 30)}
    assert check_order(late) == (Warned(Step.ADJUSTED, Doubt.LATE_ADJUSTMENT),)
    slow = {Step.ADJUSTED: dt.date(2026, 12, 14), Step.ANNOUNCED: dt.date(2026, 12, 17)}
    assert check_order(slow) == (Warned(Step.ANNOUNCED, Doubt.LATE_ANNOUNCEMENT),)
    short = {Step.ANNOUNCED: dt.date(2026, 12, 14), Step.APPEAL_ENDS: dt.date(2026, 12, 28)}
    assert check_order(short) == (Warned(Step.APPEAL_ENDS, Doubt.SHORT_APPEAL),)


def test_minutes_may_be_approved_and_announced_at_once():
    assert check_order({Step.COUNCIL: COUNCIL, Step.ADJUSTED: COUNCIL, Step.ANNOUNCED: COUNCIL}) == ()
