"""The evaluation design that is fixed when a plan is decided: windows before and after, and what they cannot show.

Written beforehand, so that nobody can choose the comparison that looks best once the figures are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tryggve.analysis.contrast import has_known_error
from tryggve.terms import KnownBy, Period, Point, Series

MIN_BEFORE = 4  # measurements; with fewer a comparison fits the time before by chance
MIN_COMPARISON = 19  # municipalities; with fewer p can never come down to 0.05


class Doubt(StrEnum):
    """Why a design cannot show an effect, or may not (Sv: brist i utvärderingsdesignen)."""

    NO_INDICATOR = "no_indicator"
    NO_ERROR = "no_error"
    FEW_BEFORE = "few_before"
    FEW_COMPARISON = "few_comparison"
    FEW_WITH_FIGURES = "few_with_figures"  # enough are chosen, but not enough have figures here
    BREAK = "break"


# Figures of the others may come later, and a break that all share is survived by the comparison: these only warn.
_WARNINGS = (Doubt.FEW_WITH_FIGURES, Doubt.BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The years before and after that are to be compared (Sv: fönster före och efter)."""

    before: Period
    after: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignReview:
    """What a design can and cannot show (Sv: granskad utvärderingsdesign)."""

    measured_before: int
    compared: int
    with_figures: int
    breaks: tuple[int, ...]
    doubts: tuple[Doubt, ...]

    @property
    def assessable(self) -> bool:
        """Whether an effect can be assessed at all; if not, the answer is known before the plan is decided."""
        return all(doubt in _WARNINGS for doubt in self.doubts)


def proposed_windows(series: Series | None, *, starts: int, ends: int) -> Windows:
    """Return the usual windows: the four last measurements before the plan's first year, and the plan's own years.

    Without measurements before the plan, the four years before it.
    """
    points = [p for p in apart(series.known() if series else ()) if p.period.last < starts][-MIN_BEFORE:]
    first, last = (points[0].period.first, points[-1].period.last) if points else (starts - MIN_BEFORE, starts - 1)
    return Windows(before=Period(first, last), after=Period(starts, max(starts, ends)))


def review(series: Series | None, *, windows: Windows, compared: int, with_figures: int) -> DesignReview:
    """Hold a design against what the method needs, before anything is decided.

    Args:
        series: what the goal is measured by in the municipality; nothing where there are no figures.
        windows: the years to be compared.
        compared: how many other municipalities are to be compared with.
        with_figures: how many of them have a figure in the years before.

    Source: Ferman & Pinto (2017) on placebo tests with known errors; the rule "effect cannot be assessed".
    """
    inside = [p for p in apart(series.known() if series else ()) if _within(p.period, windows.before)]
    breaks = _breaks(series, windows)
    found = {
        Doubt.NO_INDICATOR: series is None,
        Doubt.NO_ERROR: any(not _error_known(point) for point in inside),
        Doubt.FEW_BEFORE: series is not None and len(inside) < MIN_BEFORE,
        Doubt.FEW_COMPARISON: compared < MIN_COMPARISON,
        Doubt.FEW_WITH_FIGURES: with_figures < MIN_COMPARISON <= compared,
        Doubt.BREAK: bool(breaks),
    }
    return DesignReview(
        measured_before=len(inside),
        compared=compared,
        with_figures=with_figures,
        breaks=breaks,
        doubts=tuple(doubt for doubt, holds in found.items() if holds),
    )


def apart(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points that share no years, counted from the latest: pooled windows are not told twice."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda one: one.period, reverse=True):
        if not kept or not kept[-1].period.overlaps(point.period):
            kept.append(point)
    return tuple(reversed(kept))


def _within(period: Period, window: Period) -> bool:
    return window.first <= period.first and period.last <= window.last


def _error_known(point: Point) -> bool:
    # A full list has no sampling error, which is as good as a known one.
    estimate = point.estimate
    return estimate is not None and (estimate.known_by is KnownBy.CENSUS or has_known_error(estimate))


def _breaks(series: Series | None, windows: Windows) -> tuple[int, ...]:
    known = series.breaks if series else ()
    first, last = windows.before.first, windows.after.last
    return tuple(sorted({b.year for b in known if not b.comparable and first < b.year <= last}))
