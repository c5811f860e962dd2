"""Opens any table (file, frame, relation) as columns for numpy, with faults told by file, row and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Codes, Floats, Ints, encode_numbers, join_codes, label, renumber
from tryggve.engine.opening import file_part, frame_part, relation_part
from tryggve.engine.parts import (
    Part,
    fetch_many,
    is_number,
    kept_rows,
    narrow,
    numbers_of,
    position_of,
    row_count,
    text_codes,
)
from tryggve.errors import Where


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of answers from one or several files, each row once (Sv: tabell)."""

    parts: tuple[Part, ...]
    _read: dict[str, list[Any]] = field(default_factory=dict, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that every part has, in the first part's order."""
        return tuple(name for name in self.parts[0].names if all(name in part.names for part in self.parts))

    @property
    def files(self) -> tuple[str, ...]:
        """The files, or ``tabell`` for a frame in memory."""
        return tuple(part.file for part in self.parts)

    @property
    def rows(self) -> int:
        """The number of rows."""
        read = next(iter(self._read.values()), None)
        return sum(map(row_count, self.parts)) if read is None else sum(map(len, read))

    def without(self, dropped: NDArray[np.bool_]) -> Table:
        """Return the table without some of its rows, which keep their row numbers in messages."""
        ends = np.cumsum([row_count(part) for part in self.parts])[:-1]
        parts = zip(self.parts, np.split(~dropped, ends), strict=True)
        return Table(tuple(replace(part, kept=kept_rows(part)[keep]) for part, keep in parts))

    def prefetch(self, columns: Iterable[str]) -> None:
        """Read several columns of numbers in one pass over each file; ``numbers`` and ``codes`` then find them read."""
        typed = [
            column
            for column in dict.fromkeys(columns)
            if column not in self._read and all(self._is_typed(part, column) for part in self.parts)
        ]
        if typed:
            read = [fetch_many(part, [position_of(part, column) for column in typed]) for part in self.parts]
            self._read.update({column: [found[place] for found in read] for place, column in enumerate(typed)})

    @staticmethod
    def _is_typed(part: Part, column: str) -> bool:
        # A column that is not there is told when it is used, by the one who asks for it.
        return part.names.count(column) == 1 and is_number(part, position_of(part, column))

    def numbers(self, column: str, *, missing: frozenset[str] = frozenset()) -> Floats:
        """Return a column as numbers, NaN where it is empty or holds a code of ``missing``.

        Raises:
            MissingColumnError: Where a part has no such column.
            BadValueError: Where a cell holds text; its row and column are told.
        """
        self.prefetch([column])
        read = self._read.get(column, [None] * len(self.parts))
        return _one(
            [numbers_of(part, column, missing, at_hand) for part, at_hand in zip(self.parts, read, strict=True)]
        )

    def codes(self, column: str, *, missing: frozenset[str] = frozenset()) -> Codes:
        """Return a column as categories; empty cells and codes of ``missing`` are in none.

        Raises:
            MissingColumnError: Where a part has no such column.
        """
        self.prefetch([column])
        if column in self._read:
            labels = frozenset(label(code) for code in missing)
            return encode_numbers(_one([narrow(found) for found in self._read[column]]), missing=labels)
        return join_codes([text_codes(part, column, missing) for part in self.parts])

    def identities(self, column: str) -> Ints:
        """Return a column as numbers that tell its values apart, -1 where missing, without naming them.

        Raises:
            MissingColumnError: Where a part has no such column.
        """
        self.prefetch([column])
        if column not in self._read:
            return self.codes(column).index
        values = _one([narrow(found) for found in self._read[column]])
        known = np.isfinite(values)
        if known.all():
            return renumber(values)[1]
        index = np.full(len(values), -1, dtype=np.int64)
        index[known] = renumber(values[known])[1]
        return index

    def where(self, row: int, column: str) -> Where:
        """Return the file, row and column of the row that stands at a position (from 0) in the whole table."""
        for part in self.parts:
            kept = kept_rows(part)
            if row < len(kept):
                return Where(file=part.file, row=int(kept[row]) + 2, column=column)
            row -= len(kept)
        raise IndexError(row)


def open_table(source: object) -> Table:
    """Open a table: a path or several, a pandas, Polars or Arrow frame, a DuckDB relation, or a Table.

    Args:
        source: CSV and Parquet files are read in place; frames are not copied. Several paths are put after one
            another by column name.

    Raises:
        UnreadableFileError: Where a file is not a CSV or Parquet file that can be read.
        UnknownLayoutError: Where a CSV file has no header or lines of unequal length.
    """
    if isinstance(source, Table):
        return source
    if isinstance(source, str | Path):
        return Table((file_part(Path(source)),))
    if isinstance(source, list | tuple) and source and all(isinstance(path, str | Path) for path in source):
        return Table(tuple(file_part(Path(path)) for path in source))
    if hasattr(source, "fetchnumpy") and hasattr(source, "project"):
        return Table((relation_part(source),))
    return Table((frame_part(source),))


def _one(columns: list[NDArray[Any]]) -> NDArray[Any]:
    return columns[0] if len(columns) == 1 else np.concatenate(columns)
