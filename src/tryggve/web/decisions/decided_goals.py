"""A goal of a plan's content in words: what measures it, from where to where, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.status import GoalKind
from tryggve.web.decisions.content import GOAL_FIELDS, Content
from tryggve.web.plans.goal_values import measured_by, way_words
from tryggve.web.plans.models import Goal


@dataclass(frozen=True, slots=True)
class DecidedGoal:
    """What a document and a page say of a goal beside its title; each empty where it is not told."""

    measured_by: str
    aim: str
    description: str
    note: str


def decided_goal(fields: Content) -> DecidedGoal:
    """Put a goal's fields into words, as they were frozen or as they stand; an older frozen plan has fewer fields."""
    goal = Goal(**{name: fields[name] for name in GOAL_FIELDS if name in fields})  # never saved
    indicator = load_catalogue().indicators.get(goal.indicator)
    unmeasured = _("Mäts inte: %(parts)s.") % {"parts": goal.unmeasured.rstrip(".")} if goal.unmeasured else ""
    return DecidedGoal(
        measured_by=measured_by(goal.indicator, place=goal.place, group=goal.group),
        aim="" if indicator and goal.kind == GoalKind.YES_NO else way_words(goal, indicator),
        description=goal.description,
        note=" ".join(text for text in (goal.baseline_note, unmeasured) if text),
    )
