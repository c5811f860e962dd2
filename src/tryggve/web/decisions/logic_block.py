"""The programme logic of a plan's content as a picture for its document."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.plan.logic import Logic, LogicActivity, LogicGoal, LogicMeasure, LogicPriority
from tryggve.plan.status import GoalKind
from tryggve.publish.blocks import Block, FigureBlock, Heading
from tryggve.publish.figures.logic_figure import logic_figure
from tryggve.web.decisions.content import Content


def logic_blocks(content: Content, language: Language) -> Iterator[Block]:
    """Draw the chain from cause to goal as the content has it; nothing for a plan without measures."""
    priorities = tuple(_priority(part) for part in content["priorities"])
    if not any(part.measures for part in priorities):
        return
    # What figures can show and who does nothing are for the editor, and change after a decision.
    figure = logic_figure(Logic(title=content["title"], priorities=priorities), language=language)
    yield Heading(1, _("Från orsak till mål"))
    yield FigureBlock(svg=figure.svg, alt=f"{figure.title}. {figure.description}", caption=figure.title)


def _priority(part: Content) -> LogicPriority:
    return LogicPriority(
        ref=f"priority {part['id']}",
        title=part["title"],
        measures=tuple(_measure(measure) for measure in part["measures"]),
        goals=tuple(_goal(goal) for goal in part["goals"]),
    )


def _measure(measure: Content) -> LogicMeasure:
    return LogicMeasure(
        ref=f"measure {measure['id']}",
        title=measure["title"],
        cause=measure["cause"],
        activities=tuple(_activity(activity) for activity in measure["activities"]),
        goals=tuple(f"goal {pk}" for pk in measure["goals"]),
    )


def _activity(activity: Content) -> LogicActivity:
    return LogicActivity(
        ref=f"activity {activity['id']}",
        title=activity["title"],
        owner=activity["owner"],
        budgeted=bool(activity["budgets"]),
    )


def _goal(goal: Content) -> LogicGoal:
    return LogicGoal(
        ref=f"goal {goal['id']}",
        title=goal["title"],
        has_indicator=bool(goal["indicator"]) or goal["kind"] == GoalKind.YES_NO,
    )
