"""The way to a council's decision as lines on a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tryggve.plan.calendar import CONSULTATION_WEEKS, check_order, plan_back
from tryggve.web.decisions.words import doubt_names, step_names


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One step: its name, its day and what is doubtful about it."""

    name: str
    day: dt.date
    doubts: tuple[str, ...]


def calendar_lines(council: dt.date, *, weeks: int | None = None) -> list[CalendarLine]:
    """Return the steps before a council's meeting, planned backwards.

    Raises:
        BadValueError: the meeting is on a Sunday.
    """
    days = plan_back(council, weeks=weeks or CONSULTATION_WEEKS)
    warned = check_order(days)
    names, doubts = step_names(), doubt_names()
    return [
        CalendarLine(names[step.value], day, tuple(doubts[w.doubt.value] for w in warned if w.step is step))
        for step, day in days.items()
    ]
