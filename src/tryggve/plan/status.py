"""The plan's states and which may follow which."""

from __future__ import annotations

from enum import StrEnum


class PlanStatus(StrEnum):
    """Where a plan stands in its life (Sv: planens läge)."""

    DRAFT = "draft"  # Sv: utkast
    CONSULTATION = "consultation"  # Sv: på remiss
    PROPOSED = "proposed"  # Sv: föreslagen, bereds
    DECIDED = "decided"  # Sv: gäller
    EVALUATED = "evaluated"  # Sv: perioden har löpt ut och utvärdering pågår
    REPLACED = "replaced"  # Sv: ersatt


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


class GoalKind(StrEnum):
    """What a goal asks for (Sv: slag av mål)."""

    REACH = "reach"  # reach a value
    ZERO = "zero"  # reduce to zero
    AT_LEAST = "at_least"  # keep at least
    AT_MOST = "at_most"  # keep at most
    RANGE = "range"  # stay in a range
    YES_NO = "yes_no"
