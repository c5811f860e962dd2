"""Intervals and tests from an estimate, its standard error and its degrees of freedom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from scipy import stats

from tryggve.engine.columns import Floats


class IntervalMethod(StrEnum):
    """How the limits are made (Sv: intervallmetod)."""

    T = "t"
    NORMAL = "normal"
    LOGIT = "logit"


def interval(
    value: Floats, se: Floats, df: Floats, *, method: IntervalMethod = IntervalMethod.T, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Return lower and upper limits; NaN where the error or its degrees of freedom are not known.

    ``logit`` is for shares only, and is the same as R's ``svyciprop``: t on the log odds.

    Method: value ± quantile * se; for logit on ln(p/(1-p)) with se/(p(1-p)), moved back.
    Source: Korn and Graubard 1998; Lumley, svyciprop.
    Checked against: R survey 4.5, ci_t_domain_df and svyciprop cases in tests/reference/survey.
    """
    known = df if method is not IntervalMethod.NORMAL else np.where(df > 0, np.inf, df)
    quantile = stats.t.ppf(0.5 + level / 2, np.where(known > 0, known, np.nan))
    if method is not IntervalMethod.LOGIT:
        return value - quantile * se, value + quantile * se
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(value / (1 - value))
        half = quantile * se / (value * (1 - value))
        return 1 / (1 + np.exp(half - odds)), 1 / (1 + np.exp(-half - odds))


def exact_limits(value: float, answers: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return Clopper-Pearson limits of a share that is exactly 0 or 1, where no standard error exists.

    Args:
        value: 0 or 1.
        answers: The effective number of answers.
        level: The level of confidence.
    """
    reach: float = 1 - ((1 - level) / 2) ** (1 / answers)
    return (0.0, reach) if value < 0.5 else (1 - reach, 1.0)


def two_sided_p(value: float, se: float, df: float) -> float:
    """Return the two-sided p value of a difference from zero; NaN where it cannot be tested."""
    if not (se > 0 and df > 0):
        return math.nan
    return float(2 * stats.t.sf(abs(value) / se, df))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values adjusted for their number by Holm's rule; NaN stays NaN and is not counted.

    Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65.
    Checked against: R ``p.adjust`` in ``reference/effect/change_test`` and the published rule by a plain loop.
    """
    order = sorted((p, place) for place, p in enumerate(p_values) if not math.isnan(p))
    adjusted = [math.nan] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(order):
        highest = max(highest, min(1.0, p * (len(order) - rank)))
        adjusted[place] = highest
    return adjusted
