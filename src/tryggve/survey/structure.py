"""The structure of a sample: drawn units and strata, and the constants of its variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Floats, Ints
from tryggve.errors import UsageError
from tryggve.survey.design import Lonely


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the variance: its groups and their constants (Sv: urvalssteg).

    For group g of drawn units the variance is ``scale[g] * (sum of squares - centre[g] * square of the sum)``.
    """

    scale: Floats
    centre: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What was drawn, whether it answered or not (Sv: urvalets uppbyggnad).

    A place is where sums are kept: a stratum where people are the drawn units (``clustered`` false), else a cluster,
    or a unit of the second stage where those hold several people and count. ``stratum_of_place`` and
    ``cluster_of_place`` (itself where it is a cluster) say where it lies. ``drawn`` and ``population`` count units a
    stratum, ``population`` being infinite where it is not known. ``lone`` marks strata of one drawn unit that is not
    the whole stratum; ``second`` is there only where clusters were sub-sampled from known sizes.
    """

    stratum_of_place: Ints
    cluster_of_place: Ints
    clustered: bool
    drawn: Floats
    population: Floats
    lone: NDArray[np.bool_]
    lonely: Lonely
    first: Stage
    second: Stage | None = None

    @property
    def strata(self) -> int:
        """Number of strata."""
        return len(self.drawn)

    @property
    def places(self) -> int:
        """Number of places: strata, clusters, or units of the second stage."""
        return len(self.stratum_of_place)

    @property
    def clusters(self) -> int:
        """Number of clusters (of places, where there are none)."""
        return int(self.cluster_of_place.max(initial=-1)) + 1

    @property
    def finer(self) -> bool:
        """Whether places are finer than clusters."""
        return self.clusters < self.places

    @property
    def df(self) -> float:
        """Degrees of freedom of the whole design: drawn units minus strata."""
        return float(self.drawn.sum() - self.strata)


def build_structure(
    *,
    stratum_of_place: Ints,
    clustered: bool,
    drawn: Floats,
    population: Floats,
    lonely: Lonely,
    cluster_of_place: Ints | None = None,
    within: tuple[Floats, Floats] | None = None,
) -> Structure:
    """Return the structure of a sample.

    Args:
        stratum_of_place: The stratum of each place.
        clustered: Whether places are clusters, or finer.
        drawn: Drawn units a stratum.
        population: Units there are, a stratum.
        lonely: The rule for strata of one drawn unit.
        cluster_of_place: The cluster of each place, where places are finer.
        within: Drawn and existing units of the second stage, a cluster, where they are known.

    Raises:
        UsageError: Where a stratum holds one unit and the rule is to fail.
    """
    lone = (drawn == 1) & (population > 1)
    _refuse_lone(lonely, lone)
    clusters = np.arange(len(stratum_of_place)) if cluster_of_place is None else cluster_of_place
    _, first = np.unique(clusters, return_index=True)
    fraction = (drawn / population)[stratum_of_place[first]]
    return Structure(
        stratum_of_place=stratum_of_place,
        cluster_of_place=clusters,
        clustered=clustered,
        drawn=drawn,
        population=population,
        lone=lone,
        lonely=lonely,
        first=_first_stage(drawn, population, lone, lonely),
        second=None if within is None else _second_stage(fraction, *within),
    )


def _refuse_lone(lonely: Lonely, lone: NDArray[np.bool_]) -> None:
    if lonely is Lonely.FAIL and lone.any():
        count = int(lone.sum())
        raise UsageError(
            sv=f"{count} strata har bara en dragen enhet, så felet där kan inte räknas. Välj en annan regel för "
            "ensamma strata (adjust är försiktig), eller slå ihop strata.",
            en=f"{count} strata hold one drawn unit only, so the error there is not known. Choose another rule for "
            "lone strata (adjust is cautious), or merge strata.",
        )


def _first_stage(drawn: Floats, population: Floats, lone: NDArray[np.bool_], lonely: Lonely) -> Stage:
    free = 1 - drawn / population
    scale = np.where(drawn > 1, free * drawn / np.maximum(drawn - 1, 1), 0.0)
    if lonely is Lonely.ADJUST:
        scale = np.where(lone, free, scale)
    return Stage(scale=scale, centre=np.where(drawn > 1, 1 / drawn, 0.0))


def _second_stage(fraction: Floats, drawn: Floats, population: Floats) -> Stage:
    scale = np.where(drawn > 1, (1 - drawn / population) * drawn / np.maximum(drawn - 1, 1), 0.0)
    # A cluster with one drawn unit adds nothing here, as in R's "adjust": its centre is its own total.
    return Stage(scale=fraction * scale, centre=1 / drawn)
