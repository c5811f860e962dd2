"""The figures of an indicator's page: over time, by group, beside other places, by district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.indicators.series import SeriesBook
from tryggve.publish.figures.dots import DotRow, Level, dot_figure
from tryggve.publish.figures.dumbbells import DumbbellRow, dumbbell_figure
from tryggve.publish.figures.lines import line_figure, panels_of
from tryggve.publish.figures.panels import Mark, Panel, Reference
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.style import Sign, sign_of
from tryggve.publish.words import group_label, place_name, words
from tryggve.terms import EVERYBODY, Area, AreaKind, Finding, Group, Point, Series
from tryggve.terms.places import county_of, nation_of
from tryggve.web.situation.findings_of_page import PageFindings, against_rest
from tryggve.web.situation.queries import findings_of
from tryggve.web.situation.scales import panel_titles
from tryggve.web.swedish import swedish_key

MOST_PLACES = 25


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


def time_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the indicator over time; an older measurement of the same thing stands in panels of its own."""
    series = asked.series(asked.place.code)
    if series is None:
        return None
    panels = (*_older_panels(asked), *_own_panels(asked, series))
    return line_figure(panels, title=asked.title, language=asked.language, width=width)


def _own_panels(asked: Asked, series: Series) -> tuple[Panel, ...]:
    change = asked.findings.change
    sign = sign_of(change)
    compared = change.other.period.last if change and change.other and change.certain else None
    marks = [Mark(year=series.known()[-1].period.last, sign=sign)]
    if compared is not None and any(p.period.last == compared for p in series.known()):
        marks.append(Mark(year=compared))
    return panels_of(
        series,
        titles=panel_titles(asked.indicator, series, language=asked.language),
        sign=sign,
        marked=marks,
        references=_references(asked),
        label=place_name(asked.place, asked.language),
    )


def _older_panels(asked: Asked) -> tuple[Panel, ...]:
    older = load_catalogue().indicators.get(asked.indicator.replaces)
    series = asked.book.get(older.id, asked.place.code, EVERYBODY) if older else None
    if older is None or series is None or not series.known():
        return ()
    return panels_of(series, titles=panel_titles(older, series, language=asked.language))


def _references(asked: Asked) -> list[Reference]:
    others = [county_of(asked.place), nation_of(asked.place)]
    wanted = [area for area in others if area and area.code != asked.place.code]
    found = [(area, asked.series(area.code)) for area in wanted]
    return [Reference(label=_short(area, asked.language), series=series) for area, series in found if series]


def _short(area: Area, language: Language) -> str:
    name = place_name(area, language)
    return name[:1].upper() + name[1:]


def group_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw each group before and after; coloured only where its change is certain."""
    changes = [f for f in asked.findings.group_changes if f.other is not None]
    periods = {(f.other.period, f.side.period) for f in changes if f.other}
    if len(periods) != 1:
        return None
    ((before, after),) = periods
    rows = [_group_row(f, asked.language) for f in sorted(changes, key=lambda f: _group_order(f.side.group))]
    return dumbbell_figure(
        rows,
        first=before.label,
        second=after.label,
        title=_("Förändring i olika grupper"),
        language=asked.language,
        width=width,
        unit=asked.indicator.unit,
    )


def _group_row(finding: Finding, language: Language) -> DumbbellRow:
    assert finding.other is not None
    return DumbbellRow(
        label=group_label(finding.side.group, language),
        first=finding.other.estimate,
        second=finding.side.estimate,
        sign=sign_of(finding),
        difference=finding.difference,
    )


def _group_order(group: Group) -> tuple[tuple[int, int, str], ...]:
    """Return the order of the word file: women before men, lower education before higher, ages rising."""
    file = words("groups")
    dimensions = list(file["dimensions"])
    return tuple(
        (
            dimensions.index(d) if d in dimensions else 99,
            list(file.get(d, {v: 0})).index(v) if v in file.get(d, {}) else 0,
            v,
        )
        for d, v in group.parts
    )


def level_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw each group's latest level beside everybody's; no verdict, since groups are tested against each other."""
    everybody = asked.series(asked.place.code)
    groups = asked.book.groups(asked.indicator.id, asked.place.code)
    if everybody is None or len(groups) < 2:
        return None
    last = everybody.known()[-1]
    rows = [
        DotRow(label=group_label(group, asked.language), outcome=point.outcome, sign=None)
        for group in sorted(groups, key=_group_order)
        if len(group.parts) == 1 and (point := _at(asked.book.get(asked.indicator.id, asked.place.code, group), last))
    ]
    title = _("Olika grupper %(year)s") % {"year": last.period.label}
    return _dots(asked, rows, everybody, title=title, width=width)


def place_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the municipalities of the county that have figures, each judged against the rest of the county."""
    county = county_of(asked.place) or asked.place
    level = asked.series(county.code) or (asked.series(nation.code) if (nation := nation_of(asked.place)) else None)
    own = asked.series(asked.place.code)
    if own is None or level is None:
        return None
    rows = [row for area in _neighbours(asked, county) if (row := _place_row(asked, area, own.known()[-1]))]
    title = _("Kommunerna i länet %(year)s") % {"year": own.known()[-1].period.label}
    return _dots(asked, rows, level, title=title, width=width)


def _neighbours(asked: Asked, county: Area) -> list[Area]:
    inside = [a for a in asked.book.places() if a.kind is AreaKind.MUNICIPALITY and a.code[:2] == county.code]
    return sorted(inside, key=lambda area: swedish_key(area.name))[:MOST_PLACES]


def _place_row(asked: Asked, area: Area, last: Point) -> DotRow | None:
    point = _at(asked.series(area.code), last)
    if point is None:
        return None
    finding = against_rest(findings_of(area), asked.indicator.id, area)
    own = area.code == asked.place.code
    return DotRow(label=area.name, outcome=point.outcome, sign=_sign(finding), own=own)


def district_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the districts of the municipality, each judged against the rest of it."""
    level = asked.series(asked.place.code)
    if level is None:
        return None
    judged = {f.side.area.code: f for f in asked.findings.districts}
    rows = [
        DotRow(label=area.name, outcome=point.outcome, sign=_sign(judged.get(area.code)))
        for area in sorted(asked.book.districts(asked.place.code), key=lambda a: swedish_key(a.name))
        if (point := _at(asked.series(area.code), level.known()[-1]))
    ]
    title = _("Områdena i kommunen %(year)s") % {"year": level.known()[-1].period.label}
    return _dots(asked, rows, level, title=title, width=width)


def _dots(asked: Asked, rows: list[DotRow], level: Series, *, title: str, width: float) -> Figure | None:
    estimate = level.known()[-1].estimate
    if len(rows) < 2 or estimate is None:
        return None
    line = Level(label=_short(level.area, asked.language), estimate=estimate)
    return dot_figure(rows, title=title, language=asked.language, level=line, width=width, unit=asked.indicator.unit)


def _sign(finding: Finding | None) -> Sign | None:
    """Return what a row may show; nothing where it was not compared, which is not the same as alike."""
    return sign_of(finding) if finding else None


def _at(series: Series | None, like: Point) -> Point | None:
    points = series.points if series else ()
    return next((p for p in points if p.period.last == like.period.last), None)


Draw = Callable[..., Figure | None]
# The names are part of the download addresses.
FIGURES: dict[str, Draw] = {
    "tid": time_figure,
    "forandring": group_figure,
    "grupper": level_figure,
    "omraden": district_figure,
    "platser": place_figure,
}
