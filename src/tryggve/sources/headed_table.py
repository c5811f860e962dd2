"""A tidy table: one header row, one figure or record a row."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from tryggve.engine.intake import Cell, Sheet
from tryggve.errors import MissingColumnError, Where
from tryggve.sources.cells import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row below the header."""

    table: HeadedTable
    row: int
    cells: tuple[Cell, ...]

    def get(self, column: str) -> Cell:
        """Return the cell under a heading; nothing where there is no such heading."""
        position = self.table.position(column)
        return None if position is None else self.cells[position]

    def text(self, column: str) -> str:
        """Return the cell under a heading as text."""
        return label(self.get(column))

    def where(self, column: str = "") -> Where:
        """Return the cell's place, for messages."""
        return Where(file=self.table.file, sheet=self.table.sheet, row=self.row, column=column)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedTable:
    """A sheet whose row ``header_row`` holds the headings (Sv: tabell med rubrikrad). Case of headings is ignored."""

    file: str
    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, sheet: Sheet, *, file: str, header_row: int = 1) -> HeadedTable:
        """Make a table of a sheet; an empty sheet gives a table without headings."""
        top = sheet.rows[header_row - 1] if len(sheet.rows) >= header_row else ()
        header = tuple(label(cell) for cell in top)
        return cls(file=file, sheet=sheet.name, header=header, header_row=header_row, rows=sheet.rows[header_row:])

    def position(self, column: str) -> int | None:
        """Return where a heading stands, from 0, or nothing."""
        wanted = label(column).lower()
        return next((i for i, name in enumerate(self.header) if wanted and name.lower() == wanted), None)

    def has(self, *columns: str) -> bool:
        """Tell whether all these headings are there."""
        return all(self.position(column) is not None for column in columns)

    def require(self, *columns: str) -> None:
        """Refuse a table that lacks one of these headings.

        Raises:
            MissingColumnError: It lists the headings that are there, the nearest first.
        """
        for column in columns:
            if self.position(column) is None:
                raise self._missing(column)

    def _missing(self, column: str) -> MissingColumnError:
        named = [name or get_column_letter(i + 1) for i, name in enumerate(self.header)]
        near = difflib.get_close_matches(column, named, n=3, cutoff=0.5)
        rest = ", ".join([*near, *(name for name in named if name not in near)][:15])
        return MissingColumnError(
            sv=f"Kolumnen ”{column}” saknas. Rubrikerna är: {rest}. Välj någon av dem eller döp om kolumnen.",
            en=f"The column “{column}” is missing. The headings are: {rest}. Name one of them or rename the column.",
            where=self.place(),
        )

    def place(self, *, column: str = "") -> Where:
        """Return the header's place, for messages."""
        return Where(file=self.file, sheet=self.sheet, row=self.header_row, column=column)

    def records(self) -> Iterator[Record]:
        """Give every row that holds something."""
        for number, cells in enumerate(self.rows, start=self.header_row + 1):
            if any(label(cell) for cell in cells):
                yield Record(table=self, row=number, cells=cells)
