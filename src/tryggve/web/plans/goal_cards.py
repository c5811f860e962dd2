"""A goal as a card: its target, where it started, and when it is to be met."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.analysis.targets import GoalAsked, answer_goal
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.plan.dates import from_code
from tryggve.plan.goal_title import says_another_value
from tryggve.plan.status import GoalKind
from tryggve.publish.goal_words import GoalWords, Reported, Said, word_goal
from tryggve.publish.numbers import format_estimate
from tryggve.terms import Series
from tryggve.terms.places import find_place
from tryggve.web.evaluation.models import GoalChange
from tryggve.web.followup.goal_answers import answers_to
from tryggve.web.followup.list_changes import list_turn
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_values import baseline_words, measured_by, target_words
from tryggve.web.plans.measurements import deadline_warning, latest, series_of
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import plan_of
from tryggve.web.situation.addresses import indicator_address
from tryggve.web.situation.queries import findings_of

_TARGETS = ("target_low", "target_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCard:
    """What a goal's card says (Sv: målkort); each text is empty where nothing is known.

    ``said`` holds the three answers: is it met, is it on track, what changed since last time.
    """

    goal: Goal
    measured_by: str
    target: str
    baseline: str
    deadline: str
    now: str
    warning: str
    address: str
    said: GoalWords
    aims_now: str = ""  # the value to reach, where a decision has changed it and the title says another
    reported: bool = False  # whether anybody has answered a yes-or-no goal

    @property
    def answers(self) -> tuple[Said, ...]:
        """The three answers in their order."""
        return (self.said.met, self.said.path, self.said.since)


def goal_card(goal: Goal) -> GoalCard:
    """Put a goal into words."""
    indicator = load_catalogue().indicators.get(goal.indicator)
    plan = plan_of(goal)
    series = series_of(goal.indicator, municipality=plan.municipality, place=goal.place, group=goal.group)
    point = latest(series)
    now = f"{format_estimate(point.estimate, language_now())}, {point.period.label}" if point and point.estimate else ""
    deadline = from_code(goal.deadline) if goal.deadline else None
    place = find_place(plan.municipality)
    reported = _reported(goal)
    return GoalCard(
        goal=goal,
        target=target_words(goal, indicator),
        baseline=baseline_words(goal, indicator),
        deadline=deadline.text(language_now()) if deadline else "",
        now=now,
        warning=goal_warning(goal),
        address=indicator_address(place, indicator) if place and indicator else "",
        said=_said(goal, indicator, series, reported, municipality=plan.municipality),
        reported=bool(reported),
        aims_now=_aims_now(goal, indicator),
        measured_by=measured_by(goal.indicator, place=goal.place, group=goal.group),
    )


def _aims_now(goal: Goal, indicator: Indicator | None) -> str:
    # The title first: few say another value, and only for those the log of changes is read.
    if not says_another_value(goal.title, (goal.target_low, goal.target_high)):
        return ""
    changes = GoalChange.objects.filter(goal_id=goal.pk)
    if not any(row.before.get(name) != row.after.get(name) for row in changes for name in _TARGETS):
        return ""
    aim = target_words(goal, indicator)
    return _("Målvärde nu: %(value)s") % {"value": aim[:1].lower() + aim[1:]}


def _reported(goal: Goal) -> tuple[Reported, ...]:
    """Return what was answered on a yes-or-no goal, the newest first; nothing for what is measured."""
    if goal.kind != GoalKind.YES_NO:
        return ()
    return tuple(Reported(done=row.done, when=from_code(row.when), note=row.note) for row in reversed(answers_to(goal)))


def _said(
    goal: Goal,
    indicator: Indicator | None,
    series: Series | None,
    reported: tuple[Reported, ...],
    *,
    municipality: str,
) -> GoalWords:
    place = find_place(municipality)  # its findings speak of its districts too
    deadline = from_code(goal.deadline) if goal.deadline else None
    counted = goal.kind in (GoalKind.ZERO, GoalKind.YES_NO)  # these two say their target by their kind
    asked = GoalAsked(
        kind=goal.kind,
        low=None if counted else goal.target_low,
        high=None if counted else goal.target_high,
        deadline=deadline.last if deadline else None,
        baseline=goal.baseline,
        baseline_year=from_code(goal.baseline_when).last.year if goal.baseline_when else None,
        done=reported[0].done if reported else None,
        done_from=reported[0].when.first if reported else None,
    )
    turn = list_turn(series)
    answers = answer_goal(
        asked,
        today=timezone.localdate(),
        indicator=indicator,
        series=series,
        findings=findings_of(place) if place else (),
        turned=turn.change if turn else None,
    )
    return word_goal(answers, load_catalogue(), language_now(), deadline=deadline, reported=reported)


def goal_warning(goal: Goal) -> str:
    """Say that nothing is measured before the goal's deadline; empty where something is."""
    return deadline_warning(
        goal.indicator,
        municipality=plan_of(goal).municipality,
        deadline=goal.deadline,
        place=goal.place,
        group=goal.group,
    )
