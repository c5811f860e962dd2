"""Incident counts by area and week, as effective coordination meetings keep them: counts, never persons."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, TypeVar

from tryggve.engine.intake import Cell
from tryggve.errors import (
    BadValueError,
    MissingColumnError,
    NothingHereError,
    TryggveError,
    UnknownLayoutError,
    Where,
    refuse,
)
from tryggve.sources.cells import figure, label
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.headed_table import HeadedTable, Record

T = TypeVar("T")
_HEADS: Final = {
    "year": ("år", "ar", "year"),
    "week": ("vecka", "veckonr", "veckonummer", "v", "week", "årvecka", "år-vecka", "år vecka", "år och vecka"),
    "area": ("område", "omrade", "area", "delområde", "stadsdel", "plats", "place"),
    "kind": ("typ", "type", "händelse", "händelsetyp", "kategori", "typ av händelse", "kind"),
    "count": ("antal", "count", "number", "antal händelser", "summa"),
}
_PERSONAL: Final = re.compile(
    r"\b(namn|förnamn|efternamn|name|person\w*|pnr|ssn|född\w*|födelse\w*|adress|address|telefon\w*|mobil\w*|e-?post|"
    r"e-?mail|mail|rapportör|anmälare|uppgiftslämnare|fri ?text|beskrivning|kommentar\w*|anteckning\w*|notering\w*|"
    r"description|comment\w*|notes?|signatur|misstänkt\w*|offer|målsägande)\b",
    re.IGNORECASE,
)
_NUMBER_OF_PERSON: Final = re.compile(r"(?<!\d)(?:19|20)?\d{2}[01]\d[0-3]\d[-+ ]?\d{4}(?!\d)")
_YEAR_WEEK: Final = re.compile(r"(\d{4})\s*[-/ ]?\s*[vw]?\.?\s*(\d{1,2})", re.IGNORECASE)
_WEEK: Final = re.compile(r"[vw]?(?:ecka)?\.?\s*(\d{1,2})", re.IGNORECASE)
_LONGEST: Final = 60  # characters; a longer text is somebody's words, not an area or a kind
_HEADER_WITHIN: Final = 10  # rows
MOST_ROWS: Final = 50_000  # thirty areas and thirty kinds for a year
MOST_NAMES: Final = 100  # areas, and kinds; more are addresses or somebody's words, and no picture can show them
_MOST_COUNT: Final = 100_000  # a week's count above this is something else


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One row of the file (Sv: rad med antal händelser). ``week`` is an ISO week of ``year``."""

    year: int
    week: int
    area: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFile:
    """What was read (Sv: inläst händelsefil); ``unread`` are headings that were left."""

    name: str
    sha256: str
    rows: tuple[IncidentRow, ...]
    unread: tuple[str, ...] = ()


def read_incidents(file: DroppedFile) -> IncidentFile:
    """Read counts by area and week; refuse a file that says anything of persons.

    Raises:
        UnknownLayoutError: no row holds the headings, or a column holds what must not be read in.
        MissingColumnError: area, kind, count or week is not there.
        BadValueError: one or more cells cannot be right, each told with its row and column.
        NothingHereError: there is no row.
    """
    table, columns = _table(file)
    _refuse_personal(table, columns)
    faults: list[TryggveError] = []
    rows = _rows(table, columns, faults)
    refuse(faults)
    if not rows:
        raise NothingHereError(
            sv="Filen har rubriker men inga rader. Kontrollera att rätt blad ligger först.",
            en="The file has headings but no rows. Check that the right sheet comes first.",
            where=table.place(),
        )
    _refuse_too_much(rows, table.place())
    unread = tuple(name for name in table.header if name and name not in columns.values())
    return IncidentFile(name=file.name, sha256=file.facts.sha256, rows=tuple(rows), unread=unread)


def counts_incidents(file: DroppedFile) -> bool:
    """Tell whether a file has a row with all the headings of counts by area and week."""
    parts = ("week", "area", "kind", "count")
    return any(
        all(part in _columns(HeadedTable.of(sheet, file=file.name, header_row=number)) for part in parts)
        for sheet in file.sheets
        for number in range(1, min(len(sheet.rows), _HEADER_WITHIN) + 1)
    )


