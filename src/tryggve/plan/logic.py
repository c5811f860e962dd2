"""The programme logic: from causes over measures and activities to goals, and where the chain is broken."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tryggve.analysis.contrast import NORMAL_95, POWER_80
from tryggve.indicators.indicator import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicGoal:
    """A goal in the tree (Sv: mål).

    ``smallest_change`` is the smallest change that the indicator can show and ``distance`` how far the target is, both
    in the indicator's unit; None where not known. ``unmeasured`` holds parts of the wording that no indicator shows.
    """

    ref: str
    title: str
    has_indicator: bool
    has_target: bool = True
    smallest_change: float | None = None
    distance: float | None = None
    unmeasured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicActivity:
    """An activity in the tree (Sv: aktivitet); ``owner`` is empty where no unit is responsible."""

    ref: str
    title: str
    owner: str = ""
    budgeted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicMeasure:
    """A measure in the tree (Sv: åtgärd); ``goals`` are the refs of the goals that it serves."""

    ref: str
    title: str
    cause: str = ""
    activities: tuple[LogicActivity, ...] = ()
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicPriority:
    """A priority area in the tree (Sv: prioriterat område).

    ``open_causes`` are analysed causes that can be influenced and that none of its measures takes up.
    """

    ref: str
    title: str
    measures: tuple[LogicMeasure, ...] = ()
    goals: tuple[LogicGoal, ...] = ()
    open_causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Logic:
    """A plan's programme logic (Sv: programlogik). ``idle`` are units that ought to have an activity and have none."""

    title: str
    priorities: tuple[LogicPriority, ...]
    idle: tuple[str, ...] = ()


class GapKind(StrEnum):
    """Where a chain can be broken (Sv: lucka)."""

    NO_MEASURE = "no_measure"
    NO_GOAL = "no_goal"
    NO_CAUSE = "no_cause"
    OPEN_CAUSE = "open_cause"
    NO_ACTIVITY = "no_activity"
    NO_OWNER = "no_owner"
    NO_BUDGET = "no_budget"
    AIMLESS = "aimless"
    UNSERVED = "unserved"
    NO_INDICATOR = "no_indicator"
    NO_TARGET = "no_target"
    TOO_SMALL = "too_small"
    UNMEASURED = "unmeasured"
    IDLE = "idle"

    @property
    def mark(self) -> Words:
        """The few words that stand in the picture."""
        return _MARKS[self]


