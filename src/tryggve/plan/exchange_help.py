"""What may stand in the columns of a plan's workbook: a sheet that explains it, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Words
from tryggve.plan.evidence import evidence_library
from tryggve.plan.exchange_fields import CHOICES, FIELDS, KINDS

SHEET: Final = Words("Förklaring", "Explanation")
_HEAD: Final = {"sv": ("Kolumn", "Skriv", "Betyder"), "en": ("Column", "Write", "Means")}
_TYPE: Final = Words("typ", "type")
_ROWS_AHEAD: Final = 400  # rows that somebody may add under the plan
# How the cells are written that hold several things; the readers of the fields say the same in their errors.
_EXAMPLES: Final = {
    "starts": (Words("hösten 2026", "autumn 2026"), Words("dag, månad, årstid eller år", "day, month, season or year")),
    "budgets": (
        Words("2026: 240000 (egen ram); 2027: 120000", "2026: 240000 (own funds); 2027: 120000"),
        Words("år, kronor och källa, semikolon mellan åren", "year, kronor and source, semicolon between years"),
    ),
    "milestones": (
        Words("hösten 2026: avtal klart (klart)", "autumn 2026: contract made (done)"),
        Words("tid och vad, semikolon mellan delmålen", "time and what, semicolon between milestones"),
    ),
}


def add_help(workbook: Workbook, sheet: Worksheet, head: Sequence[str], language: Language) -> None:
    """Put the explaining sheet last, and lists to choose from on the columns that hold one of a few words."""
    told = workbook.create_sheet(SHEET.text(language))
    told.append(_HEAD[language])
    told.freeze_panes = "A2"
    for column, width in (("A", 28), ("B", 44), ("C", 72)):
        told.column_dimensions[column].width = width
    for heading, rows in _explained(language):
        first = told.max_row + 1
        for written, means in rows:
            told.append((heading, written, means))
        if len(rows) > 1 and heading in head:
            _offer(sheet, head.index(heading) + 1, told, first=first)
    for line in told.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in told[1]:
        cell.font = Font(bold=True)


def _explained(language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    catalogue = load_catalogue()
    found = [(_TYPE.text(language), [(kind.text(language), "") for kind in KINDS.values()])]
    for field in FIELDS:
        heading = field.heading.text(language)
        if field.name in CHOICES:
            found.append((heading, [(word.text(language), "") for word in CHOICES[field.name].values()]))
        elif field.name == "indicator":
            found.append((heading, [(code, one.title.text(language)) for code, one in catalogue.indicators.items()]))
        elif field.name == "evidence":
            found.append((heading, [(key, one.name.text(language)) for key, one in evidence_library().items()]))
        elif field.name in _EXAMPLES:
            example, means = _EXAMPLES[field.name]
            found.append((heading, [(example.text(language), means.text(language))]))
    return found


def _offer(sheet: Worksheet, column: int, told: Worksheet, *, first: int) -> None:
    place = f"{quote_sheetname(told.title)}!$B${first}:$B${told.max_row}"
    # Only offered: what the reader does not understand is told by the reader, with what it found.
    rule = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{sheet.max_row + _ROWS_AHEAD}")
    sheet.add_data_validation(rule)
