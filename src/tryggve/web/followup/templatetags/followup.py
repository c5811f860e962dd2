"""Filters that write reports, money and dates of the follow-up room in the page's language."""

from __future__ import annotations

from django import template

from tryggve.plan.clock import DatedItem, Due
from tryggve.plan.operational import EnteredCount, InPlan
from tryggve.plan.report_book_reading import CellFault
from tryggve.plan.rollup import Rule
from tryggve.plan.status import ActivityStatus
from tryggve.web.followup import words
from tryggve.web.followup.models import OperationalAnswer
from tryggve.web.followup.policies import PeriodState
from tryggve.web.mistakes import language_now

register = template.Library()


@register.filter
def status_word(status: ActivityStatus | str) -> str:
    """Name an activity's status."""
    return words.status_word(ActivityStatus(status))


@register.filter
def answer_words(answer: OperationalAnswer | None) -> str:
    """Write whether an activity is in its unit's operational plan."""
    if answer is None:
        return words.answer_words(None, date=None, paragraph="", what="")
    said = InPlan(answer.answer)
    return words.answer_words(said, date=answer.date, paragraph=answer.paragraph, what=answer.what)


@register.filter
def entered_words(count: EnteredCount) -> str:
    """Say how many activities are in their unit's operational plan."""
    return words.entered_words(count)


@register.filter
def period_word(state: PeriodState) -> str:
    """Name a period's state."""
    return words.period_word(state)


@register.filter
def ruled(rule: Rule) -> str:
    """Write a rule or a name in the page's language."""
    return rule.text(language_now())


@register.filter
def expects(fault: CellFault) -> str:
    """Write what was expected of a cell."""
    return fault.expects(language_now())


@register.filter
def titled(item: DatedItem) -> str:
    """Write what happens on a day of the year's wheel."""
    return item.en if language_now() == "en" else item.sv


@register.filter
def clock_word(found: Due) -> str:
    """Name how a step of the law stands."""
    return words.clock_word(found.state)


for written in (words.kronor, words.share, words.compared, words.dose, words.amount):
    register.filter(written.__name__, written)
