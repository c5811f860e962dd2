"""A statistical table with named dimensions, as PX files and JSON-stat hold it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tryggve.sources.cells import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One dimension (Sv: variabel). ``codes`` and ``labels`` go in step; ``units`` only for the contents."""

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: str = ""  # "time", "contents", "region" or empty
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """A table of figures, the last dimension running fastest (Sv: tabell).

    ``table_id`` is the publisher's own name of the table.
    """

    table_id: str
    title: str
    dimensions: tuple[Dimension, ...]
    values: tuple[Figure, ...] = field(repr=False)

    def __post_init__(self) -> None:
        size = math.prod(len(dimension.codes) for dimension in self.dimensions)
        if size != len(self.values):
            raise ValueError(f"The dimensions make {size} cells but there are {len(self.values)} values.")

    def dimension(self, role: str) -> Dimension | None:
        """Return the first dimension with a role."""
        return next((dimension for dimension in self.dimensions if dimension.role == role), None)

    def at(self, codes: Mapping[str, str]) -> Figure:
        """Return the figure at one code per dimension."""
        return self.value(tuple(dimension.codes.index(codes[dimension.code]) for dimension in self.dimensions))

    def value(self, positions: Sequence[int]) -> Figure:
        """Return the figure at one position, from 0, along each dimension."""
        offset = 0
        for dimension, position in zip(self.dimensions, positions, strict=True):
            offset = offset * len(dimension.codes) + position
        return self.values[offset]

    def cells(self) -> Iterator[tuple[tuple[int, ...], Figure]]:
        """Give every figure with its positions along the dimensions."""
        ranges = (range(len(dimension.codes)) for dimension in self.dimensions)
        return zip(itertools.product(*ranges), self.values, strict=True)
