"""What no plan can say, in one rule for the form and the file."""

from __future__ import annotations

import pytest

from tryggve.plan.possible import impossible_in

SHARE = "local_safe_evening"


@pytest.mark.parametrize(
    ("kind", "values", "fields"),
    [
        ("activity", {"starts": "2026", "ends": "2024"}, ["ends"]),
        ("activity", {"starts": "2024-03", "ends": "2020"}, ["ends"]),
        ("activity", {"starts": "2024-h", "ends": "2024"}, []),
        ("activity", {"ends": "2024"}, []),
        ("plan", {"starts": "2026", "ends": "2024"}, ["ends"]),
        ("goal", {"indicator": SHARE, "target_low": 680.0, "baseline": -1.0}, ["baseline", "target_low"]),
        ("goal", {"indicator": SHARE, "target_low": 0.0, "target_high": 100.0}, []),
        ("goal", {"indicator": "", "target_low": 680.0}, []),
        ("goal", {"target_low": 70.0, "target_high": 60.0}, ["target_high"]),
        ("measure", {"starts": "2026", "ends": "2024"}, []),
        (
            "measure",
            {"mechanism": "Om 900101-2384", "cause": "Ärende KS 2023/0418", "goals": ("900101-2384",)},
            ["mechanism"],
        ),
        (
            "goal",
            {"description": "19900101-2384", "target_low": 70.0, "target_high": 60.0},
            ["description", "target_high"],
        ),
    ],
)
def test_impossible_values_are_named_by_field(kind, values, fields):
    assert [wrong.field for wrong in impossible_in(kind, values)] == fields


def test_message_says_what_was_found_and_what_is_expected_in_both_languages():
    wrong = impossible_in("goal", {"indicator": SHARE, "target_low": 680.5})[0]
    assert "mellan 0 och 100 i stället för 680,5" in wrong.words.sv
    assert "from 0 to 100 instead of 680.5" in wrong.words.en
