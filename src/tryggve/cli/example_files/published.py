"""Shares as an authority would publish them: drawn from a stated truth with a sample of stated size."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

Z95 = 1.959963984540054
DESIGN_EFFECT = 1.15  # what weighting costs: the sample tells as much as one of n / 1.15


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent with its 95 per cent interval and number of answers."""

    value: float
    low: float
    high: float
    n: int

    @property
    def margin(self) -> float:
        """Half the interval's width."""
        return (self.high - self.low) / 2


def draw_share(rng: np.random.Generator, *, truth: float, n: int) -> Share:
    """Draw a share (per cent) from a sample of ``n`` answers, with Wilson's interval.

    Method: binomial with ``n`` over the design effect.
    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    Checked against: coverage of the truth in simulation (tests/cli/test_example_coverage.py).
    """
    effective = max(1, round(n / DESIGN_EFFECT))
    return share_of(int(rng.binomial(effective, truth / 100)), effective, n=n)


def together(one: Share, other: Share) -> Share:
    """Return the share of two samples taken as one."""
    n = one.n + other.n
    effective = round(n / DESIGN_EFFECT)
    value = (one.value * one.n + other.value * other.n) / n
    return share_of(round(value * effective / 100), effective, n=n)


def share_of(hits: int, effective: int, *, n: int) -> Share:
    """Return ``hits`` of ``effective`` as a share with Wilson's interval."""
    p = hits / effective
    centre = (p + Z95**2 / (2 * effective)) / (1 + Z95**2 / effective)
    half = Z95 * math.sqrt(p * (1 - p) / effective + Z95**2 / (4 * effective**2)) / (1 + Z95**2 / effective)
    return Share(100 * p, 100 * max(0.0, centre - half), 100 * min(1.0, centre + half), n)
