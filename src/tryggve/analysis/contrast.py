"""The difference between two estimates: its interval, its p value, and what it could have shown.

Published intervals may be rounded and lopsided. The rule, in words: each limit may be half a rounding step wider than
printed and each value half a step off; the difference is worked out for every such corner, its interval is the hull of
the corners' intervals and its p value the largest of theirs. A rounded figure can therefore only lose a verdict, never
win one.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

from scipy import stats

from tryggve.terms import Estimate, KnownBy, Unit

NORMAL_95 = float(stats.norm.ppf(0.975))
POWER_80 = float(stats.norm.ppf(0.80))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A tested difference (Sv: prövad skillnad), in the unit of the two estimates.

    ``low`` and ``high`` are the 95 per cent interval's limits, ``inner_low`` and ``inner_high`` those of the 90 per
    cent interval. ``detectable`` is the true difference that has 80 per cent power at the 5 per cent level.
    """

    value: float
    low: float
    high: float
    inner_low: float
    inner_high: float
    p: float
    detectable: float

    @property
    def margin(self) -> float:
        """The larger half of the 95 per cent interval."""
        return max(self.high - self.value, self.value - self.low)


@dataclass(frozen=True, slots=True)
class _Corner:
    value: float
    down: float  # standard error of a value below
    up: float  # standard error of a value above


def has_known_error(estimate: Estimate) -> bool:
    """Tell whether the estimate can be tested at all."""
    if estimate.known_by in (KnownBy.NONE, KnownBy.COUNT, KnownBy.CENSUS):
        return False
    from_n = estimate.known_by is KnownBy.SAMPLE_SIZE and estimate.unit is Unit.PERCENT and estimate.n > 0
    return math.isfinite(estimate.se) or estimate.has_interval or from_n


def believable(estimate: Estimate, *, years: int) -> Estimate:
    """Return a published share with limits no narrower than its answers allow.

    Args:
        estimate: a figure with the limits that its source printed.
        years: how many years' answers may be pooled in it; each is taken to hold ``n`` answers.

    Small municipalities' published intervals can be narrower than simple random sampling of all the answers: the
    source may have smoothed or modelled. Such limits say nothing of independent sampling, so for tests they are
    widened to Wilson's. Nothing is ever narrowed, and what is shown stays as published.
    """
    printed = estimate.known_by in (KnownBy.INTERVAL, KnownBy.MARGIN) and estimate.has_interval
    if not printed or estimate.unit is not Unit.PERCENT or estimate.n <= 0:
        return estimate
    low, high = wilson(min(max(estimate.value, 0.0), 100.0), estimate.n * years)
    if low >= estimate.low and high <= estimate.high:
        return estimate
    return replace(estimate, low=min(low, estimate.low), high=max(high, estimate.high), se=math.nan)


def standard_error(estimate: Estimate) -> float:
    """Return the standard error: as given, else half the interval's width over its quantile."""
    if math.isfinite(estimate.se):
        return estimate.se
    low, high = _limits(estimate)
    return (high - low) / 2 / _quantile(estimate.df)


