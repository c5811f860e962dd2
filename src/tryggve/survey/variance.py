"""The variance of linear forms of the sums: every estimate and contrast is one form, each domain keeps the design."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Floats, Ints
from tryggve.survey.design import Lonely
from tryggve.survey.moments import Moments, grouped
from tryggve.survey.structure import Stage, Structure


def cell_variances(moments: Moments, structure: Structure, *, constant: Floats, slope: Floats) -> Floats:
    """Return, per cell, the design variance of the sum of w * (constant + slope * y) over the cell.

    Rows outside the cell, and rows that did not answer, count as zeros in their stratum.

    Method: Sum over strata of (1-f) n/(n-1) (Σz² - (Σz)²/n), with z summed per cluster where there are clusters, plus
        the second stage within clusters where their sizes are known.
    Source: Särndal, Swensson, Wretman 1992, ch. 3-5; Lumley 2010, appendix.
    Checked against: R survey 4.5, tests/reference/survey.
    """
    total, square = _entries(moments, constant, slope)
    entries = _Entries(form=moments.cell, place=moments.place, total=total, square=square, forms=moments.cells)
    return _variances(entries, structure) * _average_factor(entries, moments["n"] > 0, structure)


def form_variance(moments: Moments, structure: Structure, *, constant: Floats, slope: Floats) -> float:
    """Return the design variance of the sum of w * (constant + slope * y) over all cells together.

    The cells are disjoint, so covariances between domains need no further pass: a contrast is one form over the cells.
    """
    picked = ((constant != 0) | (slope != 0))[moments.cell]
    total, square = _entries(moments, constant, slope)
    place, inverse = np.unique(moments.place[picked], return_inverse=True)
    entries = _Entries(
        form=np.zeros_like(place),
        place=place,
        total=grouped(inverse, total[picked], groups=len(place)),
        square=grouped(inverse, square[picked], groups=len(place)),
        forms=1,
    )
    answered = grouped(inverse, moments["n"][picked], groups=len(place)) > 0
    return float((_variances(entries, structure) * _average_factor(entries, answered, structure))[0])


def cell_df(moments: Moments, structure: Structure) -> Floats:
    """Return, per cell, the degrees of freedom: units minus strata that occur among those who answered."""
    there = moments["n"] > 0
    form, place = moments.cell[there], moments.place[there]
    if not structure.clustered:
        # There is one entry a stratum.
        return moments.of_cell("n") - grouped(form, np.ones(len(form)), groups=moments.cells)
    units = _distinct(form, structure.cluster_of_place[place], moments.cells)
    return units - _distinct(form, structure.stratum_of_place[place], moments.cells)


def joint_df(moments: Moments, structure: Structure) -> float:
    """Return the degrees of freedom of all cells taken together."""
    there = moments["n"] > 0
    places = np.unique(moments.place[there])
    clusters = len(np.unique(structure.cluster_of_place[places]))
    units = clusters if structure.clustered else moments["n"][there].sum()
    return float(units - len(np.unique(structure.stratum_of_place[places])))


def _distinct(form: Ints, group: Ints, forms: int) -> Floats:
    groups = int(group.max(initial=0)) + 1
    pairs = np.unique(form * groups + group)
    return grouped(pairs // groups, np.ones(len(pairs)), groups=forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """One total and sum of squares a (form, place); a form is a cell or a contrast."""

    form: Ints
    place: Ints
    total: Floats
    square: Floats
    forms: int


def _entries(moments: Moments, constant: Floats, slope: Floats) -> tuple[Floats, Floats]:
    """Return each entry's total and sum of squares; ``constant`` and ``slope`` have one value a cell."""
    total = _weighted(moments, {"w": constant, "wy": slope})
    return total, _weighted(moments, {"ww": constant**2, "wwy": 2 * constant * slope, "wwyy": slope**2})


def _weighted(moments: Moments, factors: dict[str, Floats]) -> Floats:
    total = np.zeros(len(moments.cell))
    for name, factor in factors.items():
        part = factor[moments.cell]
        part *= moments[name]
        total += part
    return total


def _variances(entries: _Entries, structure: Structure) -> Floats:
    if not structure.clustered:
        return _staged(entries, structure.stratum_of_place, structure.first)
    lower = replace(entries, square=entries.total**2) if structure.finer else entries
    upper = _folded(entries, structure.cluster_of_place, structure.clusters) if structure.finer else entries
    stratum_of_cluster = np.zeros(structure.clusters, dtype=np.int64)
    stratum_of_cluster[structure.cluster_of_place] = structure.stratum_of_place
    upper = _folded(replace(upper, square=upper.total**2), stratum_of_cluster, structure.strata)
    variance = _staged(upper, np.arange(structure.strata), structure.first)
    if structure.second is None:
        return variance
    lower = _folded(lower, structure.cluster_of_place, structure.clusters)
    return variance + _staged(lower, np.arange(structure.clusters), structure.second)


def _folded(entries: _Entries, group_of_place: Ints, groups: int) -> _Entries:
    """Add entries up to the groups that their places lie in; the groups become the places."""
    key = entries.form * groups + group_of_place[entries.place]
    pairs, inverse = np.unique(key, return_inverse=True)
    return _Entries(
        form=pairs // groups,
        place=pairs % groups,
        total=grouped(inverse, entries.total, groups=len(pairs)),
        square=grouped(inverse, entries.square, groups=len(pairs)),
        forms=entries.forms,
    )


def _staged(entries: _Entries, group_of_place: Ints, stage: Stage) -> Floats:
    """Add the groups' variances up to the forms; there is one entry a form and group."""
    group = group_of_place[entries.place]
    part = stage.scale[group] * (entries.square - stage.centre[group] * entries.total**2)
    return grouped(entries.form, part, groups=entries.forms)


def _average_factor(entries: _Entries, answered: NDArray[np.bool_], structure: Structure) -> Floats:
    """Return what the rule "average" multiplies by: strata present over those of more than one unit."""
    if structure.lonely is not Lonely.AVERAGE:
        return np.ones(entries.forms)
    stratum = structure.stratum_of_place[entries.place]
    pairs = np.unique((entries.form * structure.strata + stratum)[answered])
    form = pairs // structure.strata
    present = grouped(form, np.ones(len(pairs)), groups=entries.forms)
    lone = grouped(form, structure.lone[pairs % structure.strata].astype(np.float64), groups=entries.forms)
    factor: Floats = np.divide(present, present - lone, out=np.full(entries.forms, np.nan), where=present > lone)
    return factor
