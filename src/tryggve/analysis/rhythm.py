"""When something is measured again: from a list's own rule, else from the steps of the series."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from dataclasses import dataclass

from tryggve.indicators.indicator import Indicator
from tryggve.terms import Period, Series

_RECENT = 6  # points; a survey that once came every third year may come every year now


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a measurement comes (Sv: mättakt).

    ``month`` is the month it comes in, 0 where not known. ``decided_by`` is the code of who decides a list, empty for
    what is measured.
    """

    every: int
    month: int = 0
    decided_by: str = ""

    def due(self, year: int, *, until: dt.date) -> bool:
        """Tell whether the measurement of a year has come by a date; without a month the whole year counts."""
        return (year, self.month) <= (until.year, until.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next measurement and whether it comes before the deadline (Sv: nästa mätning)."""

    year: int
    rhythm: Rhythm
    in_time: bool


# The police make their list of exposed areas every odd year and publish it by December.
_LISTS = {"police_areas": Rhythm(every=2, month=12, decided_by="police")}


def rhythm_of(series: Series, indicator: Indicator) -> Rhythm | None:
    """Return how often the series is measured, or nothing with under three points: one step is no rhythm.

    A list's rule comes first; else the middle step between the latest points, also across a remade measurement.
    """
    for source in indicator.sources:
        if source in _LISTS:
            return _LISTS[source]
    years = sorted({p.period.last for p in series.known()})[-_RECENT:]
    steps = [later - earlier for earlier, later in itertools.pairwise(years)]
    return Rhythm(every=int(statistics.median_low(steps))) if len(steps) > 1 else None


def coming(rhythm: Rhythm, last: Period, *, deadline: dt.date) -> Coming:
    """Return the first measurement after the last one that is known, whether or not it has been imported."""
    year = last.last + rhythm.every
    return Coming(year=year, rhythm=rhythm, in_time=rhythm.due(year, until=deadline))
