"""Periods: the years that a published figure speaks of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The years from ``first`` to ``last``, both included (Sv: period).

    A pooled figure (two-year NTU, four-year HLV) has ``last > first``.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A period cannot end ({self.last}) before it begins ({self.first}).")

    @classmethod
    def year(cls, year: int) -> Period:
        """Return the period of one calendar year."""
        return cls(year, year)

    @property
    def years(self) -> int:
        """Number of calendar years in the period."""
        return self.last - self.first + 1

    @property
    def label(self) -> str:
        """``2025`` or ``2022–2025``."""
        return str(self.last) if self.first == self.last else f"{self.first}–{self.last}"

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a year; such figures are never tested as independent."""
        return self.first <= other.last and other.first <= self.last

    def widened(self, years: int) -> Period:
        """Return the period that ends at the same year and spans at least ``years`` years."""
        return Period(min(self.first, self.last - years + 1), self.last)
