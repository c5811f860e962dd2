"""Numbers are written as SCB's and the Language Council's rules for Swedish have them, and as English has them."""

from __future__ import annotations

import math

import pytest

from tryggve.publish.numbers import (
    format_change,
    format_count,
    format_estimate,
    format_interval,
    format_margin,
    format_p,
    format_value,
    shared_decimals,
)
from tryggve.terms import Estimate, KnownBy, Unit

# In the expected texts _ is a no-break space and ~ the minus sign.
PERCENT, INDEX, COUNT, RATE = Unit.PERCENT, Unit.INDEX, Unit.COUNT, Unit.PER_100K


def shown(text: str) -> str:
    return text.replace("_", "\u00a0").replace("~", "\u2212")


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "sv", "en"),
    [
        (66.5, PERCENT, None, "66,5_%", "66.5%"),
        (66.0, PERCENT, 0, "66_%", "66%"),
        (66.0, PERCENT, None, "66,0_%", "66.0%"),
        (60.0, INDEX, 0, "60", "60"),
        (1480, COUNT, None, "1_480", "1,480"),
        (1234567, COUNT, None, "1_234_567", "1,234,567"),
        (812.4, RATE, 0, "812 per 100_000 invånare", "812 per 100,000 inhabitants"),
        (3.25, Unit.PER_1000, 1, "3,3 per 1_000 invånare", "3.3 per 1,000 inhabitants"),
        (-1234.5, INDEX, 1, "~1_234,5", "~1,234.5"),
    ],
)
def test_level_has_the_unit_and_signs_of_the_language(value, unit, decimals, sv, en):
    assert format_value(value, unit, "sv", decimals) == shown(sv)
    assert format_value(value, unit, "en", decimals) == shown(en)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "sv", "en"),
    [
        (5.5, PERCENT, 1, "+5,5 procentenheter", "+5.5 percentage points"),
        (1, PERCENT, 0, "+1 procentenhet", "+1 percentage point"),
        (-1, PERCENT, 0, "~1 procentenhet", "~1 percentage point"),
        (1, PERCENT, 1, "+1,0 procentenheter", "+1.0 percentage points"),
        (-5, INDEX, 0, "~5 indexpoäng", "~5 index points"),
        (1, INDEX, 0, "+1 indexpoäng", "+1 index point"),
        (-1200, COUNT, None, "~1_200", "~1,200"),
        (0.04, PERCENT, 1, "0,0 procentenheter", "0.0 percentage points"),
        (-0.04, PERCENT, 1, "0,0 procentenheter", "0.0 percentage points"),
    ],
)
def test_change_has_the_unit_of_a_difference(value, unit, decimals, sv, en):
    assert format_change(value, unit, "sv", decimals) == shown(sv)
    assert format_change(value, unit, "en", decimals) == shown(en)


def test_margin_is_written_without_a_sign_of_its_own():
    assert format_margin(3.6, PERCENT, "sv") == shown("±_3,6 procentenheter")
    assert format_margin(-3.6, PERCENT, "en") == shown("±_3.6 percentage points")


def test_halves_are_rounded_away_from_zero_as_in_published_tables():
    assert [format_value(v, INDEX, "sv", 0) for v in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "\u22123"]
    assert format_value(66.45, PERCENT, "sv") == shown("66,5_%")


@pytest.mark.parametrize(("rounding", "text"), [(1.0, "34_%"), (0.1, "34,0_%"), (0.0, "34,0_%"), (0.01, "34,0_%")])
def test_published_value_keeps_the_decimals_of_its_source(rounding, text):
    estimate = Estimate(value=34.0, unit=PERCENT, known_by=KnownBy.INTERVAL, low=30, high=38, rounding=rounding)
    assert format_estimate(estimate, "sv") == shown(text)


def test_margin_is_never_written_as_less_than_it_is():
    assert format_margin(3.61, PERCENT, "sv") == shown("±_3,7 procentenheter")
    assert format_margin(3.6, PERCENT, "sv") == shown("±_3,6 procentenheter")


def test_coarser_figure_decides_the_decimals_of_a_difference():
    whole = Estimate(value=34, unit=PERCENT, known_by=KnownBy.NONE, rounding=1.0)
    tenths = Estimate(value=33.4, unit=PERCENT, known_by=KnownBy.NONE, rounding=0.1)
    assert shared_decimals(-5.4, whole, tenths) == 0
    assert shared_decimals(-5.4, tenths, tenths) == 1
    assert shared_decimals(-0.6, whole, tenths) == 1


def test_large_rate_has_no_decimals():
    rate = Estimate(value=1126.4, unit=RATE, known_by=KnownBy.COUNT)
    assert format_estimate(rate, "sv") == shown("1_126 per 100_000 invånare")


def test_interval_is_empty_where_none_is_known():
    assert format_interval(Estimate(value=3, unit=COUNT, known_by=KnownBy.NONE), "sv") == ""


def test_p_value_is_never_written_as_zero():
    assert [format_p(p, "sv") for p in (0.0, 0.0004, 0.012, 0.5)] == ["p < 0,001", "p < 0,001", "p = 0,012", "p = 0,50"]
    assert format_p(0.012, "en") == "p = 0.012"


@pytest.mark.parametrize("write", [lambda v: format_count(v, "sv"), lambda v: format_p(v, "sv")])
def test_missing_number_is_refused_not_written(write):
    with pytest.raises(ValueError, match=r"number|between"):
        write(math.nan)
