"""Questions between places and groups at one time: own place against the rest, one group against another."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.analysis.combine import pooled, rest_of
from tryggve.analysis.contrast import believable, has_known_error
from tryggve.analysis.question import Question
from tryggve.indicators.indicator import Indicator
from tryggve.indicators.series import SeriesBook
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, FindingKind, Group, KnownBy, Point, Series, Side, Verdict
from tryggve.terms.places import county_of, nation_of

# Which two groups of a breakdown are set against each other: the one spoken of first.
GROUP_PAIRS = (
    ("sex", "women", "men"),
    ("birth", "abroad", "sweden"),
    ("birth", "world", "sweden"),
    ("disability", "yes", "no"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What the questions on one indicator in one place share."""

    book: SeriesBook
    indicator: Indicator
    area: Area
    family: str

    def latest(self, group: Group = EVERYBODY) -> Side | None:
        """Return the latest known figure for the place, or nothing."""
        return latest_side(self.book.get(self.indicator.id, self.area.code, group))


def against_others(placed: Placed) -> list[Question]:
    """Ask how the place stands against the rest of its county and against the nation, in the same year."""
    own = placed.latest()
    if own is None:
        return []
    others = [_rest_of_county(placed, own), _nation(placed, own)]
    return [_gap(placed, own, other) for other in others if other is not None]


def districts_against_rest(placed: Placed) -> list[Question]:
    """Ask how each district stands against the rest of the municipality."""
    questions = []
    for district in placed.book.districts(placed.area.code):
        own = latest_side(placed.book.get(placed.indicator.id, district.code))
        rest = latest_side(placed.book.get(placed.indicator.id, f"{district.code}:rest"))
        # A table seldom gives the rest. The whole holds the district too, which can only hide a difference.
        other = rest or placed.latest()
        if own and other and own.period == other.period:
            questions.append(_gap(placed, own, other))
    return questions


def group_gaps(placed: Placed) -> list[Question]:
    """Ask for the gap between women and men, born abroad and in Sweden, with and without disability."""
    questions = []
    for dimension, first, second in GROUP_PAIRS:
        sides = [placed.latest(Group.of({dimension: value})) for value in (first, second)]
        if not (sides[0] and sides[1]) or sides[0].period != sides[1].period:
            continue
        questions.append(
            Question(
                kind=FindingKind.GROUP_GAP,
                indicator=placed.indicator,
                side=sides[0],
                other=sides[1],
                rule="group_gap",
                family=f"{placed.family}/group_gap/{dimension}",
            )
        )
    return questions


def level(placed: Placed) -> list[Question]:
    """State the latest figure, with nothing compared; the same for a list (count without interval)."""
    own = placed.latest()
    if own is None:
        return []
    series = placed.book.get(placed.indicator.id, placed.area.code)
    earlier = series.known()[-2] if series and len(series.known()) > 1 else None
    is_list = own.estimate.known_by is KnownBy.CENSUS
    other = _side(series, earlier) if is_list and series and earlier else None
    broken = series.break_between(other.period, own.period) if series and other else None
    return [
        Question(
            kind=FindingKind.COUNT if is_list else FindingKind.LEVEL,
            indicator=placed.indicator,
            side=own,
            other=other,
            rule="list" if is_list else "level",
            family="",
            hindrance=Verdict.BREAK if broken else Verdict.STATED if placed.indicator.tested else Verdict.COUNTS,
            break_year=broken.year if broken else None,
        )
    ]


def population_share(book: SeriesBook, part: Area, whole: Area, year: int) -> float | None:
    """Return the part's share of the whole's population in the year nearest, or nothing where none is known.

    The populations are those behind the counts of reported crime, which the same workbook gives for all its places.
    """
    own, all_of_it = (_populations(book, area.code) for area in (part, whole))
    years = own.keys() & all_of_it.keys()
    if not years:
        return None
    nearest = min(years, key=lambda y: (abs(y - year), y))
    share = own[nearest] / all_of_it[nearest]
    return share if 0.0 < share < 1.0 else None


def _populations(book: SeriesBook, code: str) -> dict[int, float]:
    every = (book.get(indicator, code) for indicator in book.indicators(code))
    points = (point for series in every if series for point in series.known())
    return {p.period.last: p.estimate.population for p in points if p.estimate and p.estimate.population > 0}


def _gap(placed: Placed, own: Side, other: Side) -> Question:
    rule = "against_rest" if other.area.kind is AreaKind.REST else "against_whole"
    against = "nation" if other.area.kind is AreaKind.NATION else "county"
    narrow = "districts" if own.area.kind is AreaKind.DISTRICT else f"area_gap/{against}"
    return Question(
        kind=FindingKind.AREA_GAP,
        indicator=placed.indicator,
        side=own,
        other=other,
        rule=rule,
        family=f"{placed.family}/{narrow}",
    )


def _rest_of_county(placed: Placed, own: Side) -> Side | None:
    county = county_of(placed.area) if placed.area.kind is AreaKind.MUNICIPALITY else None
    whole = _same_years(placed, own, county.code) if county else None
    if county is None or whole is None:
        return None
    rest = _without(placed, own, whole, county)
    if rest is None:
        return whole
    area = Area(f"{placed.area.code}:rest", county.name, AreaKind.REST, county.code)
    return Side(area=area, period=whole.period, estimate=rest, group=own.group, release=whole.release)


def _without(placed: Placed, own: Side, whole: Side, county: Area) -> Estimate | None:
    share = population_share(placed.book, placed.area, county, own.period.last)
    if share is None or not (has_known_error(own.estimate) and has_known_error(whole.estimate)):
        return None
    return rest_of(whole.estimate, believable(own.estimate, years=own.period.years), share=share)


def _nation(placed: Placed, own: Side) -> Side | None:
    nation = nation_of(placed.area)
    return _same_years(placed, own, nation.code) if nation else None


def _same_years(placed: Placed, own: Side, code: str) -> Side | None:
    """Return a place's figure for the years that the own figure spans, taken together where they are single years.

    Without all of those years it is the figure of the last one, which then says its own period.
    """
    series = placed.book.get(placed.indicator.id, code, own.group)
    if series is None:
        return None
    inside = [p for p in series.known() if own.period.first <= p.period.first and p.period.last <= own.period.last]
    whole = sum(p.period.years for p in inside) == own.period.years and len(inside) > 1
    estimates = [p.estimate for p in inside if p.estimate]
    if whole and all(has_known_error(e) for e in estimates):
        together = Point(own.period, pooled(estimates), inside[-1].release)
        return _side(series, together)
    return next((_side(series, p) for p in series.known() if p.period.last == own.period.last), None)


def latest_side(series: Series | None) -> Side | None:
    """Return a series' latest known point as a side of a comparison, or nothing."""
    return _side(series, series.known()[-1]) if series and series.known() else None


def _side(series: Series, point: Point) -> Side:
    assert point.estimate is not None
    return Side(
        area=series.area, group=series.group, period=point.period, estimate=point.estimate, release=point.release
    )
