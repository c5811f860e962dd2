"""Where in a file a table with one header row stands, so that a person can say what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tryggve.engine.intake import Cell, Sheet
from tryggve.errors import UnknownLayoutError
from tryggve.sources.cells import label
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.headed_table import HeadedTable
from tryggve.sources.local_tables import chosen_sheet

MOST_COLUMNS = 200  # nobody can say of more columns what each is
_ROWS_ABOVE = 20  # titles and notes that stand above the header
_WORD = re.compile(r"[^\d\s.,/–−-]")


def find_table(file: DroppedFile, *, sheet: str = "", header_row: int = 0) -> HeadedTable:
    """Return the table of a file; the sheet and the header row are searched for where they are not given.

    Raises:
        UnknownLayoutError: Where there is no table with at least two headings and one row, or it is too wide.
    """
    sheets = (chosen_sheet(file, sheet),) if sheet else file.sheets
    tables = [table for one in sheets for table in _tables(file, one, header_row)]
    if not tables:
        raise _no_table(file, sheet)
    table = tables[0]
    if len(table.header) > MOST_COLUMNS:
        found = f"{len(table.header):,}".replace(",", "\N{NO-BREAK SPACE}")
        raise UnknownLayoutError(
            sv=f"Tabellen har {found} kolumner; högst {MOST_COLUMNS} kan förklaras. Spara de kolumner som "
            "behövs i en egen fil, med en siffra per rad.",
            en=f"The table has {len(table.header):,} columns; at most {MOST_COLUMNS} can be explained. Save those "
            "that are needed in a file of their own, with one figure a row.",
            where=table.place(),
        )
    return table


def _tables(file: DroppedFile, sheet: Sheet, header_row: int) -> Iterator[HeadedTable]:
    rows = (header_row,) if header_row else range(1, min(len(sheet.rows), _ROWS_ABOVE) + 1)
    for number in rows:
        if number <= len(sheet.rows) and _is_header(sheet.rows[number - 1], given=header_row):
            table = HeadedTable.of(sheet, file=file.name, header_row=number)
            if any(table.records()):
                yield table
                return


def _is_header(cells: tuple[Cell, ...], *, given: int) -> bool:
    named = [cell for cell in cells if label(cell)]
    # A row with a year or a figure is content, unless somebody says that it is the header.
    return len(named) >= 2 and (bool(given) or all(_WORD.search(label(cell)) for cell in named))


def _no_table(file: DroppedFile, sheet: str) -> UnknownLayoutError:
    return UnknownLayoutError(
        sv="Här finns ingen tabell med en rubrikrad och minst en rad under den. Välj ett annat blad eller en annan "
        "rubrikrad, eller spara tabellen för sig i en ny fil.",
        en="There is no table with a header row and at least one row below it. Choose another sheet or header row, "
        "or save the table by itself in a new file.",
        where=file.where(sheet=sheet),
    )
