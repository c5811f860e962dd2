"""A goal as a card: its target, where it started, and when it is to be met."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind
from tryggve.publish.numbers import format_estimate, format_value
from tryggve.terms import Unit
from tryggve.terms.places import find_place
from tryggve.web.mistakes import language_now
from tryggve.web.plans.measurements import latest, next_measurement, none_before, series_of
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import plan_of
from tryggve.web.situation.addresses import indicator_address


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCard:
    """What a goal's card says (Sv: målkort); each text is empty where nothing is known."""

    goal: Goal
    target: str
    baseline: str
    deadline: str
    now: str
    warning: str
    address: str


def goal_card(goal: Goal) -> GoalCard:
    """Put a goal into words."""
    indicator = load_catalogue().indicators.get(goal.indicator)
    plan = plan_of(goal)
    series = series_of(goal.indicator, municipality=plan.municipality, place=goal.place, group=goal.group)
    point = latest(series)
    now = f"{format_estimate(point.estimate, language_now())}, {point.period.label}" if point and point.estimate else ""
    deadline = from_code(goal.deadline) if goal.deadline else None
    place = find_place(plan.municipality)
    return GoalCard(
        goal=goal,
        target=_target(goal, indicator),
        baseline=_baseline(goal, indicator),
        deadline=deadline.text(language_now()) if deadline else "",
        now=now,
        warning=too_early(next_measurement(series)) if deadline and none_before(series, deadline.last) else "",
        address=indicator_address(place, indicator) if place and indicator else "",
    )


def too_early(expected: int | None) -> str:
    """Say that the deadline comes before the next figures."""
    text = _("Nästa siffror väntas gälla %(year)d. Ingen mätning hinner göras före måltiden.")
    return text % {"year": expected or 0}


def _target(goal: Goal, indicator: Indicator | None) -> str:
    low, high = (_value(value, indicator) for value in (goal.target_low, goal.target_high))
    return {
        GoalKind.REACH: low,
        GoalKind.ZERO: _("Ned till noll"),
        GoalKind.AT_LEAST: _("Minst %(value)s") % {"value": low},
        GoalKind.AT_MOST: _("Högst %(value)s") % {"value": high},
        GoalKind.RANGE: _("Mellan %(low)s och %(high)s") % {"low": low, "high": high},
        GoalKind.YES_NO: _("Ska vara gjort"),
    }[GoalKind(goal.kind)]


def _baseline(goal: Goal, indicator: Indicator | None) -> str:
    if goal.baseline is None:
        return goal.baseline_note
    when = from_code(goal.baseline_when).text(language_now()) if goal.baseline_when else ""
    return ", ".join(text for text in (_value(goal.baseline, indicator), when) if text)


def _value(value: float | None, indicator: Indicator | None) -> str:
    return "" if value is None else format_value(value, indicator.unit if indicator else Unit.COUNT, language_now())
