"""Estimates made of other estimates: the rest of a county, and years taken together."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tryggve.analysis.contrast import NORMAL_95, standard_error
from tryggve.terms import Estimate, KnownBy


def rest_of(whole: Estimate, part: Estimate, *, share: float) -> Estimate | None:
    """Return the estimate for the whole without the part, or nothing where the whole is too imprecise to take it out.

    Args:
        whole: e.g. the county, which holds the part.
        part: e.g. the municipality.
        share: the part's share of the whole's population, strictly between 0 and 1.

    Method: whole = share * part + (1 - share) * rest, with independent samples in part and rest, so
        Var(rest) = (Var(whole) - share^2 Var(part)) / (1 - share)^2. The part's rounding follows along.
    Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), section 3.3 (domain means).
    Checked against: direct estimates of the rest from microdata (tests).
    """
    if not 0.0 < share < 1.0:
        raise ValueError(f"A share lies between 0 and 1, not at {share}.")
    variance = (standard_error(whole) ** 2 - (share * standard_error(part)) ** 2) / (1 - share) ** 2
    if not (math.isfinite(variance) and variance > 0):
        return None
    value = (whole.value - share * part.value) / (1 - share)
    reach = NORMAL_95 * math.sqrt(variance)
    return Estimate(
        value=value,
        unit=whole.unit,
        known_by=KnownBy.INTERVAL,
        low=value - reach,
        high=value + reach,
        se=math.sqrt(variance),
        n=max(whole.n - part.n, 0),
        rounding=(whole.rounding + share * part.rounding) / (1 - share),
        limit_rounding=(whole.limit_rounding + share * part.limit_rounding) / (1 - share),
    )


def pooled(estimates: Sequence[Estimate]) -> Estimate:
    """Return the plain mean of independent estimates of the same thing, with the error of the mean.

    Method: the value is the mean; its standard error the root of the sum of squares over their number.
    """
    count = len(estimates)
    value = sum(e.value for e in estimates) / count
    error = math.sqrt(sum(standard_error(e) ** 2 for e in estimates)) / count
    first = estimates[0]
    own = all(e.known_by is KnownBy.MICRODATA for e in estimates)
    return Estimate(
        value=value,
        unit=first.unit,
        known_by=KnownBy.MICRODATA if own else KnownBy.INTERVAL,
        low=value - NORMAL_95 * error,
        high=value + NORMAL_95 * error,
        se=error,
        n=sum(e.n for e in estimates),
        # the largest rounding among them bounds that of the mean
        rounding=max(e.rounding for e in estimates),
        limit_rounding=max(e.limit_rounding for e in estimates),
    )
