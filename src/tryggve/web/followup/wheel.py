"""The annual wheel as a page shows it: what is to come, and what the year has had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tryggve.plan.clock import DatedItem, Month, months_of, year_wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A year's dates (Sv: årshjul): ``coming`` runs to the end of next year, ``past`` is this year until yesterday."""

    year: int
    coming: tuple[Month, ...]
    past: tuple[Month, ...]


def wheel_of(items: Collection[DatedItem], *, today: dt.date) -> Wheel | None:
    """Return the wheel of some dates; None where neither this year nor the next has any."""
    shown = (*year_wheel(items, year=today.year), *year_wheel(items, year=today.year + 1))
    if not shown:
        return None
    return Wheel(
        year=today.year,
        coming=months_of(item for item in shown if item.day >= today),
        past=months_of(item for item in shown if item.day < today),
    )
