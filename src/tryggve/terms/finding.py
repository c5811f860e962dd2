"""Findings: claims as data, each with its figures, rule, verdict and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tryggve.terms.area import Area
from tryggve.terms.estimate import Estimate
from tryggve.terms.group import EVERYBODY, Group
from tryggve.terms.period import Period


class FindingKind(StrEnum):
    """What sort of claim it is (Sv: slag av slutsats)."""

    LEVEL = "level"  # a level, with no comparison
    CHANGE = "change"  # since the last comparable point
    LONG_CHANGE = "long_change"  # since a chosen baseline, or between the ends of the series with years pooled
    HISTORY = "history"  # between two earlier neighbouring points
    GROUP_GAP = "group_gap"  # between two groups in the same place
    AREA_GAP = "area_gap"  # a place against the rest of its county or municipality, or against the nation
    BREAK = "break"  # a remade measurement: a new baseline
    COUNT = "count"  # a list or a count without interval


class Verdict(StrEnum):
    """The code of a verdict; methods and words are in ``docs`` and ``publish/words/verdicts.toml`` (Sv: omdöme)."""

    BREAK = "break"
    OVERLAP = "overlap"
    NO_ERROR = "no_error"
    FEW = "few"
    UP = "up"
    DOWN = "down"
    SAME = "same"
    NONE = "none"
    SHORT = "short"
    COUNTS = "counts"  # reported crime: no verdict without a stated overdispersion rule
    STATED = "stated"  # a figure that is told as it is, with nothing compared (a level, a full list)


class Direction(StrEnum):
    """Which way is better (Sv: önskad riktning)."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # no way is better, or nobody can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two figures that a finding compares (Sv: jämförelsetal)."""

    area: Area
    period: Period
    estimate: Estimate
    group: Group = EVERYBODY
    release: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """``now`` minus ``then`` (or own minus other), with the interval of the difference itself (Sv: skillnad).

    ``p`` is the two-sided p value of one test alone, ``adjusted_p`` after Holm in the finding's family. All NaN where
    the difference cannot be tested. ``detectable`` is the smallest true difference that would have been seen with 80
    per cent probability.
    """

    value: float
    low: float
    high: float
    p: float
    adjusted_p: float
    detectable: float

    @property
    def margin(self) -> float:
        """The larger half of the difference's 95 per cent interval (Sv: skillnadens felmarginal)."""
        return max(self.high - self.value, self.value - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim about an indicator in a place, as data (Sv: slutsats).

    ``side`` is what the claim is about (the latest figure, the group, the place); ``other`` what it is compared with,
    nothing for a level. ``rule`` names the written rule (``docs/metoder``) that gave the verdict, ``family`` the Holm
    family and ``family_size`` how many tests were in it. ``delta`` is the smallest difference that matters. ``advice``
    codes the next best thing to look at where the figures do not suffice.
    """

    kind: FindingKind
    indicator: str
    side: Side
    verdict: Verdict
    rule: str
    direction: Direction
    delta: float
    other: Side | None = None
    difference: Difference | None = None
    better: bool | None = None  # None where the verdict is not up or down, or where no way is better
    break_year: int | None = None
    family: str = ""
    family_size: int = 0
    advice: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=())
    response_rate: float | None = None

    @property
    def certain(self) -> bool:
        """Whether the verdict is "säkerställd"."""
        return self.verdict in (Verdict.UP, Verdict.DOWN)
