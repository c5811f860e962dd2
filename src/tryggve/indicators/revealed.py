"""Finds hidden cells that can be worked out from all shown ones together, and hides more until none can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cell = tuple[tuple[str, ...], tuple[str, ...]]  # variables and labels

_EXACT = 1e-9  # memberships are zeros and ones: a cell that can be worked out leaves only rounding


@dataclass(frozen=True, slots=True)
class CellPeople:
    """Who is in a cell: ``kinds`` tells for each kind of person (one combination of all codes) whether it is.

    ``n`` is the number of answers.
    """

    kinds: NDArray[np.bool_]
    n: int


def hide_until_unsolvable(
    cells: Mapping[Cell, CellPeople], *, hidden: frozenset[Cell], smallest_n: int
) -> frozenset[Cell]:
    """Return the hidden cells and as many more as it takes that no cell with few answers can be worked out.

    The rule that looks at one total and its parts at a time does not see that a district can be worked out from the
    rests of two others, or a cell from several tables at once.

    Method: a cell's sums are a known combination of shown sums exactly when its membership lies in the row space of
        the shown memberships (least squares with no remainder); then the smallest cell of the combination is hidden.
    Source: Willenborg and de Waal 2001, Elements of Statistical Disclosure Control, ch. 6 (linear disclosure).
    Checked against: the same question asked by matrix rank over all tables of made-up surveys, tests/indicators.
    """
    few = [cell for cell in sorted(hidden) if 0 < cells[cell].n < smallest_n]
    now = set(hidden)
    while more := next((found for cell in few if (found := _way_in(cell, cells, now))), None):
        now.add(more)
    return frozenset(now)


def _way_in(cell: Cell, cells: Mapping[Cell, CellPeople], hidden: set[Cell]) -> Cell | None:
    """Return the smallest shown cell that helps to work a hidden one out, or nothing where it cannot be."""
    shown = [name for name, people in cells.items() if name not in hidden and people.n]
    if not shown:
        return None
    known = np.array([cells[name].kinds for name in shown], dtype=np.float64).T
    wanted = cells[cell].kinds.astype(np.float64)
    weights = np.linalg.lstsq(known, wanted, rcond=None)[0]
    if np.abs(known @ weights - wanted).max() > _EXACT:
        return None
    used = [name for name, weight in zip(shown, weights, strict=True) if abs(weight) > _EXACT]
    return min(used, key=lambda name: (cells[name].n, name))
