"""A decided claim beside today's figures, in words."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from plan.made_findings import MEN, WOMEN, change, gap, side
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.claims import ClaimReason, ClaimState, claim_now
from tryggve.publish.claim_words import claim_words, states_headline
from tryggve.publish.wording import word

TABLE = tomllib.loads(resources.files("tryggve.publish.words").joinpath("claims.toml").read_text(encoding="utf-8"))
RISE = change(side(2022, 60, 2), side(2020, 48, 2))


def worded(*today, language="sv"):
    found = claim_now(RISE, today=today)
    return claim_words(RISE, found, year=2023, catalogue=load_catalogue(), language=language)


def test_refuted_claim_keeps_the_decided_sentence_and_says_what_is_known_now():
    words = worded(change(side(2024, 48, 2), side(2022, 60, 2)))
    then = word(RISE, load_catalogue(), "sv").headline
    assert words.text.startswith(f"Beslutat 2023: {then} Nu: Säkerställd minskning – försämring. 48")
    assert (words.symbol, words.state, words.tone) == ("✕", "Stämmer inte längre", "worse")


def test_claim_that_nothing_newer_speaks_of_stands_alone():
    words = worded(RISE)
    assert words.text == f"Beslutat 2023: {words.then}"
    assert words.symbol == "✓"


def test_claim_in_english():
    words = worded(change(side(2024, 55, 12, n=150), side(2022, 60, 2)), language="en")
    assert words.text.startswith("Decided 2023: ")
    assert " Now: " in words.text
    assert words.state == "Cannot be told"


def reason_of(women, men, *, se=2, language="sv"):
    decided = gap(side(2022, 20, 2, WOMEN), side(2022, 40, 2, MEN))
    found = claim_now(decided, today=[gap(side(2024, women, se, WOMEN), side(2024, men, se, MEN))])
    return claim_words(decided, found, year=2023, catalogue=load_catalogue(), language=language)


def test_gap_that_widened_says_both_sizes_and_is_no_good_news():
    words = reason_of(20, 60)
    assert words.reason == (
        "Fortfarande lägre; skillnaden är säkerställt större än vid beslutet (20,0 → 40,0 procentenheter)."
    )
    assert (words.symbol, words.state, words.tone) == ("✓", "Stämmer fortfarande", "plain")


def test_gap_that_narrowed_says_both_sizes():
    assert reason_of(32, 40, se=1).reason == (
        "Fortfarande lägre; skillnaden är säkerställt mindre än vid beslutet (20,0 → 8,0 procentenheter)."
    )


def test_gap_within_the_margins_gives_both_sizes_without_a_verdict_on_the_change():
    assert reason_of(20, 41).reason == "Samma fråga ger samma svar: då 20,0, nu 21,0 procentenheter lägre."
    assert reason_of(20, 41, language="en").reason == (
        "The same question has the same answer: then 20.0, now 21.0 percentage points lower."
    )


def test_change_in_the_same_direction_gives_both_sizes():
    again = worded(change(side(2024, 70, 2), side(2022, 60, 2)))
    assert again.reason == "Samma fråga ger samma svar: ökningen var då 12,0, nu 10,0 procentenheter."


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_state_and_reason_has_words(language):
    assert all(TABLE["state"][state.value][language] for state in ClaimState)
    assert all(TABLE["reason"][reason.value][language] for reason in ClaimReason)


def test_words_for_certainty_never_say_safe():
    said = " ".join(str(part) for part in TABLE.values())
    assert not re.search(r"\bsäker(t|a)?\b|signifikant|bevis", said)


@pytest.mark.parametrize(
    ("states", "headline"),
    [
        ("hhu", "2 av planens 3 slutsatser stämmer fortfarande"),
        ("hh", "Båda slutsatserna som planen vilar på stämmer fortfarande"),
        ("hhh", "Alla 3 slutsatser som planen vilar på stämmer fortfarande"),
        ("nu", "Ingen av planens 2 slutsatser kan sägas stämma fortfarande"),
        ("n", "Planens enda slutsats stämmer inte längre"),
        ("", ""),
    ],
)
def test_headline_counts_what_holds(states, headline):
    code = {"h": ClaimState.HOLDS, "n": ClaimState.NO_LONGER, "u": ClaimState.UNKNOWN}
    assert states_headline([code[s] for s in states], "sv") == headline
