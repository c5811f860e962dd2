"""A point is compared only with an earlier one that shares no year with it and was measured the same way."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from tryggve.indicators.comparable import (
    Bar,
    barred_baseline,
    barred_before,
    baseline_for,
    comparable_before,
    overlapping_before,
)
from tryggve.terms import (
    EVERYBODY,
    Area,
    AreaKind,
    Break,
    BreakKind,
    Estimate,
    KnownBy,
    Missing,
    Outcome,
    Period,
    Point,
    Reason,
    Series,
    Unit,
)

AREA = Area("2081", "Borlänge", AreaKind.MUNICIPALITY, "20")
VALUE = Estimate(value=20.0, unit=Unit.PERCENT, known_by=KnownBy.NONE)
GONE = Missing(reason=Reason.SUPPRESSED)


def series(*periods: tuple[int, int] | int, breaks: tuple[int, ...] = (), gone: tuple[int, ...] = ()) -> Series:
    spans = [Period(*p) if isinstance(p, tuple) else Period.year(p) for p in periods]
    outcomes: list[Outcome] = [GONE if s.last in gone else VALUE for s in spans]
    return Series(
        indicator="i",
        area=AREA,
        group=EVERYBODY,
        points=tuple(Point(s, o) for s, o in zip(spans, outcomes, strict=True)),
        breaks=tuple(Break(year, BreakKind.METHOD, "Ny", "New") for year in breaks),
    )


def test_overlapping_two_year_windows_are_skipped_for_the_latest_that_shares_no_year() -> None:
    windows = series((2019, 2020), (2020, 2021), (2021, 2022), (2022, 2023))
    latest = windows.points[-1]
    before = comparable_before(windows, latest)
    assert before and before.period == Period(2020, 2021)
    overlapping = overlapping_before(windows, latest)
    assert overlapping and overlapping.period == Period(2021, 2022)


def test_only_overlapping_windows_give_the_reason_overlap() -> None:
    windows = series((2021, 2022), (2022, 2023))
    barred = barred_before(windows, windows.points[-1])
    assert comparable_before(windows, windows.points[-1]) is None
    assert barred and barred.bar is Bar.OVERLAP and barred.point == windows.points[0]


def test_a_break_bars_the_comparison_and_is_named() -> None:
    remade = series(2019, 2020, 2021, breaks=(2021,))
    barred = barred_before(remade, remade.points[-1])
    assert barred and barred.bar is Bar.BREAK
    assert barred.remade and barred.remade.year == 2021
    assert overlapping_before(remade, remade.points[-1]) is None


def test_the_first_measurement_has_nothing_before_it() -> None:
    only = series(2021)
    barred = barred_before(only, only.points[0])
    assert barred and barred.bar is Bar.FIRST and barred.point is None


def test_a_point_with_a_comparison_is_not_barred() -> None:
    years = series(2020, 2021)
    assert barred_before(years, years.points[-1]) is None


def test_a_missing_figure_is_no_comparison() -> None:
    years = series(2019, 2020, 2021, gone=(2020,))
    before = comparable_before(years, years.points[-1])
    assert before and before.period == Period.year(2019)


def test_baseline_is_the_latest_comparable_point_up_to_the_year() -> None:
    years = series(2016, 2018, 2020, 2022)
    baseline = baseline_for(years, 2019)
    assert baseline and baseline.period == Period.year(2018)
    assert barred_baseline(years, 2019) is None


def test_baseline_before_a_break_is_refused_with_the_break() -> None:
    remade = series(2019, 2020, 2021, 2023, breaks=(2021,))
    assert baseline_for(remade, 2020) is None
    barred = barred_baseline(remade, 2020)
    assert barred and barred.bar is Bar.BREAK and barred.remade and barred.remade.year == 2021


def test_baseline_steps_back_from_a_window_that_overlaps_the_latest() -> None:
    windows = series((2019, 2020), (2021, 2022), (2022, 2023))
    baseline = baseline_for(windows, 2022)
    assert baseline and baseline.period == Period(2019, 2020)


def test_there_is_no_baseline_before_the_first_point_or_in_an_empty_series() -> None:
    years = series(2020, 2022)
    assert baseline_for(years, 2015) is None
    for empty in (years, series()):
        barred = barred_baseline(empty, 2015)
        assert barred and barred.bar is Bar.FIRST


@given(
    st.lists(st.tuples(st.integers(2000, 2025), st.integers(0, 3)), min_size=1, unique_by=lambda s: s[0]),
    st.lists(st.integers(2000, 2026), max_size=3, unique=True),
)
def test_either_a_comparable_point_or_a_reason_never_both_and_never_neither(
    spans: list[tuple[int, int]], breaks: list[int]
) -> None:
    ordered = series(*((last - extra, last) for last, extra in sorted(spans)), breaks=tuple(breaks))
    for point in ordered.points:
        before = comparable_before(ordered, point)
        assert (before is None) != (barred_before(ordered, point) is None)
        if before:
            assert before.period.last < point.period.first
            assert not any(before.period.first < b <= point.period.last for b in breaks)
