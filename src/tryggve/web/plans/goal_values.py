"""A goal's target and baseline in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind
from tryggve.publish.numbers import format_value
from tryggve.publish.words import group_label
from tryggve.terms import Group, Unit
from tryggve.web.mistakes import language_now
from tryggve.web.plans.measurements import place_words
from tryggve.web.plans.models import Goal


def target_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write the target; empty where none is set."""
    low, high = (_value(value, indicator) for value in (goal.target_low, goal.target_high))
    return {
        GoalKind.REACH: low or high or _("Målvärde saknas ännu"),
        GoalKind.ZERO: _("Ned till noll"),
        GoalKind.AT_LEAST: _("Minst %(value)s") % {"value": low},
        GoalKind.AT_MOST: _("Högst %(value)s") % {"value": high},
        GoalKind.RANGE: _("Mellan %(low)s och %(high)s") % {"low": low, "high": high},
        GoalKind.YES_NO: _("Ska vara gjort"),
    }[GoalKind(goal.kind)]


def has_target(goal: Goal) -> bool:
    """Tell whether the value to reach is set; a goal may follow its indicator before it is. Other kinds need one."""
    return goal.kind != GoalKind.REACH or goal.target_low is not None or goal.target_high is not None


def measured_by(indicator: str, *, place: str, group: str) -> str:
    """Write what a goal is measured by: the indicator, and the group and the district where it is about one."""
    found = load_catalogue().indicators.get(indicator)
    if found is None:
        return ""
    whom = group_label(Group.from_key(group), language_now()) if group else ""
    told = (found.title.text(language_now()), whom[:1].lower() + whom[1:], place_words(place) if place else "")
    return " · ".join(text for text in told if text)


def baseline_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write where the goal started, or why that is not known yet."""
    if goal.baseline is None:
        return goal.baseline_note
    when = from_code(goal.baseline_when).text(language_now()) if goal.baseline_when else ""
    return ", ".join(text for text in (_value(goal.baseline, indicator), when) if text)


def way_words(goal: Goal, indicator: Indicator | None) -> str:
    """Write the way from the baseline, where it is known, to the target: ``61,0 %, 2025 → minst 65,0 %``, ``2 → 0``."""
    target = target_words(goal, indicator)
    if goal.baseline is None or goal.kind == GoalKind.YES_NO:
        return target
    aim = _value(0, indicator) if goal.kind == GoalKind.ZERO else target[:1].lower() + target[1:]
    return f"{baseline_words(goal, indicator)} → {aim or '–'}"


def _value(value: float | None, indicator: Indicator | None) -> str:
    return "" if value is None else format_value(value, indicator.unit if indicator else Unit.COUNT, language_now())
