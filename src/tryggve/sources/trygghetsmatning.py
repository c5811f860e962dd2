"""The police and municipality safety survey (trygghetsmätning) as published: "percent (level)" by question.

A table with Kommun, År and Fråga, perhaps Område, Kön and Antal svar, and the figures in one column "Procent (nivå)"
or in one column for each sex or area: "23 (3)". The levels go from 0 (hardly any problem) to 6 (alarming). How a level
comes from a per cent is not published, so levels are kept as delivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tryggve.errors import BadValueError, MissingColumnError
from tryggve.sources.assembly import Found, make_release
from tryggve.sources.cells import Figure, figure, label, period, step_of
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.figures import without_interval
from tryggve.sources.group_words import group_part
from tryggve.sources.headed_table import HeadedTable, Record
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.terms import Area, AreaKind, Group, Missing, Outcome, Release, Row, Unit

LAYOUT = (
    "Trygghetsmätning: tabell med Kommun, År, Fråga och ”procent (nivå)”",
    "The safety survey: a table with Kommun, År, Fråga and “percent (level)”",
)
LEVEL_SUFFIX = " | nivå"
_FIXED = ("Kommun", "År", "Fråga", "Område", "Kön", "Antal svar")
_ONE_COLUMN = ("procent (nivå)", "andel (nivå)", "resultat")
_NUMBER = r"\d+(?:[.,]\d+)?"
_CELL = re.compile(rf"(?P<share>{_NUMBER})\s*%?\s*\((?P<level>{_NUMBER})\)")
_LEVEL_ALONE = re.compile(rf"\((?P<level>{_NUMBER})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Published:
    """One cell: a share, a level, or both."""

    record: Record
    column: str
    area: Area
    group: Group
    share: Figure | None
    level: Figure | None
    n: int


def recognises(file: DroppedFile) -> bool:
    """Tell whether the first sheet has Kommun, År and Fråga, and a cell of the kind "23 (3)"."""
    if not file.sheets:
        return False
    table = HeadedTable.of(file.sheets[0], file=file.name)
    return table.has("Kommun", "År", "Fråga") and any(
        _CELL.fullmatch(label(cell)) for row in table.rows[:20] for cell in row
    )


def read(file: DroppedFile) -> Release:
    """Return the shares and the levels, as two measures.

    A share gets no interval: its error is known only as far as the number of answers is.

    Raises:
        MissingColumnError: Where there is no column of figures.
        BadValueError: Where a cell is neither "23 (3)", "23" nor a mark for a missing figure.
    """
    table = HeadedTable.of(file.sheets[0], file=file.name)
    columns = tuple(name for name in table.header if name and name.lower() not in {f.lower() for f in _FIXED})
    if not columns:
        raise MissingColumnError(
            sv="Ingen kolumn med siffror hittades. Väntat: ”Procent (nivå)”, eller en kolumn per kön eller område.",
            en="No column of figures was found. Expected: “Procent (nivå)”, or one column for each sex or area.",
            where=table.place(),
        )
    published = tuple(_published(record, column) for record in table.records() for column in columns)
    areas = {one.area for one in published if one.area.kind is AreaKind.MUNICIPALITY}
    areas |= {_municipality(one.record) for one in published}
    return make_release(
        file.facts,
        source=SOURCES["trygghetsmatning"],
        dataset=f"trygghetsmatning:{','.join(sorted(area.code for area in areas))}",
        layout="trygghetsmatning",
        found=tuple(_rows(published)),
    )


def _municipality(record: Record) -> Area:
    return place(record.text("Kommun"), where=record.where("Kommun"))


def _published(record: Record, column: str) -> _Published:
    home = area = _municipality(record)
    parts: dict[str, str] = {}
    if record.text("Område"):
        area = place(record.text("Område"), where=record.where("Område"), municipality=home)
    for text, where in ((record.text("Kön"), record.where("Kön")), (_heading(column), record.where(column))):
        part = group_part(text) if text else ("", "")
        if part is None and where.column == "Kön":
            raise _wrong(record, "Kön", "Kvinnor, Män, Totalt")
        if part is None:
            area = place(text, where=where, municipality=home)
        elif part[0]:
            parts[part[0]] = part[1]
    share, level = _share_and_level(record, column)
    answers = figure(record.get("Antal svar"), where=record.where("Antal svar"))
    # The number of answers of a row is that of its total, not of each column beside it.
    whole = group_part(_heading(column) or "totalt") == ("", "")
    return _Published(
        record=record,
        column=column,
        area=area,
        group=Group.of(parts),
        share=share,
        level=level,
        n=int(answers) if whole and isinstance(answers, float) else 0,
    )


def _heading(column: str) -> str:
    """Return what the column is about: nothing for the one column of all figures."""
    return "" if column.lower() in _ONE_COLUMN else column


def _share_and_level(record: Record, column: str) -> tuple[Figure | None, Figure | None]:
    text = record.text(column)
    where = record.where(column)
    both, alone = _CELL.fullmatch(text), _LEVEL_ALONE.fullmatch(text)
    if both:
        return figure(both["share"], where=where), figure(both["level"], where=where)
    if alone:
        return None, figure(alone["level"], where=where)
    if "(" in text:
        raise _wrong(record, column, "23 (3)")
    return figure(record.get(column), where=where), None


def _wrong(record: Record, column: str, expected: str) -> BadValueError:
    return BadValueError(
        sv=f"”{record.text(column)}” kan inte tolkas. Väntat: {expected}.",
        en=f"“{record.text(column)}” cannot be read. Expected: {expected}.",
        where=record.where(column),
    )


def _rows(published: tuple[_Published, ...]) -> Iterator[Found]:
    share_step = step_of([one.share for one in published if isinstance(one.share, float)])
    level_step = step_of([one.level for one in published if isinstance(one.level, float)])
    for one in published:
        question = one.record.text("Fråga")
        if one.share is not None:
            yield _row(one, question, one.share, unit=Unit.PERCENT, rounding=share_step)
        if one.level is not None:
            yield _row(one, question + LEVEL_SUFFIX, one.level, unit=Unit.LEVEL, rounding=level_step)


def _row(one: _Published, measure: str, value: Figure, *, unit: Unit, rounding: float) -> Found:
    where = one.record.where(one.column)
    outcome: Outcome
    if isinstance(value, Missing):
        outcome = value
    else:
        outcome = without_interval(value, unit=unit, where=where, n=one.n, rounding=rounding)
    years = period(one.record.get("År"), where=one.record.where("År"))
    return Found(row=Row(measure=measure, area=one.area, period=years, outcome=outcome, group=one.group), where=where)
