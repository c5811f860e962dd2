"""The clocks of the law 2023:196: when the situation picture, the follow-up and the report to the council are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tryggve.plan.rollup import Rule

SOON = dt.timedelta(days=90)
COUNCIL_MONTHS = 12  # between reports to the council, where the municipality has set no rule of its own


class Step(StrEnum):
    """What the law wants done again and again (Sv: återkommande steg)."""

    PICTURE = "picture"  # § 6: the situation picture brought up to date
    FOLLOW_UP = "follow_up"  # § 6: the action plan followed up
    COUNCIL = "council"  # § 13: report to the municipal council


class State(StrEnum):
    """How a step stands (Sv: läge)."""

    UNKNOWN = "unknown"  # no earlier date is given, so no due date can be told
    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"


class Origin(StrEnum):
    """What a clock counts from (Sv: det som klockan räknas från)."""

    PLAN_DECIDED = "plan_decided"  # a plan that is just decided has two years to its first follow-up
    PLAN_EVALUATED = "plan_evaluated"
    PICTURE_ADOPTED = "picture_adopted"
    ENTERED = "entered"  # somebody entered the day by hand


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """A day that a clock may count from (Sv: utgångsdag), with what happened then and the note that was entered.

    ``when`` is a code of ``plan.dates`` where less is known than the day, which is then the last possible.
    """

    day: dt.date
    origin: Origin
    note: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One step's clock (Sv: tidsgräns). ``last`` and ``due`` are None where no earlier date is given."""

    step: Step
    last: dt.date | None
    due: dt.date | None
    state: State
    days: int  # to the due date; negative when it has passed, 0 when unknown
    name: Rule
    rule: Rule
    counted: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DatedItem:
    """One thing of the year's wheel (Sv: punkt i årshjulet). ``uid`` stays the same when the day is moved."""

    day: dt.date
    uid: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year's wheel with what happens in it (Sv: månad). ``first`` is its first day."""

    first: dt.date
    items: tuple[DatedItem, ...]


NAMES = {
    Step.PICTURE: Rule("Uppdatera lägesbilden", "Bring the situation picture up to date"),
    Step.FOLLOW_UP: Rule("Följ upp åtgärdsplanen", "Follow up the action plan"),
    Step.COUNCIL: Rule("Rapportera till kommunfullmäktige", "Report to the municipal council"),
}
_TWO_YEARS = Rule(
    "Lagen 2023:196, 6 §: minst vartannat år. Här räknas två år från den senaste gången.",
    "Law 2023:196, section 6: at least every second year. Counted here as two years from the last time.",
)


def due(step: Step, *, last: dt.date | None, today: dt.date, council_months: int = COUNCIL_MONTHS) -> Due:
    """Return when a step is next due.

    The law says "continuously" of the council's reports and gives no interval: ``council_months`` is the
    municipality's own. For a plan that has never been followed up ``last`` is the day it was decided.
    """
    months = council_months if step is Step.COUNCIL else 24
    day = None if last is None else months_after(last, months)
    rule = _council_rule(council_months) if step is Step.COUNCIL else _TWO_YEARS
    days = 0 if day is None else (day - today).days
    return Due(step=step, last=last, due=day, state=_state(day, today), days=days, name=NAMES[step], rule=rule)


def due_after(step: Step, counted: Counted | None, *, today: dt.date, council_months: int = COUNCIL_MONTHS) -> Due:
    """Return when a step is next due, and what that is counted from."""
    last = counted.day if counted else None
    return replace(due(step, last=last, today=today, council_months=council_months), counted=counted)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1)
    length = (dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, length))


def year_wheel(items: Iterable[DatedItem], *, year: int) -> tuple[DatedItem, ...]:
    """Return a year's items in order of date."""
    return tuple(sorted(item for item in items if item.day.year == year))


def months_of(items: Iterable[DatedItem]) -> tuple[Month, ...]:
    """Return the months in which something happens, in order, each with its items in order of date."""
    found: dict[dt.date, list[DatedItem]] = {}
    for item in sorted(items):
        found.setdefault(item.day.replace(day=1), []).append(item)
    return tuple(Month(first, tuple(held)) for first, held in found.items())


def law_items(dues: Iterable[Due], *, owner: str) -> tuple[DatedItem, ...]:
    """Return the steps that have a due date as items; ``owner`` keeps their uids apart from another's."""
    return tuple(
        DatedItem(day=found.due, uid=f"{owner}-{found.step.value}", sv=found.name.sv, en=found.name.en)
        for found in dues
        if found.due is not None
    )


def period_items(*, uid: str, name: str, opens: dt.date, closes: dt.date) -> tuple[DatedItem, ...]:
    """Return the two dates of a reporting period."""
    return (
        DatedItem(day=opens, uid=f"{uid}-opens", sv=f"{name}: rapporteringen öppnar", en=f"{name}: reporting opens"),
        DatedItem(
            day=closes, uid=f"{uid}-closes", sv=f"{name}: sista dag att rapportera", en=f"{name}: last day to report"
        ),
    )


def _council_rule(months: int) -> Rule:
    return Rule(
        f"Lagen 2023:196, 13 §: löpande. Lagen anger inget antal; här räknas {months} månader från den senaste gången.",
        f"Law 2023:196, section 13: continuously. The law gives no number; counted here as {months} months from the "
        "last time.",
    )


def _state(day: dt.date | None, today: dt.date) -> State:
    if day is None:
        return State.UNKNOWN
    if day < today:
        return State.OVERDUE
    return State.SOON if day - today <= SOON else State.IN_TIME
