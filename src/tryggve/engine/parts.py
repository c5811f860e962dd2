"""One file or frame of a table: its columns fetched and typed, with faults told by row and column."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import numpy as np

from tryggve.engine.columns import Codes, Floats, Ints, as_number, encode, label
from tryggve.engine.engines import quoted
from tryggve.errors import BadValueError, MissingColumnError, UnknownLayoutError, Where

FEW_LABELS = 60


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


def row_count(part: Part) -> int:
    """Return the number of rows that are kept."""
    return int(part.relation.aggregate("count(*)").fetchall()[0][0]) if part.kept is None else len(part.kept)


def kept_rows(part: Part) -> Ints:
    """Return the positions of the kept rows in the file."""
    return np.arange(row_count(part)) if part.kept is None else part.kept


def position_of(part: Part, column: str) -> int:
    """Return where a column stands.

    Raises:
        MissingColumnError: Where there is no such column.
        UnknownLayoutError: Where there are several.
    """
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


def is_number(part: Part, position: int) -> bool:
    """Return whether a column has a type of numbers."""
    kind = str(part.relation.types[position])
    return (
        _is_whole(part, position) or kind in {"DOUBLE", "FLOAT"} or kind.endswith("INT") or kind.startswith("DECIMAL")
    )


def _is_whole(part: Part, position: int) -> bool:
    return str(part.relation.types[position]) in {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"}


def _fetch(part: Part, expression: str) -> Any:
    values = part.relation.project(f"{expression} AS x").fetchnumpy()["x"]
    return values if part.kept is None else values[part.kept]


def fetch_many(part: Part, positions: list[int]) -> list[Any]:
    """Read columns of numbers together, whole numbers in their own narrow type and masked where NULL."""
    expressions = ", ".join(
        f"c{position} AS x{position}" if _is_whole(part, position) else f"CAST(c{position} AS DOUBLE) AS x{position}"
        for position in positions
    )
    found = part.relation.project(expressions).fetchnumpy()
    columns = [found[f"x{position}"] for position in positions]
    return columns if part.kept is None else [column[part.kept] for column in columns]


def numbers_of(part: Part, column: str, missing: frozenset[str], at_hand: Any) -> Floats:
    """Return a column as numbers, NaN where missing; ``at_hand`` is the column where it has been fetched.

    Raises:
        BadValueError: Where a cell holds text.
    """
    if at_hand is None:
        numbers = _text_numbers(part, f"c{position_of(part, column)}", missing, column)
    else:
        numbers = filled(at_hand)
    coded = [number for number in map(as_number, missing) if number is not None]
    return np.where(np.isin(numbers, coded), np.nan, numbers) if coded else numbers


def _text_numbers(part: Part, name: str, missing: frozenset[str], column: str) -> Floats:
    cell = f"trim(CAST({name} AS VARCHAR))"
    words = [sql_text(code) for code in sorted(missing) if as_number(code) is None]
    empty = f"{cell} IN ({', '.join([sql_text(''), *words])})"
    known = f"CASE WHEN {empty} THEN NULL ELSE {cell} END"
    number = f"replace({known}, ',', '.')" if part.decimal_comma else known
    numbers = filled(_fetch(part, f"TRY_CAST({number} AS DOUBLE)"))
    present = np.asarray(_filled_flags(_fetch(part, f"({known}) IS NOT NULL")))
    bad = present & ~np.isfinite(numbers)
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
        where=Where(file=part.file, row=int(kept_rows(part)[row]) + 2, column=column),
    )


def filled(values: Any) -> Floats:
    """Return numbers with NaN where NULL: NaN and NULL are the same here, and neither is counted as an answer."""
    numbers = np.ma.getdata(values).astype(np.float64)
    if np.ma.isMaskedArray(values):
        numbers[np.ma.getmaskarray(values)] = np.nan
    return numbers


def narrow(values: Any) -> Any:
    """Return short whole numbers as they are where none is NULL, else numbers with NaN where NULL."""
    numbers = np.ma.getdata(values)
    short = numbers.dtype.kind == "i" and numbers.dtype.itemsize <= 4
    return numbers if short and not np.ma.is_masked(values) else filled(values)


def _filled_flags(values: Any) -> Any:
    return np.ma.filled(values, fill_value=False)


def text_codes(part: Part, column: str, missing: frozenset[str]) -> Codes:
    """Return a column of text as codes."""
    name = f"CAST(c{position_of(part, column)} AS VARCHAR)"
    labels = frozenset(label(code) for code in missing)
    found = part.relation.project(f"{name} AS x").distinct().limit(FEW_LABELS + 1).fetchall()
    distinct = [value for (value,) in found if value is not None]
    # Labels of dropped rows only are none of the table's.
    if len(distinct) <= FEW_LABELS and part.kept is None:
        return _few_codes(part, name, distinct, labels)
    values = _fetch(part, name)
    # filled(None) would fill in numpy's own mark "?", which is an answer like any other.
    objects = np.array(np.ma.getdata(values), dtype=object)
    objects[np.ma.getmaskarray(values)] = None
    return encode(objects, missing=labels)


def _few_codes(part: Part, name: str, distinct: list[str], missing: frozenset[str]) -> Codes:
    """Let the engine number a column of few texts, so that they need not become Python's."""
    labels = encode(np.array([*distinct, None], dtype=object), missing=missing)
    texts = ", ".join(sql_text(value) for value in distinct)
    place = f"list_position([{texts}], {name})" if distinct else "NULL"
    positions = np.ma.filled(np.ma.asarray(_fetch(part, f"CAST(coalesce({place}, 0) AS INTEGER)")), 0)
    return Codes(labels.labels, np.roll(labels.index, 1)[positions])


def sql_text(value: str) -> str:
    """Return a text as a literal of SQL."""
    return quoted(value, "'")
