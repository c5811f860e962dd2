"""What an evaluation design can show is known before the plan is decided."""

from __future__ import annotations

from tryggve.plan.evaluation import Judged, Lacking
from tryggve.plan.evaluation_design import Doubt, Windows, apart, proposed_windows, review
from tryggve.terms import EVERYBODY, Break, BreakKind, Estimate, KnownBy, Period, Point, Series, Unit
from tryggve.terms.places import register


def point(first: int, last: int = 0, *, known_by: KnownBy = KnownBy.MICRODATA) -> Point:
    se = 1.5 if known_by is KnownBy.MICRODATA else float("nan")
    return Point(Period(first, last or first), Estimate(value=60.0, unit=Unit.PERCENT, known_by=known_by, se=se))


def series(*points: Point, breaks: tuple[Break, ...] = ()) -> Series:
    return Series(
        indicator="local_safe_evening", area=register()["9901"], group=EVERYBODY, points=points, breaks=breaks
    )


WINDOWS = Windows(before=Period(2018, 2023), after=Period(2024, 2026))
MEASURED = tuple(point(year) for year in range(2017, 2026))
REMADE = Break(2021, BreakKind.METHOD, "ny", "new")


def asked(found: Series | None, *, windows: Windows = WINDOWS, compared: int = 19, with_figures: int = 19):
    return review(found, windows=windows, compared=compared, with_figures=with_figures)


def test_proposed_windows_are_the_four_last_measurements_and_the_plans_years():
    windows = proposed_windows(series(*MEASURED), starts=2024, ends=2026)
    assert windows == Windows(before=Period(2020, 2023), after=Period(2024, 2026))


def test_proposed_windows_skip_years_without_measurement():
    windows = proposed_windows(
        series(*(point(year) for year in (2012, 2014, 2016, 2019, 2022))), starts=2024, ends=2026
    )
    assert windows.before == Period(2014, 2022)


def test_without_figures_the_four_years_before_are_proposed():
    assert proposed_windows(None, starts=2024, ends=2026).before == Period(2020, 2023)


def test_four_before_and_nineteen_others_can_be_assessed():
    found = asked(series(*MEASURED))
    assert (found.doubts, found.assessable, found.measured_before) == ((), True, 6)


def test_three_before_cannot_be_assessed():
    found = asked(series(*MEASURED), windows=Windows(before=Period(2021, 2023), after=Period(2024, 2026)))
    assert (found.doubts, found.assessable) == ((Doubt.FEW_BEFORE,), False)


def test_eighteen_others_cannot_be_assessed():
    assert asked(series(*MEASURED), compared=18, with_figures=18).doubts == (Doubt.FEW_COMPARISON,)


def test_others_without_figures_yet_only_warn():
    found = asked(series(*MEASURED), compared=25, with_figures=3)
    assert (found.doubts, found.assessable) == ((Doubt.FEW_WITH_FIGURES,), True)


def test_break_in_the_window_warns_and_names_its_year():
    found = asked(series(*MEASURED, breaks=(REMADE,)))
    assert (found.doubts, found.breaks, found.assessable) == ((Doubt.BREAK,), (2021,), True)


def test_break_before_the_window_is_no_matter():
    windows = Windows(before=Period(2021, 2024), after=Period(2025, 2027))
    assert asked(series(*MEASURED, breaks=(REMADE,)), windows=windows).breaks == ()


def test_figures_without_known_error_cannot_be_assessed():
    found = asked(series(*(point(year, known_by=KnownBy.NONE) for year in range(2017, 2024))))
    assert Doubt.NO_ERROR in found.doubts and not found.assessable


def test_goal_without_indicator_cannot_be_assessed():
    assert not asked(None).assessable


def test_pooled_windows_that_share_years_are_counted_once():
    pooled = (point(2018, 2019), point(2019, 2020), point(2020, 2021), point(2021, 2022), point(2022, 2023))
    assert [p.period.first for p in apart(pooled)] == [2018, 2020, 2022]
    assert asked(series(*pooled)).measured_before == 3


def test_verdict_without_a_reason_is_lacking():
    assert Judged(relevance="still", proposal="keep", proposal_reason="det verkar").lacking == (Lacking.REASON,)
    assert Judged(relevance="still", reason="ja", proposal="keep", proposal_reason="det").lacking == ()
