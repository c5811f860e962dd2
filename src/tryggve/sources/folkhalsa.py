"""The national public health survey (HLV) as the regions publish it: a workbook with one tidy table a sheet.

Every sheet has År, Kommun, Kön, Fråga, Konfidensintervall and Andel; a sheet may cut by Ålder, Födelseland or
Utbildning besides. The interval is text, "57.9 - 66.7  *"; what the star means the file does not say, so it is kept as
the row's note. A row without education is of people whose education is not known, not of everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tryggve.errors import BadValueError, UnknownLayoutError
from tryggve.sources.assembly import Found, Remark, make_release
from tryggve.sources.cells import Figure, figure, label, period, step_of
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.figures import with_interval, without_interval
from tryggve.sources.group_words import group_part
from tryggve.sources.headed_table import HeadedTable, Record
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.terms import AreaKind, Group, Missing, Outcome, Release, Row, Unit

LAYOUT = (
    "Folkhälsoenkäten HLV: arbetsbok med År, Kommun, Kön, Fråga, Konfidensintervall, Andel",
    "The health survey HLV: a workbook with År, Kommun, Kön, Fråga, Konfidensintervall, Andel",
)
_COLUMNS = ("År", "Kommun", "Kön", "Fråga", "Konfidensintervall", "Andel")
_NO_CUT = ("Frågeområde", "Svar", "Källa")
_CUTS = {"Kön": "sex", "Ålder": "age", "Födelseland": "birth", "Utbildning": "education"}
_INTERVAL = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)\s*(\**)")


@dataclass(frozen=True, slots=True)
class _Read:
    record: Record
    group: Group
    share: Figure
    limits: tuple[float, float] | None
    note: str


def recognises(file: DroppedFile) -> bool:
    """Tell whether any sheet has the six headings."""
    return any(HeadedTable.of(sheet, file=file.name).has(*_COLUMNS) for sheet in file.sheets)


def read(file: DroppedFile) -> Release:
    """Return the shares of all sheets, each once, with their intervals and groups.

    Raises:
        UnknownLayoutError: Where a sheet has other columns.
        BadValueError: Where two sheets disagree, or a cell cannot be right.
    """
    tables = [HeadedTable.of(sheet, file=file.name) for sheet in file.sheets if sheet.rows]
    for table in tables:
        _check_columns(table)
    records = [record for table in tables for record in table.records()]
    unknown = [r for r in records if any(r.table.has(column) and not r.text(column) for column in _CUTS)]
    left_out = {id(record) for record in unknown}
    reads = [_read(record) for record in records if id(record) not in left_out]
    found = _each_once(_found(reads))
    areas = {one.row.area for one in found}
    own = sorted(a.code for a in areas if a.kind is AreaKind.MUNICIPALITY) or sorted(a.code for a in areas)
    return make_release(
        file.facts,
        source=SOURCES["hlv"],
        dataset=f"hlv:{','.join(own)}",
        layout="folkhalsa",
        found=found,
        remarks=_remarks(unknown),
    )


def _check_columns(table: HeadedTable) -> None:
    table.require(*_COLUMNS)
    known = {name.lower() for name in (*_COLUMNS, *_NO_CUT, *_CUTS)}
    strange = [name for name in table.header if name.lower() not in known]
    if strange:
        raise UnknownLayoutError(
            sv=f"Kolumnen ”{strange[0]}” är inte känd. Kända indelningar: {', '.join(_CUTS)}. Ta bort kolumnen, "
            "eller lämna in bladet som en egen tabell.",
            en=f"The column “{strange[0]}” is not known. Known breakdowns: {', '.join(_CUTS)}. Remove the column, "
            "or hand in the sheet as a table of your own.",
            where=table.place(column=strange[0]),
        )


def _read(record: Record) -> _Read:
    cuts = (_cut(record, column, name) for column, name in _CUTS.items() if record.table.has(column))
    group = Group.of({dimension: value for dimension, value in cuts if value})
    limits, note = _limits(record)
    return _Read(record, group, figure(record.get("Andel"), where=record.where("Andel")), limits, note)


def _cut(record: Record, column: str, dimension: str) -> tuple[str, str]:
    """Return the dimension and the group's code, empty for everybody."""
    found = group_part(record.text(column))
    if found is not None and found[0] in {"", dimension}:
        return found
    text = record.text(column)
    raise BadValueError(
        sv=f"”{text}” är ingen känd grupp i kolumnen {column}. Väntat: t.ex. Kvinna, 16-29 år, Sverige, Gymnasial "
        "eller Totalt.",
        en=f"“{text}” is no known group of the column {column}. Expected: e.g. Kvinna, 16-29 år, Sverige, Gymnasial "
        "or Totalt.",
        where=record.where(column),
    )


