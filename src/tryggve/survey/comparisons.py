"""Differences between groups and years, with the covariance that the design implies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tryggve.engine.columns import Floats
from tryggve.survey.estimates import Flag
from tryggve.survey.intervals import holm, interval, two_sided_p
from tryggve.survey.moments import Moments
from tryggve.survey.structure import Structure
from tryggve.survey.variance import form_variance, joint_df
from tryggve.terms import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One term of a contrast (Sv: led): a factor times the mean over some cells taken together."""

    factor: float
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A difference with its error (Sv: skillnad). ``n`` is the number of answers in the cells that take part."""

    value: float
    se: float
    df: float
    n: int


def contrast(moments: Moments, structure: Structure, sides: Sequence[Side]) -> Contrast:
    """Return a sum of factors times domain means: change, gap, part versus whole, difference in differences.

    Domains may overlap (a part and its whole): every cell gets the sum of what its domains ask of it.

    Method: Linearised per cell, z = w Σ factor (y - R)/W over the domains that hold the cell; the design variance of z.
    Source: Lumley 2010, ch. 2; Kish 1965, ch. 12.
    Checked against: R survey 4.5 svycontrast, cases f01-f05 and i03, h09 in tests/reference/survey.
    """
    cells = np.unique(np.array([cell for side in sides for cell in side.cells], dtype=np.int64))
    part = moments.only(cells)
    w, wy, n = part.of_cell("w"), part.of_cell("wy"), part.of_cell("n")
    constant, slope = np.zeros(part.cells), np.zeros(part.cells)
    value = 0.0
    for side in sides:
        inside = np.searchsorted(cells, np.array(side.cells, dtype=np.int64))
        weight = float(w[inside].sum())
        ratio = float(wy[inside].sum()) / weight if weight else math.nan
        value += side.factor * ratio
        constant[inside] -= side.factor * ratio / weight if weight else math.nan
        slope[inside] += side.factor / weight if weight else math.nan
    variance = form_variance(part, structure, constant=constant, slope=slope)
    # The shift is added once, by the sum of the factors: a difference of large means keeps its digits.
    return Contrast(
        value=value + moments.shift * sum(side.factor for side in sides),
        se=math.sqrt(max(variance, 0.0)),
        df=joint_df(part, structure),
        n=int(n.sum()),
    )


def covariance(moments: Moments, structure: Structure, one: int, other: int) -> float:
    """Return the covariance of the means of two cells."""
    if one == other:
        return contrast(moments, structure, [Side(factor=1.0, cells=(one,))]).se ** 2
    plus = contrast(moments, structure, [Side(factor=1.0, cells=(one,)), Side(factor=1.0, cells=(other,))])
    minus = contrast(moments, structure, [Side(factor=1.0, cells=(one,)), Side(factor=-1.0, cells=(other,))])
    return (plus.se**2 - minus.se**2) / 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDifference:
    """A difference between two values of a variable, in a group (Sv: skillnad).

    ``kind`` is ``change`` (later minus earlier) or ``gap`` (first minus second). ``margin`` is half the width of the
    95 per cent interval of the difference. ``p_holm`` is adjusted for all changes (or all gaps) of the run.
    """

    measure: str
    kind: str
    variable: str
    pair: tuple[str, str]
    group: tuple[tuple[str, str], ...]
    value: float
    se: float
    low: float
    high: float
    p: float
    p_holm: float
    n: int
    df: float
    share: bool
    verdict: Verdict
    flag: Flag = Flag.NONE

    @property
    def margin(self) -> float:
        """Half the width of the difference's own interval."""
        return (self.high - self.low) / 2

    @property
    def hidden(self) -> bool:
        """Whether the figure may not be shown."""
        return math.isnan(self.value)


def with_test(found: Contrast) -> tuple[float, float, float]:
    """Return the 95 per cent limits and p value of a contrast."""
    low, high = _limits(found.value, found.se, found.df, level=0.95)
    return low, high, two_sided_p(found.value, found.se, found.df)


def judge_differences(
    differences: Sequence[SurveyDifference], *, smallest_change: float | None = None
) -> list[SurveyDifference]:
    """Adjust the p values of one family by Holm and give each difference its verdict, in the order of the rules.

    Args:
        differences: The family: all changes (or all gaps) of a run.
        smallest_change: The smallest difference that matters: in percentage points for a share, else in the
            answers' own unit. Without it only "clear" and
            "no clear" can be said; with it also "unchanged" and "not enough data".
    """
    adjusted = holm([difference.p for difference in differences])
    return [
        replace(difference, p_holm=p, verdict=_verdict(difference, p, smallest_change))
        for difference, p in zip(differences, adjusted, strict=True)
    ]


def _verdict(difference: SurveyDifference, p_holm: float, smallest: float | None) -> Verdict:
    if difference.flag in (Flag.FEW, Flag.COMPLEMENT):
        return Verdict.FEW
    if math.isnan(p_holm):
        return Verdict.NO_ERROR
    if p_holm < 0.05:
        return Verdict.UP if difference.value > 0 else Verdict.DOWN
    if smallest is None:
        return Verdict.NONE
    smallest = smallest / 100 if difference.share else smallest
    low, high = _limits(difference.value, difference.se, difference.df, level=0.90)
    if -smallest < low and high < smallest:
        return Verdict.SAME
    return Verdict.NONE if difference.margin <= smallest else Verdict.SHORT


def _limits(value: float, se: float, df: float, *, level: float) -> tuple[float, float]:
    low, high = interval(_one(value), _one(se), _one(df), level=level)
    return float(low[0]), float(high[0])


def _one(number: float) -> Floats:
    return np.array([number], dtype=np.float64)
