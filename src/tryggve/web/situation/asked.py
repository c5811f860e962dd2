"""What the figures of an indicator's page are made from, and the small choices that they share."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.indicators.indicator import Indicator
from tryggve.indicators.series import SeriesBook
from tryggve.publish.figures.dots import DotRow, Level, dot_figure
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.style import Sign, sign_of
from tryggve.publish.words import place_name
from tryggve.terms import EVERYBODY, Area, Finding, Point, Series
from tryggve.web.situation.findings_of_page import PageFindings


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every figure of a page needs."""

    book: SeriesBook
    indicator: Indicator
    place: Area
    findings: PageFindings
    language: Language
    title: str

    def series(self, code: str) -> Series | None:
        """Return the indicator's series for everybody in an area, where it has a known point."""
        found = self.book.get(self.indicator.id, code, EVERYBODY)
        return found if found and found.known() else None


def short_name(area: Area, language: Language) -> str:
    """Name a place at the start of a label."""
    name = place_name(area, language)
    return name[:1].upper() + name[1:]


def sign_shown(finding: Finding | None) -> Sign | None:
    """Return what a row may show; nothing where it was not compared, which is not the same as alike."""
    return sign_of(finding) if finding else None


def point_at(series: Series | None, like: Point) -> Point | None:
    """Return the series' point that ends in the same year as another point."""
    points = series.points if series else ()
    return next((p for p in points if p.period.last == like.period.last), None)


def dots_beside(asked: Asked, rows: list[DotRow], level: Series, *, title: str, width: float) -> Figure | None:
    """Draw rows beside one dashed line; nothing where there are fewer than two."""
    estimate = level.known()[-1].estimate
    if len(rows) < 2 or estimate is None:
        return None
    line = Level(label=short_name(level.area, asked.language), estimate=estimate)
    return dot_figure(rows, title=title, language=asked.language, level=line, width=width, unit=asked.indicator.unit)
