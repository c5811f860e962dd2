"""What must be claimed and what must be refused: small tables of numbers and the exact sentences."""

from __future__ import annotations

import pytest

from spec.reading import Case, cases, finding_of, goal_cases, spoken, spoken_goal


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_case(case: Case) -> None:
    finding = finding_of(case)
    assert finding.verdict.value == case["verdict"]
    for language in ("sv", "en"):
        sentence, detail = spoken(case, finding, language)
        assert sentence.replace("\N{NO-BREAK SPACE}", " ") == case[language]
        if f"detail_{language}" in case:
            assert detail.replace("\N{NO-BREAK SPACE}", " ") == case[f"detail_{language}"]


@pytest.mark.parametrize("case", goal_cases(), ids=lambda case: case["name"])
def test_goal(case: Case) -> None:
    for language in ("sv", "en"):
        answers, sentence = (text.replace("\N{NO-BREAK SPACE}", " ") for text in spoken_goal(case, language))
        assert answers == case[language]
        assert sentence == case[f"detail_{language}"]
