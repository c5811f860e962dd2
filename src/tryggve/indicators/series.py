"""From figures as the sources name them to series of indicators by area and group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from tryggve.errors import BadValueError
from tryggve.indicators.catalogue import Catalogue, Match
from tryggve.indicators.indicator import Indicator
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, Group, Missing, Period, Point, Row, Series, Unit
from tryggve.terms.places import find_place

_COUNT_UNITS = (Unit.COUNT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigure:
    """A row with its origin (Sv: uppgift med källa).

    ``release`` is the SHA-256 of the file, ``source`` the source's code and ``dataset`` the series of files that the
    release belongs to; the source itself where it is empty.
    """

    release: str
    source: str
    row: Row
    dataset: str = ""


Key = tuple[str, str, Group]  # indicator, area code, group
Gathered = dict[Key, dict[Period, SourceFigure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBook:
    """Every series of a set of releases (Sv: seriesamling).

    ``unmatched`` lists (source, measure, rows) that the catalogue does not know, ``unplaced`` (source, area name,
    rows) of areas without a code that are neither municipality, county nor nation.
    """

    unmatched: tuple[tuple[str, str, int], ...]
    unplaced: tuple[tuple[str, str, int], ...]
    releases: frozenset[str]
    _areas: Mapping[str, Area] = field(repr=False)
    _main: Mapping[Key, Series] = field(repr=False)
    _counts: Mapping[Key, Series] = field(repr=False)
    _groups: Mapping[tuple[str, str], tuple[Group, ...]] = field(repr=False)

    def get(self, indicator_id: str, area_code: str, group: Group = EVERYBODY) -> Series | None:
        """Return the series of an indicator's main measure, or nothing where there are no figures."""
        return self._main.get((indicator_id, area_code, group))

    def area(self, code: str) -> Area | None:
        """Return the area of a code, or nothing where it has no figures."""
        return self._areas.get(code)

    def count_series(self, indicator_id: str, area_code: str) -> Series | None:
        """Return the series of an indicator's count, e.g. the number of reported crimes behind a rate."""
        return self._counts.get((indicator_id, area_code, EVERYBODY))

    def places(self) -> tuple[Area, ...]:
        """Return every area with figures, in order of code."""
        return tuple(self._areas[code] for code in sorted(self._areas))

    def indicators(self, area_code: str) -> tuple[str, ...]:
        """Return the ids of the indicators with figures for an area, in order."""
        return tuple(sorted(indicator for indicator, code in self._groups if code == area_code))

    def groups(self, indicator_id: str, area_code: str) -> tuple[Group, ...]:
        """Return the groups with a series, everybody first."""
        return self._groups.get((indicator_id, area_code), ())

    def districts(self, municipality_code: str) -> tuple[Area, ...]:
        """Return the areas inside a municipality that have figures, in order of name."""
        inside = (a for a in self._areas.values() if a.kind is AreaKind.DISTRICT and a.parent == municipality_code)
        return tuple(sorted(inside, key=lambda area: area.name))


def build_series(figures: Iterable[SourceFigure], catalogue: Catalogue) -> SeriesBook:
    """Sort figures into series.

    A single year is widened to the years that the catalogue says are pooled in it. Where two releases of one dataset
    give the same figure the later in ``figures`` wins. Where two datasets give it and agree within their rounding, the
    one with an interval is kept, else the first; where two datasets of one source differ, the later.

    Raises:
        BadValueError: two sources give different values of the same indicator, area, group and period.
    """
    main: Gathered = {}
    counts: Gathered = {}
    unmatched: dict[tuple[str, str], int] = {}
    unplaced: dict[tuple[str, str], int] = {}
    releases: set[str] = set()
    areas: dict[str, Area] = {}
    match = cache(catalogue.match)
    for figure in figures:
        row = figure.row
        releases.add(figure.release)
        found = match(figure.source, row.measure)
        area = row.area if row.area.code else find_place(row.area.name)
        if found is None or not _unit_fits(found, row):
            _tally(unmatched, (figure.source, row.measure))
        elif area is None:
            _tally(unplaced, (figure.source, row.area.name))
        else:
            areas.setdefault(area.code, area)
            key = (found.indicator.id, area.code, row.group)
            points = (counts if found.counted else main).setdefault(key, {})
            _place(points, figure, found.indicator.span(row.period, area))
    finish = _finisher(catalogue, areas)
    return SeriesBook(
        unmatched=_tallied(unmatched),
        unplaced=_tallied(unplaced),
        releases=frozenset(releases),
        _areas=MappingProxyType(areas),
        _main=finish(main),
        _counts=finish(counts),
        _groups=_groups(main),
    )


def _unit_fits(found: Match, row: Row) -> bool:
    if not isinstance(row.outcome, Estimate):
        return True
    wanted = _COUNT_UNITS if found.counted else (found.indicator.unit,)
    return row.outcome.unit in wanted


def _place(points: dict[Period, SourceFigure], figure: SourceFigure, period: Period) -> None:
    before = points.get(period)
    if before is None or (before.dataset or before.source) == (figure.dataset or figure.source):
        points[period] = figure
    else:
        points[period] = _one_of_two(before, figure)


def _one_of_two(before: SourceFigure, figure: SourceFigure) -> SourceFigure:
    """Return the one of two datasets' figures that tells more, where they do not contradict each other."""
    one, other = before.row.outcome, figure.row.outcome
    if isinstance(other, Missing):
        return before
    if isinstance(one, Missing):
        return figure
    if abs(one.value - other.value) > max(one.rounding, other.rounding):
        if before.source == figure.source:
            return figure  # two municipalities' workbooks repeat the nation; the newer edition is the revised one
        raise _conflict(before, figure)
    return figure if other.has_interval and not one.has_interval else before


def _conflict(before: SourceFigure, figure: SourceFigure) -> BadValueError:
    row = figure.row
    names = [f"{f.dataset or f.source} ({f.release[:12]})" for f in (before, figure)]
    what = f"”{row.measure}”, {row.area.name}, {row.period.label}"
    return BadValueError(
        sv=f"{what}: {names[0]} och {names[1]} anger olika värden. Ta bort den ena filen.",
        en=f"{what}: {names[0]} and {names[1]} give different values. Remove one of the files.",
    )


def _finisher(catalogue: Catalogue, areas: Mapping[str, Area]) -> Callable[[Gathered], Mapping[Key, Series]]:
    def finish(gathered: Gathered) -> Mapping[Key, Series]:
        return MappingProxyType(
            {
                key: _series(catalogue.indicators[key[0]], areas[key[1]], key[2], found)
                for key, found in gathered.items()
            }
        )

    return finish


def _series(indicator: Indicator, area: Area, group: Group, found: Mapping[Period, SourceFigure]) -> Series:
    ordered = sorted(found.items(), key=lambda item: (item[0].last, item[0].first))
    points = tuple(Point(period, figure.row.outcome, figure.release) for period, figure in ordered)
    return Series(indicator=indicator.id, area=area, group=group, points=points, breaks=indicator.breaks)


def _groups(main: Gathered) -> Mapping[tuple[str, str], tuple[Group, ...]]:
    found: dict[tuple[str, str], list[Group]] = {}
    for indicator, area_code, group in main:
        found.setdefault((indicator, area_code), []).append(group)
    return MappingProxyType({place: tuple(sorted(groups)) for place, groups in found.items()})


def _tally(counts: dict[tuple[str, str], int], what: tuple[str, str]) -> None:
    counts[what] = counts.get(what, 0) + 1


def _tallied(counts: dict[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((source, name, rows) for (source, name), rows in sorted(counts.items()))
