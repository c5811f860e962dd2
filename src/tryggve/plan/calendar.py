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
    ADJUSTED = "adjusted"  # Sv: protokollet justeras
    ANNOUNCED = "announced"  # Sv: justeringen anslås
    APPEAL_ENDS = "appeal_ends"  # Sv: tiden för laglighetsprövning går ut


class Doubt(StrEnum):
    """What is possible but seldom wise (Sv: varning)."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUMMER = "summer"
    SHORT_CONSULTATION = "short_consultation"
    LATE_NOTICE = "late_notice"
    LATE_ADJUSTMENT = "late_adjustment"
    LATE_ANNOUNCEMENT = "late_announcement"
    SHORT_APPEAL = "short_appeal"


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
    Step.ADJUSTED: ("protokollet justeras", "the minutes are approved"),
    Step.ANNOUNCED: ("justeringen anslås", "the approval is announced"),
    Step.APPEAL_ENDS: ("överklagandetiden går ut", "the time to appeal ends"),
}
_BEFORE = (  # each step's days before the next one
    (Step.NOTICE, 7),  # the local government act: the council is called at least a week before
    (Step.BOARD, 14),
    (Step.COMMITTEE, 14),
    (Step.ANSWERED, 14),
)
CONSULTATION_WEEKS = 6
_SHORTEST_CONSULTATION = dt.timedelta(weeks=4)
_ADJUSTED_WITHIN = dt.timedelta(days=14)  # KL 8:11
_ANNOUNCED_WITHIN = dt.timedelta(days=2)  # KL 8:12
_APPEAL = dt.timedelta(weeks=3)  # KL 13:5, from the day of the announcement
_MAY_SHARE_A_DAY = (Step.COMMITTEE, Step.ADJUSTED, Step.ANNOUNCED)


def plan_back(council: dt.date, *, weeks: int = CONSULTATION_WEEKS) -> dict[Step, dt.date]:
    """Return a day for each step, counted backwards from the council's meeting, and on to the end of the appeal time.

    A step before the meeting that would fall on a weekend or a public holiday is moved to the working day before.
    Answers are asked for within ``weeks`` and prepared for two.

    Raises:
        BadValueError: the meeting is on a Sunday.
    """
    days = {Step.COUNCIL: council}
    _refuse_sundays(days)
    day = council
    for step, before in (*_BEFORE, (Step.SENT, 7 * weeks)):
        day = _working_day(day - dt.timedelta(days=before))
        days[step] = day
    days[Step.ADJUSTED] = max(council, _working_day(council + _ADJUSTED_WITHIN))
    days[Step.ANNOUNCED] = _announced(days[Step.ADJUSTED])
    days[Step.APPEAL_ENDS] = appeal_ends(days[Step.ANNOUNCED])
    return {step: days[step] for step in Step}


def appeal_ends(announced: dt.date) -> dt.date:
    """Return the last day to ask for a review of a decision's legality (Sv: laglighetsprövning).

    Source: the local government act (2017:725) 13:5, three weeks from the day when the approval of the minutes was
    announced on the notice board; the act (1930:173) moves a day off to the next working day.
    """
    return _working_day_from(announced + _APPEAL)


def check_order(days: Mapping[Step, dt.date]) -> tuple[Warned, ...]:
    """Return what is doubtful in a calendar; steps may be left out.

    Raises:
        BadValueError: a step lies on a Sunday, or before one that must come first.
    """
    _refuse_sundays(days)
    listed = [(step, days[step]) for step in Step if step in days]
    for (first, earlier), (second, later) in itertools.pairwise(listed):
        if later < earlier or (later == earlier and second not in _MAY_SHARE_A_DAY):
            raise BadValueError(
                sv=f"Ordningen går inte ihop: ”{STEP_NAMES[second][0]}” {later} måste komma efter "
                f"”{STEP_NAMES[first][0]}” {earlier}. Ändra ett av datumen.",
                en=f'The order is impossible: "{STEP_NAMES[second][1]}" {later} must come after '
                f'"{STEP_NAMES[first][1]}" {earlier}. Change one of the dates.',
            )
    doubts = [Warned(step, doubt) for step, day in listed for doubt in _doubts_of(day)]
    return (*doubts, *_doubts_between(days))


_DAY = dt.timedelta(days=1)


def _refuse_sundays(days: Mapping[Step, dt.date]) -> None:
    for step, day in days.items():
        if day.weekday() == 6:
            working = _working_day_from(day)
            raise BadValueError(
                sv=f"{day} är en söndag ({STEP_NAMES[step][0]}). Välj en annan dag, till exempel {working}.",
                en=f"{day} is a Sunday ({STEP_NAMES[step][1]}). Choose another day, for example {working}.",
            )


def _doubts_of(day: dt.date) -> list[Doubt]:
    doubts = [Doubt.WEEKEND] if day.weekday() == 5 else []
    doubts += [Doubt.HOLIDAY] if _is_off(day) else []
    return doubts + ([Doubt.SUMMER] if day.month == 7 else [])


def _doubts_between(days: Mapping[Step, dt.date]) -> list[Warned]:
    def between(first: Step, second: Step, otherwise: dt.timedelta) -> dt.timedelta:
        return days[second] - days[first] if first in days and second in days else otherwise

    notice = between(Step.NOTICE, Step.COUNCIL, 7 * _DAY)
    sent = between(Step.SENT, Step.ANSWERED, _SHORTEST_CONSULTATION)
    adjusted = between(Step.COUNCIL, Step.ADJUSTED, _DAY)
    late = Step.ADJUSTED in days and Step.ANNOUNCED in days and days[Step.ANNOUNCED] > _announced(days[Step.ADJUSTED])
    doubtful = (
        (sent < _SHORTEST_CONSULTATION, Step.ANSWERED, Doubt.SHORT_CONSULTATION),
        (notice < 7 * _DAY, Step.NOTICE, Doubt.LATE_NOTICE),
        (adjusted > _ADJUSTED_WITHIN, Step.ADJUSTED, Doubt.LATE_ADJUSTMENT),
        (late, Step.ANNOUNCED, Doubt.LATE_ANNOUNCEMENT),
        (between(Step.ANNOUNCED, Step.APPEAL_ENDS, _APPEAL) < _APPEAL, Step.APPEAL_ENDS, Doubt.SHORT_APPEAL),
    )
    return [Warned(step, doubt) for found, step, doubt in doubtful if found]


def _announced(adjusted: dt.date) -> dt.date:
    """Return the last working day to announce what was adjusted on a day, the next one where none is left."""
    day = _working_day(adjusted + _ANNOUNCED_WITHIN)
    return day if day >= adjusted else _working_day_from(adjusted + _ANNOUNCED_WITHIN)


def _working_day_from(day: dt.date) -> dt.date:
    while day.weekday() > 4 or _is_off(day):
        day += _DAY
    return day


def _working_day(day: dt.date) -> dt.date:
    while day.weekday() > 4 or _is_off(day):
        day -= _DAY
    return day


def _is_off(day: dt.date) -> bool:
    """Tell whether town halls are closed: public holidays, and the eves that are holidays in all but law."""
    eves = {(12, 24), (12, 31)}
    midsummer_eve = day.month == 6 and day.weekday() == 4 and day + _DAY in holidays(day.year)
    return day in holidays(day.year) or (day.month, day.day) in eves or midsummer_eve
