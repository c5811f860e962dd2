"""Filters that write reports, money and dates of the follow-up room in the page's language."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from tryggve.plan.clock import DatedItem, Due
from tryggve.plan.rollup import Line, Missing, RollUp, Rule
from tryggve.plan.status import ActivityStatus
from tryggve.publish.numbers import NBSP, format_count, format_number
from tryggve.web.followup import words
from tryggve.web.followup.policies import PeriodState
from tryggve.web.mistakes import language_now

register = template.Library()


@register.filter
def status_word(status: ActivityStatus | str) -> str:
    """Name an activity's status."""
    return words.status_word(ActivityStatus(status))


@register.filter
def period_word(state: PeriodState) -> str:
    """Name a period's state."""
    return words.period_word(state)


@register.filter
def ruled(rule: Rule) -> str:
    """Write a rule or a name in the page's language."""
    return rule.text(language_now())


@register.filter
def titled(item: DatedItem) -> str:
    """Write what happens on a day of the year's wheel."""
    return item.en if language_now() == "en" else item.sv


@register.filter
def clock_word(found: Due) -> str:
    """Name how a step of the law stands."""
    return words.clock_word(found.state)


@register.filter
def kronor(amount: Decimal | Missing | None) -> str:
    """Write money in whole kronor, or why it is not there."""
    if isinstance(amount, Missing):
        return words.missing_word(amount)
    return "–" if amount is None else f"{format_count(float(amount), language_now())}{NBSP}kr"


@register.filter
def share(part: float | Missing) -> str:
    """Write a share as whole per cent, or why it is not there."""
    if isinstance(part, Missing):
        return words.missing_word(part)
    return f"{format_number(part * 100, language_now())}{NBSP}%" if language_now() == "sv" else f"{part * 100:.0f}%"


@register.filter
def compared(total: RollUp) -> str:
    """Write the outcome beside the budget of the same activities."""
    if not total.with_both:
        return "–"
    text = _("%(outcome)s av %(budget)s")
    return text % {"outcome": kronor(total.outcome_compared), "budget": kronor(total.budget_compared)}


@register.filter
def dose(line: Line) -> str:
    """Write delivered dose beside the planned: ``31 av 40``."""
    done = words.missing_word(Missing.NOT_STATED) if line.dose is None else _amount(line.dose)
    if line.planned_dose is None:
        return done
    return _("%(done)s av %(planned)s") % {"done": done, "planned": _amount(line.planned_dose)}


@register.filter
def amount(value: float) -> str:
    """Write a number of things with its decimal only where it has one."""
    return _amount(value)


def _amount(value: float) -> str:
    return format_number(value, language_now(), decimals=0 if value == round(value) else 1)
