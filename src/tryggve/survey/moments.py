"""The mergeable sums: per domain cell and stratum (or cluster), everything that estimates and errors need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tryggve.engine.columns import Codes, Floats, Ints
from tryggve.survey.sample import Sample

NAMES = ("n", "w", "wy", "ww", "wwy", "wwyy", "wyy")


def grouped(group: Ints, values: Floats, *, groups: int) -> Floats:
    """Return the sum of the values in each group, 0 where there are none."""
    return np.asarray(np.bincount(group, values, minlength=groups), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Sums over those who answered, one entry a (cell, place) that occurs (Sv: summor).

    ``sums`` has the shape (7, entries) in the order of ``NAMES``: n, Σw, Σwy, Σw², Σw²y, Σw²y², Σwy², with y measured
    from ``shift``, so that large answers lose no digits.
    """

    cell: Ints
    place: Ints
    sums: Floats
    shift: float
    cells: int

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
    """Where each row's sums go, made once for a breakdown and used for every question."""

    rows: Ints
    entry: Ints
    cell: Ints
    place: Ints
    cells: int


def lay_out(cells: Cells, sample: Sample) -> Layout:
    """Number the (cell, place) pairs that occur."""
    rows = np.flatnonzero(cells.index >= 0)
    key = cells.index[rows] * sample.structure.places + sample.place[rows]
    pairs, entry = np.unique(key, return_inverse=True)
    return Layout(
        rows=rows,
        entry=entry.astype(np.int64),
        cell=pairs // sample.structure.places,
        place=pairs % sample.structure.places,
        cells=len(cells.labels),
    )


def sum_up(values: Floats, *, layout: Layout, sample: Sample, shift: float = 0.0) -> Moments:
    """Sum the answers of one question in memory.

    Args:
        values: One answer a row of the sample, NaN where missing.
        layout: The breakdown, from ``lay_out``.
        sample: The design.
        shift: A constant near the answers' mean; the sums are of ``values - shift``.
    """
    y = values[layout.rows] - shift
    answered = ~np.isnan(y)
    y, entry, weight = y[answered], layout.entry[answered], sample.weight[layout.rows][answered]
    size = len(layout.cell)
    wy = weight * y
    first = [grouped(entry, part, groups=size) for part in (np.ones_like(weight), weight, wy)]
    wyy = grouped(entry, wy * y, groups=size)
    squares = [grouped(entry, part, groups=size) for part in (weight * weight, weight * wy, wy * wy)]
    sums = np.stack([*first, *squares, wyy])
    return Moments(cell=layout.cell, place=layout.place, sums=sums, shift=shift, cells=layout.cells)


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
