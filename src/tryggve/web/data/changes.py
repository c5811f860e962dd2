"""What changed between two releases of a dataset."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tryggve.terms import Missing, Outcome, Row


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that both releases have, with different content (Sv: ändrad uppgift)."""

    old: Row
    new: Row


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two releases (Sv: vad som ändrats)."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not (self.added or self.removed or self.changed)


def compare(old: Iterable[Row], new: Iterable[Row]) -> Changes:
    """Match rows by their key and sort them into added, removed, changed and the same."""
    before = {row.key: row for row in old}
    after = {row.key: row for row in new}
    shared = [key for key in after if key in before]
    changed = tuple(Changed(before[key], after[key]) for key in shared if _differ(before[key], after[key]))
    return Changes(
        added=tuple(row for key, row in after.items() if key not in before),
        removed=tuple(row for key, row in before.items() if key not in after),
        changed=changed,
        same=len(shared) - len(changed),
    )


def _differ(old: Row, new: Row) -> bool:
    return _content(old.outcome) != _content(new.outcome) or old.note != new.note


def _content(outcome: Outcome) -> tuple[object, ...]:
    if isinstance(outcome, Missing):
        return (outcome.reason,)
    # NaN differs from itself, so unknown numbers are compared as nothing.
    # A population may be worked out from count and rate; it moves with its neighbours and is no news by itself.
    numbers = (outcome.value, outcome.low, outcome.high, outcome.se)
    return (outcome.unit, outcome.n, *(number if math.isfinite(number) else None for number in numbers))
