"""A unit's report as a workbook: one row an activity, with drop-down lists, instructions and a sealed identity."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tryggve.errors import Language
from tryggve.indicators.indicator import Words
from tryggve.plan.status import ActivityStatus

STATUS_NAMES: Final = {
    ActivityStatus.NOT_STARTED: Words("Inte påbörjad", "Not started"),
    ActivityStatus.ONGOING: Words("Pågår", "Ongoing"),
    ActivityStatus.DONE: Words("Genomförd", "Done"),
    ActivityStatus.PAUSED: Words("Pausad", "Paused"),
    ActivityStatus.CANCELLED: Words("Inställd", "Cancelled"),
}
TITLE: Final = Words("Aktivitet", "Activity")
PLANNED: Final = Words("Planerat", "Planned")
BUDGET: Final = Words("Budget, kr", "Budget, kr")
STATUS: Final = Words("Läge", "Status")
DOSE: Final = Words("Genomfört hittills", "Delivered so far")
COST: Final = Words("Kostnad hittills i år, kr", "Cost so far this year, kr")
COMMENT: Final = Words("Kommentar", "Comment")
KEY: Final = Words("Radens nyckel", "The row's key")
COLUMNS: Final = (TITLE, PLANNED, BUDGET, STATUS, DOSE, COST, COMMENT, KEY)
LONGEST_COMMENT: Final = 2000
_SHEET: Final = Words("Rapport", "Report")
_WIDTHS: Final = (38, 16, 14, 17, 13, 16, 52, 4)
_OPEN: Final = (STATUS, DOSE, COST, COMMENT)
_LINE: Final = Side(style="thin", color="7C8A87")
_KEY_FORM: Final = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,18})-(\d{1,18})-([0-9a-f]{16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which activity of which period and unit a row is, and the report it was made from, 0 for none (Sv: nyckel)."""

    period: int
    unit: int
    activity: int
    seen: int

    def sealed(self, secret: bytes) -> str:
        """Return the identity with a checksum that only this installation can make."""
        text = f"{self.period}-{self.unit}-{self.activity}-{self.seen}"
        return f"{text}-{_checksum(text, secret)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """An activity as the workbook shows it (Sv: aktivitetens rad i arbetsboken)."""

    identity: Identity
    title: str
    planned_dose: float | None = None
    dose_unit: str = ""
    budget: Decimal | None = None
    status: ActivityStatus | None = None
    dose: float | None = None
    cost: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookHead:
    """What stands above the rows (Sv: arbetsbokens huvud)."""

    plan: str
    period: str
    unit: str
    closes: dt.date
    answer_to: str = ""


def opened(text: str, secret: bytes) -> Identity | None:
    """Return the identity of a sealed text; nothing where the checksum is not ours."""
    found = _KEY_FORM.fullmatch(text.strip())
    if found is None:
        return None
    plain, _, checksum = text.strip().rpartition("-")
    if not hmac.compare_digest(checksum, _checksum(plain, secret)):
        return None
    period, unit, activity, seen = (int(part) for part in found.groups()[:4])
    return Identity(period=period, unit=unit, activity=activity, seen=seen)


def write_book(head: BookHead, rows: Sequence[BookRow], *, secret: bytes, language: Language) -> bytes:
    """Return the workbook of a unit and period."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _SHEET.text(language)
    for number, text in enumerate(_above(head, language), start=1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=7)
        write_cell(sheet.cell(number, 1), text)
        sheet.cell(number, 1).font = Font(bold=number == 1, size=15 if number == 1 else 11)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = 24 if number == 1 else 17
    first = sheet.max_row + 2
    _headings(sheet, first, language)
    for number, row in enumerate(rows, start=first + 1):
        _row(sheet, number, row, secret=secret, language=language)
    _rules(sheet, first + 1, first + max(1, len(rows)), language)
    _layout(sheet, first)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _above(head: BookHead, language: Language) -> list[str]:
    day = f"{head.closes:%Y-%m-%d}"
    sv = [
        f"{head.unit}: så går det, {head.period}",
        f"{head.plan}. Sista dag att rapportera: {day}.",
        "1. Välj läge för varje aktivitet i listan. En rad utan läge räknas som inte rapporterad, inte som noll.",
        "2. Skriv vad som är genomfört sedan aktiviteten började, i samma enhet som det planerade, och kostnaden i år.",
        "3. Kommentera om något behöver förklaras. Skriv inga personuppgifter.",
        "4. Spara och svara på brevet med filen" + (f", till {head.answer_to}." if head.answer_to else "."),
    ]
    en = [
        f"{head.unit}: how it goes, {head.period}",
        f"{head.plan}. Last day to report: {day}.",
        "1. Choose a status for each activity in the list. A row without a status counts as not reported, not as zero.",
        "2. Write what has been delivered since the activity began, in the unit of what was planned, and this year's "
        "cost.",
        "3. Comment where something needs explaining. Do not write personal data.",
        "4. Save and answer the mail with the file" + (f", to {head.answer_to}." if head.answer_to else "."),
    ]
    return sv if language == "sv" else en


