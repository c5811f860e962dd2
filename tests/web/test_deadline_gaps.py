"""A draft's list of what is missing names the goals that nothing is measured of before their deadline."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.web.decisions.outstanding import outstanding
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.missing import gaps
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.plan_page import plan_page
from tryggve.web.situation.queries import findings_of, place_at

pytestmark = pytest.mark.django_db
SAID = "nästa siffror väntas gälla"


def measured(plan: Plan, *, deadline_after: int) -> Goal:
    """Let the plan's goal be measured, with its deadline so many years after the latest figure."""
    goal = Goal.objects.get(priority__plan=plan)
    finding = next(f for f in findings_of(place_at("")) if not f.side.group.parts and f.side.area.code == "9901")
    goal.indicator, goal.target_low = finding.indicator, 60.0
    goal.deadline = str(finding.side.period.last + deadline_after)
    goal.save()
    return goal


def said_of(plan: Plan) -> list[tuple[str, str]]:
    return [(gap.text, gap.address) for gap in gaps(plan_page(plan)) if SAID in gap.text]


def test_goal_without_a_measurement_in_time_is_missing_one(live, plan):
    goal = measured(plan, deadline_after=0)
    Plan.objects.update(starts=goal.deadline)
    plan.refresh_from_db()
    ((text, address),) = said_of(plan)
    assert text.startswith(f"{goal.title}: nästa siffror väntas gälla")
    assert text.endswith("Ingen mätning hinner göras före måltiden.")
    assert address == f"/mal/{goal.pk}/andra/"
    told = outstanding(plan, date=dt.date(2026, 6, 1)).plan
    assert text in [gap.text for gap in told]


def test_goal_that_is_measured_in_time_is_not_named(live, plan):
    measured(plan, deadline_after=9)
    assert said_of(plan) == []


def test_deadline_before_the_period_is_named_once(live, plan):
    goal = measured(plan, deadline_after=0)
    Plan.objects.update(starts=str(int(goal.deadline) + 1), ends=str(int(goal.deadline) + 3))
    plan.refresh_from_db()
    assert goal_card(goal).warning
    assert said_of(plan) == []
    assert [gap.text for gap in gaps(plan_page(plan)) if f"måldatum {goal.deadline}" in gap.text]
