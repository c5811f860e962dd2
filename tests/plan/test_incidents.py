"""Counts by area and week: what is shown, what is hidden, and what no sum may give away."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.plan.incidents import LEAST_SHOWN, Cell, Incidents, Week, shown_sum, week_table


def row(count: int, *, area: str = "Centrum", kind: str = "Bråk", week: Week = Week(2026, 5)) -> Incidents:  # noqa: B008
    return Incidents(area=area, kind=kind, week=week, count=count)


@pytest.mark.parametrize(
    ("counts", "cell"),
    [
        ([7], Cell(7)),
        ([0], Cell(0)),
        ([3], Cell(None)),
        ([1, 2], Cell(None)),
        ([7, 8], Cell(15)),
        ([7, 0], Cell(7)),
        ([7, 3], Cell(8, at_least=True)),
        ([3, 4], Cell(5, at_least=True)),
    ],
)
def test_small_counts_are_hidden_and_no_sum_gives_them_away(counts, cell):
    assert shown_sum(counts) == cell


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_what_is_shown_is_never_more_than_there_is(counts):
    cell = shown_sum(counts)
    if cell.count is None:
        assert 0 < sum(counts) < LEAST_SHOWN
    elif cell.at_least:
        assert LEAST_SHOWN <= cell.count <= sum(counts)
    else:
        assert cell.count == sum(counts)


def test_week_that_nobody_reported_of_is_empty_and_not_zero():
    table = week_table([row(7), row(9, week=Week(2026, 7))])
    assert table.weeks == (Week(2026, 5), Week(2026, 6), Week(2026, 7))
    assert ("Centrum", Week(2026, 6)) not in table.cells


def test_weeks_go_on_over_the_turn_of_a_year_with_53_weeks():
    table = week_table([row(7, week=Week(2026, 52)), row(7, week=Week(2027, 1))])
    assert [week.code for week in table.weeks] == ["2026-W52", "2026-W53", "2027-W01"]


def test_only_the_last_weeks_are_shown():
    table = week_table([row(7, week=Week(2020, 1)), row(8)], last=4)
    assert len(table.weeks) == 4
    assert table.most == 8
    assert table.since == Week(2020, 1)


def test_table_that_holds_every_week_says_nothing_of_earlier_ones():
    assert week_table([row(7), row(8, week=Week(2026, 9))]).since is None


def test_one_kind_and_some_areas_may_be_asked_for():
    rows = [row(7), row(9, kind="Klotter"), row(11, area="Viken")]
    assert week_table(rows, kind="Bråk", areas=["Centrum"]).cells == {("Centrum", Week(2026, 5)): Cell(7)}


def test_nothing_reported_gives_an_empty_table():
    table = week_table([])
    assert (table.areas, table.weeks, table.hidden, table.most) == ((), (), 0, 0)


def test_week_of_a_day_is_the_iso_week():
    assert Week.of(dt.date(2027, 1, 1)) == Week(2026, 53)
