"""The judge: the textbook's variance in plain loops over people, slow and easy to check; tests hold the rest to it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A drawn person (Sv: person i urvalet). ``y`` is missing where no answer was given.

    ``psu`` is unique in its stratum and ``ssu`` in its cluster; where people were drawn directly both are left out and
    ``number`` stands for them. ``units`` is the number of clusters (or people) that there are in the stratum and
    ``subunits`` the number of second-stage units in the cluster; infinite where not known.
    """

    number: int
    cell: str
    y: float | None
    weight: float
    stratum: str = ""
    psu: str | None = None
    ssu: str | None = None
    units: float = math.inf
    subunits: float = math.inf


def judge(people: Sequence[Person], factors: Mapping[str, float]) -> tuple[float, float]:
    """Return a sum of factors times cell means, and its standard error with the rule "adjust" for lone strata.

    Method: z = w * factor * (y - mean) / (sum of weights) for those who answered in the cell, else 0; then, stage by
        stage, (1-f) n/(n-1) Σ(z - mean z)² over drawn units, the second stage times the first's sampling fraction.
    """
    means = {cell: _mean([person for person in people if person.cell == cell]) for cell in factors}
    value = sum(factor * means[cell][0] for cell, factor in factors.items())

    def influence(person: Person) -> float:
        if person.y is None or person.cell not in factors:
            return 0.0
        mean, weight = means[person.cell]
        return person.weight * factors[person.cell] * (person.y - mean) / weight

    variance = 0.0
    for stratum in _split(people, lambda person: person.stratum).values():
        clusters = _split(stratum, lambda person: person.psu if person.psu is not None else person.number)
        size = stratum[0].units
        variance += _between([sum(map(influence, cluster)) for cluster in clusters.values()], size)
        for cluster in clusters.values():
            parts = _split(cluster, lambda person: person.ssu if person.ssu is not None else person.number)
            if len(parts) > 1 and math.isfinite(cluster[0].subunits):
                totals = [sum(map(influence, part)) for part in parts.values()]
                variance += len(clusters) / size * _between(totals, cluster[0].subunits)
    return value, math.sqrt(variance)


def _mean(people: Sequence[Person]) -> tuple[float, float]:
    answered = [(person.weight, person.y) for person in people if person.y is not None]
    weight = math.fsum(w for w, _ in answered)
    return math.fsum(w * y for w, y in answered) / weight, weight


def _between(totals: Sequence[float], units: float) -> float:
    """Return the variance between drawn units; one unit alone is measured from the whole sample's mean, 0."""
    drawn = len(totals)
    free = 1 - drawn / units
    if drawn == 1:
        return free * totals[0] ** 2
    middle = math.fsum(totals) / drawn
    return free * drawn / (drawn - 1) * math.fsum((total - middle) ** 2 for total in totals)


def _split(people: Sequence[Person], key: Callable[[Person], object]) -> dict[object, list[Person]]:
    groups: dict[object, list[Person]] = defaultdict(list)
    for person in people:
        groups[key(person)].append(person)
    return groups
