"""The way to a council's decision, planned backwards from its meeting."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tryggve.errors import BadValueError
from tryggve.plan.holidays import holidays


class Step(StrEnum):
    """A step on the way to the decision, in order (Sv: steg i beslutsgången)."""

    SENT = "sent"  # Sv: remissen skickas
    ANSWERED = "answered"  # Sv: remissvaren är inne
    COMMITTEE = "committee"  # Sv: kommunstyrelsens arbetsutskott
    BOARD = "board"  # Sv: kommunstyrelsen
    NOTICE = "notice"  # Sv: kallelsen till fullmäktige
    COUNCIL = "council"  # Sv: kommunfullmäktige


class Doubt(StrEnum):
    """What is possible but seldom wise (Sv: varning)."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUMMER = "summer"
    SHORT_CONSULTATION = "short_consultation"
    LATE_NOTICE = "late_notice"


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning about one step."""

    step: Step
    doubt: Doubt


STEP_NAMES: dict[Step, tuple[str, str]] = {
    Step.SENT: ("remissen skickas", "the consultation is sent"),
    Step.ANSWERED: ("remissvaren är inne", "the answers are in"),
    Step.COMMITTEE: ("kommunstyrelsens arbetsutskott", "the board's working committee"),
    Step.BOARD: ("kommunstyrelsen", "the municipal board"),
    Step.NOTICE: ("kallelsen till fullmäktige", "the notice to the council"),
    Step.COUNCIL: ("kommunfullmäktige", "the municipal council"),
}
_BEFORE = (  # each step's days before the next one
    (Step.NOTICE, 7),  # the local government act: the council is called at least a week before
    (Step.BOARD, 14),
    (Step.COMMITTEE, 14),
    (Step.ANSWERED, 14),
    (Step.SENT, 42),
)
_SHORTEST_CONSULTATION = dt.timedelta(days=21)


def plan_back(council: dt.date) -> dict[Step, dt.date]:
    """Return a day for each step, counted backwards from the council's meeting.

    A step that would fall on a weekend or a public holiday is moved to the working day before. Answers are asked for
    within six weeks and prepared for two.

    Raises:
        BadValueError: the meeting is on a Sunday.
    """
    days = {Step.COUNCIL: council}
    _refuse_sundays(days)
    day = council
    for step, before in _BEFORE:
        day = _working_day(day - dt.timedelta(days=before))
        days[step] = day
    return {step: days[step] for step in Step}


def check_order(days: Mapping[Step, dt.date]) -> tuple[Warned, ...]:
    """Return what is doubtful in a calendar; steps may be left out.

    Raises:
        BadValueError: a step lies on a Sunday, or before one that must come first.
    """
    _refuse_sundays(days)
    listed = [(step, days[step]) for step in Step if step in days]
    for (first, earlier), (second, later) in itertools.pairwise(listed):
        if later < earlier or (later == earlier and second is not Step.COMMITTEE):
            raise BadValueError(
                sv=f"Ordningen går inte ihop: {STEP_NAMES[second][0]} ({later}) måste komma efter att "
                f"{STEP_NAMES[first][0]} ({earlier}). Ändra ett av datumen.",
                en=f"The order is impossible: {STEP_NAMES[second][1]} ({later}) must come after "
                f"{STEP_NAMES[first][1]} ({earlier}). Change one of the dates.",
            )
    doubts = [Warned(step, doubt) for step, day in listed for doubt in _doubts_of(day)]
    return (*doubts, *_doubts_between(days))


_DAY = dt.timedelta(days=1)


def _refuse_sundays(days: Mapping[Step, dt.date]) -> None:
    for step, day in days.items():
        if day.weekday() == 6:
            raise BadValueError(
                sv=f"{day} är en söndag ({STEP_NAMES[step][0]}). Välj en annan dag, till exempel {day + _DAY}.",
                en=f"{day} is a Sunday ({STEP_NAMES[step][1]}). Choose another day, for example {day + _DAY}.",
            )


def _doubts_of(day: dt.date) -> list[Doubt]:
    doubts = [Doubt.WEEKEND] if day.weekday() == 5 else []
    doubts += [Doubt.HOLIDAY] if _is_off(day) else []
    return doubts + ([Doubt.SUMMER] if day.month == 7 else [])


def _doubts_between(days: Mapping[Step, dt.date]) -> list[Warned]:
    warned = []
    if Step.SENT in days and Step.ANSWERED in days and days[Step.ANSWERED] - days[Step.SENT] < _SHORTEST_CONSULTATION:
        warned.append(Warned(Step.ANSWERED, Doubt.SHORT_CONSULTATION))
    if Step.NOTICE in days and Step.COUNCIL in days and days[Step.COUNCIL] - days[Step.NOTICE] < 7 * _DAY:
        warned.append(Warned(Step.NOTICE, Doubt.LATE_NOTICE))
    return warned


def _working_day(day: dt.date) -> dt.date:
    while day.weekday() > 4 or _is_off(day):
        day -= _DAY
    return day


def _is_off(day: dt.date) -> bool:
    """Tell whether town halls are closed: public holidays, and the eves that are holidays in all but law."""
    eves = {(12, 24), (12, 31)}
    midsummer_eve = day.month == 6 and day.weekday() == 4 and day + _DAY in holidays(day.year)
    return day in holidays(day.year) or (day.month, day.day) in eves or midsummer_eve
