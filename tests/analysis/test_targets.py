"""A goal's three answers: met, on track, since last time, and why there is none."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.analysis.findings import findings_for
from tryggve.analysis.likelihood import Foreseen, Likelihood, foresee, likelihood
from tryggve.analysis.list_change import ListChange
from tryggve.analysis.local_level import Measured, Scenario, outlook
from tryggve.analysis.targets import KINDS, Answer, GoalAnswers, GoalAsked, Why, answer_goal
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.plan.status import GoalKind
from tryggve.terms import (
    EVERYBODY,
    Area,
    AreaKind,
    Direction,
    Estimate,
    FindingKind,
    KnownBy,
    Period,
    Point,
    Row,
    Series,
    Unit,
)

CATALOGUE = load_catalogue()
SAFE = CATALOGUE.indicators["police_safe_evening"]  # share, higher is better, no break
LISTED = CATALOGUE.indicators["police_areas"]
UNSAFE = CATALOGUE.indicators["ntu_unsafe_evening"]
INDEX = CATALOGUE.indicators["scb_safety_index"]  # remade 2021
THEFT = CATALOGUE.indicators["crime_theft"]
EKHAMRA = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")
TODAY = dt.date(2025, 3, 1)
NEXT_YEAR = dt.date(2026, 12, 31)


def share(value: float, margin: float = 2.0, n: int = 9000) -> Estimate:
    limits = {"low": value - margin, "high": value + margin}
    return Estimate(value=value, unit=Unit.PERCENT, known_by=KnownBy.MARGIN, n=n, **limits)


def counted(value: float, known_by: KnownBy = KnownBy.CENSUS) -> Estimate:
    return Estimate(value=value, unit=Unit.COUNT, known_by=known_by)


def series(points: dict[int | tuple[int, int], Estimate], indicator=SAFE) -> Series:
    made = tuple(
        Point(Period(*year) if isinstance(year, tuple) else Period.year(year), estimate)
        for year, estimate in points.items()
    )
    return Series(indicator=indicator.id, area=EKHAMRA, group=EVERYBODY, points=made, breaks=indicator.breaks)


def ask(asked: GoalAsked, points: dict, indicator=SAFE, today: dt.date = TODAY, **more) -> GoalAnswers:
    return answer_goal(asked, today=today, indicator=indicator, series=series(points, indicator), **more)


def test_kinds_are_those_of_the_plan() -> None:
    assert set(KINDS) == {kind.value for kind in GoalKind}


@pytest.mark.parametrize(
    ("asked", "value", "answer"),
    [
        (GoalAsked(kind="at_least", low=70), 73, Answer.MET),
        (GoalAsked(kind="at_least", low=70), 71, Answer.CANNOT_TELL),
        (GoalAsked(kind="at_least", low=70), 67, Answer.NOT_MET),
        (GoalAsked(kind="at_most", high=70), 67, Answer.MET),
        (GoalAsked(kind="at_most", high=70), 73, Answer.NOT_MET),
        (GoalAsked(kind="reach", low=70), 73, Answer.MET),
        (GoalAsked(kind="reach", high=70), 67, Answer.NOT_MET),
        (GoalAsked(kind="range", low=60, high=70), 65, Answer.MET),
        (GoalAsked(kind="range", low=60, high=70), 69, Answer.CANNOT_TELL),
        (GoalAsked(kind="range", low=60, high=70), 73, Answer.NOT_MET),
        (GoalAsked(kind="zero"), 5, Answer.NOT_MET),
    ],
)
def test_met_needs_the_whole_interval_on_one_side(asked: GoalAsked, value: float, answer: Answer) -> None:
    found = ask(asked, {2024: share(value)}).met
    assert found.answer is answer
    assert (found.why is Why.STRADDLES) == (answer is Answer.CANNOT_TELL)


def test_rounding_can_take_an_answer_away_but_never_give_one() -> None:
    exact, rounded = share(72.1), dataclasses.replace(share(72.1), rounding=1.0, limit_rounding=1.0)
    asked = GoalAsked(kind="at_least", low=70)
    assert ask(asked, {2024: exact}).met.answer is Answer.MET
    assert ask(asked, {2024: rounded}).met.answer is Answer.CANNOT_TELL


def test_margin_narrower_than_its_answers_is_not_believed() -> None:
    asked = GoalAsked(kind="at_least", low=70)
    assert ask(asked, {2024: share(72.5, margin=2.0, n=9000)}).met.answer is Answer.MET
    assert ask(asked, {2024: share(72.5, margin=2.0, n=400)}).met.answer is Answer.CANNOT_TELL


def test_reach_of_what_is_better_lower_is_met_below() -> None:
    lower = dataclasses.replace(SAFE, direction=Direction.LOWER)
    assert ask(GoalAsked(kind="reach", low=30), {2024: share(26)}, lower).met.answer is Answer.MET
    assert ask(GoalAsked(kind="reach", low=30), {2024: share(34)}, lower).met.answer is Answer.NOT_MET


def test_reach_without_a_direction_goes_from_the_baseline() -> None:
    neither = dataclasses.replace(SAFE, direction=Direction.NEITHER)
    assert ask(GoalAsked(kind="reach", low=30, baseline=40), {2024: share(26)}, neither).met.answer is Answer.MET
    assert ask(GoalAsked(kind="reach", low=30, baseline=20), {2024: share(26)}, neither).met.answer is Answer.NOT_MET
    assert ask(GoalAsked(kind="reach", low=30), {2024: share(26)}, neither).met.why is Why.NO_WAY


def test_figure_without_known_error_answers_nothing() -> None:
    bare = Estimate(value=80, unit=Unit.PERCENT, known_by=KnownBy.NONE)
    found = ask(GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR), {2024: bare})
    assert (found.met.why, found.path.why) == (Why.NO_ERROR, Why.NO_ERROR)


def test_too_few_answers_answer_nothing() -> None:
    found = ask(GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR), {2024: share(90, n=SAFE.min_n - 1)})
    assert (found.met.why, found.path.why) == (Why.FEW, Why.FEW)


def test_figure_measured_after_the_deadline_does_not_count() -> None:
    points = {2022: share(65), 2024: share(80)}
    asked = GoalAsked(kind="at_least", low=70, deadline=dt.date(2023, 12, 31))
    found = ask(asked, points)
    assert found.met.answer is Answer.NOT_MET
    assert found.met.point
    assert found.met.point.period == Period.year(2022)
    assert found.path.why is Why.PASSED


def test_goal_without_a_target_awaits_its_baseline() -> None:
    found = ask(GoalAsked(kind="at_least", deadline=NEXT_YEAR), {2024: share(70)})
    assert (found.met.why, found.path.why) == (Why.PENDING_BASELINE, Why.PENDING_BASELINE)


def test_measurement_remade_but_not_yet_taken_awaits_its_baseline() -> None:
    old = {2019: Estimate(value=55, unit=Unit.INDEX, known_by=KnownBy.MARGIN, low=53, high=57)}
    found = ask(GoalAsked(kind="at_least", low=50, deadline=NEXT_YEAR), old, INDEX)
    assert (found.met.why, found.met.break_year, found.path.why) == (Why.REMADE, 2021, Why.REMADE)


def index_points(*years: int) -> dict[int, Estimate]:
    return {
        year: Estimate(value=60 + 0.1 * i, unit=Unit.INDEX, known_by=KnownBy.MARGIN, low=58, high=63)
        for i, year in enumerate(years)
    }


def test_break_after_the_baseline_leaves_the_goal_untold() -> None:
    asked = GoalAsked(kind="at_least", low=50, deadline=NEXT_YEAR, baseline=55, baseline_year=2019)
    found = ask(asked, index_points(2019, 2021, 2022, 2023, 2024), INDEX)
    assert (found.met.why, found.met.break_year) == (Why.BREAK, 2021)
    assert (found.path.why, found.path.break_year) == (Why.BREAK, 2021)


def test_points_from_before_a_break_are_not_used_for_the_path() -> None:
    asked = GoalAsked(kind="at_least", low=50, deadline=NEXT_YEAR)
    found = ask(asked, index_points(2016, 2017, 2018, 2019, 2022, 2023, 2024), INDEX)
    assert found.path.foreseen
    assert found.path.foreseen.measurements == 3
    assert ask(asked, index_points(2016, 2017, 2018, 2019, 2023, 2024), INDEX).path.why is Why.FEW_POINTS


def test_windows_that_share_years_are_used_every_other() -> None:
    windows = {(year - 1, year): share(30 + year % 2) for year in range(2018, 2025)}
    found = ask(GoalAsked(kind="at_most", high=25, deadline=NEXT_YEAR), windows, UNSAFE)
    assert found.path.foreseen
    assert found.path.foreseen.measurements == 4  # 2024, 2022, 2020, 2018


def test_chance_is_the_level_models_on_the_comparable_points() -> None:
    points = {year: share(value) for year, value in zip(range(2020, 2025), (61, 63, 62, 66, 67), strict=True)}
    found = ask(GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR), points).path.foreseen
    se = 2.0 / 1.959963984540054
    measured = Measured(tuple(range(2020, 2025)), (61.0, 63.0, 62.0, 66.0, 67.0), (se,) * 5)
    assert found
    for scenario, chance in ((Scenario.LEVEL, found.level), (Scenario.TREND, found.trend)):
        assert chance == pytest.approx(outlook(measured, ahead=2, scenario=scenario).chance(low=70), abs=1e-12)


def test_trend_needs_five_measurements_and_a_chance_three() -> None:
    def found(count: int) -> Foreseen | None:
        years = series({2024 - i: share(60 + i) for i in reversed(range(count))})
        return foresee(years, SAFE, low=65, high=100, year=2026)

    assert found(2) is None
    three, five = found(3), found(5)
    assert three
    assert three.trend is None
    assert five
    assert five.trend is not None


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (1.0, "very_likely"),
        (0.9, "very_likely"),
        (0.8999, "likely"),
        (0.66, "likely"),
        (0.6599, "uncertain"),
        (0.33, "uncertain"),
        (0.3299, "unlikely"),
        (0.1, "unlikely"),
        (0.0999, "very_unlikely"),
        (0.0, "very_unlikely"),
    ],
)
def test_class_of_a_chance(chance: float, word: str) -> None:
    assert likelihood(chance) is Likelihood(word)


def said(level: float, trend: float | None) -> tuple[Likelihood, ...]:
    return Foreseen(level=level, trend=trend, measurements=5, last=2024, year=2026).said


def test_both_scenarios_are_said_only_when_more_than_a_class_apart() -> None:
    assert said(0.2, 0.7) == (Likelihood.UNLIKELY, Likelihood.LIKELY)
    assert said(0.2, 0.5) == (Likelihood.UNCERTAIN,)
    assert said(0.95, 0.7) == (Likelihood.LIKELY,)
    assert said(0.02, 0.12) == (Likelihood.UNLIKELY,)
    assert said(0.5, None) == (Likelihood.UNCERTAIN,)


@given(st.floats(0, 1), st.floats(0, 1))
def test_one_word_is_never_stronger_than_either_scenario(level: float, trend: float) -> None:
    strength = {word: abs(i - 2) for i, word in enumerate(Likelihood)}
    spoken = said(level, trend)
    if len(spoken) == 1:
        assert strength[spoken[0]] <= min(strength[likelihood(level)], strength[likelihood(trend)])


KRISTIANSTAD = GoalAsked(kind="zero", baseline=2, baseline_year=2021, deadline=dt.date(2024, 12, 31))
LISTS = {2021: counted(2), 2023: counted(1)}


def test_kristianstad_is_half_way_and_no_list_comes_in_time() -> None:
    found = ask(KRISTIANSTAD, LISTS, LISTED, today=dt.date(2024, 6, 30))
    assert found.met.answer is Answer.NOT_MET
    assert found.path.left
    assert (found.path.left.left, found.path.left.whole) == (1, 2)
    assert found.path.foreseen is None
    assert found.coming
    assert (found.coming.year, found.coming.rhythm.month, found.coming.rhythm.decided_by) == (2025, 12, "police")
    assert found.unmeasured


def test_list_of_december_comes_after_a_deadline_in_june() -> None:
    asked = dataclasses.replace(KRISTIANSTAD, deadline=dt.date(2025, 6, 30))
    found = ask(asked, LISTS | {2025: counted(0)}, LISTED, today=dt.date(2026, 1, 31))
    assert found.unmeasured
    assert found.met.answer is Answer.NOT_MET
    assert found.met.point
    assert found.met.point.period == Period.year(2023)


def test_none_on_the_list_is_met_though_the_list_was_remade() -> None:
    asked = dataclasses.replace(KRISTIANSTAD, deadline=dt.date(2025, 12, 31))
    found = ask(asked, LISTS | {2025: counted(0)}, LISTED, today=dt.date(2026, 1, 31))
    assert found.met.answer is Answer.MET
    assert found.path.why is Why.BREAK  # how far there is left needs the same list before and after


def test_survey_whose_rhythm_passes_the_deadline_by_is_warned_of() -> None:
    points = {2018: share(60), 2021: share(61), 2024: share(62)}
    asked = GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR)
    assert ask(asked, points).unmeasured
    assert not ask(dataclasses.replace(asked, deadline=dt.date(2027, 12, 31)), points).unmeasured


def test_one_step_is_no_rhythm_and_warns_of_nothing() -> None:
    asked = GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR)
    found = ask(asked, {2014: share(60), 2021: share(61)})
    assert found.coming is None
    assert not found.unmeasured


def test_register_count_is_compared_as_it_stands_and_gets_no_chance() -> None:
    points = {year: counted(400 - year % 100, KnownBy.COUNT) for year in range(2019, 2025)}
    found = ask(GoalAsked(kind="at_most", high=370, baseline=381, deadline=NEXT_YEAR), points, THEFT)
    assert found.met.answer is Answer.NOT_MET
    assert found.path.foreseen is None
    assert found.path.left
    assert (found.path.left.left, found.path.left.whole) == (6, 11)


def test_yes_or_no_goal_is_what_was_reported() -> None:
    answers = [answer_goal(GoalAsked(kind="yes_no", done=done), today=TODAY).met for done in (True, False, None)]
    assert [met.answer for met in answers] == [Answer.MET, Answer.NOT_MET, Answer.CANNOT_TELL]
    assert answers[2].why is Why.NOT_REPORTED


def test_yes_that_came_after_the_deadline_does_not_meet_the_goal() -> None:
    days = (dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    asked = [GoalAsked(kind="yes_no", done=True, deadline=days[0], done_from=day) for day in days]
    met = [answer_goal(one, today=TODAY).met for one in asked]
    assert [(one.answer, one.why) for one in met] == [(Answer.MET, None), (Answer.NOT_MET, Why.LATE)]


def test_since_last_time_is_the_same_finding_as_on_the_other_pages() -> None:
    rows = [
        Row(measure=SAFE.measures[0], area=EKHAMRA, period=Period.year(y), outcome=share(v), group=EVERYBODY)
        for y, v in ((2021, 61), (2022, 64), (2023, 66), (2024, 70))
    ]
    book = build_series([SourceFigure(release="r", source=SAFE.sources[0], row=row) for row in rows], CATALOGUE)
    findings = findings_for(EKHAMRA, book, CATALOGUE)
    own = book.get(SAFE.id, EKHAMRA.code)
    asked = GoalAsked(kind="at_least", low=70, deadline=NEXT_YEAR)
    found = answer_goal(asked, today=TODAY, indicator=SAFE, series=own, findings=findings)
    assert found.since in [f for f in findings if f.kind is FindingKind.CHANGE]
    alone = answer_goal(asked, today=TODAY, indicator=SAFE, series=own)
    assert alone.since
    assert found.since
    assert alone.since.verdict is found.since.verdict


def test_turn_of_a_list_counts_what_is_only_technical() -> None:
    turned = ListChange(then_year=2023, now_year=2025, then=59, now=65, new=1, removed=1, split=7)
    assert turned.technical == 6
    with pytest.raises(ValueError, match="More entries"):
        ListChange(then_year=2023, now_year=2025, then=2, now=1, new=0, removed=3)


def test_goal_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of goal"):
        GoalAsked(kind="better")
    with pytest.raises(ValueError, match="range"):
        GoalAsked(kind="range", low=5, high=3)
