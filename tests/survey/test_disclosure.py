"""Small groups are hidden, and so is what would give them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tryggve.survey.disclosure import hidden_cells
from tryggve.survey.estimates import Flag

SEX = ("sex",)


def test_seven_people_cannot_be_worked_out_from_the_total() -> None:
    """Ulricehamn 2023: 2,581 answers = 1,501 women + 1,073 men + 7 others."""
    tables = {(): {(): 2581}, SEX: {("women",): 1501, ("men",): 1073, ("other",): 7}}
    assert hidden_cells(tables) == {(SEX, ("other",)): Flag.FEW, (SEX, ("men",)): Flag.COMPLEMENT}


def test_nothing_is_hidden_where_every_group_is_large_enough() -> None:
    assert hidden_cells({(): {(): 30}, SEX: {("women",): 20, ("men",): 10}}) == {}


def test_two_small_groups_hide_each_other_only_when_they_are_enough_together() -> None:
    enough = {(): {(): 112}, SEX: {("a",): 100, ("b",): 6, ("c",): 6}}
    assert set(hidden_cells(enough)) == {(SEX, ("b",)), (SEX, ("c",))}
    too_few = {(): {(): 106}, SEX: {("a",): 100, ("b",): 3, ("c",): 3}}
    assert set(hidden_cells(too_few)) == {(SEX, ("a",)), (SEX, ("b",)), (SEX, ("c",))}


def test_people_who_are_in_no_group_protect_a_small_one() -> None:
    tables = {(): {(): 1020}, SEX: {("women",): 600, ("men",): 400, ("other",): 7}}
    assert set(hidden_cells(tables)) == {(SEX, ("other",))}


def test_an_empty_group_needs_no_other_to_hide_it() -> None:
    tables = {(): {(): 50}, SEX: {("women",): 30, ("men",): 20, ("other",): 0}}
    assert set(hidden_cells(tables)) == {(SEX, ("other",))}


def test_a_hidden_total_is_not_shown_by_its_parts() -> None:
    year_sex = ("year", "sex")
    tables = {
        (): {(): 120},
        ("year",): {("2022",): 5, ("2023",): 60, ("2024",): 55},
        year_sex: {
            ("2022", "k"): 3,
            ("2022", "m"): 2,
            ("2023", "k"): 30,
            ("2023", "m"): 30,
            ("2024", "k"): 28,
            ("2024", "m"): 27,
        },
    }
    hidden = hidden_cells(tables)
    assert hidden[("year",), ("2024",)] is Flag.COMPLEMENT
    assert {(year_sex, ("2024", "k")), (year_sex, ("2024", "m"))} & set(hidden)


counts = st.lists(st.integers(0, 40), min_size=2, max_size=4)


@given(rows=st.lists(counts, min_size=2, max_size=4).filter(lambda rows: len({len(row) for row in rows}) == 1))
def test_no_line_of_a_two_way_table_gives_a_hidden_cell_away(rows: list[list[int]]) -> None:
    both = {(str(i), str(j)): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    first = {(str(i),): sum(row) for i, row in enumerate(rows)}
    second = {(str(j),): sum(row[j] for row in rows) for j in range(len(rows[0]))}
    tables = {(): {(): sum(both.values())}, ("a",): first, ("b",): second, ("a", "b"): both}
    hidden = set(hidden_cells(tables))
    assert {(("a", "b"), cell) for cell, n in both.items() if n < 10} <= hidden
    for place, margin in ((0, first), (1, second)):
        for (value,), _ in margin.items():
            line = [cell for cell in both if cell[place] == value]
            line = [cell for cell in line if both[cell]]
            unknown = [both[cell] for cell in line if (("a", "b"), cell) in hidden]
            shown_total = (("a", "b")[place],), (value,)
            if shown_total not in hidden and len(unknown) < len(line):
                assert not unknown or (len(unknown) >= 2 and sum(unknown) >= 10)


def test_a_cell_that_nobody_answered_hides_no_other() -> None:
    tables = {(): {(): 1300}, ("year",): {("2020",): 0, ("2021",): 640, ("2022",): 660}}
    assert hidden_cells(tables) == {(("year",), ("2020",)): Flag.FEW}