def _rows(table: HeadedTable, columns: dict[str, str], faults: list[TryggveError]) -> list[IncidentRow]:
    """Read every row; what cannot be right is added to the faults."""
    seen: dict[tuple[int, int, str, str], int] = {}
    rows = []
    for record in table.records():
        row = _row(record, columns, faults)
        if row is None:
            continue
        key = (row.year, row.week, row.area.casefold(), row.kind.casefold())
        if key in seen:
            faults.append(_said_twice(record.where(), earlier=seen[key]))
            continue
        seen[key] = record.row
        rows.append(row)
    return rows


def _said_twice(where: Where, *, earlier: int) -> BadValueError:
    return BadValueError(
        sv=f"Samma vecka, område och typ står redan på rad {earlier}. Lägg ihop dem till en rad.",
        en=f"The same week, area and type already stands on row {earlier}. Add them into one row.",
        where=where,
    )


def _refuse_too_much(rows: list[IncidentRow], where: Where) -> None:
    if len(rows) > MOST_ROWS:
        raise UnknownLayoutError(
            sv=f"Filen har {len(rows)} rader; högst {MOST_ROWS} kan läsas in åt gången. Dela den, till exempel per år.",
            en=f"The file has {len(rows)} rows; at most {MOST_ROWS} can be read at once. Split it by year.",
            where=where,
        )
    refuse_many_names({row.area for row in rows}, {row.kind for row in rows}, where=where)


def refuse_many_names(areas: AbstractSet[str], kinds: AbstractSet[str], *, where: Where | None = None) -> None:
    """Refuse more areas or kinds than can be shown: they are addresses, or words of somebody's own.

    Raises:
        UnknownLayoutError: there are more than ``MOST_NAMES``.
    """
    for names, sv, en in ((areas, "områden", "areas"), (kinds, "typer", "types")):
        if len(names) > MOST_NAMES:
            raise UnknownLayoutError(
                sv=f"Det blir {len(names)} olika {sv}; högst {MOST_NAMES} kan visas. Skriv större {sv} i stället för "
                "till exempel adresser, och stava dem lika varje vecka.",
                en=f"That makes {len(names)} different {en}; at most {MOST_NAMES} can be shown. Write larger {en} "
                "instead of, for example, addresses, and spell them the same every week.",
                where=where,
            )


def _table(file: DroppedFile) -> tuple[HeadedTable, dict[str, str]]:
    """Find the row with the headings, in the first sheet that has one."""
    nearest: tuple[HeadedTable, dict[str, str]] | None = None
    for sheet in file.sheets:
        for number in range(1, min(len(sheet.rows), _HEADER_WITHIN) + 1):
            table = HeadedTable.of(sheet, file=file.name, header_row=number)
            columns = _columns(table)
            if nearest is None or len(columns) > len(nearest[1]):
                nearest = (table, columns)
    if nearest is None or len(nearest[1]) < 2:
        raise UnknownLayoutError(
            sv="Ingen rad har rubrikerna vecka, område, typ och antal. Döp om kolumnerna så.",
            en="No row has the headings week, area, type and count. Rename the columns so.",
            where=file.where(),
        )
    table, columns = nearest
    for part, sv, en in (("week", "vecka", "week"), ("area", "område", "area"), ("kind", "typ", "type")):
        _require(table, columns, part, sv=sv, en=en)
    _require(table, columns, "count", sv="antal", en="count")
    return table, columns


def _columns(table: HeadedTable) -> dict[str, str]:
    names = {part: next((h for h in table.header if h.casefold() in heads), "") for part, heads in _HEADS.items()}
    return {part: name for part, name in names.items() if name}


def _require(table: HeadedTable, columns: dict[str, str], part: str, *, sv: str, en: str) -> None:
    if part not in columns:
        there = ", ".join(name for name in table.header if name)
        raise MissingColumnError(
            sv=f"Kolumnen ”{sv}” saknas. Rubrikerna är: {there}. Döp om den kolumn som menas.",
            en=f"The column “{en}” is missing. The headings are: {there}. Rename the column that is meant.",
            where=table.place(),
        )


