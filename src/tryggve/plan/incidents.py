"""Counts of reported incidents by area and week, and which of them may be shown."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LEAST_SHOWN: Final = 5  # a smaller count than this, but not zero, is not shown


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week (Sv: vecka)."""

    year: int
    number: int

    @property
    def monday(self) -> dt.date:
        """Its first day."""
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def code(self) -> str:
        """The week as it is stored: ``2026-W05``."""
        return f"{self.year}-W{self.number:02d}"

    @classmethod
    def of(cls, day: dt.date) -> Week:
        """Return the week of a day."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """How many incidents of a kind were reported in an area in a week (Sv: antal händelser)."""

    area: str
    kind: str
    week: Week
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """An area's count in a week (Sv: ruta).

    ``count`` is None where it is too small to show. ``at_least`` says that the count is the least that it can be: the
    exact sum would give away a small count among its parts.
    """

    count: int | None
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTable:
    """Counts by area and week (Sv: händelser per område och vecka). A cell that is not there was never reported.

    ``since`` is the first week that was reported of, where the table holds only the last ones.
    """

    areas: tuple[str, ...]
    weeks: tuple[Week, ...]
    cells: dict[tuple[str, Week], Cell]
    kind: str  # empty for all kinds together
    least: int
    since: Week | None = None

    @property
    def hidden(self) -> int:
        """How many cells are too small to show."""
        return sum(cell.count is None for cell in self.cells.values())

    @property
    def most(self) -> int:
        """The largest count shown."""
        return max((cell.count for cell in self.cells.values() if cell.count is not None), default=0)


def week_table(
    rows: Iterable[Incidents],
    *,
    kind: str = "",
    areas: Sequence[str] = (),
    last: int = 26,
    least: int = LEAST_SHOWN,
) -> WeekTable:
    """Return the counts of one kind, or of all together, in the last weeks that anything is reported of.

    ``areas`` chooses areas, all where it is empty. One kind or all may be asked for, never some: the difference
    between two such sums could give away a hidden count.
    """
    chosen = [row for row in rows if not areas or row.area in areas]
    weeks = _weeks(chosen, last)
    asked = frozenset(weeks)
    parts: dict[tuple[str, Week], list[int]] = defaultdict(list)
    for row in chosen:
        if row.week in asked and kind in ("", row.kind):
            parts[row.area, row.week].append(row.count)
    return WeekTable(
        areas=tuple(sorted({row.area for row in chosen if kind in ("", row.kind)})),
        weeks=weeks,
        cells={key: shown_sum(counts, least=least) for key, counts in parts.items()},
        kind=kind,
        least=least,
        since=min((row.week for row in chosen if row.week < weeks[0]), default=None) if weeks else None,
    )


def shown_sum(counts: Sequence[int], *, least: int = LEAST_SHOWN) -> Cell:
    """Return the sum of several counts as it may be shown.

    Method: a count from 1 to ``least`` - 1 is hidden. Where a sum holds hidden counts, it is given as "at least": what
        is shown of its parts and one for each hidden part, or ``least``, as a smaller sum would not be shown at all.
    """
    if 0 < sum(counts) < least:
        return Cell(None)
    small = [count for count in counts if 0 < count < least]
    if not small:
        return Cell(sum(counts))
    told = sum(counts) - sum(small) + len(small)
    return Cell(max(told, least), at_least=True)


def _weeks(rows: Iterable[Incidents], last: int) -> tuple[Week, ...]:
    """Return every week up to the last reported one, with those that nobody reported of in between."""
    there = sorted({row.week for row in rows})
    if not there:
        return ()
    first, end = there[0].monday, there[-1].monday
    count = min((end - first).days // 7 + 1, last)
    return tuple(Week.of(end - dt.timedelta(weeks=back)) for back in range(count - 1, -1, -1))
