"""What the system itself knows of a goal: its three answers, the figures behind them, and what was delivered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tryggve.plan.rollup import Line, Missing, delivered_share
from tryggve.plan.status import ActivityStatus
from tryggve.publish.numbers import NBSP, format_number
from tryggve.web.evaluation.goal_changes import changes_of, sentence
from tryggve.web.followup.models import Report
from tryggve.web.followup.words import missing_word, status_word
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.goal_numbers import figure_words, goal_series, source_words
from tryggve.web.plans.measurements import latest
from tryggve.web.plans.models import Activity, Goal

Content = dict[str, Any]


def result_of(goal: Goal) -> Content:
    """Return a goal's result as it is now, in the page's language: answers, figure with uncertainty, source."""
    card = goal_card(goal)
    answers = [{"label": s.label, "short": s.short, "sentence": s.sentence} for s in card.answers]
    return {
        "id": goal.pk,
        "title": goal.title,
        "owner": goal.owner.name if goal.owner else "",
        "target": card.target,
        "baseline": card.baseline,
        "deadline": card.deadline,
        "answers": answers,
        "changes": [sentence(change) for change in changes_of(goal.pk)],
        **_figure(goal),
    }


def dose_of(goal: Goal, *, as_of: dt.date) -> list[Content]:
    """Return planned and delivered dose of each activity behind a goal, by the reports up to a day.

    The newest report counts, as everywhere: a dose is what was delivered since the activity began. One that was sent
    back counts as none, and none is never 0 per cent.
    """
    activities = (
        Activity.objects.filter(measure__goals=goal, removed_at__isnull=True, measure__removed_at__isnull=True)
        .select_related("measure", "owner")
        .order_by("measure__order", "measure_id", "order", "id")
    )
    return [_dose(activity, _report(activity, as_of)) for activity in activities]


def _figure(goal: Goal) -> Content:
    point = latest(goal_series(goal))
    figure = figure_words(point)
    return {"figure": figure, "source": source_words(point) if figure else ""}


def _report(activity: Activity, as_of: dt.date) -> Report | None:
    newest = activity.reports.filter(at__date__lte=as_of).order_by("at", "id").last()
    return newest if newest and newest.returned_at is None else None


def _dose(activity: Activity, report: Report | None) -> Content:
    line = Line(
        activity=activity.title,
        unit=activity.owner.name if activity.owner else "",
        priority="",
        year=0,
        status=ActivityStatus(report.status) if report else None,
        planned_dose=activity.planned_dose,
        dose=report.dose if report else None,
    )
    share = delivered_share(line)
    return {
        "measure": activity.measure.title,
        "activity": activity.title,
        "owner": line.unit,
        "planned": _amount(activity.planned_dose, activity.dose_unit) or missing_word(Missing.NOT_PLANNED),
        "delivered": _delivered(line, activity.dose_unit),
        "status": status_word(line.status) if line.status else "",
        "reported": line.reported,
        "percent": None if isinstance(share, Missing) else round(100 * share),
    }


def _delivered(line: Line, unit: str) -> str:
    if not line.reported:
        return missing_word(Missing.NOT_REPORTED)
    return _amount(line.dose, unit) or missing_word(Missing.NOT_STATED)


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    places = 0 if value == round(value) else 1
    return f"{format_number(value, language_now(), decimals=places)}{NBSP}{unit}".strip()
