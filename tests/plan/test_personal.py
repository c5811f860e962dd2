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


@pytest.mark.parametrize(
    "text",
    [
        *("Pågick 240101–1231", "20240901-1130", "Ärende K110912-2026", "Dnr KS 2026/241105-0012", "BN 241105/0012"),
        *("0241-123456", "08-123 456 78", "054-29 50 00", "212000-1234", "5234-1234", "12-18 år", "5000-K123456-26"),
    ],
)
def test_times_case_numbers_and_telephones_are_let_be(text):
    assert not holds_personal_number(text)


@pytest.mark.parametrize(
    "text", ["811218-9876", "240101-1230", "240901-0101", "personnr811218-9876", "född 240101-1231, 800101-1234"]
)
def test_number_that_may_be_a_person_is_no_time(text):
    assert holds_personal_number(text)
