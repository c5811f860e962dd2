"""Comma, semicolon and tab separated text as a sheet of cells."""

from __future__ import annotations

import csv
import io

from tryggve.engine.intake import Sheet
from tryggve.errors import BadValueError, UnknownLayoutError, Where

_SEPARATORS = ";\t,|"
_PREVIEW = 50


def csv_sheet(text: str, *, file: str) -> Sheet:
    """Return the text as one nameless sheet; the separator is the one that gives equally long rows.

    Cells stay text. Rows that are wholly empty at the end are dropped.

    Raises:
        UnknownLayoutError: Where no separator gives more than one column.
        BadValueError: Where a row is longer than the header, e.g. for an unquoted decimal comma.
    """
    separator = _separator(text)
    if not separator:
        first = text.split("\n", 1)[0][:80]
        raise UnknownLayoutError(
            sv=f"Ingen kolumnavgränsare hittades. Första raden är ”{first}”. Väntat: komma, semikolon eller tabb.",
            en=f"No column separator was found. The first line is “{first}”. Expected: comma, semicolon or tab.",
            where=Where(file=file, row=1),
        )
    rows = _parsed(text, separator, file)
    while rows and not any(rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    for number, row in enumerate(rows, start=1):
        if len(row) > width and any(row[width:]):
            raise BadValueError(
                sv=f"Raden har {len(row)} celler men rubriken {width}. Sätt citattecken om celler som innehåller "
                f"”{separator}”.",
                en=f"The row has {len(row)} cells but the header {width}. Quote cells that hold “{separator}”.",
                where=Where(file=file, row=number),
            )
    return Sheet(name="", rows=tuple((*row[:width], *[None] * (width - len(row))) for row in rows))


def _parsed(text: str, separator: str, file: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadValueError(
            sv=f"Texten följer inte CSV-reglerna ({error}). Kontrollera citattecknen.",
            en=f"The text does not follow the rules of CSV ({error}). Check the quotes.",
            where=Where(file=file),
        ) from error


def _separator(text: str) -> str:
    """Return the separator that cuts the first rows most evenly into most columns, or nothing."""
    lines = text.split("\n", _PREVIEW + 1)[:_PREVIEW]
    best, score = "", (0.0, 1)
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        if not widths or widths[0] < 2:
            continue
        even = sum(width == widths[0] for width in widths) / len(widths)
        if (even, widths[0]) > score:
            best, score = separator, (even, widths[0])
    return best
