"""The plan's states and which may follow which."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tryggve.plan.dates import first_day, from_code


class PlanStatus(StrEnum):
    """Where a plan stands in its life (Sv: planens läge)."""

    DRAFT = "draft"  # Sv: utkast
    CONSULTATION = "consultation"  # Sv: på remiss
    PROPOSED = "proposed"  # Sv: föreslagen, bereds
    DECIDED = "decided"  # Sv: gäller
    EVALUATED = "evaluated"  # Sv: utvärderad
    REPLACED = "replaced"  # Sv: ersatt


STATUS_NAMES: dict[PlanStatus, tuple[str, str]] = {
    PlanStatus.DRAFT: ("Utkast", "Draft"),
    PlanStatus.CONSULTATION: ("På remiss", "Out for consultation"),
    PlanStatus.PROPOSED: ("Under beredning", "Being prepared"),
    PlanStatus.DECIDED: ("Gäller", "In force"),
    PlanStatus.EVALUATED: ("Utvärderad", "Evaluated"),
    PlanStatus.REPLACED: ("Ersatt", "Replaced"),
}


class ActivityStatus(StrEnum):
    """What an owner says of an activity (Sv: aktivitetens läge). Not reported is no status."""

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"


# Back to draft is återremiss or a plan taken back; bordläggning leaves the plan proposed.
MOVES: dict[PlanStatus, frozenset[PlanStatus]] = {
    PlanStatus.DRAFT: frozenset({PlanStatus.CONSULTATION, PlanStatus.PROPOSED}),
    PlanStatus.CONSULTATION: frozenset({PlanStatus.DRAFT, PlanStatus.PROPOSED}),
    PlanStatus.PROPOSED: frozenset({PlanStatus.DRAFT, PlanStatus.CONSULTATION, PlanStatus.DECIDED}),
    PlanStatus.DECIDED: frozenset({PlanStatus.EVALUATED, PlanStatus.REPLACED}),
    PlanStatus.EVALUATED: frozenset({PlanStatus.REPLACED}),
    PlanStatus.REPLACED: frozenset(),
}

EDITABLE = frozenset({PlanStatus.DRAFT, PlanStatus.CONSULTATION, PlanStatus.PROPOSED})
PUBLIC = frozenset({PlanStatus.DECIDED, PlanStatus.EVALUATED, PlanStatus.REPLACED})


class ShownState(StrEnum):
    """What is said of a plan: its state, seen with its period (Sv: planens läge i ord)."""

    DRAFT = "draft"  # Sv: utkast
    CONSULTATION = "consultation"  # Sv: på remiss
    PROPOSED = "proposed"  # Sv: under beredning
    COMING = "coming"  # Sv: beslutad, perioden har inte börjat
    DECIDED = "decided"  # Sv: gäller
    EVALUATING = "evaluating"  # Sv: perioden har löpt ut och utvärdering pågår
    EVALUATED = "evaluated"  # Sv: utvärderad
    REPLACED = "replaced"  # Sv: ersatt


def has_begun(starts: str, *, today: dt.date) -> bool:
    """Tell whether a period has begun; ``starts`` is the code of its start, and one without any always has."""
    return not starts or first_day(starts) <= today


def shown_state(status: str, *, ends: str, today: dt.date, starts: str = "") -> ShownState:
    """Return what to say of a plan; ``starts`` and ``ends`` are the codes of its period, empty where it has none.

    A decided plan goes on being decided after its last day; what it waits for then is its evaluation.
    """
    if status == PlanStatus.DECIDED and not has_begun(starts, today=today):
        return ShownState.COMING
    if status == PlanStatus.DECIDED and ends and from_code(ends).last < today:
        return ShownState.EVALUATING
    return ShownState(PlanStatus(status).value)


class GoalKind(StrEnum):
    """What a goal asks for (Sv: slag av mål)."""

    REACH = "reach"  # reach a value
    ZERO = "zero"  # reduce to zero
    AT_LEAST = "at_least"  # keep at least
    AT_MOST = "at_most"  # keep at most
    RANGE = "range"  # stay in a range
    YES_NO = "yes_no"
