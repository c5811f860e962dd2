"""A plan's rows as a workbook or as comma-separated text, written and read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tryggve.errors import Language, UnknownLayoutError, UsageError, Where
from tryggve.plan.exchange import Check, Item, Row, headings, read_rows, rows_of
from tryggve.plan.exchange_help import add_help
from tryggve.sources import open_file

_SHEET: Final = {"sv": "Plan", "en": "Plan"}
_WIDEST: Final = 48


def write_plan_file(path: Path, items: Iterable[Item], *, language: Language) -> None:
    """Write items as a file of the kind that the name ends with.

    Raises:
        UsageError: the name ends with neither .xlsx nor .csv.
    """
    head, rows = headings(language), rows_of(items, language=language)
    if path.suffix.lower() == ".xlsx":
        _workbook(head, rows, language).save(path)
    elif path.suffix.lower() == ".csv":
        _write_csv(path, head, rows)
    else:
        raise UsageError(
            sv=f"”{path.name}” slutar varken på .xlsx eller .csv. Välj en av dem.",
            en=f'"{path.name}" ends with neither .xlsx nor .csv. Choose one of them.',
        )


def read_plan_file(path: Path, *, name: str = "", also: Check = lambda _items: ()) -> tuple[Item, ...]:
    """Return the items of a file that ``write_plan_file`` wrote and somebody may have changed; ``also`` as read_rows.

    Raises:
        UnreadableFileError: the file is damaged or of another kind.
        UnknownLayoutError: no sheet begins with the headings.
        BadValueError: cells cannot be read; each is told with row and column.
    """
    file = open_file(path, name=name)
    for sheet in file.sheets:
        header = {str(cell).strip().casefold() for cell in (sheet.rows[0] if sheet.rows else ()) if cell is not None}
        if header & {"typ", "type"}:
            return read_rows(sheet.rows, file=file.name, sheet=sheet.name, also=also)
    raise UnknownLayoutError(
        sv="Inget blad börjar med rubrikerna typ, id, hör till och rubrik. Exportera en plan och skriv i den filen.",
        en="No sheet begins with the headings type, id, belongs to and title. Export a plan and write in that file.",
        where=Where(file=file.name),
    )


def _write_csv(path: Path, head: Sequence[str], rows: Sequence[Row]) -> None:
    # The mark at the start makes Excel read å, ä and ö; the semicolon is what Swedish Excel expects.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(head)
        writer.writerows([_comma(cell) for cell in row] for row in rows)


def _comma(cell: str | float | None) -> str:
    return f"{cell:.12g}".replace(".", ",") if isinstance(cell, float | int) else cell or ""


def _workbook(head: Sequence[str], rows: Sequence[Row], language: Language) -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _SHEET[language]
    sheet.append(list(head))
    for row in rows:
        # Text that was pasted out of Word can hold marks that no workbook may.
        sheet.append([ILLEGAL_CHARACTERS_RE.sub(" ", cell) if isinstance(cell, str) else cell for cell in row])
    for number, column in enumerate(zip(head, *rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in column if cell is not None)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 2)
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = sheet.dimensions
    add_help(workbook, sheet, head, language)
    return workbook
