"""What a release's status allows."""

from __future__ import annotations

from enum import StrEnum

from tryggve.errors import NotAllowedError


class Status(StrEnum):
    """Where a release is in its life (Sv: läge)."""

    DRAFT = "draft"  # read in, seen by its importer, part of no number
    LIVE = "live"  # behind the numbers on the pages; one for each dataset
    REPLACED = "replaced"  # was live until a newer one came
    DISCARDED = "discarded"  # a draft that was put aside


MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.LIVE, Status.DISCARDED}),
    Status.LIVE: frozenset({Status.REPLACED}),
    Status.REPLACED: frozenset({Status.LIVE}),
    Status.DISCARDED: frozenset({Status.LIVE}),
}


def may_move(now: str, to: Status) -> bool:
    """Tell whether a release may go from one status to another."""
    return to in MOVES[Status(now)]


def require_move(now: str, *, to: Status) -> None:
    """Raise NotAllowedError where the status does not allow the step."""
    if not may_move(now, to):
        raise NotAllowedError(
            sv=f"En utgåva med läget ”{now}” kan inte få läget ”{to.value}”. Ladda om sidan och se vad som hänt.",
            en=f'A release that is "{now}" cannot become "{to.value}". Reload the page and see what happened.',
        )
