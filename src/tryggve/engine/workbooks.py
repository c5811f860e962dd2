"""The sheets of an Excel workbook as plain rows of values."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from tryggve.engine.inspection import FileFacts, unreadable
from tryggve.errors import TryggveError, UnreadableFileError

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_CELLS = 5_000_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
# A formula whose answer was never stored: <f>…</f><v></v>, <f>…</f><v/> or <f>…</f></c>.
_UNSOLVED = re.compile(rb"<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of values (Sv: blad); ``rows`` are of equal length and end at the last cell that holds something.

    A merged cell holds its value in the upper left corner; ``filled`` gives it to the whole range. ``merged`` is the
    ranges as 1-based (first column, first row, last column, last row).
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def filled(self) -> Sheet:
        """Return the sheet with every merged range holding its value in all its cells."""
        rows = [list(row) for row in self.rows]
        for left, top, right, bottom in self.merged:
            if top > len(rows) or left > len(rows[top - 1]):
                continue
            value = rows[top - 1][left - 1]
            for row in rows[top - 1 : bottom]:
                row[left - 1 : right] = [value] * len(row[left - 1 : right])
        return Sheet(name=self.name, rows=tuple(tuple(row) for row in rows), merged=self.merged)


def read_sheets(facts: FileFacts) -> tuple[Sheet, ...]:
    """Return every sheet of an inspected workbook, as the values that Excel last showed.

    Raises:
        UnreadableFileError: Where the workbook is damaged, a sheet is too large, or a formula was never worked out.
    """
    try:
        return _sheets(facts)
    except (TryggveError, MemoryError):
        raise
    except Exception as error:
        # openpyxl raises whatever a damaged part leads it to; none of it is the user's to read.
        raise unreadable(
            facts.name,
            "Arbetsboken är skadad och kan inte läsas. Öppna den i Excel, spara den på nytt och lämna in den igen.",
            "The workbook is damaged and cannot be read. Open it in Excel, save it anew and hand it in again.",
        ) from error


def _sheets(facts: FileFacts) -> tuple[Sheet, ...]:
    # The stream is ours, so that it is closed also where openpyxl stops half way.
    with warnings.catch_warnings(), facts.path.open("rb") as stream:
        warnings.simplefilter("ignore")  # of styles and extensions that hold no values
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        return tuple(_sheet(facts, worksheet) for worksheet in book.worksheets)


def _sheet(facts: FileFacts, worksheet: Any) -> Sheet:
    name = str(worksheet.title)
    raw = _raw_sheet(facts.path, worksheet._worksheet_path)
    if _UNSOLVED.search(raw):
        raise unreadable(
            facts.name,
            "Bladet har formler vars svar inte är sparade. Öppna filen i Excel, spara den och lämna in den igen.",
            "The sheet has formulas whose answers were not stored. Open the file in Excel, save it and hand it in.",
            sheet=name,
        )
    # The stated size is often all of Excel's grid; without it a row ends at its last stored cell.
    worksheet.reset_dimensions()
    rows = _content(facts, name, worksheet.iter_rows(values_only=True))
    merged = tuple(_corners(ref.decode()) for ref in _MERGED.findall(raw))
    return Sheet(name=name, rows=rows, merged=merged)


def _corners(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(reference))
    return left, top, right, bottom


def _raw_sheet(path: Path, part: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part.lstrip("/"))


def _content(facts: FileFacts, name: str, rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    kept: list[tuple[Cell, ...]] = []
    seen = empty = 0
    for row in rows:
        seen += len(row)
        values = _trimmed(row)
        if not values:
            empty += 1
            continue
        # Empty rows are kept only between rows that hold something, so a million formatted ones cost nothing.
        if seen > MAX_CELLS or len(kept) + empty >= MAX_ROWS or len(values) > MAX_COLUMNS:
            raise _too_wide_or_long(facts, name, len(kept) + empty + 1, len(values))
        kept += [()] * empty
        kept.append(values)
        empty = 0
    width = max((len(row) for row in kept), default=0)
    if width * len(kept) > MAX_CELLS:
        raise _too_wide_or_long(facts, name, len(kept), width)
    return tuple(row + (None,) * (width - len(row)) for row in kept)


def _too_wide_or_long(facts: FileFacts, name: str, rows: int, columns: int) -> UnreadableFileError:
    return unreadable(
        facts.name,
        f"Bladet är för stort: {rows} rader och {columns} kolumner. Gränsen är {MAX_ROWS} rader, {MAX_COLUMNS} "
        f"kolumner och {MAX_CELLS} celler. Spara den tabell som behövs i en egen fil.",
        f"The sheet is too large: {rows} rows and {columns} columns. The limit is {MAX_ROWS} rows, {MAX_COLUMNS} "
        f"columns and {MAX_CELLS} cells. Save the table that is needed in a file of its own.",
        sheet=name,
    )


def _trimmed(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    last = len(row)
    while last and (row[last - 1] is None or row[last - 1] == ""):
        last -= 1
    return row[:last]
