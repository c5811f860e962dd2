"""Opens any table (file, frame, relation) as columns for numpy, with faults told by file, row and column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Codes, Floats, Ints, as_number, encode, encode_numbers, join_codes, label, renumber
from tryggve.engine.csv_layout import csv_layout, wrong_width
from tryggve.engine.engines import quoted
from tryggve.engine.intake import inspect_file
from tryggve.errors import BadValueError, MissingColumnError, UnknownLayoutError, UnreadableFileError, UsageError, Where

READABLE = frozenset({"csv", "parquet"})
FEW_LABELS = 60
_LINE = re.compile(r"CSV Error on Line: (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file or frame of a table: a relation whose columns are called c0, c1, ... and their real names.

    The plain names keep apart columns whose names differ only in case, which DuckDB would take for one another.
    """

    file: str
    names: tuple[str, ...]
    relation: Any
    decimal_comma: bool = False
    kept: Ints | None = None


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
        return sum(_row_count(part) for part in self.parts)

    def without(self, dropped: NDArray[np.bool_]) -> Table:
        """Return the table without some of its rows, which keep their row numbers in messages."""
        ends = np.cumsum([_row_count(part) for part in self.parts])[:-1]
        parts = zip(self.parts, np.split(~dropped, ends), strict=True)
        return Table(tuple(replace(part, kept=_kept(part)[keep]) for part, keep in parts))

    def prefetch(self, columns: Iterable[str]) -> None:
        """Read several columns of numbers in one pass over each file; ``numbers`` and ``codes`` then find them read."""
        typed = [
            column
            for column in dict.fromkeys(columns)
            if column not in self._read and all(_is_number(part, _position(part, column)) for part in self.parts)
        ]
        if typed:
            read = [_fetch_many(part, [_position(part, column) for column in typed]) for part in self.parts]
            self._read.update({column: [found[place] for found in read] for place, column in enumerate(typed)})

    def numbers(self, column: str, *, missing: frozenset[str] = frozenset()) -> Floats:
        """Return a column as numbers, NaN where it is empty or holds a code of ``missing``.

        Raises:
            MissingColumnError: Where a part has no such column.
            BadValueError: Where a cell holds text; its row and column are told.
        """
        self.prefetch([column])
        read = self._read.get(column, [None] * len(self.parts))
        return _one([_numbers(part, column, missing, at_hand) for part, at_hand in zip(self.parts, read, strict=True)])

    def codes(self, column: str, *, missing: frozenset[str] = frozenset()) -> Codes:
        """Return a column as categories; empty cells and codes of ``missing`` are in none.

        Raises:
            MissingColumnError: Where a part has no such column.
        """
        self.prefetch([column])
        if column in self._read:
            labels = frozenset(label(code) for code in missing)
            return encode_numbers(_one([_filled(found) for found in self._read[column]]), missing=labels)
        return join_codes([_text_codes(part, column, missing) for part in self.parts])

    def identities(self, column: str) -> Ints:
        """Return a column as numbers that tell its values apart, -1 where missing, without naming them.

        Raises:
            MissingColumnError: Where a part has no such column.
        """
        self.prefetch([column])
        if column not in self._read:
            return self.codes(column).index
        values = _one([_filled(found) for found in self._read[column]])
        known = np.isfinite(values)
        if known.all():
            return renumber(values)[1]
        index = np.full(len(values), -1, dtype=np.int64)
        index[known] = renumber(values[known])[1]
        return index

    def where(self, row: int, column: str) -> Where:
        """Return the file, row and column of the row that stands at a position (from 0) in the whole table."""
        for part in self.parts:
            kept = _kept(part)
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
        return Table((_file_part(Path(source)),))
    if isinstance(source, list | tuple) and source and all(isinstance(path, str | Path) for path in source):
        return Table(tuple(_file_part(Path(path)) for path in source))
    if hasattr(source, "fetchnumpy") and hasattr(source, "project"):
        return Table((_relation_part(source),))
    return Table((_frame_part(source),))


def _file_part(path: Path) -> Part:
    return _csv_part(path) if inspect_file(path, allowed=READABLE).kind == "csv" else _parquet_part(path)