def contrast(now: Estimate, then: Estimate, *, correlation: float = 0.0) -> Contrast:
    """Return ``now`` minus ``then`` with its interval.

    Args:
        now: the later figure, the group or the place that is spoken of.
        then: what it is compared with, in the same unit.
        correlation: of the two figures' sampling errors, -1 to 1; 0 for independent samples.

    Raises:
        ValueError: where the units differ or an error is not known.

    Method: MOVER, the square-and-add interval from each figure's own limits (Newcombe's method 10 when the limits are
        Wilson's); with symmetric limits it is the ordinary z or t interval. Degrees of freedom by Welch-Satterthwaite.
    Source: Zou and Donner, Statistics in Medicine 27 (2008) 1693; Newcombe, Statistics in Medicine 17 (1998) 873.
    Checked against: Newcombe's published example; ``reference/effect/change_test`` (R).
    """
    if now.unit is not then.unit:
        raise ValueError(f"Units differ: {now.unit} and {then.unit}.")
    if not (has_known_error(now) and has_known_error(then)):
        raise ValueError("The error of a figure is not known; it cannot be tested.")
    df = _joint_df(now, then)
    pairs = list(itertools.product(_corners(now), _corners(then)))
    low, high = _hull(pairs, correlation, _quantile(df))
    inner = _hull(pairs, correlation, _quantile(df, 0.95))
    statistic = min(_statistic(a, b, correlation) for a, b in pairs)
    if len({math.copysign(1, a.value - b.value) for a, b in pairs}) > 1:
        statistic = 0.0
    spread = max(high - (now.value - then.value), (now.value - then.value) - low)
    return Contrast(
        value=now.value - then.value,
        low=low,
        high=high,
        inner_low=inner[0],
        inner_high=inner[1],
        p=float(2 * stats.t.sf(statistic, df)),
        detectable=spread * (NORMAL_95 + POWER_80) / NORMAL_95,
    )


def _corners(estimate: Estimate) -> list[_Corner]:
    if estimate.known_by is KnownBy.MICRODATA and math.isfinite(estimate.se):
        return [_Corner(estimate.value, estimate.se, estimate.se)]
    low, high = _limits(estimate)
    slack = estimate.limit_rounding / 2
    quantile = _quantile(estimate.df)
    values = {estimate.value - estimate.rounding / 2, estimate.value + estimate.rounding / 2}
    corners = []
    for value in sorted(values):
        up = max(high + slack - value, 0.0) / quantile
        down = max(value - low + slack, 0.0) / quantile
        if estimate.unit is Unit.PERCENT and low <= slack:
            down = max(down, up)  # a limit cut off at zero says nothing of the error below
        corners.append(_Corner(value, down, up))
    return corners


def _limits(estimate: Estimate) -> tuple[float, float]:
    if estimate.has_interval:
        return estimate.low, estimate.high
    if math.isfinite(estimate.se):
        reach = _quantile(estimate.df) * estimate.se
        return estimate.value - reach, estimate.value + reach
    return wilson(estimate.value, estimate.n)


def wilson(percent: float, n: int) -> tuple[float, float]:
    """Return Wilson's 95 per cent limits, in per cent, for a share of ``n`` independent answers.

    Source: Wilson, Journal of the American Statistical Association 22 (1927) 209.
    """
    z = NORMAL_95
    share = percent / 100
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return 100 * (centre - reach), 100 * (centre + reach)


def _quantile(df: float, probability: float = 0.975) -> float:
    return float(stats.norm.ppf(probability) if math.isinf(df) else stats.t.ppf(probability, df))


def _joint_df(now: Estimate, then: Estimate) -> float:
    parts = [(standard_error(e) ** 2, e.df) for e in (now, then)]
    weight = sum(v * v / df for v, df in parts if math.isfinite(df))
    total = sum(v for v, _ in parts)
    return total * total / weight if weight > 0 else math.inf


def _add(a: float, b: float, correlation: float) -> float:
    return math.sqrt(max(a * a + b * b - 2 * correlation * a * b, 0.0))


def _hull(pairs: list[tuple[_Corner, _Corner]], correlation: float, quantile: float) -> tuple[float, float]:
    lows = [a.value - b.value - quantile * _add(a.down, b.up, correlation) for a, b in pairs]
    highs = [a.value - b.value + quantile * _add(a.up, b.down, correlation) for a, b in pairs]
    return min(lows), max(highs)


def _statistic(now: _Corner, then: _Corner, correlation: float) -> float:
    difference = now.value - then.value
    facing = (now.down, then.up) if difference > 0 else (now.up, then.down)
    error = _add(*facing, correlation)
    if error == 0.0:
        return math.inf if difference else 0.0
    return abs(difference) / error
