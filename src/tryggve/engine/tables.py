"""Opens any table (file, frame, relation) as columns for numpy, with faults told by file, row and column."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Codes, Floats, Ints, as_number, encode, encode_numbers, join_codes, label
from tryggve.engine.csv_layout import csv_layout, wrong_width
from tryggve.engine.engines import quoted
from tryggve.engine.intake import inspect_file
from tryggve.errors import BadValueError, MissingColumnError, UnknownLayoutError, UnreadableFileError, UsageError, Where

READABLE = frozenset({"csv", "parquet"})
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

    def numbers(self, column: str, *, missing: frozenset[str] = frozenset()) -> Floats:
        """Return a column as numbers, NaN where it is empty or holds a code of ``missing``.

        Raises:
            MissingColumnError: Where a part has no such column.
            BadValueError: Where a cell holds text; its row and column are told.
        """
        return np.concatenate([_numbers(part, column, missing) for part in self.parts])

    def codes(self, column: str, *, missing: frozenset[str] = frozenset()) -> Codes:
        """Return a column as categories; empty cells and codes of ``missing`` are in none.

        Raises:
            MissingColumnError: Where a part has no such column.
        """
        return join_codes([_codes(part, column, missing) for part in self.parts])

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


def _is_text(part: Part, position: int) -> bool:
    return str(part.relation.types[position]) in {"VARCHAR"} or str(part.relation.types[position]).startswith("ENUM")


def _fetch(part: Part, expression: str) -> Any:
    values = part.relation.project(f"{expression} AS x").fetchnumpy()["x"]
    return values if part.kept is None else values[part.kept]


def _numbers(part: Part, column: str, missing: frozenset[str]) -> Floats:
    position = _position(part, column)
    name = f"c{position}"
    # NaN is not NULL: both become NaN here, so that neither is counted as an answer.
    numbers = (
        _text_numbers(part, name, missing, column) if _is_text(part, position) else _typed_numbers(part, name, column)
    )
    coded = [number for number in map(as_number, missing) if number is not None]
    if coded:
        numbers = np.where(np.isin(numbers, coded), np.nan, numbers)
    return numbers


def _typed_numbers(part: Part, name: str, column: str) -> Floats:
    try:
        return _filled(_fetch(part, f"CAST({name} AS DOUBLE)"))
    except duckdb.Error as error:
        raise BadValueError(
            sv="Kolumnen innehåller inte tal. Välj en kolumn med tal, eller räkna andelar i stället.",
            en="The column does not hold numbers. Choose a column of numbers, or ask for shares instead.",
            where=Where(file=part.file, column=column),
        ) from error


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
    return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan))


def _filled_flags(values: Any) -> Any:
    return np.ma.filled(values, fill_value=False)


def _codes(part: Part, column: str, missing: frozenset[str]) -> Codes:
    position = _position(part, column)
    kind = str(part.relation.types[position])
    labels = frozenset(label(code) for code in missing)
    if kind.endswith("INT") or kind in {"INTEGER", "DOUBLE", "FLOAT"} or kind.startswith("DECIMAL"):
        return encode_numbers(_filled(_fetch(part, f"CAST(c{position} AS DOUBLE)")), missing=labels)
    values = _fetch(part, f"CAST(c{position} AS VARCHAR)")
    # filled(None) would fill in numpy's own mark "?", which is an answer like any other.
    objects = np.array(np.ma.getdata(values), dtype=object)
    objects[np.ma.getmaskarray(values)] = None
    return encode(objects, missing=labels)
