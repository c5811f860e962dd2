"""What a line figure's panel is made of: comparable points, marked ones, references, and where they lie."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.publish.figures.scale import Scale, extent, value_scale
from tryggve.publish.figures.style import UNCERTAIN, Sign
from tryggve.terms import Estimate, Point, Series, Unit

INSET = 20.0  # px from the plot's edge to the first and last point
TITLE_LINE = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point that the sentence speaks of, by its period's last year; written with its value (Sv: utpekad punkt)."""

    year: int
    sign: Sign = UNCERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another place's series of the same measurement, drawn thin and named at its end (Sv: jämförelselinje)."""

    label: str
    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be reached by a year (Sv: målvärde), drawn as dashed levels; two where a range is aimed at.

    ``label`` says it in words: ``Mål: minst 58 %``.
    """

    levels: tuple[float, ...]
    year: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A series without a break and what is said of it (Sv: delfigur).

    ``sign`` colours the line. ``label`` names the place at the line's end where references stand beside it. ``aim``
    lengthens the axis to its year.

    Raises:
        ValueError: where the series crosses a break; ``panels_of`` cuts it.
    """

    series: Series
    title: str
    sign: Sign = UNCERTAIN
    marked: tuple[Mark, ...] = ()
    references: tuple[Reference, ...] = ()
    label: str = ""
    aim: Aim | None = None

    def __post_init__(self) -> None:
        if len(self.series.segments()) > 1:
            raise ValueError("A panel never crosses a break; cut the series with panels_of.")

    @property
    def years(self) -> range:
        """The calendar years that the panel's axis spans."""
        last = self.series.points[-1].period.last
        return range(self.series.points[0].period.last, max(last, self.aim.year if self.aim else last) + 1)

    @property
    def shown_references(self) -> tuple[tuple[Reference, tuple[Point, ...]], ...]:
        """The references' points inside the panel's years, cut at their own breaks."""
        cut = [
            (r, tuple(p for p in part if p.period.last in self.years))
            for r in self.references
            for part in r.series.segments()
        ]
        return tuple((r, points) for r, points in cut if any(p.estimate for p in points))


def runs(points: Iterable[Point]) -> list[list[tuple[Point, Estimate]]]:
    """Split points at every missing figure, so that no line is drawn over a gap."""
    pairs = [(point, point.estimate) for point in points]
    grouped = itertools.groupby(pairs, key=lambda pair: pair[1] is None)
    return [[(p, e) for p, e in group if e] for missing, group in grouped if not missing]


def unit_of(panel: Panel) -> Unit:
    """Return the unit of the panel's figures."""
    return next((e.unit for p in panel.series.points if (e := p.estimate)), Unit.PERCENT)


def panel_scale(panel: Panel, language: Language) -> Scale:
    """Make the panel's own scale: its intervals, the references' values and what is aimed at."""
    low, high = extent(e for p in panel.series.points if (e := p.estimate))
    others = [e.value for _, points in panel.shown_references for p in points if (e := p.estimate)]
    others += panel.aim.levels if panel.aim else ()
    return value_scale(min([low, *others]), max([high, *others]), unit=unit_of(panel), language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a panel stands, in px: its plot's size, and the room around it for scale, names and title."""

    width: float
    height: float
    left: float
    right: float
    title_lines: int
    language: Language

    @property
    def title_width(self) -> float:
        """Room for the title's lines: all of the panel."""
        return self.left + self.width + self.right

    @property
    def top(self) -> float:
        """Room above the plot."""
        return self.title_lines * TITLE_LINE + 14


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel with its scale and place (Sv: diagramyta): where years and values lie in px."""

    panel: Panel
    scale: Scale
    layout: Layout

    def x(self, year: float) -> float:
        """Return the px of a year from the plot's left edge."""
        years = self.panel.years
        span = years[-1] - years[0]
        if not span:
            return self.layout.width / 2
        return INSET + (year - years[0]) / span * (self.layout.width - 2 * INSET)

    def y(self, value: float) -> float:
        """Return the px of a value from the plot's upper edge."""
        return self.layout.height - self.scale.px(value, self.layout.height)

    @property
    def year_domain(self) -> list[float]:
        """The years at the plot's two edges, as a Vega-Lite domain."""
        years = self.panel.years
        span = years[-1] - years[0]
        if not span:
            return [years[0] - 0.5, years[0] + 0.5]
        pad = INSET * span / (self.layout.width - 2 * INSET)
        return [round(years[0] - pad, 6), round(years[-1] + pad, 6)]
