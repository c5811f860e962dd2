"""How a list turned: told from its names, from what is stated, or not at all."""

from __future__ import annotations

from tryggve.analysis.list_change import Listed, Moved, change_of_list
from tryggve.publish.list_words import list_change_words


def listed(year: int, *names: str, count: int | None = None) -> Listed:
    return Listed(year=year, count=len(names) if count is None else count, names=frozenset(names))


def moved(before: str, after: str, *, split: bool = False) -> Moved:
    return Moved(before=frozenset(before.split()), after=frozenset(after.split()), split=split)


def told(then: Listed, now: Listed, *stated: Moved, remade: bool = False) -> str:
    change = change_of_list(then, now, moved=stated, remade=remade)
    return list_change_words(change, "sv") if change else ""


def test_kristianstads_list_lost_one_area_by_its_names() -> None:
    assert told(listed(2021, "Gamlegården", "Näsby"), listed(2023, "Gamlegården")) == "1 borttagen"


def test_countrys_list_of_2025_grew_by_one_in_one_out_and_the_rest_on_paper() -> None:
    # 59 to 65 with seven split: two of the parts were merged, one area is new and one was removed.
    kept, cut = [f"k{n}" for n in range(49)], [f"d{n}" for n in range(7)]
    then = listed(2023, *kept, *cut, "x", "y", "borta")
    now = listed(2025, *kept, *(f"{name}{part}" for name in cut for part in "ab"), "xy", "ny")
    assert (then.count, now.count) == (59, 65)
    splits = [moved(name, f"{name}a {name}b", split=True) for name in cut]
    change = change_of_list(then, now, moved=[*splits, moved("x y", "xy")], remade=True)
    assert change
    assert (change.new, change.removed, change.split, change.technical) == (1, 1, 7, 6)
    assert list_change_words(change, "sv") == "1 ny, 1 borttagen, resten tekniskt"


def test_names_that_came_and_went_are_not_told_until_somebody_says_what_they_are() -> None:
    then, now = listed(2021, "Norra"), listed(2023, "Norr")
    assert told(then, now) == ""
    assert told(then, now, moved("Norra", "Norr")) == "Inga nya eller borttagna"
    assert told(then, now, Moved()) == "1 ny, 1 borttagen"


def test_remade_list_is_not_told_by_names_alone() -> None:
    then, now = listed(2023, "Norra", "Södra"), listed(2025, "Norra")
    assert told(then, now, remade=True) == ""
    assert told(then, now, Moved(), remade=True) == "1 borttagen"


def test_split_part_that_keeps_its_name_is_no_new_area() -> None:
    then, now = listed(2023, "Norra"), listed(2025, "Norra", "Nordost")
    assert told(then, now, moved("Norra", "Norra Nordost", split=True)) == "Inga nya eller borttagna, resten tekniskt"


def test_without_names_what_is_stated_leaves_the_rest() -> None:
    then, now = listed(2023, count=2), listed(2025, count=4)
    assert told(then, now) == told(then, now, Moved()) == ""
    assert told(then, now, moved("Norra", "Nordost Nordväst", split=True)) == "1 ny, resten tekniskt"


def test_more_stated_than_the_lists_hold_is_not_told() -> None:
    assert told(listed(2023, count=1), listed(2025, count=2), moved("A B", "C D E", split=True)) == ""