def _csv_part(path: Path) -> Part:
    layout = csv_layout(path)
    plain = _plain(len(layout.names))
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in plain)
    options = (
        f"header=false, skip={layout.header_lines}, auto_detect=false, delim={_text(layout.separator)}, "
        f"quote='\"', escape='\"', encoding='{layout.encoding}', columns={{{columns}}}"
    )
    connection = duckdb.connect()
    try:
        # One pass now, so that a broken line is told once and here, and the file is not parsed again per column.
        connection.execute(f"CREATE TABLE answers AS FROM read_csv({_text(str(path))}, {options})")
    except duckdb.Error as error:
        line = _LINE.search(str(error))
        row = int(line[1]) if line else None
        raise wrong_width(path, line=row, expected=len(layout.names), separator=layout.separator) from error
    relation = connection.table("answers")
    return Part(file=str(path), names=layout.names, relation=relation, decimal_comma=layout.decimal_comma)


def _parquet_part(path: Path) -> Part:
    connection = duckdb.connect()
    source = f"read_parquet({_text(str(path))})"
    try:
        # The root of the schema has children; only leaves of the first level are columns of answers.
        rows = connection.execute(f"SELECT name, num_children FROM parquet_schema({_text(str(path))})").fetchall()  # noqa: S608 quoted
        names = tuple(name for name, children in rows[1:] if not children)
        columns = ", ".join(_plain(len(names)))
        relation = connection.sql(f"SELECT * FROM {source} AS answers({columns})")  # noqa: S608 quoted
    except duckdb.Error as error:
        raise UnreadableFileError(
            sv="Filen går inte att läsa som Parquet. Exportera den på nytt.",
            en="The file cannot be read as Parquet. Export it again.",
            where=Where(file=str(path)),
        ) from error
    return Part(file=str(path), names=names, relation=relation)


def _relation_part(relation: Any) -> Part:
    names = tuple(relation.columns)
    plain = ", ".join(
        f"{quoted(name, chr(34))} AS {short}" for name, short in zip(names, _plain(len(names)), strict=True)
    )
    return Part(file="", names=names, relation=relation.project(plain))


def _frame_part(frame: Any) -> Part:
    names = _frame_names(frame)
    if names is None:
        raise UsageError(
            sv=f"En tabell väntades (fil, pandas, Polars, Arrow eller DuckDB), inte {type(frame).__name__}.",
            en=f"A table was expected (file, pandas, Polars, Arrow or DuckDB), not {type(frame).__name__}.",
        )
    connection = duckdb.connect()
    connection.register("frame", frame)
    relation = connection.sql(f"SELECT * FROM frame AS answers({', '.join(_plain(len(names)))})")  # noqa: S608 own names
    return Part(file="", names=names, relation=relation)


def _frame_names(frame: Any) -> tuple[str, ...] | None:
    if hasattr(frame, "collect_schema"):
        return tuple(frame.collect_schema().names())
    names = getattr(frame, "column_names", None)
    names = getattr(frame, "columns", None) if names is None else names
    return None if names is None else tuple(str(name) for name in names)


def _plain(count: int) -> list[str]:
    return [f"c{position}" for position in range(count)]


def _text(value: str) -> str:
    return quoted(value, "'")


def _row_count(part: Part) -> int:
    return int(part.relation.aggregate("count(*)").fetchall()[0][0]) if part.kept is None else len(part.kept)


def _kept(part: Part) -> Ints:
    return np.arange(_row_count(part)) if part.kept is None else part.kept


def _position(part: Part, column: str) -> int:
    found = [position for position, name in enumerate(part.names) if name == column]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownLayoutError(
            sv=f"Kolumnen ”{column}” finns {len(found)} gånger. Ge kolumnerna olika namn.",
            en=f"There are {len(found)} columns called “{column}”. Give them different names.",
            where=Where(file=part.file, row=1),
        )
    raise _no_column(part, column)


def _no_column(part: Part, column: str) -> MissingColumnError:
    folded = {name.casefold(): name for name in part.names}
    near = [folded[name] for name in difflib.get_close_matches(column.casefold(), folded, n=3, cutoff=0.5)]
    shown = ", ".join(near or part.names[:8])
    sv, en = ("Närmast", "Nearest") if near else ("Här finns bland andra", "There are among others")
    return MissingColumnError(
        sv=f"Kolumnen ”{column}” finns inte. {sv}: {shown}.",
        en=f"There is no column “{column}”. {en}: {shown}.",
        where=Where(file=part.file),
    )


def _is_number(part: Part, position: int) -> bool:
    kind = str(part.relation.types[position])
    return (
        _is_whole(part, position) or kind in {"DOUBLE", "FLOAT"} or kind.endswith("INT") or kind.startswith("DECIMAL")
    )


