"""The level model with known errors: the same answers as R, and intervals that hold the level as often as they say."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from tryggve.analysis.local_level import Measured, Outlook, Scenario, filter_level, measured_from, outlook

HERE = Path(__file__).parent
CASES = ("case1", "case2", "case3_flat")


def case(name: str) -> tuple[Measured, dict[str, object]]:
    return read(HERE / f"local_level/{name}.csv"), json.loads((HERE / f"local_level/{name}.json").read_text())


def read(path: Path) -> Measured:
    rows = [row for row in csv.DictReader(path.read_text().splitlines()) if row["estimate"]]
    return measured_from([(int(r["year"]), float(r["estimate"]), float(r["se"])) for r in rows])


def at(measured: Measured, q: float) -> tuple[float, float, float]:
    state = filter_level(measured, np.array([q]))
    return float(state.level[0]), float(state.level_variance[0]), float(state.log_likelihood[0])


@pytest.mark.parametrize("name", CASES)
def test_level_variance_and_likelihood_at_a_given_move_are_those_of_r(name: str) -> None:
    measured, expected = case(name)
    level, variance, likelihood = at(measured, 1.0)
    assert level == pytest.approx(expected["q1"]["filtered_last"], rel=1e-13)
    assert variance == pytest.approx(expected["q1"]["filtered_last_var"], rel=1e-13)
    assert likelihood == pytest.approx(expected["loglik_q1"], rel=1e-13)
    assert at(measured, 0.0)[2] == pytest.approx(expected["loglik_q0"], rel=1e-13)


@pytest.mark.parametrize("name", CASES)
def test_most_likely_move_is_that_of_r(name: str) -> None:
    measured, expected = case(name)
    found = optimize.minimize_scalar(
        lambda q: -at(measured, q)[2], bounds=(0, 100), method="bounded", options={"xatol": 1e-10}
    )
    if expected["q_ml"] > 0:
        assert found.x == pytest.approx(expected["q_ml"], rel=3e-7)
    level, variance, likelihood = at(measured, expected["q_ml"])
    assert likelihood == pytest.approx(expected["loglik_at_ml"], rel=1e-12)
    assert -found.fun <= likelihood + 1e-9
    assert (level, variance) == pytest.approx((expected["filtered_last"], expected["filtered_last_var"]), rel=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_chance_of_the_target_is_that_of_r(name: str) -> None:
    measured, expected = case(name)
    found = outlook(measured, ahead=expected["h"]).chance(low=expected["target"])
    assert found == pytest.approx(expected["p_target_integrated_halfcauchy1"], abs=6e-6)
    level, variance, _ = at(measured, 1.0)
    at_one = stats.norm.sf((expected["target"] - level) / math.sqrt(variance + expected["h"]))
    assert at_one == pytest.approx(expected["p_target_q1"], abs=1e-12)


@pytest.mark.parametrize("scenario", Scenario)
def test_grid_over_the_prior_equals_adaptive_quadrature(scenario: Scenario) -> None:
    measured, _ = case("case1")

    def parts(deviation: float) -> tuple[float, float]:
        state = filter_level(measured, np.array([deviation**2]), scenario=scenario)
        variance = state.level_variance + 6 * state.covariance + 9 * state.drift_variance + 3 * deviation**2
        mean = state.level + 3 * state.drift
        weight = math.exp(state.log_likelihood[0] + 15) / (1 + deviation**2)
        return weight, weight * stats.norm.sf((60 - mean[0]) / math.sqrt(variance[0]))

    whole = integrate.quad(lambda s: parts(s)[0], 0, math.inf, epsabs=1e-13, limit=400)[0]
    met = integrate.quad(lambda s: parts(s)[1], 0, math.inf, epsabs=1e-13, limit=400)[0]
    assert outlook(measured, ahead=3, scenario=scenario).chance(low=60) == pytest.approx(met / whole, abs=1e-9)


def test_drift_without_moves_of_the_level_is_the_weighted_slope_of_r() -> None:
    measured = read(HERE / "trend_wls/series.csv")
    expected = json.loads((HERE / "trend_wls/expected.json").read_text())["fixed"]
    state = filter_level(measured, np.array([0.0]), scenario=Scenario.TREND)
    assert state.drift[0] == pytest.approx(expected["slope"], rel=1e-11)
    assert math.sqrt(state.drift_variance[0]) == pytest.approx(expected["slope_se"], rel=1e-11)


def test_gap_of_years_widens_the_level_once_for_each_year() -> None:
    """Two measurements five years apart: the older one's weight is 1 / (its variance plus five years' moves)."""
    state = filter_level(Measured((2015, 2020), (50.0, 60.0), (2.0, 2.0)), np.array([1.0]))
    weights = np.array([1 / (4 + 5), 1 / 4])
    assert state.level[0] == pytest.approx((weights @ [50, 60]) / weights.sum(), rel=1e-13)
    assert state.level_variance[0] == pytest.approx(1 / weights.sum(), rel=1e-13)


def test_plugging_in_the_most_likely_move_would_be_far_too_certain() -> None:
    measured, expected = case("case2")
    assert expected["p_target_plugin_q_ml"] < 1e-13
    assert outlook(measured, ahead=4).chance(low=60) > 0.01


def test_farther_ahead_is_less_certain() -> None:
    measured, _ = case("case1")
    widths = [high - low for low, high in (outlook(measured, ahead=h).interval() for h in range(5))]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_trend_goes_on_and_level_does_not() -> None:
    rising = Measured(tuple(range(2015, 2023)), tuple(50.0 + 2 * i for i in range(8)), (1.0,) * 8)
    level = outlook(rising, ahead=3, scenario=Scenario.LEVEL)
    trend = outlook(rising, ahead=3, scenario=Scenario.TREND)
    assert level.mean <= 64
    assert trend.mean == pytest.approx(70, abs=1e-9)


@given(
    st.lists(st.floats(20, 80), min_size=3, max_size=9),
    st.floats(0.3, 5),
    st.floats(20, 80),
    st.floats(-30, 30),
    st.sampled_from(Scenario),
)
def test_shifting_values_and_target_alike_moves_no_chance(
    values: list[float], error: float, target: float, shift: float, scenario: Scenario
) -> None:
    years = tuple(range(2010, 2010 + len(values)))
    here = Measured(years, tuple(values), (error,) * len(values))
    there = Measured(years, tuple(v + shift for v in values), (error,) * len(values))
    one = outlook(here, ahead=2, scenario=scenario).chance(low=target)
    other = outlook(there, ahead=2, scenario=scenario).chance(low=target + shift)
    assert one == pytest.approx(other, abs=1e-8)
    assert one + outlook(here, ahead=2, scenario=scenario).chance(high=target) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(("years", "move", "least"), [(5, 0.0, 0.96), (8, 0.5, 0.96), (8, 1.0, 0.93)])
def test_interval_holds_the_level_three_years_on_as_often_as_it_says(years: int, move: float, least: float) -> None:
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        level = 60 + np.cumsum(rng.normal(0, move, years + 3))
        values = tuple(level[:years] + rng.normal(0, 2, years))
        low, high = outlook(Measured(tuple(range(years)), values, (2.0,) * years), ahead=3).interval()
        held += low <= level[-1] <= high
    assert held / 400 >= least


def drawn(
    rng: np.random.Generator, *, years: int, move: float, drift: float, scenario: Scenario, scale: float = 1.0
) -> tuple[Outlook, float]:
    """Draw a level with its measurements; return what is foreseen three years on, and what it became."""
    level = 60 + np.cumsum(rng.normal(drift, move, years + 3))
    values = tuple(level[:years] + rng.normal(0, 2, years))
    measured = Measured(tuple(range(years)), values, (2.0,) * years)
    return outlook(measured, ahead=3, scenario=scenario, scale=scale), float(level[-1])


@pytest.mark.parametrize(
    ("scenario", "move", "scale", "least"),
    [
        # Two points a year is more than the usual prior expects: less is held, and with a scale of its own enough.
        *((Scenario.LEVEL, 2.0, 1.0, 0.84), (Scenario.LEVEL, 2.0, 2.0, 0.90)),
        *((Scenario.TREND, 0.5, 1.0, 0.97), (Scenario.TREND, 1.0, 1.0, 0.94)),
        *((Scenario.TREND, 2.0, 1.0, 0.86), (Scenario.TREND, 2.0, 2.0, 0.91)),
    ],
)
def test_restless_level_and_trend_are_held_as_often_as_documented(
    scenario: Scenario, move: float, scale: float, least: float
) -> None:
    rng, held = np.random.default_rng(7), 0
    for _ in range(400):
        drift = 1.5 if scenario is Scenario.TREND else 0.0
        found, became = drawn(rng, years=8, move=move, drift=drift, scenario=scenario, scale=scale)
        held += 0.025 <= found.chance(high=became) <= 0.975  # the same as within the interval's ends
    assert held / 400 >= least


@pytest.mark.parametrize("scenario", Scenario)
def test_goal_is_met_as_often_as_its_chance_says(scenario: Scenario) -> None:
    # Moves from the prior and any drift at all: then a chance is exact, whatever target is set from what was known.
    rng = np.random.default_rng(11)
    said, met = np.empty(1000), np.empty(1000, dtype=bool)
    for i in range(1000):
        move = math.tan(rng.uniform() * math.pi / 2)
        drift = rng.normal(0, 20) if scenario is Scenario.TREND else 0.0
        found, became = drawn(rng, years=6, move=move, drift=drift, scenario=scenario)
        target = found.mean + rng.uniform(-8, 8)
        said[i], met[i] = found.chance(low=target), became >= target
    for fifth in range(5):
        those = np.minimum((said * 5).astype(int), 4) == fifth
        expected = said[those]
        error = math.sqrt((expected * (1 - expected)).sum()) / those.sum()
        assert met[those].mean() == pytest.approx(expected.mean(), abs=3 * error)


def test_measurements_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        Measured((2020, 2020), (50.0, 51.0), (1.0, 1.0))
    with pytest.raises(ValueError, match="standard error"):
        Measured((2020,), (50.0,), (math.nan,))
    with pytest.raises(ValueError, match="two measurements"):
        outlook(Measured((2020,), (50.0,), (1.0,)), scenario=Scenario.TREND)
    with pytest.raises(ValueError, match="looked back"):
        outlook(Measured((2020,), (50.0,), (1.0,)), ahead=-1)
