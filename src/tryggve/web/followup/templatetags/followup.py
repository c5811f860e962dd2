"""Filters that write reports, money and dates of the follow-up room in the page's language."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils import timezone

from tryggve.plan.clock import Counted, DatedItem, Due
from tryggve.plan.operational import EnteredCount, InPlan
from tryggve.plan.report_book_reading import CellFault
from tryggve.plan.rollup import Rule
from tryggve.plan.status import ActivityStatus, GoalKind
from tryggve.web.followup import list_words, words
from tryggve.web.followup.goal_answers import answers_to, may_answer
from tryggve.web.followup.list_changes import goal_series, list_turn, may_state
from tryggve.web.followup.list_words import turn_words
from tryggve.web.followup.models import GoalAnswer, ListStep, OperationalAnswer
from tryggve.web.followup.permissions import sees_reports_of
from tryggve.web.followup.policies import PeriodState
from tryggve.web.followup.queries import Row, rows_across
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Activity, Goal
from tryggve.web.plans.parts import plan_of
from tryggve.web.plans.queries import plans_of

register = template.Library()


@register.filter
def status_word(status: ActivityStatus | str) -> str:
    """Name an activity's status."""
    return words.status_word(ActivityStatus(status))


@register.filter
def passed_words(row: Row) -> str:
    """Ask about figures that pass what is planned, or fall below what was reported."""
    return words.passed_words(row.line, unit=row.activity.dose_unit, before=row.before.dose if row.before else None)


@register.filter
def answer_words(answer: OperationalAnswer | None) -> str:
    """Write whether an activity is in its unit's operational plan."""
    if answer is None:
        return words.answer_words(None, date=None, when="", paragraph="", what="")
    said = InPlan(answer.answer)
    return words.answer_words(said, date=answer.date, when=answer.when, paragraph=answer.paragraph, what=answer.what)


@register.filter
def goal_answer_words(answer: GoalAnswer) -> str:
    """Write an answer on a yes-or-no goal with its date."""
    return words.goal_answer_words(done=answer.done, when=answer.when)


@register.inclusion_tag("followup/answer_button.html", takes_context=True)
def answer_button(context: Context, goal: Goal) -> dict[str, object]:
    """Offer to answer a yes-or-no goal to those who may."""
    allowed = may_answer(context["request"].user, goal, today=timezone.localdate())
    return {"goal": goal, "may_answer": allowed, "answered": allowed and bool(answers_to(goal))}


@register.inclusion_tag("followup/goal_answers.html", takes_context=True)
def goal_answers(context: Context, goal: Goal) -> dict[str, object]:
    """Show what was answered on a yes-or-no goal; who answered is for those who work here."""
    answers = tuple(reversed(answers_to(goal))) if goal.kind == GoalKind.YES_NO else ()
    user = context["request"].user
    member = bool(answers) and plans_of(user).filter(pk=plan_of(goal).pk).exists()
    return {"answers": answers, "shows_who": member}


@register.inclusion_tag("followup/list_changes.html", takes_context=True)
def list_changes(context: Context, goal: Goal) -> dict[str, object]:
    """Show how the list behind a goal turned, and let the coordinator state what was only technical."""
    turn = list_turn(goal_series(goal))
    states = turn is not None and may_state(context["request"].user, goal)
    return {"goal": goal, "turn": turn, "lines": turn_words(goal), "may_state": states}


@register.inclusion_tag("followup/activity_reports.html", takes_context=True)
def activity_reports(context: Context, activity: Activity) -> dict[str, object]:
    """Show what was reported of an activity, period by period, to those who see it in the periods too."""
    user, today = context["request"].user, timezone.localdate()
    member = plans_of(user).filter(pk=plan_of(activity).pk).exists()
    shown = member and sees_reports_of(user, activity.owner_id, today=today)
    return {"rows": rows_across(activity, today=today) if shown else (), "activity": activity}


@register.filter
def step_words(step: ListStep) -> str:
    """Write what is stated of a list."""
    return list_words.step_words(step)


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


@register.filter
def counted_words(counted: Counted) -> str:
    """Say what a clock counts from."""
    return words.counted_words(counted)


for written in (
    words.kronor,
    words.share,
    words.compared,
    words.of_budget,
    words.over_budget,
    words.dose,
    words.amount,
):
    register.filter(written.__name__, written)
