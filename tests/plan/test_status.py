"""A plan's states, and what is said of them."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.plan.status import MOVES, PlanStatus, ShownState, shown_state

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("status", PlanStatus)
def test_every_state_is_said_as_itself_while_the_period_lasts(status):
    assert shown_state(status.value, ends="2026", today=TODAY).value == status.value


@pytest.mark.parametrize(("ends", "said"), [("2025", "evaluating"), ("2026-11-24", "evaluating"), ("", "decided")])
def test_decided_plan_whose_period_is_over_is_being_evaluated(ends, said):
    assert shown_state("decided", ends=ends, today=TODAY) == ShownState(said)


@pytest.mark.parametrize("status", ["draft", "consultation", "proposed", "evaluated", "replaced"])
def test_only_a_decided_plan_is_being_evaluated(status):
    assert shown_state(status, ends="2020", today=TODAY) == ShownState(status)


def test_every_state_has_its_moves_and_every_move_leads_to_a_state():
    assert set(MOVES) == set(PlanStatus)
    assert all(to in PlanStatus for moves in MOVES.values() for to in moves)


@pytest.mark.parametrize(
    ("starts", "said"), [("2027", "coming"), ("2026-11-26", "coming"), ("2026-11-25", "decided"), ("", "decided")]
)
def test_decided_plan_is_coming_until_its_first_day(starts, said):
    assert shown_state("decided", starts=starts, ends="2030", today=TODAY) == ShownState(said)


@pytest.mark.parametrize("status", ["draft", "consultation", "proposed", "evaluated", "replaced"])
def test_only_a_decided_plan_is_coming(status):
    assert shown_state(status, starts="2027", ends="2030", today=TODAY) == ShownState(status)
