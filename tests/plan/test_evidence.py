"""The evidence library: every row of the domain's table, in both languages, with its certainty."""

from __future__ import annotations

import re

import pytest

from tryggve.errors import BadValueError
from tryggve.plan.evidence import Certainty, Effect, MeasuredOutcome, evidence_library, find_evidence


@pytest.fixture(scope="module")
def table(shared):
    """The rows of the domain's table of measures and evidence: measure, certainty, whether it is unverified."""
    text = (shared / "domain.md").read_text(encoding="utf-8")
    part = text.split("## 10B.")[1].split("\nRules:")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def test_the_library_has_every_row_of_the_table_in_its_order(table):
    words = (
        "Belysning Kamera Grann hot.spot avskräckning Sluta.skjut Mentor Scared Ordningsvakt Märk Oros SSPF Komet "
        "fritids vandring servering"
    )
    library = list(evidence_library().values())
    assert len(library) == len(table) == len(words.split())
    for entry, row, word in zip(library, table, words.split(), strict=True):
        assert re.search(word, row[0], re.I) and re.search(word, entry.name.sv, re.I), (entry.key, row[0])


def test_every_number_of_a_finding_stands_in_the_tables_row(table):
    for entry, row in zip(evidence_library().values(), table, strict=True):
        source = " ".join(row).replace("0.74", "0,74")
        for number in re.findall(r"\d+(?:,\d+)?", entry.finding.sv):
            assert re.search(rf"(?<!\d){number}(?!\d)", source), (entry.key, number)


def test_the_certainty_is_the_tables(table):
    classes = {
        "good": Certainty.GOOD,
        "strong": Certainty.STRONG,
        "low–moderate": Certainty.LOW_TO_MODERATE,
        "moderate": Certainty.MODERATE,
        "very low": Certainty.VERY_LOW,
        "low": Certainty.LOW,
    }
    for entry, row in zip(evidence_library().values(), table, strict=True):
        said = next(certainty for start, certainty in classes.items() if row[3].startswith(start))
        assert entry.certainty is said, entry.key


def test_unverified_background_is_flagged_to_the_user(table):
    for entry, row in zip(evidence_library().values(), table, strict=True):
        wholly = "[B]" in row[4]
        assert entry.checked is not wholly, entry.key
        assert ("ej kontrollerad" in entry.support.sv) is wholly
        if "[B]" in row[3]:
            assert entry.remark and not entry.remark.checked, entry.key


@pytest.mark.parametrize("entry", evidence_library().values(), ids=lambda entry: entry.key)
def test_every_entry_is_complete_in_both_languages(entry):
    texts = [entry.name, entry.finding, entry.support, entry.sort_words, entry.outcome_words]
    texts += [text for text in (entry.warning, entry.transfer, entry.remark and entry.remark.words) if text]
    for words in texts:
        assert words.sv.strip() and words.en.strip()
    assert entry.finding.sv != entry.finding.en
    digits = [set(re.findall(r"\d+", text)) for text in (entry.finding.sv, entry.finding.en)]
    assert digits[0] == digits[1]
    assert entry.source


def test_certainty_has_words_in_both_languages_and_never_the_word_for_safe():
    for certainty in Certainty:
        assert certainty.words.sv and certainty.words.en
        assert "säker" not in certainty.words.sv
    assert len({certainty.words.sv for certainty in Certainty}) == len(Certainty)


def test_a_harmful_measure_carries_a_warning_and_is_never_said_to_be_supported():
    harmful = [entry for entry in evidence_library().values() if entry.effect is Effect.HARMS]
    assert [entry.key for entry in harmful] == ["scared_straight"]
    assert harmful[0].warning and "skad" in harmful[0].warning.sv.lower()
    assert "skadar" in harmful[0].support.sv


def test_studies_of_crime_alone_do_not_speak_of_feeling_safe():
    for entry in evidence_library().values():
        assert (entry.transfer is None) is (MeasuredOutcome.TRYGGHET in entry.outcomes)


def test_an_unknown_key_is_answered_with_the_nearest():
    with pytest.raises(BadValueError, match="lighting"):
        find_evidence("lightning")
