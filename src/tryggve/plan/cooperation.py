"""Rules of the registers: where an agreement stands and what it lacks, and which action points are late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tryggve.plan.dates import PlanDate

EXPIRES_SOON = dt.timedelta(days=120)  # time enough to negotiate a new one
DUE_SOON = dt.timedelta(days=14)


class AgreementState(StrEnum):
    """Where an agreement stands (Sv: överenskommelsens läge)."""

    COMING = "coming"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ENDED = "ended"  # before its time, by somebody's decision


IN_FORCE = frozenset({AgreementState.IN_FORCE, AgreementState.EXPIRING})


class Lack(StrEnum):
    """What an agreement lacks (Sv: brist); the law's 9 § asks for all but the parties, which make it an agreement."""

    PARTIES = "parties"
    PURPOSE = "purpose"
    AREAS = "areas"
    WRITTEN = "written"


class PointState(StrEnum):
    """Where an action point stands (Sv: åtgärdspunktens läge)."""

    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerms:
    """What an agreement says of itself (Sv: överenskommelsens innehåll). Dates are None where none is said."""

    parties: int
    purpose: str
    areas: str
    written: bool
    starts: PlanDate | None = None
    ends: PlanDate | None = None
    ended: dt.date | None = None


def agreement_state(terms: AgreementTerms, *, today: dt.date) -> AgreementState:
    """Return where an agreement stands on a day; without an end it stays in force."""
    if terms.ended is not None and terms.ended <= today:
        return AgreementState.ENDED
    if terms.starts is not None and terms.starts.first > today:
        return AgreementState.COMING
    if terms.ends is None:
        return AgreementState.IN_FORCE
    if terms.ends.last < today:
        return AgreementState.EXPIRED
    return AgreementState.EXPIRING if terms.ends.last - today <= EXPIRES_SOON else AgreementState.IN_FORCE


def lacks_of(terms: AgreementTerms) -> tuple[Lack, ...]:
    """Return what an agreement lacks to be one of the law's: lag (2023:196) 9 §."""
    lacks = {
        Lack.PARTIES: terms.parties == 0,
        Lack.PURPOSE: not terms.purpose.strip(),
        Lack.AREAS: not terms.areas.strip(),
        Lack.WRITTEN: not terms.written,
    }
    return tuple(lack for lack, lacking in lacks.items() if lacking)


def point_state(*, due: PlanDate | None, done: dt.date | None, today: dt.date) -> PointState:
    """Return where an action point stands; one without a date is never late."""
    if done is not None:
        return PointState.DONE
    if due is None:
        return PointState.OPEN
    if due.last < today:
        return PointState.LATE
    return PointState.SOON if due.last - today <= DUE_SOON else PointState.OPEN
