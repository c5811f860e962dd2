"""Which earlier point in a series may be compared with a point, and why none may where none is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tryggve.terms import Break, Point, Series


class Bar(StrEnum):
    """What bars a comparison in time (Sv: hinder för jämförelse)."""

    FIRST = "first"  # there is no earlier known point
    OVERLAP = "overlap"  # the earlier points share years with this one
    BREAK = "break"  # the measurement was remade in between


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """That no comparison may be made, and why.

    ``point`` is the latest earlier known point, which may be shown but not compared; ``remade`` the break in between.
    """

    bar: Bar
    point: Point | None = None
    remade: Break | None = None


def comparable_before(series: Series, point: Point) -> Point | None:
    """Return the latest earlier known point that neither overlaps nor lies across a break, or nothing.

    ``barred_before`` says why there is none.
    """
    return _latest(p for p in _earlier(series, point) if _comparable(series, p, point))


def overlapping_before(series: Series, point: Point) -> Point | None:
    """Return the latest earlier known point that shares years with this one, measured the same way."""
    return _latest(
        p
        for p in _earlier(series, point)
        if p.period.overlaps(point.period) and not series.break_between(p.period, point.period)
    )


def barred_before(series: Series, point: Point) -> Barred | None:
    """Return why ``comparable_before`` finds nothing; nothing where it does find a point."""
    earlier = _earlier(series, point)
    return None if comparable_before(series, point) else _barred(series, earlier, point)


def baseline_for(series: Series, year: int) -> Point | None:
    """Return the latest known point up to ``year`` that may be compared with the series' latest, or nothing.

    ``barred_baseline`` says why there is none. A year of or after the latest point has no baseline.
    """
    known = series.known()
    return _latest(p for p in _until(series, year) if _comparable(series, p, known[-1]))


def barred_baseline(series: Series, year: int) -> Barred | None:
    """Return why ``baseline_for`` finds nothing; nothing where it does find a point."""
    if baseline_for(series, year):
        return None
    until = _until(series, year)
    return _barred(series, until, series.known()[-1]) if until else Barred(bar=Bar.FIRST)


def _barred(series: Series, earlier: tuple[Point, ...], point: Point) -> Barred:
    nearest = _latest(earlier)
    if nearest is None:
        return Barred(bar=Bar.FIRST)
    remade = series.break_between(nearest.period, point.period)
    overlaps = nearest.period.overlaps(point.period)
    return Barred(bar=Bar.OVERLAP if overlaps and not remade else Bar.BREAK, point=nearest, remade=remade)


def _comparable(series: Series, earlier: Point, point: Point) -> bool:
    overlaps = earlier.period.overlaps(point.period)
    return not overlaps and series.break_between(earlier.period, point.period) is None


def _earlier(series: Series, point: Point) -> tuple[Point, ...]:
    return tuple(p for p in series.known() if p.period.last < point.period.last)


def _until(series: Series, year: int) -> tuple[Point, ...]:
    return tuple(p for p in series.known()[:-1] if p.period.last <= year)


def _latest(points: Iterable[Point]) -> Point | None:
    return max(points, key=lambda p: (p.period.last, p.period.first), default=None)
