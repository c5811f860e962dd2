"""Reading a unit's workbook back: what each row says, and every cell that cannot be right."""

from __future__ import annotations

import datetime as dt
import math
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from openpyxl.utils import get_column_letter

from tryggve.engine.intake import Cell, FileFacts, Sheet, inspect_file, read_sheets
from tryggve.errors import BadValueError, Language, TryggveError, UnknownLayoutError, UnreadableFileError, Where
from tryggve.indicators.indicator import Words
from tryggve.plan.personal import holds_personal_number
from tryggve.plan.report_book import (
    COLUMNS,
    COMMENT,
    COST,
    DOSE,
    KEY,
    LONGEST_COMMENT,
    STATUS,
    STATUS_NAMES,
    TITLE,
    Identity,
    opened,
)
from tryggve.plan.status import ActivityStatus
from tryggve.plan.typed_numbers import plain_kronor, plain_number, two_readings

LARGEST: Final = 5 * 1024 * 1024  # bytes; a unit's workbook is a hundredth of it
_NEEDED: Final = (TITLE, STATUS, DOSE, COST, COMMENT, KEY)
_LARGEST_NUMBER: Final = 10**11
_SHOWN: Final = 60  # characters of what was found
_HEADINGS_WITHIN: Final = 40  # rows
_STATUSES: Final = {
    words.text(language).casefold(): status for status, words in STATUS_NAMES.items() for language in ("sv", "en")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """A cell that cannot be right (Sv: fel i en cell): where it is, what was found and what was expected."""

    where: Where
    found: str
    expected: Words

    @property
    def error(self) -> TryggveError:
        """The fault as an error."""
        return BadValueError(
            sv=f"”{self.found}” går inte att läsa. {self.expected.sv}",
            en=f'"{self.found}" cannot be read. {self.expected.en}',
            where=self.where,
        )

    def expects(self, language: Language) -> str:
        """Return what was expected."""
        return self.expected.text(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """What a row says (Sv: inläst rad); ``status`` is None where it says nothing."""

    identity: Identity
    title: str
    where: Where
    status: ActivityStatus | None = None
    dose: float | None = None
    cost: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook that was read (Sv: inläst arbetsbok); nothing of it may be stored while there are faults."""

    rows: tuple[ReadRow, ...]
    faults: tuple[CellFault, ...]


def read_book(path: Path, *, name: str, secret: bytes, kept: Collection[str] = ()) -> ReadBook:
    """Read a workbook that ``write_book`` made and somebody has filled in.

    A formula counts as the value that was last shown. Rows may have been moved, sorted or removed. ``kept`` are the
    comments that are stored already: one of them stops nobody who leaves it as it is.

    Raises:
        UnreadableFileError: the file is no workbook, is damaged, locked or too large, or carries macros.
        UnknownLayoutError: no sheet has the headings.
    """
    facts = inspect_file(path, allowed=frozenset({"xlsx"}), name=name)
    _refuse_risky(facts)
    for sheet in read_sheets(facts):
        heading = _heading_row(sheet)
        if heading is not None:
            return _read(sheet, heading, file=facts.name, secret=secret, kept=kept)
    raise UnknownLayoutError(
        sv="Inget blad har rubrikerna Aktivitet, Läge, Kommentar och radens nyckel. Ladda ner periodens arbetsbok och "
        "fyll i den.",
        en="No sheet has the headings Activity, Status, Comment and the row's key. Download the period's workbook and "
        "fill that in.",
        where=Where(file=facts.name),
    )


def _refuse_risky(facts: FileFacts) -> None:
    if facts.size > LARGEST:
        raise UnreadableFileError(
            sv=f"Filen är {facts.size // 2**20} MB, gränsen är {LARGEST // 2**20} MB. Fyll i arbetsboken utan bilder.",
            en=f"The file is {facts.size // 2**20} MB, the limit is {LARGEST // 2**20} MB. Fill in the workbook "
            "without pictures.",
            where=Where(file=facts.name),
        )
    with zipfile.ZipFile(facts.path) as archive:
        names = [part.lower() for part in archive.namelist()]
    if any(part.endswith("vbaproject.bin") or "/macrosheets/" in part for part in names):
        raise UnreadableFileError(
            sv="Arbetsboken innehåller makron. Spara den som Excel-arbetsbok (.xlsx) utan makron.",
            en="The workbook holds macros. Save it as an Excel workbook (.xlsx) without macros.",
            where=Where(file=facts.name),
        )


def _heading_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.rows[:_HEADINGS_WITHIN]):
        if all(_column(row, words) is not None for words in _NEEDED):
            return number
    return None


def _column(row: Sequence[Cell], words: Words) -> int | None:
    wanted = {words.sv.casefold(), words.en.casefold()}
    return next((n for n, cell in enumerate(row) if isinstance(cell, str) and cell.strip().casefold() in wanted), None)


def _read(sheet: Sheet, heading: int, *, file: str, secret: bytes, kept: Collection[str]) -> ReadBook:
    columns = {words.sv: at for words in COLUMNS if (at := _column(sheet.rows[heading], words)) is not None}
    faults: list[CellFault] = []
    rows: list[ReadRow] = []
    seen: dict[int, int] = {}
    for number, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        if all(_blank(cell) for cell in cells):
            continue
        line = _Line(cells, columns, Where(file=file, sheet=sheet.name, row=number), kept)
        row = line.read(secret, faults)
        if row and row.identity.activity in seen:
            first = seen[row.identity.activity]
            faults.append(
                line.fault(
                    TITLE,
                    Words(
                        f"Samma aktivitet står redan på rad {first}. Ta bort en av raderna.",
                        f"The same activity stands already on row {first}. Remove one of the rows.",
                    ),
                )
            )
        elif row:
            seen[row.identity.activity] = number
            rows.append(row)
    return ReadBook(tuple(rows), tuple(faults))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of cells, with where its columns are."""

    cells: Sequence[Cell]
    columns: dict[str, int]
    where: Where
    kept: Collection[str]

    def cell(self, words: Words) -> Cell:
        at = self.columns.get(words.sv)
        return None if at is None or at >= len(self.cells) else self.cells[at]

    def fault(self, words: Words, expected: Words) -> CellFault:
        letter = get_column_letter(self.columns[words.sv] + 1)
        where = Where(file=self.where.file, sheet=self.where.sheet, row=self.where.row, column=f"{letter} ({words.sv})")
        return CellFault(where=where, found=_shown(self.cell(words)), expected=expected)

    def read(self, secret: bytes, faults: list[CellFault]) -> ReadRow | None:
        """Return what the row says, or add what is wrong with it."""
        identity = opened(str(self.cell(KEY) or ""), secret)
        found = list(self._faults(identity))
        faults += found
        if identity is None or found:
            return None
        return ReadRow(
            identity=identity,
            title=_shown(self.cell(TITLE)),
            where=self.where,
            status=self._status(),
            dose=_number(self.cell(DOSE)),
            cost=_money(self.cell(COST)),
            comment=_text(self.cell(COMMENT)),
        )

    def _status(self) -> ActivityStatus | None:
        return _STATUSES.get(_text(self.cell(STATUS)).casefold())

    def _faults(self, identity: Identity | None) -> Iterator[CellFault]:
        if identity is None:
            text = "Radens dolda nyckel saknas eller är ändrad. Fyll i raden i en nyss nedladdad arbetsbok."
            en = "The row's hidden key is missing or altered. Fill in the row in a newly downloaded workbook."
            yield self.fault(TITLE, Words(text, en))
            return
        status = self.cell(STATUS)
        if _blank(status):
            if any(not _blank(self.cell(words)) for words in (DOSE, COST, COMMENT)):
                yield self.fault(STATUS, _one_of("Raden säger något men har inget läge. ", "The row has no status. "))
        elif self._status() is None:
            yield self.fault(STATUS, _one_of())
        for words in (DOSE, COST):
            if expected := _wrong_number(self.cell(words), money=words is COST):
                yield self.fault(words, expected)
        comment = _text(self.cell(COMMENT))
        if "\n".join(comment.splitlines()) not in self.kept and (expected := _wrong_comment(comment)):
            yield self.fault(COMMENT, expected)


def _wrong_number(cell: Cell, *, money: bool) -> Words | None:
    """Return what was expected where the cell holds no number that can be meant; in money ``1.200`` is plain."""
    if not money and isinstance(cell, str) and (readings := two_readings(cell)):
        thousands, decimals = readings
        return Words(
            f"Är det tusental eller decimaler? Skriv {thousands} eller {decimals}.",
            f"Thousands or decimals? Write {thousands} or {decimals.replace(',', '.')}.",
        )
    number = _money(cell) if money else _number(cell)
    if _blank(cell) or (number is not None and 0 <= number < _LARGEST_NUMBER):
        return None
    return Words("Ett tal, noll eller större, till exempel 62,5.", "A number, from zero.")


def _wrong_comment(text: str) -> Words | None:
    if len(text) > LONGEST_COMMENT:
        return Words(f"Högst {LONGEST_COMMENT} tecken.", f"At most {LONGEST_COMMENT} characters.")
    if holds_personal_number(text):
        return Words(
            "Inga personuppgifter. Det här ser ut som ett personnummer.",
            "Nothing of persons. This looks like a personal identity number.",
        )
    return None


def _one_of(sv: str = "", en: str = "") -> Words:
    swedish = ", ".join(words.sv for words in STATUS_NAMES.values())
    english = ", ".join(words.en for words in STATUS_NAMES.values())
    return Words(f"{sv}Något av: {swedish}.", f"{en}One of: {english}.")


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool | dt.datetime | dt.date | dt.time | dt.timedelta) or cell is None:
        return None
    try:
        value = float(plain_number(cell) if isinstance(cell, str) else cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _money(cell: Cell) -> Decimal | None:
    number = _number(plain_kronor(cell) if isinstance(cell, str) else cell)
    return None if number is None else Decimal(f"{number:.2f}")


def _shown(cell: Cell) -> str:
    text = f"{cell:%Y-%m-%d}" if isinstance(cell, dt.datetime | dt.date) else _text(cell)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
