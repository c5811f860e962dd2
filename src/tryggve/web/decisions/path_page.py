"""The way to a plan's decision as a line of days: what is done, late, next and still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tryggve.errors import BadValueError
from tryggve.plan.calendar import Step, Warned, check_order
from tryggve.plan.clock import DatedItem
from tryggve.web.decisions.minutes import appeal_until
from tryggve.web.decisions.models import CaseStep, Decision
from tryggve.web.decisions.queries import adopted
from tryggve.web.decisions.words import doubt_names, step_names
from tryggve.web.plans.models import Plan

PATH: Final = ("case_steps", "consultations")


class Place(StrEnum):
    """Where a step lies, seen from today."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """One step: its name, its day, whether it is done, and what is doubtful about it (Sv: steg på vägen).

    ``by_hand`` tells whether somebody has to say that it is done; the other steps tell it themselves.
    """

    pk: int
    step: Step
    name: str
    day: dt.date
    done: dt.date | None
    place: Place
    doubts: tuple[str, ...]
    by_hand: bool


def path_lines(plan: Plan, *, today: dt.date) -> list[PathLine]:
    """Return a case's steps in the order of their days.

    Of many plans, prefetch ``PATH``.
    """
    rows = list(plan.case_steps.all())
    if not rows:
        return []
    decision = adopted(plan)
    rows = _in_order(rows, decision)
    known = _done_by_the_case(plan, decision, today=today)
    names, doubts, warned = step_names(), doubt_names(), _warned(rows)
    lines: list[PathLine] = []
    for row in rows:
        step = Step(row.step)
        done = row.done or known.get(step)
        lines.append(
            PathLine(
                pk=row.pk,
                step=step,
                name=names[step],
                day=row.day,
                done=done,
                place=_place(row.day, done, today=today, first=not any(line.place is Place.NEXT for line in lines)),
                doubts=() if done else tuple(doubts[w.doubt] for w in warned if w.step is step),
                by_hand=step not in known,
            )
        )
    return lines


def _in_order(rows: list[CaseStep], decision: Decision | None) -> list[CaseStep]:
    """Return the steps in order; once the minutes say when the time for appeal ends, that day and not the planned.

    The rows are read only: the day that was planned stays stored.
    """
    ends = next((row for row in rows if row.step == Step.APPEAL_ENDS), None)
    if ends is not None and decision is not None:
        ends.day = appeal_until(decision) or ends.day
    return sorted(rows, key=lambda row: (row.day, list(Step).index(Step(row.step))))


def answers_due(plan: Plan, *, after: dt.date) -> dt.date | None:
    """Return the day that the case has set for the answers, where it is still to come."""
    row = plan.case_steps.filter(step=Step.ANSWERED.value, day__gt=after).first()
    return row.day if row else None


def path_items(plan: Plan, *, today: dt.date) -> list[DatedItem]:
    """Return a case's days as entries of a calendar; what is done stands on the day that it was done."""
    return [
        DatedItem(
            day=line.done or line.day,
            uid=f"case-{plan.pk}-{line.step}",
            sv=f"{line.name}: {plan.title}",
            en=f"{line.name}: {plan.title}",
        )
        for line in path_lines(plan, today=today)
    ]


def _place(day: dt.date, done: dt.date | None, *, today: dt.date, first: bool) -> Place:
    if done:
        return Place.DONE
    if day < today:
        return Place.LATE
    return Place.NEXT if first else Place.COMING


def _warned(rows: list[CaseStep]) -> tuple[Warned, ...]:
    try:
        return check_order({Step(row.step): row.day for row in rows})
    except BadValueError:
        return ()


def _behind(plan: Plan, *, decided: dt.date, known: Mapping[Step, dt.date | None]) -> dict[Step, dt.date | None]:
    """Return the steps that the council's decision has left behind, whether or not anybody said that they were done."""
    before = list(Step)[: list(Step).index(Step.COUNCIL)]
    rows = [row for row in plan.case_steps.all() if row.step in before and not known.get(Step(row.step))]
    return {Step(row.step): min(row.day, decided) for row in rows}


def _done_by_the_case(plan: Plan, decision: Decision | None, *, today: dt.date) -> dict[Step, dt.date]:
    """Return the steps that the case itself tells are taken."""
    asked = list(plan.consultations.all())
    found: dict[Step, dt.date | None] = {}
    if asked:
        found[Step.SENT] = min(one.sent for one in asked)
        answered = [one.answered for one in asked if one.answered]
        found[Step.ANSWERED] = max(answered) if len(answered) == len(asked) else None
    if decision is not None:
        found |= _behind(plan, decided=decision.date, known=found)
        until = appeal_until(decision)
        found[Step.COUNCIL] = decision.date
        found[Step.ADJUSTED], found[Step.ANNOUNCED] = decision.adjusted, decision.announced
        found[Step.APPEAL_ENDS] = until if until and until < today else None
    return {step: day for step, day in found.items() if day is not None}