def _limits(record: Record) -> tuple[tuple[float, float] | None, str]:
    text = record.text("Konfidensintervall")
    found = _INTERVAL.fullmatch(text)
    if found:
        low, high = (float(found[i].replace(",", ".")) for i in (1, 2))
        return (low, high), found[3]
    if isinstance(figure(text, where=record.where("Konfidensintervall")), Missing):
        return None, ""
    raise BadValueError(
        sv=f"”{text}” är inget konfidensintervall. Väntat: 57.9 - 66.7.",
        en=f"“{text}” is no confidence interval. Expected: 57.9 - 66.7.",
        where=record.where("Konfidensintervall"),
    )


def _found(reads: list[_Read]) -> Iterator[Found]:
    rounding = step_of([one.share for one in reads if isinstance(one.share, float)])
    limit_rounding = step_of([limit for one in reads if one.limits for limit in one.limits])
    for one in reads:
        where = one.record.where("Andel")
        outcome: Outcome
        if isinstance(one.share, Missing):
            outcome = one.share
        elif one.limits:
            low, high = one.limits
            outcome = with_interval(
                one.share,
                low=low,
                high=high,
                unit=Unit.PERCENT,
                where=where,
                rounding=rounding,
                limit_rounding=limit_rounding,
            )
        else:
            outcome = without_interval(one.share, unit=Unit.PERCENT, where=where, rounding=rounding)
        row = Row(
            measure=one.record.text("Fråga"),
            area=place(one.record.text("Kommun"), where=one.record.where("Kommun")),
            period=period(one.record.get("År"), where=one.record.where("År")),
            outcome=outcome,
            group=one.group,
            note=one.note,
        )
        yield Found(row=row, where=where)


def _each_once(found: Iterator[Found]) -> tuple[Found, ...]:
    """Keep one of equal rows, for a total may stand on several sheets, and refuse rows that disagree."""
    kept: dict[tuple[str, str, int, int, str], Found] = {}
    for one in found:
        earlier = kept.setdefault(one.row.key, one)
        if earlier.row.outcome != one.row.outcome:
            place_of = earlier.where
            raise BadValueError(
                sv=f"{one.row.measure}, {one.row.area.name}, {one.row.period.label} har ett annat värde här än på "
                f"{place_of.text('sv')}. Kontrollera vilket som gäller.",
                en=f"{one.row.measure}, {one.row.area.name}, {one.row.period.label} has another value here than at "
                f"{place_of.text('en')}. Check which one holds.",
                where=one.where,
            )
    return tuple(kept.values())


def _remarks(unknown: list[Record]) -> tuple[Remark, ...]:
    if not unknown:
        return ()
    sheets = ", ".join(sorted({label(record.table.sheet) for record in unknown}))
    return (
        (
            f"{len(unknown)} rader saknar grupp (blad {sheets}): det är de svarande vars grupp inte är känd, inte "
            "totalen. De har lämnats utanför.",
            f"{len(unknown)} rows have no group (sheet {sheets}): they are respondents whose group is not known, not "
            "the total. They were left out.",
        ),
    )
