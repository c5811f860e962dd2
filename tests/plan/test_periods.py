"""The period that follows another, with its name, and what lies outside a period."""

from __future__ import annotations

import pytest

from tryggve.plan.periods import NamedPeriod, ends_before_start, following, lies_before


@pytest.mark.parametrize(
    ("period", "next_one"),
    [
        (("Trygghetsplan 2024–2026", "2024", "2026"), ("Trygghetsplan 2027–2029", "2027", "2029")),
        (("Plan 2024-26", "2024", "2026"), ("Plan 2027-29", "2027", "2029")),
        (("Handlingsplan 2026", "2026", "2026"), ("Handlingsplan 2027", "2027", "2027")),
        (("Vision 2040, plan 2024", "2024-07", "2026-06-30"), ("Vision 2040, plan 2026", "2026-07", "2028-06-30")),
        (("Trygghet i översiktsplanen", "", ""), ("Trygghet i översiktsplanen", "", "")),
    ],
)
def test_next_period_is_as_long_and_the_name_moves_with_it(period, next_one):
    assert following(NamedPeriod(*period)) == NamedPeriod(*next_one)


@pytest.mark.parametrize(
    ("code", "before"), [("2026", True), ("2026-h", True), ("2027", False), ("2027-v", False), ("", False)]
)
def test_date_lies_before_a_period_when_all_of_it_does(code, before):
    assert lies_before(code, "2027") is before
    assert not lies_before(code, "")


@pytest.mark.parametrize(
    ("starts", "ends", "turned"),
    [
        ("2026", "2024", True),
        ("2024-03", "2020", True),
        ("2026", "2026-v", False),
        ("2026-h", "2026-v", True),
        ("<2026-s", "2026-02", False),
        ("2026-h", "2026", False),
        ("", "2020", False),
        ("2026", "", False),
    ],
)
def test_span_is_turned_round_when_it_ends_before_it_starts(starts, ends, turned):
    assert ends_before_start(starts, ends) is turned
