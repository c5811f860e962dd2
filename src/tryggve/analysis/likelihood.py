"""How likely a target is in a coming year, in two scenarios and in five classes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tryggve.analysis.contrast import NORMAL_95, believable, has_known_error, standard_error
from tryggve.analysis.local_level import Scenario, measured_from, outlook
from tryggve.analysis.over_time import comparable_chain
from tryggve.indicators.indicator import Indicator
from tryggve.terms import Estimate, Point, Series

FEWEST = 3  # measurements for a chance; with fewer the assumption of how levels move would speak alone
FEWEST_FOR_TREND = 5


class Likelihood(StrEnum):
    """A class of probability (Sv: sannolikhetsord)."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very_unlikely"


_ORDER = tuple(Likelihood)
_LEAST = (0.9, 0.66, 0.33, 0.1)
_MIDDLE = _ORDER.index(Likelihood.UNCERTAIN)


def likelihood(chance: float) -> Likelihood:
    """Return the class of a probability: from 0.9, 0.66, 0.33 and 0.1, else very unlikely."""
    return next((word for word, least in zip(_ORDER, _LEAST, strict=False) if chance >= least), _ORDER[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """The chance of a target in a year (Sv: utsikt att målet nås), 0 to 1.

    ``level``: the level stays; ``trend``: the drift goes on, nothing with too few measurements. ``measurements`` is how
    many were used, the last of them from ``last``.
    """

    level: float
    trend: float | None
    measurements: int
    last: int
    year: int

    @property
    def said(self) -> tuple[Likelihood, ...]:
        """One class, or both (level, trend) where they differ by more than one.

        Of two neighbouring classes the one nearer "uncertain" is said, which claims least.
        """
        level = likelihood(self.level)
        if self.trend is None:
            return (level,)
        trend = likelihood(self.trend)
        if abs(_ORDER.index(level) - _ORDER.index(trend)) > 1:
            return (level, trend)
        return (min(level, trend, key=lambda word: abs(_ORDER.index(word) - _MIDDLE)),)


def foresee(series: Series, indicator: Indicator, *, low: float, high: float, year: int) -> Foreseen | None:
    """Return the chance that the level lies from ``low`` to ``high`` in a year, or nothing with under three points.

    Method: the local-level model on the points that neither share years nor lie across a break (a window is dated by
        its last year); with five or more also with a drift, estimated together with the level. The prior on the
        level's yearly move has a hundredth of the indicator's scale as its own: one index point or percentage point.
        The source's rounding adds step squared / 12 to each variance.
    Source: Durbin and Koopman (2012), see ``local_level``.
    Checked against: see ``local_level``.
    """
    chain = [p for p in comparable_chain(series) if p.estimate and _usable(p.estimate, indicator)]
    figures = [figure for figure in map(_figure, chain) if figure[2] > 0]
    if len(figures) < FEWEST:
        return None
    measured = measured_from(figures)
    ahead, scale = year - measured.years[-1], _prior_scale(indicator)

    def chance(scenario: Scenario) -> float:
        return outlook(measured, ahead=ahead, scale=scale, scenario=scenario).chance(low=low, high=high)

    return Foreseen(
        level=chance(Scenario.LEVEL),
        trend=chance(Scenario.TREND) if len(figures) >= FEWEST_FOR_TREND else None,
        measurements=len(figures),
        last=measured.years[-1],
        year=year,
    )


def _usable(estimate: Estimate, indicator: Indicator) -> bool:
    return has_known_error(estimate) and not 0 < estimate.n < indicator.min_n


def _figure(point: Point) -> tuple[int, float, float]:
    assert point.estimate is not None
    estimate = believable(point.estimate, years=point.period.years)
    return point.period.last, estimate.value, _error(estimate)


def _error(estimate: Estimate) -> float:
    error = standard_error(estimate)
    if error == 0 and estimate.has_interval:  # nobody or everybody answered so: the limits know more than the formula
        error = (estimate.high - estimate.low) / 2 / NORMAL_95
    return math.sqrt((error + estimate.limit_rounding / 2 / NORMAL_95) ** 2 + estimate.rounding**2 / 12)


def _prior_scale(indicator: Indicator) -> float:
    span = indicator.scale_max - indicator.scale_min
    # A scale without an end has no hundredth; the smallest change that matters is wider, so it claims less.
    return span / 100 if math.isfinite(span) else indicator.delta
