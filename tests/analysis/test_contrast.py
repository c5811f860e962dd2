"""The difference between two published or computed figures."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.analysis.contrast import Contrast, contrast, wilson
from tryggve.survey.intervals import holm
from tryggve.terms import Estimate, KnownBy, Unit

FOLDER = Path(__file__).parent / "change_test"
ROWS = list(csv.DictReader((FOLDER / "series.csv").read_text().splitlines()))
EXPECTED = json.loads((FOLDER / "expected.json").read_text())


def known(value: float, se: float) -> Estimate:
    return Estimate(value=value, unit=Unit.INDEX, known_by=KnownBy.MICRODATA, se=se)


def published(value: float, low: float, high: float, rounding: float = 0.0, n: int = 0) -> Estimate:
    return Estimate(
        value=value,
        unit=Unit.PERCENT,
        known_by=KnownBy.INTERVAL,
        low=low,
        high=high,
        n=n,
        rounding=rounding,
        limit_rounding=rounding,
    )


def contrasts() -> list[Contrast]:
    return [
        contrast(
            known(float(r["est1"]), float(r["se1"])),
            known(float(r["est0"]), float(r["se0"])),
            correlation=float(r["corr"]),
        )
        for r in ROWS
    ]


def p_values() -> list[float]:
    return [result.p for result in contrasts()]


def test_intervals_are_those_of_r() -> None:
    assert [c.low for c in contrasts()] == pytest.approx(EXPECTED["ci_low"], rel=1e-10)
    assert [c.high for c in contrasts()] == pytest.approx(EXPECTED["ci_high"], rel=1e-10)


def test_p_values_are_those_of_r() -> None:
    assert p_values() == pytest.approx(EXPECTED["p"], rel=1e-10)


def test_holm_is_that_of_r() -> None:
    assert holm(p_values()) == pytest.approx(EXPECTED["holm"], rel=1e-10)


def test_square_and_add_of_wilson_limits_is_newcombes_method_10() -> None:
    """56 of 70 against 48 of 80: Newcombe (1998), table II, column (a), method 10: 0.0524 to 0.3339."""
    first, second = (100 * 56 / 70, 70), (100 * 48 / 80, 80)
    own, other = (published(p, *wilson(p, n), n=n) for p, n in (first, second))
    result = contrast(own, other)
    assert (result.low, result.high) == pytest.approx((5.24, 33.39), abs=0.005)


def test_wilson_limits_of_81_in_263_are_those_published() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857: 81/263 gives 0.2553 to 0.3662 by the score method."""
    assert wilson(100 * 81 / 263, 263) == pytest.approx((25.53, 36.62), abs=0.005)


def test_rounding_never_gives_a_smaller_p_than_any_figure_it_may_have_come_from() -> None:
    rounded = contrast(published(33, 29, 38, rounding=1.0), published(24.99, 24.57, 25.41))
    for value in (32.5, 33.0, 33.5):
        for low in (28.5, 29.0, 29.5):
            exact = contrast(published(value, low, 38.5), published(24.99, 24.57, 25.41))
            assert rounded.p >= exact.p - 1e-12


@given(
    st.integers(20, 80), st.integers(2, 9), st.integers(2, 9), st.integers(20, 80), st.integers(2, 9), st.integers(2, 9)
)
def test_rounding_can_only_widen(v1: int, d1: int, u1: int, v0: int, d0: int, u0: int) -> None:
    exact = contrast(published(v1, v1 - d1, v1 + u1), published(v0, v0 - d0, v0 + u0))
    rounded = contrast(published(v1, v1 - d1, v1 + u1, 1.0), published(v0, v0 - d0, v0 + u0, 1.0))
    assert rounded.low <= exact.low
    assert rounded.high >= exact.high
    assert rounded.p >= exact.p


def test_interval_excludes_zero_exactly_when_p_is_under_five_per_cent() -> None:
    for other in range(20, 34):
        result = contrast(published(33, 29, 38, rounding=1.0), published(other, other - 4, other + 4, rounding=1.0))
        assert (result.low > 0) == (result.p < 0.05)


def test_a_limit_cut_off_at_zero_does_not_make_a_small_share_certain() -> None:
    floored = published(0.4, 0.0, 1.5, rounding=0.1)
    result = contrast(floored, published(0.1, 0.0, 0.7, rounding=0.1))
    assert result.p > 0.3


def test_difference_of_different_units_is_refused() -> None:
    with pytest.raises(ValueError, match="Units differ"):
        contrast(known(60, 1), published(60, 55, 65))


def test_figures_without_known_error_are_refused() -> None:
    bare = Estimate(value=5.1, unit=Unit.INDEX, known_by=KnownBy.NONE)
    with pytest.raises(ValueError, match="not known"):
        contrast(bare, bare)


def test_degrees_of_freedom_widen_the_interval() -> None:
    few = Estimate(value=60, unit=Unit.INDEX, known_by=KnownBy.MICRODATA, se=1.0, df=5)
    result = contrast(few, known(55, 1e-9))
    assert result.high - result.value == pytest.approx(2.5706, abs=1e-4)  # t table, 5 degrees of freedom, 97.5 per cent
    assert math.isfinite(result.detectable)
