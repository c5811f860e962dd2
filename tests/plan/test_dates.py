"""Dates with the precision that plans are written with."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.errors import BadValueError
from tryggve.plan.dates import Precision, from_code, read_date


@pytest.mark.parametrize(
    ("text", "last", "sv", "en"),
    [
        ("2023-12-15", dt.date(2023, 12, 15), "15 december 2023", "15 December 2023"),
        ("2020-12", dt.date(2020, 12, 31), "december 2020", "December 2020"),
        ("2024-02", dt.date(2024, 2, 29), "februari 2024", "February 2024"),
        ("2023", dt.date(2023, 12, 31), "2023", "2023"),
        ("våren 2024", dt.date(2024, 5, 31), "våren 2024", "spring 2024"),
        ("Hösten 2024", dt.date(2024, 12, 31), "hösten 2024", "autumn 2024"),
        ("vintern 2024", dt.date(2024, 2, 29), "vintern 2024", "winter 2024"),
        ("före sommaren 2024", dt.date(2024, 5, 31), "före sommaren 2024", "before summer 2024"),
        ("before 2025", dt.date(2024, 12, 31), "före 2025", "before 2025"),
    ],
)
def test_a_date_keeps_its_precision_and_knows_its_last_day(text: str, last: dt.date, sv: str, en: str) -> None:
    date = read_date(text)
    assert (date.last, date.text("sv"), date.text("en")) == (last, sv, en)
    assert from_code(date.code) == date


@pytest.mark.parametrize(
    "text",
    ["", "snart", "2023-13", "2023-02-30", "våren", "23-01-01", "före 0001", "hösten 9999", "0205-05-31", "maj 20266"],
)
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadValueError, match="spring 2026"):
        read_date(text)


def test_precision_follows_the_words() -> None:
    assert [read_date(t).precision for t in ("2023-12-15", "2023-12", "våren 2023", "2023")] == list(Precision)


@pytest.mark.parametrize(
    ("words", "code"),
    [("december 2020", "2020-12"), ("15 december 2023", "2023-12-15"), ("before May 2024", "<2024-05")],
)
def test_months_are_read_in_words_as_they_are_written(words, code):
    read = read_date(words)
    assert read.code == code
    assert read_date(read.text("sv")) == read
    assert read_date(read.text("en")) == read


@pytest.mark.parametrize("words", ["31 februari 2024", "decembre 2020", "december", "40 maj 2024"])
def test_words_that_are_no_month_are_refused(words):
    with pytest.raises(BadValueError):
        read_date(words)


def test_what_was_found_is_shown_in_short():
    with pytest.raises(BadValueError) as refused:
        read_date("x" * 200_000)
    assert len(refused.value.text("sv")) < 300
    assert len(refused.value.text("en")) < 300
