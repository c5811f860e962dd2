"""What must be claimed and what must be refused: small tables of numbers and the exact sentences."""

from __future__ import annotations

import pytest

from spec.reading import Case, cases, finding_of, spoken


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_case(case: Case) -> None:
    finding = finding_of(case)
    assert finding.verdict.value == case["verdict"]
    for language in ("sv", "en"):
        sentence, detail = spoken(case, finding, language)
        assert sentence.replace("\N{NO-BREAK SPACE}", " ") == case[language]
        if f"detail_{language}" in case:
            assert detail.replace("\N{NO-BREAK SPACE}", " ") == case[f"detail_{language}"]
