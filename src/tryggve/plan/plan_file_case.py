"""A plan's case as its file tells it: commission, participants, consultation, decision, motions, the page's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tryggve.errors import UsageError
from tryggve.plan.dates import PlanDate, Precision, read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The decision by which the plan was adopted (Sv: antagande); ``body`` is empty where nobody has told it.

    ``date`` is the last day that the words allow, ``when`` their code, empty where they say the very day.
    """

    body: str
    date: dt.date
    when: str = ""
    paragraph: str = ""
    case_number: str = ""
    adjusted: dt.date | None = None
    announced: dt.date | None = None
    appeal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionLine:
    """Who had the plan made (Sv: uppdrag); ``when`` is a code of ``plan.dates``, empty where nobody has told it."""

    body: str
    when: str = ""
    to: str = ""
    paragraph: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLine:
    """Who took part in drafting the plan, how and when (Sv: medverkande); a ``unit`` or a ``name``."""

    how: str
    unit: str = ""
    name: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """What a unit was asked and answered (Sv: remissvar); without ``answer`` it has not answered."""

    unit: str
    sent: dt.date
    due: dt.date
    answered: dt.date | None = None
    by: str = ""
    stance: str = ""
    answer: str = ""
    heeded: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionLine:
    """A motion or a reservation when the plan was adopted (Sv: yrkande, reservation)."""

    kind: str
    party: str
    text: str
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLines:
    """All that a file tells of how its plan came about (Sv: ärendet)."""

    commission: CommissionLine | None = None
    participants: tuple[ParticipantLine, ...] = ()
    opinions: tuple[OpinionLine, ...] = ()
    motions: tuple[MotionLine, ...] = ()
    page_updated: dt.date | None = None


def read_case(content: Mapping[str, Any]) -> CaseLines:
    """Read what a plan file tells of the case.

    Raises:
        UsageError: a table has a field that is not known, or lacks one that it needs.
        BadValueError: a date cannot be read.
    """
    commission = content.get("commission")
    return CaseLines(
        commission=_line(CommissionLine, "commission", _coded(commission)) if commission else None,
        participants=tuple(
            _line(ParticipantLine, "participant", _coded(row)) for row in content.get("participant", ())
        ),
        opinions=tuple(_line(OpinionLine, "opinion", row) for row in content.get("opinion", ())),
        motions=tuple(_line(MotionLine, "motion", row) for row in content.get("motion", ())),
        page_updated=content.get("page", {}).get("updated"),
    )


def read_adoption(content: Mapping[str, Any]) -> Adoption:
    """Read the decision: its date is a day, or words such as ``december 2020``.

    Raises:
        UsageError: a field is not known, or the date is missing.
        BadValueError: the date cannot be read.
    """
    if "date" not in content:
        raise UsageError(
            sv='[adopted] saknar date. Skriv till exempel date = 2026-12-14 eller date = "december 2020".',
            en='[adopted] lacks date. Write for example date = 2026-12-14 or date = "december 2020".',
        )
    found = _date(content["date"])
    exact = found.precision is Precision.DAY and not found.before
    values = {"body": "", **content, "date": found.last, "when": "" if exact else found.code}
    line: Adoption = _line(Adoption, "adopted", values)
    return line


def _coded(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**row, "when": _date(row["when"]).code} if row.get("when") else row


def _date(given: object) -> PlanDate:
    return read_date(str(given))


def _line(kind: Any, name: str, row: Mapping[str, Any]) -> Any:
    known = list(kind.__slots__)
    try:
        return kind(**row)
    except TypeError as error:
        raise UsageError(
            sv=f"[{name}] har ett okänt fält eller saknar ett. Fälten är: {', '.join(known)}.",
            en=f"[{name}] has an unknown field or lacks one. The fields are: {', '.join(known)}.",
        ) from error
