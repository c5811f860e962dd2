"""Whether a committee has taken an activity in, and how an older note of it is read."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.plan.operational import Entered, EnteredCount, InPlan, count_entered, read_entry


def test_not_told_is_neither_yes_nor_no():
    counted = count_entered([InPlan.YES, InPlan.CHANGED, InPlan.NO, None, None])
    assert counted == EnteredCount(activities=5, yes=1, changed=1, no=1)
    assert (counted.entered, counted.not_told) == (2, 2)


@pytest.mark.parametrize(
    ("note", "date", "paragraph", "what"),
    [
        ("Tekniska nämnden 2024-01-24, § 6", dt.date(2024, 1, 24), "6", "Tekniska nämnden"),
        ("§ 12 a, 24 januari 2024", dt.date(2024, 1, 24), "12", "a"),
        ("Fritidsnämnden 31 februari 2024", None, "", "Fritidsnämnden 31 februari 2024"),
        ("verksamhetsplan 2024", None, "", "verksamhetsplan 2024"),
        ("", None, "", ""),
    ],
)
def test_older_note_is_a_yes_and_nothing_of_it_is_lost(note, date, paragraph, what):
    assert read_entry(note) == Entered(InPlan.YES, date, paragraph, what)
