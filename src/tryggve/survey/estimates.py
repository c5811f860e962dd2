"""Means and shares with their errors, for every cell of a breakdown at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Floats
from tryggve.survey.intervals import IntervalMethod, exact_limits, interval
from tryggve.survey.moments import Moments
from tryggve.survey.structure import Structure
from tryggve.survey.variance import cell_df, cell_variances
from tryggve.terms import Estimate, KnownBy, Unit


class Flag(StrEnum):
    """Why a figure stands without its error, or is hidden (Sv: anmärkning)."""

    NONE = ""
    EMPTY = "empty"  # nobody answered
    FEW = "few"  # fewer answers than the smallest number that is shown
    COMPLEMENT = "complement"  # hidden so that a group with few answers cannot be worked out
    CONSTANT = "constant"  # everybody answered alike: no standard error exists
    ONE_UNIT = "one_unit"  # one drawn unit a stratum: the error is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEstimate:
    """A mean or share in a group, with its design-based error (Sv: skattning).

    ``value``, ``se``, ``low`` and ``high`` are shares 0-1, or in the answers' own unit; NaN where not known. ``n`` is
    the number who answered, ``df`` the degrees of freedom (drawn units minus strata among them), ``deff`` the design
    effect against a simple random sample with replacement and ``n_eff`` is ``n / deff``. ``population`` is the sum of
    weights. A hidden estimate has NaN in every figure and n 0.
    """

    measure: str
    group: tuple[tuple[str, str], ...]
    value: float
    se: float
    low: float
    high: float
    n: int
    df: float
    n_eff: float
    deff: float
    population: float
    share: bool
    flag: Flag = Flag.NONE

    @property
    def hidden(self) -> bool:
        """Whether the figure may not be shown."""
        return math.isnan(self.value)

    def as_estimate(self) -> Estimate:
        """Return the estimate in the project's own terms: shares in per cent.

        Raises:
            ValueError: Where the estimate is hidden.
        """
        scale = 100.0 if self.share else 1.0
        return Estimate(
            value=self.value * scale,
            unit=Unit.PERCENT if self.share else Unit.INDEX,
            known_by=KnownBy.MICRODATA,
            low=self.low * scale,
            high=self.high * scale,
            se=self.se * scale,
            n=self.n,
            df=self.df,
            population=self.population,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEstimates:
    """The same figures for all cells, as arrays (Sv: skattningar per grupp). NaN where a cell has no answer."""

    value: Floats
    se: Floats
    n: Floats
    df: Floats
    deff: Floats
    deff_without: Floats
    population: Floats
    kish: Floats
    constant: NDArray[np.bool_]


def estimate_cells(moments: Moments, structure: Structure) -> CellEstimates:
    """Return the mean of the answers and its standard error in each cell.

    Method: Ratio Σwy/Σw; the variance is that of w(y - R)/Σw inside the cell and 0 outside it (linearisation), with
        the design of the whole sample. ``deff`` compares with S²/n, ``deff_without`` with S²/n (1 - n/Σw).
    Source: Särndal, Swensson, Wretman 1992, ch. 5; Kish 1965.
    Checked against: R survey 4.5 svymean and svyby, tests/reference/survey.
    """
    n, w, wy, wyy = (moments.of_cell(name) for name in ("n", "w", "wy", "wyy"))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = wy / w
        slope = np.divide(1.0, w, out=np.zeros_like(w), where=w > 0)
        spread = wyy / w - ratio**2
        # Sums of answers that are all alike leave rounding, not variance.
        constant = (n > 0) & (spread <= 1e-12 * np.maximum(wyy / w, 1e-300))
        variance = cell_variances(moments, structure, constant=-wy * slope**2, slope=slope)
        variance = np.where(n > 0, np.maximum(variance, 0.0), np.nan)
        simple = spread / (n - 1)
        return CellEstimates(
            value=ratio + moments.shift,
            se=np.sqrt(variance),
            n=n,
            df=cell_df(moments, structure),
            deff=np.where(constant, np.nan, variance / simple),
            deff_without=np.where(constant, np.nan, variance / (simple * (1 - n / w))),
            population=w,
            kish=w**2 / moments.of_cell("ww"),
            constant=constant,
        )


def as_rows(
    cells: CellEstimates,
    *,
    measure: str,
    groups: list[tuple[tuple[str, str], ...]],
    method: IntervalMethod = IntervalMethod.T,
    share: bool,
) -> list[SurveyEstimate]:
    """Return one row a cell, with limits, and with a flag where there is no honest standard error."""
    low, high = interval(cells.value, cells.se, cells.df, method=method if share else IntervalMethod.T)
    return [
        _row(cells, cell, measure=measure, group=group, limits=(float(low[cell]), float(high[cell])), share=share)
        for cell, group in enumerate(groups)
    ]


def _row(
    cells: CellEstimates,
    cell: int,
    *,
    measure: str,
    group: tuple[tuple[str, str], ...],
    limits: tuple[float, float],
    share: bool,
) -> SurveyEstimate:
    n, df, se = int(cells.n[cell]), float(cells.df[cell]), float(cells.se[cell])
    flag = Flag.NONE
    if n < 2:
        flag, se, limits = Flag.FEW, math.nan, (math.nan, math.nan)
    elif cells.constant[cell]:
        flag, se = Flag.CONSTANT, math.nan
        limits = exact_limits(float(cells.value[cell]), float(cells.kish[cell])) if share else (math.nan, math.nan)
    elif df < 1:
        flag, se, limits = Flag.ONE_UNIT, math.nan, (math.nan, math.nan)
    deff = float(cells.deff[cell]) if not flag else math.nan
    return SurveyEstimate(
        measure=measure,
        group=group,
        value=float(cells.value[cell]),
        se=se,
        low=limits[0],
        high=limits[1],
        n=n,
        df=df,
        n_eff=n / deff if deff > 0 else math.nan,
        deff=deff,
        population=float(cells.population[cell]),
        share=share,
        flag=flag,
    )
