"""Series: the points of one indicator for one area and group, with breaks as data."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from enum import StrEnum

from tryggve.terms.area import Area
from tryggve.terms.estimate import Estimate, Missing, Outcome
from tryggve.terms.group import Group
from tryggve.terms.period import Period


class BreakKind(StrEnum):
    """What was changed at a break (Sv: typ av seriebrott)."""

    METHOD = "method"
    DEFINITION = "definition"
    GEOGRAPHY = "geography"
    MODE = "mode"


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """A point where a measurement was remade (Sv: seriebrott).

    ``year`` is the first year measured the new way. Where ``comparable`` is false nothing is drawn, tested or judged
    across the break.
    """

    year: int
    kind: BreakKind
    note_sv: str
    note_en: str
    comparable: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement in a series (Sv: mätpunkt). ``release`` is the SHA-256 of the file that it came from."""

    period: Period
    outcome: Outcome
    release: str = ""

    @property
    def estimate(self) -> Estimate | None:
        """The estimate, or nothing where the figure is missing."""
        return None if isinstance(self.outcome, Missing) else self.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One indicator's points for one area and group, oldest first (Sv: serie).

    ``indicator`` is the catalogue's id. Each point's ``period`` already spans the years that are pooled in it.
    """

    indicator: str
    area: Area
    group: Group
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = field(default=())

    def known(self) -> tuple[Point, ...]:
        """The points that have an estimate."""
        return tuple(point for point in self.points if point.estimate)

    def break_between(self, first: Period, second: Period) -> Break | None:
        """Return the latest break that stops a comparison of the two periods, or nothing."""
        low, high = sorted((first, second))
        hits = [b for b in self.breaks if not b.comparable and low.first < b.year <= high.last]
        return max(hits, default=None)

    def segments(self) -> tuple[tuple[Point, ...], ...]:
        """Split the points at every break that is not comparable; no segment is empty."""
        years = sorted(b.year for b in self.breaks if not b.comparable)
        edges = [-(10**6), *years, 10**6]
        cuts = itertools.pairwise(edges)
        parts = [tuple(p for p in self.points if low <= p.period.last < high) for low, high in cuts]
        return tuple(part for part in parts if part)
