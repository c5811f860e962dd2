"""A goal's target and baseline in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.indicators.indicator import Indicator
from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind
from tryggve.publish.numbers import format_value
from tryggve.terms import Unit
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Goal


def target_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write the target; empty where none is set."""
    low, high = (_value(value, indicator) for value in (goal.target_low, goal.target_high))
    return {
        GoalKind.REACH: low,
        GoalKind.ZERO: _("Ned till noll"),
        GoalKind.AT_LEAST: _("Minst %(value)s") % {"value": low},
        GoalKind.AT_MOST: _("Högst %(value)s") % {"value": high},
        GoalKind.RANGE: _("Mellan %(low)s och %(high)s") % {"low": low, "high": high},
        GoalKind.YES_NO: _("Ska vara gjort"),
    }[GoalKind(goal.kind)]


def aim_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write where the goal goes, from where it started if that is known: ``2 → 0``."""
    target = _value(0, indicator) if goal.kind == GoalKind.ZERO else target_words(goal, indicator)
    if goal.baseline is None or goal.kind == GoalKind.YES_NO:
        return target_words(goal, indicator)
    return f"{_value(goal.baseline, indicator)} → {target[:1].lower()}{target[1:]}"


def baseline_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write where the goal started, or why that is not known yet."""
    if goal.baseline is None:
        return goal.baseline_note
    when = from_code(goal.baseline_when).text(language_now()) if goal.baseline_when else ""
    return ", ".join(text for text in (_value(goal.baseline, indicator), when) if text)


def _value(value: float | None, indicator: Indicator | None) -> str:
    return "" if value is None else format_value(value, indicator.unit if indicator else Unit.COUNT, language_now())
