"""Figures of places: the municipalities of the county, and the districts as dots and on the map."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.publish.figures.dots import DotRow
from tryggve.publish.figures.maps import MapArea, map_figure
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.style import sign_of
from tryggve.terms import Area, AreaKind, Point
from tryggve.terms.places import county_of, nation_of
from tryggve.web.data.areas import kept_areas
from tryggve.web.situation.asked import Asked, dots_beside, point_at, sign_shown
from tryggve.web.situation.findings_of_page import against_rest
from tryggve.web.situation.queries import findings_of
from tryggve.web.swedish import swedish_key

MOST_PLACES = 25
WIDEST_MAP = 560.0  # px


def place_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the municipalities of the county that have figures, each judged against the rest of the county."""
    county = county_of(asked.place) or asked.place
    level = asked.series(county.code) or (asked.series(nation.code) if (nation := nation_of(asked.place)) else None)
    own = asked.series(asked.place.code)
    if own is None or level is None:
        return None
    rows = [row for area in _neighbours(asked, county) if (row := _place_row(asked, area, own.known()[-1]))]
    title = _("Kommunerna i länet %(year)s") % {"year": own.known()[-1].period.label}
    return dots_beside(asked, rows, level, title=title, width=width)


def _neighbours(asked: Asked, county: Area) -> list[Area]:
    inside = [a for a in asked.book.places() if a.kind is AreaKind.MUNICIPALITY and a.code[:2] == county.code]
    return sorted(inside, key=lambda area: swedish_key(area.name))[:MOST_PLACES]


def _place_row(asked: Asked, area: Area, last: Point) -> DotRow | None:
    point = point_at(asked.series(area.code), last)
    if point is None:
        return None
    finding = against_rest(findings_of(area), asked.indicator.id, area)
    own = area.code == asked.place.code
    return DotRow(label=area.name, outcome=point.outcome, sign=sign_shown(finding), own=own)


def district_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the districts of the municipality, each judged against the rest of it."""
    level = asked.series(asked.place.code)
    if level is None:
        return None
    judged = {f.side.area.code: f for f in asked.findings.districts}
    rows = [
        DotRow(label=area.name, outcome=point.outcome, sign=sign_shown(judged.get(area.code)))
        for area in sorted(asked.book.districts(asked.place.code), key=lambda a: swedish_key(a.name))
        if (point := point_at(asked.series(area.code), level.known()[-1]))
    ]
    title = _("Områdena i kommunen %(year)s") % {"year": level.known()[-1].period.label}
    return dots_beside(asked, rows, level, title=title, width=width)


def area_map(asked: Asked, *, width: float) -> Figure | None:
    """Draw the districts on a map by their verdict, where the municipality has given their surfaces."""
    level = asked.series(asked.place.code)
    surfaces = kept_areas()
    if level is None or not surfaces:
        return None
    judged = {f.side.area.code: f for f in asked.findings.districts}
    districts = [area for area in asked.book.districts(asked.place.code) if area.code in surfaces]
    found = [(area, point_at(asked.series(area.code), level.known()[-1])) for area in districts]
    drawn = [
        MapArea(name=a.name, geometry=surfaces[a.code], outcome=p.outcome, sign=sign_of(judged.get(a.code)))
        for a, p in found
        if p
    ]
    title = _("Områdena på kartan %(year)s") % {"year": level.known()[-1].period.label}
    return map_figure(drawn, title=title, language=asked.language, width=min(width, WIDEST_MAP)) if drawn else None
