"""Agreements, seats and action points as the pages show them: with where they stand today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tryggve.plan.cooperation import (
    IN_FORCE,
    AgreementState,
    AgreementTerms,
    Lack,
    PointState,
    agreement_state,
    lacks_of,
    point_state,
)
from tryggve.plan.dates import PlanDate, from_code
from tryggve.web.registers.models import ActionPoint, Agreement, Member
from tryggve.web.registers.words import (
    agreement_sign,
    agreement_words,
    date_words,
    lack_words,
    point_words,
    span_words,
)


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """An agreement with its state and what it lacks."""

    agreement: Agreement
    parties: tuple[str, ...]
    state: AgreementState
    lacks: tuple[Lack, ...]
    follow_up_late: bool

    @property
    def in_force(self) -> bool:
        """Whether it counts today."""
        return self.state in IN_FORCE

    @property
    def complete(self) -> bool:
        """Whether it is what the law asks for."""
        return not self.lacks

    @property
    def areas(self) -> list[str]:
        """The areas of cooperation."""
        return [line.strip(" -•") for line in self.agreement.areas.splitlines() if line.strip()]

    @property
    def words(self) -> str:
        """Its state in words."""
        return agreement_words()[self.state]

    @property
    def shape(self) -> str:
        """The sign of its state."""
        return agreement_sign(self.state)[0]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return agreement_sign(self.state)[1]

    @property
    def lacking(self) -> str:
        """What it lacks, in words."""
        return lack_words(self.lacks)

    @property
    def period(self) -> str:
        """When it is in force, in words."""
        return span_words(self.agreement.starts, self.agreement.ends)

    @property
    def signed(self) -> str:
        """When it was signed, in words."""
        return date_words(self.agreement.signed)

    @property
    def follow_up(self) -> str:
        """When it is to be followed up, in words."""
        return date_words(self.agreement.follow_up)


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """An action point with its state."""

    point: ActionPoint
    state: PointState
    due: PlanDate | None

    @property
    def words(self) -> str:
        """Its state in words."""
        return point_words()[self.state]

    @property
    def late(self) -> bool:
        """Whether its date has passed."""
        return self.state is PointState.LATE

    @property
    def when(self) -> str:
        """When it is due, in words."""
        return date_words(self.point.due)

    @property
    def who(self) -> str:
        """Who is responsible: function and unit."""
        return ", ".join(name for name in (self.point.responsible, str(self.point.unit or "")) if name)


def shown_agreement(agreement: Agreement, *, today: dt.date) -> ShownAgreement:
    """Return an agreement as it stands on a day."""
    parties = (*(unit.name for unit in agreement.parties.all()), *_listed(agreement.other_parties))
    terms = AgreementTerms(
        parties=len(parties),
        purpose=agreement.purpose,
        areas=agreement.areas,
        written=agreement.written,
        starts=_date(agreement.starts),
        ends=_date(agreement.ends),
        ended=agreement.ended,
    )
    follow_up = _date(agreement.follow_up)
    late = follow_up is not None and follow_up.last < today
    state = agreement_state(terms, today=today)
    return ShownAgreement(agreement, parties, state, lacks_of(terms), late and state in IN_FORCE)


def shown_agreements(agreements: Iterable[Agreement], *, today: dt.date) -> list[ShownAgreement]:
    """Return agreements with what asks for action first: expired, soon to expire, in force, to come, ended."""
    order = (
        AgreementState.EXPIRED,
        AgreementState.EXPIRING,
        AgreementState.IN_FORCE,
        AgreementState.COMING,
        AgreementState.ENDED,
    )
    shown = [shown_agreement(agreement, today=today) for agreement in agreements]
    return sorted(shown, key=lambda one: (order.index(one.state), one.complete, one.agreement.title.lower()))


def shown_points(points: Iterable[ActionPoint], *, today: dt.date) -> list[ShownPoint]:
    """Return action points, late ones first, then by date; those without a date, then the done ones, last."""
    shown = [_shown_point(point, today) for point in points]
    never = dt.date.max
    return sorted(shown, key=lambda one: (one.state is PointState.DONE, one.due.last if one.due else never))


def open_points(points: Iterable[ActionPoint], *, today: dt.date) -> list[ShownPoint]:
    """Return the action points that are not done."""
    return [one for one in shown_points(points, today=today) if one.state is not PointState.DONE]


def has_left(member: Member, *, today: dt.date) -> bool:
    """Tell whether a seat was given up before a day."""
    ends = _date(member.ends)
    return ends is not None and ends.last < today


def _shown_point(point: ActionPoint, today: dt.date) -> ShownPoint:
    due = _date(point.due)
    return ShownPoint(point, point_state(due=due, done=point.done, today=today), due)


def _date(code: str) -> PlanDate | None:
    return from_code(code) if code else None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
