"""Prints how often the 95 per cent interval of the local-level model holds the true level, by simulation."""

from __future__ import annotations

import sys

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


def main() -> int:
    """Print the table."""
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for scenario in Scenario:  # a drift shifts the trend's errors not at all, so none is drawn
        for years in (5, 8):
            for move, scale in ((0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0)):
                held = coverage(years=years, move=move, scale=scale, scenario=scenario, series=series)
                print(f"{scenario.value:5} {years} years, level sd {move}, scale {scale}: {held:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
