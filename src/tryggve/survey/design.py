"""The design of a survey as the user names it: weights, strata, clusters, population sizes, lone strata."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tryggve.errors import UsageError


class Lonely(StrEnum):
    """What to do with a stratum where only one unit was drawn (Sv: ensamt urvalsled)."""

    ADJUST = "adjust"  # centre at the mean of all strata: cautious
    CERTAINTY = "certainty"  # take it as drawn with certainty: no contribution
    REMOVE = "remove"  # leave it out of the variance: no contribution
    AVERAGE = "average"  # give it the mean contribution of the others
    FAIL = "fail"  # refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How the sample was drawn, by column names (Sv: urvalsdesign).

    ``psu`` names the clusters of the first and, where there is one, the second stage; codes are nested in strata (and
    in the first stage), so that cluster 1 of two strata are two clusters. ``fpc`` holds one column a stage: population
    size in units of that stage, or sampling fractions where every value is at most 1. Without ``weights`` every row
    counts as one; without ``fpc`` the sample is taken as drawn with replacement.
    """

    weights: str = ""
    strata: str = ""
    psu: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: Lonely = Lonely.ADJUST

    def __post_init__(self) -> None:
        if len(self.psu) > 2 or len(self.fpc) > max(1, len(self.psu)):
            raise UsageError(
                sv="Högst två urvalssteg, och högst en ändlighetskolumn per steg. Ange färre kolumner.",
                en="At most two stages, and at most one population column a stage. Name fewer columns.",
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the design needs."""
        return tuple(name for name in (self.weights, self.strata, *self.psu, *self.fpc) if name)
