"""The mergeable sums: per domain cell and stratum (or cluster), everything that estimates and errors need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from tryggve.engine.columns import Codes, Floats, Ints
from tryggve.survey.sample import Sample

NAMES = ("n", "w", "wy", "ww", "wwy", "wwyy", "wyy")


def grouped(group: NDArray[Any], values: Floats, *, groups: int) -> Floats:
    """Return the sum of the values in each group, 0 where there are none."""
    return np.asarray(np.bincount(group, values, minlength=groups), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Sums over those who answered, one entry a (cell, place) that occurs, in order of cell (Sv: summor).

    ``sums`` has the shape (7, entries) in the order of ``NAMES``: n, Σw, Σwy, Σw², Σw²y, Σw²y², Σwy², with y measured
    from ``shift``, so that large answers lose no digits.
    """

    cell: Ints
    place: Ints
    sums: Floats
    shift: float
    cells: int

    def only(self, cells: Ints) -> Moments:
        """Return the sums of some cells (in order), numbered anew from 0."""
        starts, ends = np.searchsorted(self.cell, cells, "left"), np.searchsorted(self.cell, cells, "right")
        picked = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        return Moments(
            cell=np.repeat(np.arange(len(cells)), ends - starts),
            place=self.place[picked],
            sums=self.sums[:, picked],
            shift=self.shift,
            cells=len(cells),
        )

    def of_cell(self, name: str) -> Floats:
        """Return one sum per cell."""
        return grouped(self.cell, self[name], groups=self.cells)

    def __getitem__(self, name: str) -> Floats:
        entry: Floats = self.sums[NAMES.index(name)]
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of a breakdown (Sv: redovisningsgrupper): labels, and each row's cell or -1."""

    variables: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    index: Ints


