"""Prints how often the local-level model's 95 per cent interval holds the level, and whether its chances come true."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

import numpy as np

from tryggve.analysis.local_level import Measured, Scenario, outlook

SE, AHEAD = 2.0, 3


def coverage(*, years: int, move: float, scale: float, scenario: Scenario, series: int) -> float:
    """Return the share of simulated series whose interval for the level ``AHEAD`` years on holds it."""
    rng = np.random.default_rng(20210)
    held = 0
    for _ in range(series):
        level = 60 + np.cumsum(rng.normal(0, move, years + AHEAD))
        values = level[:years] + rng.normal(0, SE, years)
        measured = Measured(tuple(range(years)), tuple(values), (SE,) * years)
        low, high = outlook(measured, ahead=AHEAD, scale=scale, scenario=scenario).interval()
        held += low <= level[-1] <= high
    return held / series


def calibration(
    *, years: int, scenario: Scenario, series: int, move: float | None = None, scale: float = 1.0, drifts: float = 20.0
) -> Iterator[tuple[float, float, int]]:
    """Return, by fifths of P(met), the mean chance said, the share met and the number of series.

    Without ``move`` each series draws its own from the half-Cauchy prior, and with wide ``drifts`` (their standard
    deviation, of the trend alone) the chances should be exact. The target is set from what was known.
    """
    rng = np.random.default_rng(20211)
    said, met = np.empty(series), np.empty(series, dtype=bool)
    for i in range(series):
        sd = math.tan(rng.uniform() * math.pi / 2) if move is None else move
        drift = rng.normal(0, drifts) if scenario is Scenario.TREND else 0.0
        level = 60 + np.cumsum(rng.normal(drift, sd, years + AHEAD))
        values = level[:years] + rng.normal(0, SE, years)
        measured = Measured(tuple(range(years)), tuple(values), (SE,) * years)
        found = outlook(measured, ahead=AHEAD, scale=scale, scenario=scenario)
        target = found.mean + rng.uniform(-8, 8) if move is None else values[-1] + rng.uniform(-6, 6)
        said[i] = found.chance(low=target)
        met[i] = level[-1] >= target
    for fifth in range(5):
        those = np.minimum((said * 5).astype(int), 4) == fifth
        if those.any():
            yield float(said[those].mean()), float(met[those].mean()), int(those.sum())


def main() -> int:
    """Print the table."""
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for scenario in Scenario:  # a drift shifts the trend's errors not at all, so none is drawn
        for years in (5, 8):
            for move, scale in ((0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0)):
                held = coverage(years=years, move=move, scale=scale, scenario=scenario, series=series)
                print(f"{scenario.value:5} {years} years, level sd {move}, scale {scale}: {held:.3f}")
    for scenario in Scenario:
        for years in (5, 8):
            for move, scale in ((None, 1.0), (0.5, 1.0), (2.0, 1.0), (2.0, 2.0)):
                rows = calibration(
                    years=years,
                    scenario=scenario,
                    series=series,
                    move=move,
                    scale=scale,
                    drifts=20.0 if move is None else 1.0,
                )
                told = "  ".join(f"{said:.2f} said {met:.2f} met (n {n})" for said, met, n in rows)
                name = "from the prior" if move is None else move
                print(f"P(met), {scenario.value:5} {years} years, level sd {name}, scale {scale}: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