def _is_whole(part: Part, position: int) -> bool:
    return str(part.relation.types[position]) in {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"}


def _fetch(part: Part, expression: str) -> Any:
    values = part.relation.project(f"{expression} AS x").fetchnumpy()["x"]
    return values if part.kept is None else values[part.kept]


def _fetch_many(part: Part, positions: list[int]) -> list[Any]:
    """Read columns of numbers together, whole numbers in their own narrow type and masked where NULL."""
    expressions = ", ".join(
        f"c{position} AS x{position}" if _is_whole(part, position) else f"CAST(c{position} AS DOUBLE) AS x{position}"
        for position in positions
    )
    found = part.relation.project(expressions).fetchnumpy()
    columns = [found[f"x{position}"] for position in positions]
    return columns if part.kept is None else [column[part.kept] for column in columns]


def _one(columns: list[Floats]) -> Floats:
    return columns[0] if len(columns) == 1 else np.concatenate(columns)


def _numbers(part: Part, column: str, missing: frozenset[str], at_hand: Any) -> Floats:
    if at_hand is None:
        numbers = _text_numbers(part, f"c{_position(part, column)}", missing, column)
    else:
        numbers = _filled(at_hand)
    coded = [number for number in map(as_number, missing) if number is not None]
    return np.where(np.isin(numbers, coded), np.nan, numbers) if coded else numbers


def _text_numbers(part: Part, name: str, missing: frozenset[str], column: str) -> Floats:
    cell = f"trim(CAST({name} AS VARCHAR))"
    words = [_text(code) for code in sorted(missing) if as_number(code) is None]
    empty = f"{cell} IN ({', '.join([_text(''), *words])})"
    known = f"CASE WHEN {empty} THEN NULL ELSE {cell} END"
    number = f"replace({known}, ',', '.')" if part.decimal_comma else known
    numbers = _filled(_fetch(part, f"TRY_CAST({number} AS DOUBLE)"))
    filled = np.asarray(_filled_flags(_fetch(part, f"({known}) IS NOT NULL")))
    bad = filled & ~np.isfinite(numbers)
    if bad.any():
        raise _text_in_numbers(part, name, column, int(np.argmax(bad)), int(bad.sum()))
    return numbers


def _text_in_numbers(part: Part, name: str, column: str, row: int, count: int) -> BadValueError:
    found = str(_fetch(part, f"CAST({name} AS VARCHAR)")[row])
    more_sv, more_en = (f" ({count} sådana celler)", f" ({count} such cells)") if count > 1 else ("", "")
    return BadValueError(
        sv=f"”{found}” är inget tal{more_sv}. Rätta cellen, eller ange --missing {found} om den betyder att "
        "svar saknas.",
        en=f"“{found}” is not a number{more_en}. Mend the cell, or say --missing {found} if it means no answer.",
        where=Where(file=part.file, row=int(_kept(part)[row]) + 2, column=column),
    )


def _filled(values: Any) -> Floats:
    """Return numbers with NaN where NULL: NaN and NULL are the same here, and neither is counted as an answer."""
    numbers = np.ma.getdata(values).astype(np.float64)
    if np.ma.isMaskedArray(values):
        numbers[np.ma.getmaskarray(values)] = np.nan
    return numbers


def _filled_flags(values: Any) -> Any:
    return np.ma.filled(values, fill_value=False)


def _text_codes(part: Part, column: str, missing: frozenset[str]) -> Codes:
    name = f"CAST(c{_position(part, column)} AS VARCHAR)"
    labels = frozenset(label(code) for code in missing)
    found = part.relation.project(f"{name} AS x").distinct().limit(FEW_LABELS + 1).fetchall()
    distinct = [value for (value,) in found if value is not None]
    if len(distinct) <= FEW_LABELS:
        return _few_codes(part, name, distinct, labels)
    values = _fetch(part, name)
    # filled(None) would fill in numpy's own mark "?", which is an answer like any other.
    objects = np.array(np.ma.getdata(values), dtype=object)
    objects[np.ma.getmaskarray(values)] = None
    return encode(objects, missing=labels)


def _few_codes(part: Part, name: str, distinct: list[str], missing: frozenset[str]) -> Codes:
    """Let the engine number a column of few texts, so that they need not become Python's."""
    labels = encode(np.array([*distinct, None], dtype=object), missing=missing)
    texts = ", ".join(_text(value) for value in distinct)
    place = f"list_position([{texts}], {name})" if distinct else "NULL"
    positions = np.ma.filled(np.ma.asarray(_fetch(part, f"CAST(coalesce({place}, 0) AS INTEGER)")), 0)
    return Codes(labels.labels, np.roll(labels.index, 1)[positions])
