"""All findings for one place: every question asked once, settled in families, ranked."""

from __future__ import annotations

from collections.abc import Iterator

from tryggve.analysis.between import Placed, against_others, districts_against_rest, group_gaps, level
from tryggve.analysis.over_time import Asked, history, latest_change, long_change, new_baseline
from tryggve.analysis.question import Question, settle
from tryggve.analysis.ranking import ranked
from tryggve.indicators.catalogue import Catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.indicators.series import SeriesBook
from tryggve.terms import EVERYBODY, Area, AreaKind, Finding, Group, Series
from tryggve.terms.places import county_of


def findings_for(
    place: Area, book: SeriesBook, catalogue: Catalogue, *, baseline: int | None = None
) -> tuple[Finding, ...]:
    """Return every finding for a place, ranked.

    Args:
        place: a nation, county or municipality; its districts are included.
        book: the series of one release set.
        catalogue: the indicators.
        baseline: the year that long changes are counted from; without it the series' own ends, pooled.

    The Holm families are, for the place: each kind of question over the headline indicators, and each kind over the
    other indicators. History is one family a series.
    """
    questions: list[Question] = []
    for indicator_id in book.indicators(place.code):
        questions += _questions(place, book, catalogue.indicators[indicator_id], baseline)
    return ranked(settle(questions), catalogue)


def _questions(place: Area, book: SeriesBook, indicator: Indicator, baseline: int | None) -> Iterator[Question]:
    tier = "headline" if indicator.headline else "other"
    placed = Placed(book=book, indicator=indicator, area=place, family=f"{place.code}/{tier}")
    yield from level(placed)
    if not indicator.tested:
        return
    yield from against_others(placed)
    yield from group_gaps(placed)
    yield from districts_against_rest(placed)
    for asked in _series(placed):
        yield from latest_change(asked, county=_county_series(placed, asked.series.group))
        yield from history(asked)
        if asked.series.group == EVERYBODY and asked.series.area == place:
            yield from long_change(asked, baseline=baseline)
            yield from new_baseline(asked)


def _series(placed: Placed) -> Iterator[Asked]:
    groups = [g for g in placed.book.groups(placed.indicator.id, placed.area.code) if len(g.parts) <= 1]
    own = [(placed.area.code, group) for group in (EVERYBODY, *(g for g in groups if g != EVERYBODY))]
    districts = placed.book.districts(placed.area.code) if placed.area.kind is AreaKind.MUNICIPALITY else ()
    for code, group in (*own, *((d.code, EVERYBODY) for d in districts)):
        series = placed.book.get(placed.indicator.id, code, group)
        if series is not None:
            yield Asked(indicator=placed.indicator, series=series, family=_family(placed, code, group))


def _county_series(placed: Placed, group: Group) -> Series | None:
    county = county_of(placed.area) if placed.area.kind is AreaKind.MUNICIPALITY else None
    return placed.book.get(placed.indicator.id, county.code, group) if county else None


def _family(placed: Placed, code: str, group: Group) -> str:
    if group.parts:
        return f"{placed.family}/by-{'-'.join(group.dimensions)}"
    return placed.family if code == placed.area.code else f"{placed.family}/by-district"
