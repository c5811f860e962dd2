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
        index *= len(column.labels)
        index += column.index
        labels = [(*before, name) for before in labels for name in column.labels]
    for column in codes:
        if column.index.min(initial=0) < 0:
            index[~column.present] = -1
    return Cells(variables=variables, labels=tuple(labels), index=index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each row's sums go, made once for a breakdown and used for every question (Sv: summeringsplan).

    ``weights`` and ``squares`` are matrices of entries by rows that hold w and w²: their product with the answers is
    the sums, in one pass without copies. ``order`` is there where the rows of an entry lie scattered: the answers are
    first put in that order, which the matrices, ``entry_of_row`` and ``weight`` then follow. ``entry_of_row`` is the
    number of entries where a row is in no cell. ``full`` holds n, Σw and Σw² of every entry as if all had answered.
    """

    order: Ints | None
    cell: Ints
    place: Ints
    cells: int
    entry_of_row: NDArray[np.int32]
    weight: Floats
    weights: Any
    squares: Any
    full: Floats


def lay_out(cells: Cells, sample: Sample) -> Layout:
    """Sort the rows by cell and place, and number the (cell, place) pairs that occur."""
    starts = np.flatnonzero(_changes(cells.index, sample.place))
    lengths = np.diff(starts, append=sample.rows)
    cell, place = cells.index[starts], sample.place[starts]
    runs = _sorted_runs(cell, place, cells=len(cells.labels), places=sample.structure.places)
    cell, place, starts, lengths = cell[runs], place[runs], starts[runs], lengths[runs]
    ends = np.cumsum(lengths)
    order = np.repeat(starts - ends + lengths, lengths) + np.arange(lengths.sum())
    first = np.flatnonzero(_changes(cell, place))
    size = np.add.reduceat(lengths, first) if len(first) else lengths
    entry_of_row = np.repeat(np.arange(len(first), dtype=np.int32), size)
    weight = sample.weight[order]
    squared = weight * weight
    # Answers of short runs lie scattered in memory, and are then faster to put in order once than to seek each time.
    scattered = len(runs) > len(order) // 2
    columns = (np.arange(len(order)) if scattered else order).astype(np.int32)
    shape = (len(first), len(order) if scattered else sample.rows)
    pointers = np.append(0, np.cumsum(size)).astype(np.int32)
    weights = csr_array((weight, columns, pointers), shape=shape)
    squares = csr_array((squared, columns, pointers), shape=shape)
    everybody = np.ones(shape[1])
    return Layout(
        order=order if scattered else None,
        cell=cell[first],
        place=place[first],
        cells=len(cells.labels),
        entry_of_row=entry_of_row if scattered else _put(entry_of_row, order, like=shape),
        weight=weight if scattered else sample.weight,
        weights=weights,
        squares=squares,
        full=np.stack([size.astype(np.float64), weights @ everybody, squares @ everybody]),
    )


def _changes(cell: Ints, place: Ints) -> NDArray[np.bool_]:
    """Mark the rows that are not in the same cell and place as the row before."""
    changes = np.ones(len(cell), dtype=np.bool_)
    np.not_equal(cell[1:], cell[:-1], out=changes[1:])
    changes[1:] |= place[1:] != place[:-1]
    return changes


def _put(entry: NDArray[np.int32], order: Ints, *, like: tuple[int, int]) -> NDArray[np.int32]:
    per_row = np.full(like[1], like[0], dtype=np.int32)
    per_row[order] = entry
    return per_row


def _sorted_runs(cell: Ints, place: Ints, *, cells: int, places: int) -> Ints:
    """Return the runs that are in a cell in order of cell and place.

    Two stable counting sorts (a matrix turned from one form into the other) take a third of the time of one sort.
    """
    inside = np.flatnonzero(cell >= 0)
    key = cell[inside] * places + place[inside]
    if not (key[1:] < key[:-1]).any():
        return inside
    runs = _counted(inside, place[inside], places)
    return _counted(runs, cell[runs], cells)


def _counted(rows: Ints, key: Ints, groups: int) -> Ints:
    across = np.arange(len(rows))
    return np.asarray(csr_array((rows, (key, across)), shape=(groups, len(rows))).data, dtype=np.int64)


def sum_up(
    values: Floats, *, layout: Layout, shift: float = 0.0, binary: bool = False, out: Floats | None = None
) -> Moments:
    """Sum the answers of one question in memory.

    Args:
        values: One answer a row of the sample, NaN where missing.
        layout: The breakdown, from ``lay_out``.
        shift: A constant near the answers' mean; the sums are of ``values - shift``.
        binary: Whether the answers are 0 or 1 and not shifted, so that y² is y.
        out: An array to work in, of the length of ``values``; it may be ``values`` where they are not used again.
    """
    y = np.subtract(values, shift, out=out)
    y = y if layout.order is None else y[layout.order]
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
    entry, weight = layout.entry_of_row[missing], layout.weight[missing]
    size = len(layout.cell)
    # The last group holds the rows that are in no cell.
    parts = (np.ones(len(missing)), weight, weight * weight)
    lost = [grouped(entry, part, groups=size + 1)[:size] for part in parts]
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
