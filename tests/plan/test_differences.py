"""What differs between two versions of a plan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tryggve.plan.differences import Kept, PartText, Sort, differences, weave


def part(key: str, title: str = "", *, parent: str = "plan", kind: str = "priority", **fields: str) -> PartText:
    title = title or key
    return PartText(key=key, kind=kind, title=title, parent=parent, fields={"title": title} | fields)


PLAN = part("plan", "Planen", parent="", kind="plan")


def told(before, after):
    return [(found.sort, found.title) for found in differences(before, after)]


def test_equal_versions_do_not_differ():
    assert differences([PLAN, part("a")], [PLAN, part("a")]) == ()


def test_changed_field_is_told_word_by_word():
    (found,) = differences([part("a", text="Fler vågar gå ut")], [part("a", text="Fler vill gå ut")])
    (change,) = found.fields
    assert (found.sort, change.name) == (Sort.CHANGED, "text")
    assert [(p.text, p.kept) for p in change.pieces] == [
        ("Fler ", Kept.SAME),
        ("vågar", Kept.GONE),
        ("vill", Kept.NEW),
        (" gå ut", Kept.SAME),
    ]


def test_number_with_decimals_is_one_word():
    assert [p.text for p in weave("50,6 procent", "61,2 procent")] == ["50,6", "61,2", " procent"]


def test_other_line_ends_are_no_difference():
    assert differences([part("a", text="ett\n\ntvå\n")], [part("a", text="ett\r\n\r\ntvå")]) == ()


def test_removed_part_is_told_once_with_what_it_held():
    before = [PLAN, part("a"), part("m", "Målet", parent="a", kind="goal"), part("b")]
    (found,) = differences(before, [PLAN, part("b")])
    assert (found.sort, found.title, found.within) == (Sort.REMOVED, "a", ("Målet",))


def test_added_part_tells_its_fields_and_what_it_holds():
    after = [PLAN, part("a"), part("m", "Målet", parent="a", kind="goal")]
    (found,) = differences([PLAN], after)
    assert (found.sort, found.within) == (Sort.ADDED, ("Målet",))
    assert found.fields[0].after == "a"


def test_part_added_under_one_that_stays_says_under_which():
    after = [PLAN, part("a", "Trygga unga"), part("m", parent="a", kind="goal")]
    (found,) = differences([PLAN, part("a", "Trygga unga")], after)
    assert (found.sort, found.under) == (Sort.ADDED, "Trygga unga")


def test_only_the_part_that_moved_is_told_as_moved():
    before = [PLAN, *map(part, "abcd")]
    assert told(before, [PLAN, *map(part, "dabc")]) == [(Sort.MOVED, "d")]


def test_removing_the_first_part_moves_nobody():
    assert told([PLAN, *map(part, "abc")], [PLAN, *map(part, "bc")]) == [(Sort.REMOVED, "a")]


def test_part_under_another_parent_has_moved():
    before = [PLAN, part("a"), part("b"), part("m", parent="a", kind="goal")]
    after = [PLAN, part("a"), part("b"), part("m", parent="b", kind="goal")]
    (found,) = differences(before, after)
    assert (found.sort, found.moved, found.under) == (Sort.MOVED, True, "b")


def test_part_that_moved_and_changed_says_both():
    before = [PLAN, part("a", text="ett"), part("b")]
    (found,) = (f for f in differences(before, [PLAN, part("b"), part("a", text="två")]) if f.fields)
    assert found.sort is Sort.CHANGED
    assert {f.title for f in differences(before, [PLAN, part("b"), part("a", text="två")]) if f.moved} <= {"a", "b"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_the_woven_one(before, after):
    pieces = weave(before, after)
    assert "".join(p.text for p in pieces if p.kept is not Kept.NEW) == before
    assert "".join(p.text for p in pieces if p.kept is not Kept.GONE) == after


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_part_that_came_or_went_is_told(before, after):
    found = differences([PLAN, *map(part, before)], [PLAN, *map(part, after)])
    assert {f.title for f in found if f.sort is Sort.ADDED} == set(after) - set(before)
    assert {f.title for f in found if f.sort is Sort.REMOVED} == set(before) - set(after)