def cross(variables: tuple[str, ...], codes: tuple[Codes, ...], *, rows: int) -> Cells:
    """Cross categories into cells; a row with any of them missing is in no cell. No variable: one cell of all."""
    index = np.zeros(rows, dtype=np.int64)
    labels: list[tuple[str, ...]] = [()]
    for column in codes:
        present = (index >= 0) & column.present
        index = np.where(present, index * len(column.labels) + column.index, -1)
        labels = [(*before, name) for before in labels for name in column.labels]
    return Cells(variables=variables, labels=tuple(labels), index=index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each row's sums go, made once for a breakdown and used for every question (Sv: summeringsplan).

    ``order`` sorts the rows that are in a cell by cell and place (nothing where they stand so already). ``weights``
    and ``squares`` are matrices of entries by sorted rows that hold w and w²: their product with the answers is the
    sums, in one pass without copies. ``full`` holds n, Σw and Σw² of every entry as if all had answered.
    """

    order: Ints | None
    cell: Ints
    place: Ints
    cells: int
    entry_of_row: NDArray[np.int32]
    weights: Any
    squares: Any
    full: Floats


def lay_out(cells: Cells, sample: Sample) -> Layout:
    """Sort the rows by cell and place, and number the (cell, place) pairs that occur."""
    order = _sorted_rows(cells, sample)
    cell, place, weight = cells.index, sample.place, sample.weight
    if order is not None:
        cell, place, weight = cell[order], place[order], weight[order]
    rows = len(cell)
    starts = np.flatnonzero(np.diff(cell, prepend=-1) | np.diff(place, prepend=-1))
    ends = np.append(starts, rows).astype(np.int32)
    shape, columns = (len(starts), rows), np.arange(rows, dtype=np.int32)
    weights = csr_array((weight, columns, ends), shape=shape)
    squares = csr_array((weight * weight, columns, ends), shape=shape)
    entry_of_row = np.repeat(np.arange(len(starts), dtype=np.int32), np.diff(ends))
    counted = [np.ones(rows), weight, weight * weight]
    return Layout(
        order=order,
        cell=cell[starts],
        place=place[starts],
        cells=len(cells.labels),
        entry_of_row=entry_of_row,
        weights=weights,
        squares=squares,
        full=np.stack([grouped(entry_of_row, part, groups=len(starts)) for part in counted]),
    )


def _sorted_rows(cells: Cells, sample: Sample) -> Ints | None:
    """Return the rows in cells in order of cell and place; nothing where that is all rows as they stand.

    Two stable counting sorts (a matrix turned from one form into the other) take a third of the time of one sort.
    """
    inside = np.flatnonzero(cells.index >= 0)
    whole = len(inside) == sample.rows
    key = cells.index * sample.structure.places + sample.place
    if whole and not (np.diff(key) < 0).any():
        return None
    order = _counted(inside, sample.place[inside], sample.structure.places)
    return _counted(order, cells.index[order], len(cells.labels))


def _counted(rows: Ints, key: Ints, groups: int) -> Ints:
    across = np.arange(len(rows))
    return np.asarray(csr_array((rows, (key, across)), shape=(groups, len(rows))).data, dtype=np.int64)


def sum_up(values: Floats, *, layout: Layout, shift: float = 0.0, binary: bool = False) -> Moments:
    """Sum the answers of one question in memory.

    Args:
        values: One answer a row of the sample, NaN where missing.
        layout: The breakdown, from ``lay_out``.
        shift: A constant near the answers' mean; the sums are of ``values - shift``.
        binary: Whether the answers are 0 or 1 and not shifted, so that y² is y.
    """
    y = values.copy() if layout.order is None else values[layout.order]
    y -= shift
    missing = np.flatnonzero(np.isnan(y))
    y[missing] = 0.0
    n, w, ww = _answered(layout, missing)
    wy, wwy = layout.weights @ y, layout.squares @ y
    if not binary:
        np.multiply(y, y, out=y)
    wyy, wwyy = (wy, wwy) if binary else (layout.weights @ y, layout.squares @ y)
    sums = np.stack([n, w, wy, ww, wwy, wwyy, wyy])
    return Moments(cell=layout.cell, place=layout.place, sums=sums, shift=shift, cells=layout.cells)


def _answered(layout: Layout, missing: Ints) -> Floats:
    """Return n, Σw and Σw² of those who answered: everybody's less those of the few who did not."""
    if not len(missing):
        return layout.full
    entry, weight = layout.entry_of_row[missing], layout.weights.data[missing]
    size = len(layout.cell)
    lost = [grouped(entry, part, groups=size) for part in (np.ones(len(missing)), weight, weight * weight)]
    found = layout.full - np.stack(lost)
    # Where nobody answered only rounding is left of the weights.
    found[:, found[0] == 0] = 0.0
    return found


def reshift(moments: Moments, *, shift: float) -> Moments:
    """Return the same sums with answers measured from another constant."""
    move = moments.shift - shift
    n, w, wy, ww, wwy, wwyy, wyy = moments.sums
    sums = np.stack(
        [
            n,
            w,
            wy + move * w,
            ww,
            wwy + move * ww,
            wwyy + 2 * move * wwy + move**2 * ww,
            wyy + 2 * move * wy + move**2 * w,
        ]
    )
    return Moments(cell=moments.cell, place=moments.place, sums=sums, shift=shift, cells=moments.cells)


def merge(one: Moments, other: Moments) -> Moments:
    """Add the sums of two files that share cells and places; no drawn unit may be split between them."""
    other = reshift(other, shift=one.shift)
    places = int(max(one.place.max(initial=0), other.place.max(initial=0))) + 1
    keys = np.concatenate([one.cell * places + one.place, other.cell * places + other.place])
    pairs, inverse = np.unique(keys, return_inverse=True)
    both = np.concatenate([one.sums, other.sums], axis=1)
    sums = np.stack([grouped(inverse, part, groups=len(pairs)) for part in both])
    return Moments(
        cell=pairs // places, place=pairs % places, sums=sums, shift=one.shift, cells=max(one.cells, other.cells)
    )
