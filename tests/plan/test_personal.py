"""What looks like a personal identity number, and what does not."""

from __future__ import annotations

import pytest

from tryggve.plan.personal import holds_personal_number


@pytest.mark.parametrize(
    "text",
    ["19800101-1234", "Anna 800101-1234 ringde", "800101+1234", "800161-1234", "800101 – 1234", "(20101231-0000)"],
)
def test_personal_identity_number_is_seen(text):
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text", ["", "070-1234567", "KS 2026/0077", "2024-2026", "801301-1234", "800100-1234", "1200-1400 kr", "2026-01-31"]
)
def test_other_numbers_are_let_be(text):
    assert not holds_personal_number(text)
