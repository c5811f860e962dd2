"""The evidence library: what research says of common measures, and how sure it is."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from tryggve.errors import BadValueError
from tryggve.indicators.indicator import Words


class Sort(StrEnum):
    """What sort of measure it is (Sv: slag av åtgärd)."""

    SOCIAL = "social"
    SITUATIONAL = "situational"
    POLICE = "police"


class MeasuredOutcome(StrEnum):
    """What the studies measured (Sv: utfall). Less crime is not the same as feeling safer."""

    CRIME = "crime"
    TRYGGHET = "trygghet"


class Effect(StrEnum):
    """Which way the evidence points (Sv: effekt)."""

    HELPS = "helps"
    UNCLEAR = "unclear"
    HARMS = "harms"


class Certainty(StrEnum):
    """How much support the finding has in research (Sv: stöd i forskningen), strongest first."""

    STRONG = "strong"
    GOOD = "good"
    MODERATE = "moderate"
    LOW_TO_MODERATE = "low_to_moderate"
    LOW = "low"
    VERY_LOW = "very_low"

    @property
    def words(self) -> Words:
        """The class as it is read after "Stöd i forskningen"."""
        return _CERTAINTY[self]


_CERTAINTY = {
    Certainty.STRONG: Words("starkt", "strong"),
    Certainty.GOOD: Words("gott", "good"),
    Certainty.MODERATE: Words("måttligt", "moderate"),
    Certainty.LOW_TO_MODERATE: Words("begränsat till måttligt", "limited to moderate"),
    Certainty.LOW: Words("begränsat", "limited"),
    Certainty.VERY_LOW: Words("mycket begränsat", "very limited"),
}
_SORTS = {
    Sort.SOCIAL: Words("social", "social"),
    Sort.SITUATIONAL: Words("situationell", "situational"),
    Sort.POLICE: Words("polisiär", "policing"),
}
_OUTCOMES = {
    MeasuredOutcome.CRIME: Words("brott", "crime"),
    MeasuredOutcome.TRYGGHET: Words("trygghet", "feeling safe"),
}
UNCHECKED = Words("ej kontrollerad", "not checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A text beside the finding; ``checked`` tells whether it has been held against a source."""

    words: Words
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of one sort of measure (Sv: kunskapsläge).

    ``finding`` states the effect in words, as ``source`` has it; ``checked`` is false where it is background knowledge.
    ``warning`` is set where the measure may do harm.
    """

    key: str
    name: Words
    sort: tuple[Sort, ...]
    outcomes: tuple[MeasuredOutcome, ...]
    effect: Effect
    certainty: Certainty
    finding: Words
    source: str
    remark: Remark | None = None
    warning: Words | None = None
    checked: bool = True

    @property
    def support(self) -> Words:
        """The support in research as one line, with the flag where nobody has checked it."""
        said = self.certainty.words
        if self.effect is Effect.HARMS:
            line = Words(f"Stöd i forskningen för att den skadar: {said.sv}", f"Research support for harm: {said.en}")
        else:
            line = Words(f"Stöd i forskningen: {said.sv}", f"Support in research: {said.en}")
        return line if self.checked else Words(f"{line.sv} ({UNCHECKED.sv})", f"{line.en} ({UNCHECKED.en})")

    @property
    def sort_words(self) -> Words:
        """The sort of measure, in lower case."""
        return _listed([_SORTS[sort] for sort in self.sort])

    @property
    def outcome_words(self) -> Words:
        """What the studies measured, in lower case."""
        return _listed([_OUTCOMES[outcome] for outcome in self.outcomes])

    @property
    def transfer(self) -> Words | None:
        """The reminder that studies of crime say nothing of feeling safe; nothing where feeling safe was measured."""
        if MeasuredOutcome.TRYGGHET in self.outcomes:
            return None
        return Words(
            "Studierna mäter brott. Om tryggheten ökar säger de inget om.",
            "The studies measure crime. They do not say whether people feel safer.",
        )


@cache
def evidence_library() -> Mapping[str, Evidence]:
    """Return every entry by its key, in the library's order."""
    text = resources.files("tryggve.plan").joinpath("evidence.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: _entry(key, content) for key, content in tomllib.loads(text).items()})


def find_evidence(key: str) -> Evidence:
    """Return the entry of a key.

    Raises:
        BadValueError: the library has no such key.
    """
    library = evidence_library()
    if key in library:
        return library[key]
    near = ", ".join(difflib.get_close_matches(key, library, n=3, cutoff=0.4) or library)
    raise BadValueError(
        sv=f"Evidensbiblioteket har ingen post ”{key}”. Välj en som finns, eller lämna tomt: {near}.",
        en=f'The evidence library has no entry "{key}". Choose one that exists, or leave it empty: {near}.',
    )


def _entry(key: str, content: Mapping[str, Any]) -> Evidence:
    remark = content.get("remark")
    return Evidence(
        key=key,
        name=Words(**content["name"]),
        sort=tuple(Sort(sort) for sort in content["sort"]),
        outcomes=tuple(MeasuredOutcome(outcome) for outcome in content["outcomes"]),
        effect=Effect(content["effect"]),
        certainty=Certainty(content["certainty"]),
        finding=Words(**content["finding"]),
        source=content["source"],
        remark=_remark(remark) if remark else None,
        warning=Words(**content["warning"]) if "warning" in content else None,
        checked=content.get("checked", True),
    )


def _remark(content: Mapping[str, Any]) -> Remark:
    return Remark(words=Words(content["sv"], content["en"]), checked=content.get("checked", True))


def _listed(words: list[Words]) -> Words:
    return Words(" och ".join(word.sv for word in words), " and ".join(word.en for word in words))
