"""A plain table as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tryggve.plan.report_book import write_cell

_WIDEST = 44


def write_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """Return a workbook with one sheet: headings, and the rows under them; ``title`` names the sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "".join(sign for sign in title if sign not in r"[]:*?/\'")[:31] or "Tabell"
    for line, row in enumerate((head, *rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            write_cell(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
    for number, cells in enumerate(zip(head, *rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in cells if cell is not None)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 2)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
