"""Brå's workbook for one municipality, "Indikatorer för kommuners lägesbild".

One sheet holds one indicator; its title stands in A1. The layouts, as Brå has changed them:

* Reported crimes, always: title with "(anmälda brott)", row 2 "Antal 2017" and "Antal per 100 000 inv 2017" from
  column B, then one row per place.
* NTU (a), to December 2025: title "…, enligt NTU 2017–2024. Andel …", row 2 the years or two-year windows
  "2017/2018" from column B, then one row per place.
* NTU (b), from December 2025: rows are four-digit years in column A. The row above the first year says Andel, KI
  undre gräns, KI övre gräns for each place; the row above that names the place, merged over its columns.
* NTU (c), from April 2026: as (b) with line breaks in the title and the place named in every column.

"Antal svarande i NTU" is a sheet of its own in the same layout, with Antal alone. Sheets of text are
passed, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from tryggve.engine.intake import Cell, Sheet
from tryggve.errors import UnknownLayoutError, Where
from tryggve.sources.assembly import Remark, make_release
from tryggve.sources.bra_figures import BraFigure, Role, dataset_of, join_figures, measure_name, role_of
from tryggve.sources.cells import figure, is_period, label, period
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.terms import Period, Release

LAYOUT = (
    "Brå: Indikatorer för kommuners lägesbild (en arbetsbok per kommun)",
    "Brå: indicators for situation pictures (a workbook per municipality)",
)
_CRIME_COLUMN = re.compile(r"(Antal(?: per 100 000 inv\w*\.?)?) (\d{4})", re.IGNORECASE)
_BLOCK_START = re.compile(r"(andel|antal)\b", re.IGNORECASE)
_BLOCK_REST = re.compile(r"ki\b.*\b(undre|nedre|övre)\b", re.IGNORECASE)


_Words = tuple[str, str]  # Swedish, English
_TITLE = ("en titel i A1", "a title in A1")
_CRIME_HEADING = ("”Antal 2024” eller ”Antal per 100 000 inv 2024”", "“Antal 2024” or “Antal per 100 000 inv 2024”")
_WINDOW_HEADING = ("ett årtal eller ”2017/2018”", "a year or “2017/2018”")
_HEADER_ROW = ("en rubrikrad", "a header row")
_HEADING = ("en rubrik över siffrorna", "a heading above the figures")
_NEXT_PLACE = ("nästa plats över sin andel", "the next place above its share")
_BLOCK = ("Andel, KI undre gräns, KI övre gräns", "Andel, KI undre gräns, KI övre gräns")

_TEXT_SHEET = re.compile(r"innehåll|läs ?mig|^om\b|^info|metod|förklaring", re.IGNORECASE)  # may number their lines


@dataclass(frozen=True, slots=True)
class _Column:
    """What the figures of a column are: a role for a period (a row per place) or for a place (a row per year)."""

    index: int
    role: Role
    period: Period | None = None
    place: str = ""


def recognises(file: DroppedFile) -> bool:
    """Tell whether any sheet's title is one of Brå's."""
    return file.facts.kind == "xlsx" and any(_is_crime(sheet) or _is_ntu(sheet) for sheet in file.sheets)


def read(file: DroppedFile) -> Release:
    """Return every share with its interval and number of answers, and every count and rate of reported crimes.

    Raises:
        UnknownLayoutError: Where a sheet with figures has another layout; it names sheet and cell.
        BadValueError: Where a figure, a limit or a duplicate cannot be right.
    """
    figures: list[BraFigure] = []
    layouts: set[str] = set()
    passed: list[str] = []
    for sheet in file.sheets:
        if _is_crime(sheet) or _is_ntu(sheet):
            read_sheet, layout = _layout(file, sheet)
            figures += read_sheet
            layouts.add(layout)
        elif not _TEXT_SHEET.search(sheet.name) and any(isinstance(c, int | float) for row in sheet.rows for c in row):
            raise _unknown(
                file,
                sheet,
                1,
                0,
                found=_title(sheet),
                expected=(
                    "en titel med ”enligt NTU” eller ”(anmälda brott)”",
                    "a title with “enligt NTU” or “(anmälda brott)”",
                ),
            )
        else:
            passed.append(sheet.name)
    return make_release(
        file.facts,
        source=SOURCES["bra_kommun"],
        dataset=dataset_of(figures),
        layout="bra_kommun:" + "+".join(sorted(layouts)),
        found=join_figures(figures),
        remarks=_passed_remark(passed),
        yearly=True,
    )


def _passed_remark(passed: list[str]) -> tuple[Remark, ...]:
    names = ", ".join(passed)
    return (
        ((f"Blad utan siffror har hoppats över: {names}.", f"Sheets without figures were passed: {names}."),)
        if passed
        else ()
    )


def _title(sheet: Sheet) -> str:
    return label(sheet.rows[0][0]) if sheet.rows and sheet.rows[0] else ""


def _is_crime(sheet: Sheet) -> bool:
    return "(anmälda" in sheet.name.lower() or "(anmälda brott)" in _title(sheet).lower()


def _is_ntu(sheet: Sheet) -> bool:
    title = _title(sheet).lower()
    return "enligt ntu" in title or title.startswith("antal svarande")


def _layout(file: DroppedFile, sheet: Sheet) -> tuple[list[BraFigure], str]:
    if not measure_name(_title(sheet)):
        raise _unknown(file, sheet, 1, 0, found="", expected=_TITLE)
    if _is_crime(sheet):
        return list(_rows_are_places(file, sheet, _crime_columns(file, sheet))), "crime"
    first_year = next((i for i, row in enumerate(sheet.rows) if is_period(row[0])), None)
    if first_year is None:
        return list(_rows_are_places(file, sheet, _window_columns(file, sheet))), "a"
    if first_year < 2:
        raise _unknown(file, sheet, first_year + 1, 0, found=label(sheet.rows[first_year][0]), expected=_TITLE)
    columns = _block_columns(file, sheet.filled(), first_year)
    repeated = any(label(cell) for cell in sheet.rows[first_year - 2][2:3])
    return list(_rows_are_years(file, sheet, columns, first_year)), "c" if repeated else "b"


def _crime_columns(file: DroppedFile, sheet: Sheet) -> Iterator[_Column]:
    for index, text in _header(file, sheet, 1):
        found = _CRIME_COLUMN.fullmatch(text)
        if not found:
            raise _unknown(file, sheet, 2, index, found=text, expected=_CRIME_HEADING)
        where = _where(file, sheet, 2, index)
        yield _Column(index, role_of(found[1], measure="", where=where), period=Period.year(int(found[2])))


def _window_columns(file: DroppedFile, sheet: Sheet) -> Iterator[_Column]:
    role = Role.ANSWERS if _title(sheet).lower().startswith("antal svarande") else Role.SHARE
    for index, text in _header(file, sheet, 1):
        if not is_period(text):
            raise _unknown(file, sheet, 2, index, found=text, expected=_WINDOW_HEADING)
        yield _Column(index, role, period=period(text, where=_where(file, sheet, 2, index)))


def _header(file: DroppedFile, sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    """Give the headings right of column A, refusing an empty one above figures."""
    cells: tuple[Cell, ...] = sheet.rows[row] if len(sheet.rows) > row else ()
    if not any(label(cell) for cell in cells[1:]):
        raise _unknown(file, sheet, row + 1, 1, found="", expected=_HEADER_ROW)
    for index, cell in enumerate(cells[1:], start=1):
        if label(cell):
            yield index, label(cell)
        elif any(label(below[index]) for below in sheet.rows[row + 1 :]):
            raise _unknown(file, sheet, row + 1, index, found="", expected=_HEADING)


def _block_columns(file: DroppedFile, sheet: Sheet, first_year: int) -> Iterator[_Column]:
    names = sheet.rows[first_year - 2]
    measure = measure_name(_title(sheet))
    block = ""
    for index, text in _header(file, sheet, first_year - 1):
        name = label(names[index])
        if _BLOCK_START.match(text):
            if not name or name == block:
                raise _unknown(file, sheet, first_year - 1, index, found=name, expected=_NEXT_PLACE)
            block = name
        elif not block or not _BLOCK_REST.match(text):
            raise _unknown(file, sheet, first_year, index, found=text, expected=_BLOCK)
        elif name not in {"", block}:
            raise _unknown(
                file,
                sheet,
                first_year - 1,
                index,
                found=name,
                expected=(f"”{block}” över hela blocket", f"“{block}” over the whole block"),
            )
        role = role_of(text, measure=measure, where=_where(file, sheet, first_year, index))
        if role is Role.COUNT:
            raise _unknown(file, sheet, first_year, index, found=text, expected=_BLOCK)
        yield _Column(index, role, place=block)


def _rows_are_places(file: DroppedFile, sheet: Sheet, columns: Iterator[_Column]) -> Iterator[BraFigure]:
    kept = tuple(columns)
    measure = measure_name(_title(sheet))
    for number, row in enumerate(sheet.rows[2:], start=3):
        if not any(label(cell) for cell in row[1:]):
            continue  # a note below the table, or an empty row
        area = place(label(row[0]), where=_where(file, sheet, number, 0))
        for column in kept:
            where = _where(file, sheet, number, column.index)
            assert column.period is not None
            yield BraFigure(
                measure=measure,
                role=column.role,
                area=area,
                period=column.period,
                figure=figure(row[column.index], where=where),
                where=where,
            )


def _rows_are_years(
    file: DroppedFile, sheet: Sheet, columns: Iterator[_Column], first_year: int
) -> Iterator[BraFigure]:
    kept = tuple(columns)
    areas = {c.place: place(c.place, where=_where(file, sheet, first_year - 1, c.index)) for c in kept}
    measure = measure_name(_title(sheet))
    for number, row in enumerate(sheet.rows[first_year:], start=first_year + 1):
        if not any(label(cell) for cell in row[1:]):
            continue
        years = period(row[0], where=_where(file, sheet, number, 0))
        for column in kept:
            where = _where(file, sheet, number, column.index)
            yield BraFigure(
                measure=measure,
                role=column.role,
                area=areas[column.place],
                period=years,
                figure=figure(row[column.index], where=where),
                where=where,
            )


def _where(file: DroppedFile, sheet: Sheet, row: int, index: int) -> Where:
    return file.where(sheet=sheet.name, row=row, column=get_column_letter(index + 1))


def _unknown(
    file: DroppedFile, sheet: Sheet, row: int, index: int, *, found: str, expected: _Words
) -> UnknownLayoutError:
    return UnknownLayoutError(
        sv=f"Bladets uppställning är inte känd. Här står ”{found}”, väntat var {expected[0]}. Brå kan ha ändrat filen: "
        "kontrollera bladet, eller lämna in siffrorna som en egen tabell.",
        en=f"The layout of the sheet is not known. Here is “{found}”, expected was {expected[1]}. Brå may have changed "
        "the file: look at the sheet, or hand in the figures as a table of your own.",
        where=_where(file, sheet, row, index),
    )
