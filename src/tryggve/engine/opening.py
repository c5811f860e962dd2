"""Turns a file, a frame or a relation into a part of a table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb

from tryggve.engine.csv_layout import csv_layout, wrong_width
from tryggve.engine.engines import quoted
from tryggve.engine.intake import inspect_file
from tryggve.engine.parts import Part, sql_text
from tryggve.errors import UnreadableFileError, UsageError, Where

READABLE = frozenset({"csv", "parquet"})
_LINE = re.compile(r"CSV Error on Line: (\d+)")


def file_part(path: Path) -> Part:
    """Open a CSV or Parquet file.

    Raises:
        UnreadableFileError: Where it is neither, or damaged.
        UnknownLayoutError: Where a CSV file has no header or lines of unequal length.
    """
    return _csv_part(path) if inspect_file(path, allowed=READABLE).kind == "csv" else _parquet_part(path)


def _csv_part(path: Path) -> Part:
    layout = csv_layout(path)
    plain = _plain(len(layout.names))
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in plain)
    options = (
        f"header=false, skip={layout.header_lines}, auto_detect=false, delim={sql_text(layout.separator)}, "
        f"quote='\"', escape='\"', encoding='{layout.encoding}', columns={{{columns}}}"
    )
    connection = duckdb.connect()
    try:
        # One pass now, so that a broken line is told once and here, and the file is not parsed again per column.
        connection.execute(f"CREATE TABLE answers AS FROM read_csv({_one_file(path)}, {options})")
    except duckdb.Error as error:
        line = _LINE.search(str(error))
        row = int(line[1]) if line else None
        raise wrong_width(path, line=row, expected=len(layout.names), separator=layout.separator) from error
    relation = connection.table("answers")
    return Part(file=str(path), names=layout.names, relation=relation, decimal_comma=layout.decimal_comma)


def _one_file(path: Path) -> str:
    """Return the path as SQL text that means this file only: DuckDB takes ``[1]``, ``*`` and ``?`` as patterns."""
    return sql_text(re.sub(r"[\[*?]", lambda sign: f"[{sign[0]}]", str(path)))


def _parquet_part(path: Path) -> Part:
    connection = duckdb.connect()
    source = f"read_parquet({_one_file(path)})"
    try:
        # The root of the schema has children; only leaves of the first level are columns of answers.
        rows = connection.execute(f"SELECT name, num_children FROM parquet_schema({_one_file(path)})").fetchall()  # noqa: S608 quoted
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


def relation_part(relation: Any) -> Part:
    """Take a DuckDB relation."""
    names = tuple(relation.columns)
    plain = ", ".join(
        f"{quoted(name, chr(34))} AS {short}" for name, short in zip(names, _plain(len(names)), strict=True)
    )
    return Part(file="", names=names, relation=relation.project(plain))


def frame_part(frame: Any) -> Part:
    """Take a pandas, Polars or Arrow frame.

    Raises:
        UsageError: Where it is none of them.
    """
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