def _headings(sheet: Worksheet, line: int, language: Language) -> None:
    for column, words in enumerate(COLUMNS, start=1):
        cell = sheet.cell(line, column)
        write_cell(cell, words.text(language))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        cell.fill = PatternFill("solid", fgColor="EFEBE2")
        cell.border = Border(bottom=_LINE)


def _row(sheet: Worksheet, line: int, row: BookRow, *, secret: bytes, language: Language) -> None:
    planned = "–" if row.planned_dose is None else f"{_number(row.planned_dose, language)} {row.dose_unit}".strip()
    values: tuple[str | float | Decimal | None, ...] = (
        row.title,
        planned,
        row.budget,
        STATUS_NAMES[row.status].text(language) if row.status else None,
        row.dose,
        row.cost,
        row.comment or None,
        row.identity.sealed(secret),
    )
    for column, (words, value) in enumerate(zip(COLUMNS, values, strict=True), start=1):
        cell = sheet.cell(line, column)
        write_cell(cell, value)
        cell.alignment = Alignment(wrap_text=words is not KEY, vertical="top")
        if words in _OPEN:
            cell.protection = Protection(locked=False)
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
        if words in (BUDGET, COST):
            cell.number_format = "# ##0" if language == "sv" else "#,##0"


def write_cell(cell: object, value: str | float | Decimal | None) -> None:
    """Write a value so that a text is a text, whatever it begins with, and without characters that no file may hold."""
    assert isinstance(cell, Cell)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        # A text that begins like a formula stays a text.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _number(value: float, language: Language) -> str:
    text = f"{value:.12g}"
    return text.replace(".", ",") if language == "sv" else text


def _rules(sheet: Worksheet, first: int, last: int, language: Language) -> None:
    names = ",".join(words.text(language) for words in STATUS_NAMES.values())
    wrong = Words("Välj ett läge i listan.", "Choose a status in the list.").text(language)
    statuses = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True, showErrorMessage=True, error=wrong)
    numeric = Words("Skriv ett tal, noll eller större.", "Write a number, zero or larger.").text(language)
    amounts = DataValidation(
        type="decimal", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True, error=numeric
    )
    amounts.allow_blank = True
    length = DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=f"{LONGEST_COMMENT}", allow_blank=True
    )
    length.promptTitle = COMMENT.text(language)
    length.prompt = Words("Skriv inga personuppgifter.", "Do not write personal data.").text(language)
    length.showInputMessage = True
    for rule, columns in ((statuses, (STATUS,)), (amounts, (DOSE, COST)), (length, (COMMENT,))):
        for words in columns:
            letter = get_column_letter(COLUMNS.index(words) + 1)
            rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _layout(sheet: Worksheet, heading: int) -> None:
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions[get_column_letter(len(COLUMNS))].hidden = True
    sheet.freeze_panes = f"B{heading + 1}"
    # Protected without a password: it keeps a slip of the hand away from titles and keys, and hinders nobody.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # every new sheet has it
    sheet.print_title_rows = f"{heading}:{heading}"


def _checksum(text: str, secret: bytes) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:16]