_MARKS = {
    GapKind.NO_MEASURE: Words("Åtgärd saknas", "No measure"),
    GapKind.NO_GOAL: Words("Mål saknas", "No goal"),
    GapKind.NO_CAUSE: Words("Orsak saknas", "No cause"),
    GapKind.OPEN_CAUSE: Words("Orsak utan åtgärd", "Cause without measure"),
    GapKind.NO_ACTIVITY: Words("Aktivitet saknas", "No activity"),
    GapKind.NO_OWNER: Words("Ansvarig saknas", "No owner"),
    GapKind.NO_BUDGET: Words("Budget saknas", "No budget"),
    GapKind.AIMLESS: Words("Leder inte till något mål", "Leads to no goal"),
    GapKind.UNSERVED: Words("Ingen åtgärd leder hit", "No measure leads here"),
    GapKind.NO_INDICATOR: Words("Indikator saknas", "No indicator"),
    GapKind.NO_TARGET: Words("Målvärde saknas", "No target"),
    GapKind.TOO_SMALL: Words("Kan inte ses i mätningen", "Too small to be seen"),
    GapKind.UNMEASURED: Words("Del av målet mäts inte", "Part of the goal unmeasured"),
    GapKind.IDLE: Words("Utan aktivitet", "Without activity"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where the chain is broken (Sv: lucka): what it is, where (``ref``), and what to do, in words."""

    kind: GapKind
    ref: str
    words: Words


def visible_change(margin: float) -> float | None:
    """Return the smallest change between two measurements that would be seen with 80 per cent probability.

    Args:
        margin: half the 95 per cent interval of one measurement, in the indicator's unit; both are taken to be equally
            precise. NaN where not known.

    Method: (1.96 + 0.84) standard errors of the difference, which is the root of 2 times that of one measurement.
    Source: Cochran, Sampling Techniques, 3rd edition, section 4.4; the same power as every finding's.
    """
    if not math.isfinite(margin):
        return None
    return margin / NORMAL_95 * math.sqrt(2) * (NORMAL_95 + POWER_80)


def find_gaps(logic: Logic) -> tuple[Gap, ...]:
    """Return every gap, priority by priority, then the units without activity."""
    found = [gap for priority in logic.priorities for gap in _of_priority(priority)]
    return (*found, *(_idle(name) for name in logic.idle))


def _of_priority(priority: LogicPriority) -> Iterator[Gap]:
    name = priority.title
    if not priority.measures:
        yield Gap(
            kind=GapKind.NO_MEASURE,
            ref=priority.ref,
            words=Words(
                f"Prioriteringen ”{name}” har ingen åtgärd. Skriv in vad som ska göras, eller stryk prioriteringen.",
                f'The priority "{name}" has no measure. Write what is to be done, or drop the priority.',
            ),
        )
    if not priority.goals:
        yield Gap(
            kind=GapKind.NO_GOAL,
            ref=priority.ref,
            words=Words(
                f"Prioriteringen ”{name}” har inget mål. Skriv vad som ska uppnås och när.",
                f'The priority "{name}" has no goal. Write what is to be reached and when.',
            ),
        )
    if priority.open_causes:
        causes = "; ".join(priority.open_causes)
        yield Gap(
            kind=GapKind.OPEN_CAUSE,
            ref=priority.ref,
            words=Words(
                f"I ”{name}” finns orsaker som går att påverka men som ingen åtgärd tar sig an: {causes}.",
                f'In "{name}" there are causes that can be influenced and that no measure takes up: {causes}.',
            ),
        )
    for measure in priority.measures:
        yield from _of_measure(measure)
    served = {ref for measure in priority.measures for ref in measure.goals}
    for goal in priority.goals:
        yield from _of_goal(goal, served=goal.ref in served, measures=len(priority.measures))


def _of_measure(measure: LogicMeasure) -> Iterator[Gap]:
    name = measure.title
    if not measure.cause:
        yield Gap(
            kind=GapKind.NO_CAUSE,
            ref=measure.ref,
            words=Words(
                f"Åtgärden ”{name}” säger inte vilken orsak den ska påverka. Gör en orsaksanalys och skriv in den.",
                f'The measure "{name}" does not say which cause it works on. Analyse the causes and write it in.',
            ),
        )
    if not measure.activities:
        yield Gap(
            kind=GapKind.NO_ACTIVITY,
            ref=measure.ref,
            words=Words(
                f"Åtgärden ”{name}” har ingen aktivitet. Be en enhet planera in vad som ska göras.",
                f'The measure "{name}" has no activity. Ask a unit to plan what is to be done.',
            ),
        )
    if not measure.goals:
        yield Gap(
            kind=GapKind.AIMLESS,
            ref=measure.ref,
            words=Words(
                f"Åtgärden ”{name}” och dess aktiviteter leder inte till något mål. Välj vilket mål de ska bidra till.",
                f'The measure "{name}" and its activities lead to no goal. Choose the goal that they are to serve.',
            ),
        )
    for activity in measure.activities:
        yield from _of_activity(activity)


def _of_activity(activity: LogicActivity) -> Iterator[Gap]:
    name = activity.title
    if not activity.owner:
        yield Gap(
            kind=GapKind.NO_OWNER,
            ref=activity.ref,
            words=Words(
                f"Aktiviteten ”{name}” har ingen ansvarig enhet. Utse en.",
                f'The activity "{name}" has no unit responsible for it. Appoint one.',
            ),
        )
    if not activity.budgeted:
        yield Gap(
            kind=GapKind.NO_BUDGET,
            ref=activity.ref,
            words=Words(
                f"Aktiviteten ”{name}” har ingen budget. Skriv in den, eller 0 kronor om den ryms i ordinarie arbete.",
                f'The activity "{name}" has no budget. Write it in, or 0 kronor if it is part of the ordinary work.',
            ),
        )


def _of_goal(goal: LogicGoal, *, served: bool, measures: int) -> Iterator[Gap]:
    name = goal.title
    if measures and not served:
        yield Gap(
            kind=GapKind.UNSERVED,
            ref=goal.ref,
            words=Words(
                f"Ingen åtgärd leder till målet ”{name}”. Koppla en åtgärd till det.",
                f'No measure leads to the goal "{name}". Connect a measure to it.',
            ),
        )
    if not goal.has_indicator:
        yield Gap(
            kind=GapKind.NO_INDICATOR,
            ref=goal.ref,
            words=Words(
                f"Målet ”{name}” har ingen indikator. Välj en, annars går det inte att avgöra om målet nås.",
                f'The goal "{name}" has no indicator. Choose one, or nobody can tell whether the goal is reached.',
            ),
        )
    elif not goal.has_target:
        yield Gap(
            kind=GapKind.NO_TARGET,
            ref=goal.ref,
            words=Words(
                f"Målet ”{name}” har inget målvärde ännu. Sätt det, annars går det inte att avgöra om målet nås.",
                f'The goal "{name}" has no target yet. Set it, or nobody can tell whether the goal is reached.',
            ),
        )
    elif _too_small(goal):
        yield Gap(
            kind=GapKind.TOO_SMALL,
            ref=goal.ref,
            words=Words(
                f"Vägen till målet ”{name}” är kortare än den minsta förändring som mätningen kan visa. Välj en "
                "indikator med fler svar, slå ihop år, eller sätt målet på längre sikt.",
                f'The way to the goal "{name}" is shorter than the smallest change that the measurement can show. '
                "Choose an indicator with more answers, pool years, or set the goal further ahead.",
            ),
        )
    for part in goal.unmeasured:
        yield Gap(
            kind=GapKind.UNMEASURED,
            ref=goal.ref,
            words=Words(
                f"I målet ”{name}” saknar ”{part}” indikator. Välj en som visar den delen, eller stryk den ur målet.",
                f'In the goal "{name}" no indicator shows "{part}". Choose one that does, or take it out of the goal.',
            ),
        )


def _too_small(goal: LogicGoal) -> bool:
    # A goal to stay where one is has no way to go, so nothing needs to be seen.
    if goal.smallest_change is None or not goal.distance:
        return False
    return goal.smallest_change > abs(goal.distance)


def _idle(name: str) -> Gap:
    return Gap(
        kind=GapKind.IDLE,
        ref=f"unit {name}",
        words=Words(
            f"{name} har ingen aktivitet i planen. Fråga vad enheten kan bidra med.",
            f"{name} has no activity in the plan. Ask what the unit can contribute.",
        ),
    )
