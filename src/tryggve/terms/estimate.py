"""Estimates: a value together with what is known of its error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The unit of a value (Sv: enhet). Shares are stored in per cent, 0 to 100."""

    PERCENT = "percent"
    INDEX = "index"  # index points on a stated scale
    COUNT = "count"
    PER_100K = "per_100k"
    PER_1000 = "per_1000"
    LEVEL = "level"  # a level as delivered, e.g. the police survey's 0 to 6


class KnownBy(StrEnum):
    """How the error of a value is known (Sv: hur felet är känt)."""

    MICRODATA = "microdata"  # computed here from the survey's design
    MARGIN = "margin"  # the source publishes value ± margin
    INTERVAL = "interval"  # the source publishes lower and upper limits
    SAMPLE_SIZE = "sample_size"  # the source publishes the number of answers
    COUNT = "count"  # a count of events, with or without population
    CENSUS = "census"  # a full list; no sampling error (the police list)
    NONE = "none"  # the source says nothing: the value is shown and never tested


class Reason(StrEnum):
    """Why a figure is not there (Sv: orsak till att uppgift saknas)."""

    SUPPRESSED = "suppressed"
    NOT_ASKED = "not_asked"
    NOT_PUBLISHED = "not_published"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A figure that is not there, and why (Sv: uppgift saknas)."""

    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value and its 95 per cent interval (Sv: skattning).

    ``low`` and ``high`` are the interval's limits and ``se`` the standard error, all in the unit of ``value``; NaN
    where not known. ``rounding`` is the step to which the source rounds the value and ``limit_rounding`` that of the
    limits (1.0 for whole per cent, 0 where unrounded). ``n`` is the number of answers, ``df`` the degrees of freedom
    of ``se``, ``population`` the number of people (or other exposure) behind a count or rate. Zero ``n`` or
    ``population`` means not known. ``response_rate`` is the share of those drawn who answered, 0 to 1; NaN where not
    known.
    """

    value: float
    unit: Unit
    known_by: KnownBy
    low: float = math.nan
    high: float = math.nan
    se: float = math.nan
    n: int = 0
    df: float = math.inf
    rounding: float = 0.0
    limit_rounding: float = 0.0
    population: float = 0.0
    response_rate: float = math.nan

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError("An estimate has a finite value; use Missing where there is none.")
        if self.has_interval and not self.low - self.rounding <= self.value <= self.high + self.rounding:
            raise ValueError(f"The value {self.value} lies outside its interval {self.low} to {self.high}.")

    @property
    def has_interval(self) -> bool:
        """Whether both limits are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def margin(self) -> float:
        """The larger half of the interval (Sv: felmarginal); NaN where there is no interval."""
        return max(self.high - self.value, self.value - self.low) if self.has_interval else math.nan


Outcome = Estimate | Missing