def _refuse_personal(table: HeadedTable, columns: dict[str, str]) -> None:
    for name in table.header:
        if name not in columns.values() and _PERSONAL.search(name.replace("_", " ")):
            raise _personal(table.place(column=name))
    known = {table.position(name) for name in columns.values()}
    for record in table.records():
        for position, cell in enumerate(record.cells):
            if position < len(table.header) and _says_too_much(cell, read=position in known):
                raise _personal(record.where(table.header[position]))


def _says_too_much(cell: Cell, *, read: bool) -> bool:
    text = label(cell)
    return len(text) > _LONGEST or bool(_NUMBER_OF_PERSON.search(text)) or (not read and len(text.split()) > 6)


def _personal(where: Where) -> UnknownLayoutError:
    return UnknownLayoutError(
        sv="Kolumnen ser ut att innehålla namn, personnummer eller fri text. Sådant läses aldrig in här. Ta bort "
        "kolumnen ur filen så att bara vecka, område, typ och antal är kvar.",
        en="The column looks as if it holds names, personal numbers or free text. Such is never read in here. Remove "
        "the column from the file so that only week, area, type and count are left.",
        where=where,
    )


def _row(record: Record, columns: dict[str, str], faults: list[TryggveError]) -> IncidentRow | None:
    when = _tried(lambda: _week(record, columns), faults)
    area = _tried(lambda: _named(record, columns["area"]), faults)
    kind = _tried(lambda: _named(record, columns["kind"]), faults)
    count = _tried(lambda: _count(record, columns["count"]), faults)
    if when is None or area is None or kind is None or count is None:
        return None
    year, week = when
    return IncidentRow(year=year, week=week, area=area, kind=kind, count=count)


def _tried(read: Callable[[], T], faults: list[TryggveError]) -> T | None:
    """Read a cell; None where it cannot be right, which is added to the faults."""
    try:
        return read()
    except BadValueError as fault:
        faults.append(fault)
        return None


def _named(record: Record, column: str) -> str:
    text = record.text(column)
    if not text:
        raise BadValueError(
            sv="Rutan är tom. Skriv vad som menas.",
            en="The cell is empty. Write what is meant.",
            where=record.where(column),
        )
    return text


def _count(record: Record, column: str) -> int:
    try:
        found: object = figure(record.get(column), where=record.where(column))
    except BadValueError:  # its words offer the marks of statistics, which are no counts
        found = None
    if isinstance(found, float) and 0 <= found <= _MOST_COUNT and found.is_integer():
        return int(found)
    raise BadValueError(
        sv=f"”{record.text(column)}” är inget antal. Väntat: ett helt tal från 0 till {_MOST_COUNT}.",
        en=f"“{record.text(column)}” is no count. Expected: a whole number from 0 to {_MOST_COUNT}.",
        where=record.where(column),
    )


def _week(record: Record, columns: dict[str, str]) -> tuple[int, int]:
    for year, week in _readings(record, columns):
        if 2000 <= year <= 2100 and 1 <= week <= _weeks_in(year):
            return year, week
    text = record.text(columns["week"])
    raise BadValueError(
        sv=f"”{text}” är ingen vecka. Väntat: 2026-v05, eller år i en kolumn och vecka 1–53 i en annan.",
        en=f"“{text}” is no week. Expected: 2026-W05, or the year in one column and week 1–53 in another.",
        where=record.where(columns["week"]),
    )


def _readings(record: Record, columns: dict[str, str]) -> Iterator[tuple[int, int]]:
    text = _whole(record.get(columns["week"]))
    if "year" in columns:
        year, week = _whole(record.get(columns["year"])), _WEEK.fullmatch(text)
        if year.isdecimal() and week:
            yield int(year), int(week[1])
    if found := _YEAR_WEEK.fullmatch(text):
        yield int(found[1]), int(found[2])


def _whole(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else label(cell)


def _weeks_in(year: int) -> int:
    return dt.date(year, 12, 28).isocalendar().week
