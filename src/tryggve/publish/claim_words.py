"""A decided claim beside today's figures, in Swedish and English: "Beslutat 2023: ... Nu: ..."."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tryggve.errors import Language
from tryggve.indicators.catalogue import Catalogue
from tryggve.plan.claims import ClaimNow, ClaimReason, ClaimState
from tryggve.publish.figure_words import change_words
from tryggve.publish.numbers import format_number, shared_decimals
from tryggve.publish.wording import Tone, verdict_words, word
from tryggve.publish.words import words
from tryggve.terms import Finding, FindingKind

# Green says "better", and a claim that still holds may be about something bad.
_TONES: dict[ClaimState, Tone] = {ClaimState.HOLDS: "plain", ClaimState.NO_LONGER: "worse"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """A decided claim in words (Sv: slutsats som planen vilar på).

    ``symbol`` is the shape (✓ ✕ ○) whose meaning ``state`` says. ``then`` is the decided sentence, word for word;
    ``text`` sets it beside what is known now; ``reason`` says what the state rests on.
    """

    symbol: str
    state: str
    tone: Tone
    then: str
    text: str
    reason: str


def claim_words(
    decided: Finding, found: ClaimNow, *, year: int, catalogue: Catalogue, language: Language
) -> ClaimWords:
    """Put a decided finding and what it is worth today into words; ``year`` is the year of the decision."""
    then = word(decided, catalogue, language).headline
    return ClaimWords(
        symbol=str(words("claims")["symbol"][found.state.value]),
        state=_say("state", found.state.value, language),
        tone=_TONES.get(found.state, "unknown"),
        then=then,
        text=_beside(then, found, year=year, catalogue=catalogue, language=language),
        reason=_reason(decided, found, language),
    )


def then_and_now(text: str) -> tuple[str, str]:
    """Part a claim into the decided sentence and what is known now, ``Nu: ...``; empty where nothing newer is told."""
    for sentence in words("claims")["beside"]["with_now"].values():
        mark = str(sentence).partition("{then}")[2].partition("{now}")[0]
        then, found, now = text.partition(mark)
        if found:
            return then, mark.lstrip() + now
    return text, ""


def states_headline(states: Iterable[ClaimState], language: Language) -> str:
    """Say how many of a plan's claims still hold, in one sentence without a full stop; empty without claims."""
    counted = list(states)
    if not counted:
        return ""
    table = words("claims")["headline"]
    holds = counted.count(ClaimState.HOLDS)
    everyone = "both" if len(counted) == 2 else "all"
    name = "one" if len(counted) == 1 else everyone if holds == len(counted) else "none" if not holds else "some"
    if name == "one":
        name = f"one_{counted[0].value}"
    return str(table[name][language]).format(holds=holds, all=len(counted))


def _beside(then: str, found: ClaimNow, *, year: int, catalogue: Catalogue, language: Language) -> str:
    if found.now is None or found.reason is ClaimReason.NO_NEWER:
        return _say("beside", "decided", language, year=year, then=then)
    said = word(found.now, catalogue, language)
    now = f"{verdict_words(found.now, language)}. {said.headline}" if found.now.certain else said.headline
    return _say("beside", "with_now", language, year=year, then=then, now=now)


def _reason(decided: Finding, found: ClaimNow, language: Language) -> str:
    name = found.reason.value
    before, now = decided.difference, found.now
    if before is None or now is None or now.difference is None or not (decided.other and now.other):
        return _say("reason", name, language)
    if found.reason is ClaimReason.SAME_ANSWER and decided.certain:
        name = "same_gap" if decided.kind in (FindingKind.AREA_GAP, FindingKind.GROUP_GAP) else "same_change"
    up = now.difference.value > 0
    places = shared_decimals(before.value, decided.side.estimate, decided.other.estimate)
    return _say(
        "reason",
        name,
        language,
        than=_say("size", "up" if up else "down", language),
        change=_say("size", "rise" if up else "fall", language),
        then=format_number(abs(before.value), language, decimals=places),
        now=change_words(now.difference, now.side, now.other, language),
    )


def _say(part: str, name: str, language: Language, **parts: Any) -> str:
    return str(words("claims")[part][name][language]).format_map(parts)
