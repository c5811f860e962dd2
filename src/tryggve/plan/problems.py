"""Problems in the situation picture: how they are scored and ranked, and the causes of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tryggve.indicators.indicator import Words

HIGHEST: Final = 3  # every criterion is judged from 0 to this


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that a problem is judged by (Sv: kriterium). ``about_problem`` is False for the own possibilities."""

    key: str
    name: Words
    question: Words
    about_problem: bool = True
    weight: int = 1


CRITERIA: Final = (
    Criterion(
        key="common",
        name=Words("Vanligt", "Common"),
        question=Words("Hur vanligt är problemet?", "How common is the problem?"),
    ),
    Criterion(
        key="increasing",
        name=Words("Ökar", "Increasing"),
        question=Words("Ökar problemet?", "Is the problem increasing?"),
    ),
    Criterion(
        key="deviates",
        name=Words("Avviker från andra", "Deviates from others"),
        question=Words(
            "Är det större här än i liknande kommuner, länet eller landet?",
            "Is it larger here than in similar municipalities, the county or the nation?",
        ),
    ),
    Criterion(
        key="places",
        name=Words("Drabbar utsatta platser", "Hits exposed places"),
        question=Words("Samlas det på de mest utsatta platserna?", "Does it gather at the most exposed places?"),
    ),
    Criterion(
        key="persons",
        name=Words("Drabbar utsatta grupper", "Hits exposed groups"),
        question=Words("Drabbar det dem som är mest utsatta?", "Does it hit those who are most exposed?"),
    ),
    Criterion(
        key="signal",
        name=Words("Signalbrott", "Signal crime"),
        question=Words(
            "Påverkar det tryggheten mer än antalet händelser säger?",
            "Does it affect how safe people feel more than the number of incidents says?",
        ),
    ),
    Criterion(
        key="affected",
        name=Words("Många berörs", "Many are affected"),
        question=Words("Hur många berörs, direkt eller indirekt?", "How many are affected, directly or indirectly?"),
    ),
    Criterion(
        key="consequences",
        name=Words("Följder och kostnader", "Consequences and costs"),
        question=Words("Hur allvarliga och dyra är följderna?", "How serious and costly are the consequences?"),
    ),
    Criterion(
        key="influence",
        name=Words("Går att påverka", "Can be influenced"),
        question=Words("Hur mycket kan kommunen själv påverka?", "How much can the municipality influence by itself?"),
        about_problem=False,
    ),
    Criterion(
        key="resources",
        name=Words("Resurser finns", "Resources are there"),
        question=Words("Finns personal, kunskap och samverkan?", "Are staff, knowledge and cooperation there?"),
        about_problem=False,
    ),
    Criterion(
        key="cost",
        name=Words("Låg kostnad", "Low cost"),
        question=Words("Hur billigt är det att göra något åt det?", "How cheap is it to do something about it?"),
        about_problem=False,
    ),
)
RULE: Final = Words(
    "Varje kriterium bedöms från 0 (inte alls) till 3 (i hög grad) och räknas gånger sin vikt. Poängen är summan. Ett "
    "kriterium som inte är bedömt är inte noll: då visas det lägsta och det högsta som summan kan bli, och rangen blir "
    "ett spann. Poängen är ett stöd för samtalet, inte en mätning.",
    "Each criterion is judged from 0 (not at all) to 3 (to a high degree) and counted times its weight. The score is "
    "the sum. A criterion that is not judged is not zero: the lowest and the highest that the sum can become are shown "
    "then, and the rank becomes a span. The score is a support for the discussion, not a measurement.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A problem's score (Sv: prioriteringspoäng): the least and the most that the sum can be, and its maximum."""

    low: int
    high: int
    highest: int
    judged: int
    criteria: int

    @property
    def known(self) -> bool:
        """Whether every criterion is judged, so that the sum is one number."""
        return self.judged == self.criteria

    @property
    def begun(self) -> bool:
        """Whether anything is judged."""
        return self.judged > 0


@dataclass(frozen=True, slots=True)
class Rank:
    """A problem's place among the others (Sv: rang); the two differ where something is not judged."""

    best: int
    worst: int


def score(judged: Mapping[str, int | None]) -> Score:
    """Return the score of what has been judged, by criterion; what is absent or None is not judged.

    Method: weighted sum of 0-3 over the criteria; an unjudged one counts 0 in ``low`` and 3 in ``high``.
    Source: Brå's criteria for choosing between problems, and the own possibilities to act.
    Checked against: ``tests/plan/test_problems.py``.

    Raises:
        ValueError: a value is not between 0 and 3, or the criterion is not known.
    """
    weights = {criterion.key: criterion.weight for criterion in CRITERIA}
    given = {key: value for key, value in judged.items() if value is not None}
    wrong = [key for key, value in given.items() if key not in weights or not 0 <= value <= HIGHEST]
    if wrong:
        raise ValueError(f"Not a criterion judged from 0 to {HIGHEST}: {', '.join(wrong)}")
    low = sum(weights[key] * value for key, value in given.items())
    open_ = sum(weight for key, weight in weights.items() if key not in given)
    return Score(
        low=low,
        high=low + HIGHEST * open_,
        highest=HIGHEST * sum(weights.values()),
        judged=len(given),
        criteria=len(weights),
    )


def ranks(scores: Mapping[int, Score]) -> dict[int, Rank]:
    """Return the rank of every problem that has been judged at all; equal sums share the better place.

    A problem is certainly above another only where its least is more than the other's most.
    """
    begun = {key: value for key, value in scores.items() if value.begun}
    found = {}
    for key, own in begun.items():
        others = [other for name, other in begun.items() if name != key]
        best = 1 + sum(other.low > own.high for other in others)
        found[key] = Rank(best=best, worst=1 + sum(other.high > own.low for other in others))
    return found


class CauseSide(StrEnum):
    """What a cause has to do with (Sv: del av fiskbenet)."""

    VICTIM = "victim"
    OFFENDER = "offender"
    PLACE = "place"

    @property
    def words(self) -> Words:
        """The side in words."""
        return _SIDES[self]


_SIDES = {
    CauseSide.VICTIM: Words("Brottsutsatt", "Victim"),
    CauseSide.OFFENDER: Words("Gärningsperson", "Offender"),
    CauseSide.PLACE: Words("Plats eller objekt", "Place or object"),
}


class Directness(StrEnum):
    """How near a cause stands to the problem (Sv: direkt eller indirekt orsak)."""

    DIRECT = "direct"
    INDIRECT = "indirect"

    @property
    def words(self) -> Words:
        """The directness in words."""
        return _DIRECTNESS[self]


_DIRECTNESS = {
    Directness.DIRECT: Words("Direkta orsaker", "Direct causes"),
    Directness.INDIRECT: Words("Bakomliggande orsaker", "Indirect causes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FishboneCause:
    """A cause as the fishbone shows it (Sv: orsak). ``influence`` is 0 to 3, None where nobody has judged it."""

    text: str
    side: CauseSide
    directness: Directness
    evidence: str = ""
    influence: int | None = None


@dataclass(frozen=True, slots=True)
class Fishbone:
    """A problem with its causes (Sv: fiskben)."""

    problem: str
    causes: tuple[FishboneCause, ...]

    def of(self, side: CauseSide, directness: Directness) -> tuple[FishboneCause, ...]:
        """Return the causes of one bone, in order."""
        return tuple(c for c in self.causes if c.side is side and c.directness is directness)
