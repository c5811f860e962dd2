"""Numbers as people type them."""

from __future__ import annotations

import pytest

from tryggve.plan.typed_numbers import plain_kronor, plain_number, scaled_kronor, two_readings


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("62,5", "62.5"),
        ("62.5", "62.5"),
        ("1 200,5", "1200.5"),
        ("1.200,5", "1200.5"),
        ("1.200.000", "1200000"),
        ("-3", "-3"),
        ("ca 30", "ca30"),
    ],
)
def test_number_is_read_with_space_or_point_between_thousands(typed, read):
    assert plain_number(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("54 300 kr", "54300"),
        ("54.300:-", "54300"),
        ("54.300,50", "54300.50"),
        ("54,300.50", "54300.50"),
        ("1.200", "1200"),
        ("1.200.000", "1200000"),
        ("1200,5", "1200.5"),
        ("0.125", "0.125"),
        ("12 tkr", "12t"),
    ],
)
def test_three_digits_after_a_point_are_thousands_in_money(typed, read):
    assert plain_kronor(typed) == read


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("1.200", ("1200", "1,2")), ("12.345", ("12345", "12,345")), ("-1.000", ("-1000", "-1"))],
)
def test_number_that_may_be_thousands_or_decimals_has_two_readings(typed, readings):
    assert two_readings(typed) == readings


@pytest.mark.parametrize("typed", ["1,200", "0.125", "1.2", "1.200,5", "1200", "ca 1.200", ""])
def test_plain_number_has_one_reading(typed):
    assert two_readings(typed) is None


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [("50 tkr", 50_000), ("1,5 tkr", 1500), ("1 200 TKR", 1_200_000), ("2 mkr", 2_000_000), ("2,4 mnkr.", 2_400_000)],
)
def test_thousands_and_millions_of_kronor_are_known(typed, kronor):
    assert scaled_kronor(typed) == kronor


@pytest.mark.parametrize("typed", ["50 000 kr", "tkr", "omkring 5 tkr", "1,2,3 tkr", ""])
def test_other_amounts_are_no_thousands(typed):
    assert scaled_kronor(typed) is None
