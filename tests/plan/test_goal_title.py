"""A title that names another value than the one to reach."""

from __future__ import annotations

import pytest

from tryggve.plan.goal_title import says_another_value


@pytest.mark.parametrize(
    ("title", "targets", "another"),
    [
        ("Minst 60 procent av kvinnorna är trygga 2026", (58.0, None), True),
        ("Minst 58 procent av kvinnorna är trygga 2026", (58.0, None), False),
        ("Högst 12,5 % oroar sig", (None, 12.5), False),
        ("Mellan 60 och 70 procent", (60.0, 72.0), False),
        ("Fler är trygga 2026", (58.0, None), False),
        ("Minst 60 procent", (None, None), False),
    ],
)
def test_title_is_held_against_the_values_to_reach_and_years_are_no_values(title, targets, another):
    assert says_another_value(title, targets) is another
