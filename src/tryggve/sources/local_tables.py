"""A municipality's own tidy table, read by a mapping that says which column is what."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from dataclasses import dataclass

from tryggve.engine.intake import Cell, Sheet
from tryggve.errors import BadValueError, UnknownLayoutError, UsageError
from tryggve.sources.assembly import Found, Remark, make_release
from tryggve.sources.cells import Figure, figure, label, period, step_of
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.figures import with_interval, with_margin, without_interval
from tryggve.sources.group_words import group_part
from tryggve.sources.headed_table import HeadedTable, Record
from tryggve.sources.localities import place
from tryggve.sources.mapping import GroupColumn, Mapping
from tryggve.sources.publishers import SOURCES
from tryggve.terms import Area, Estimate, Group, Missing, Outcome, Period, Release, Row, Source, Unit, slug
from tryggve.terms.places import find_place

_POINTS_BETWEEN_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMAS_BETWEEN_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """One row's figures; nothing where the mapping names no such column."""

    record: Record
    measure: str
    value: Figure
    lower: Figure | None
    upper: Figure | None
    margin: Figure | None
    n: Figure | None
    population: Figure | None


def read_mapped(file: DroppedFile, mapping: Mapping) -> Release:
    """Read a table by its mapping.

    Raises:
        UsageError: Where the mapping names neither a column nor a fixed text for place, period or measure.
        UnknownLayoutError: Where the sheet is not there.
        MissingColumnError: Where a heading is not there.
        BadValueError: Where a cell cannot be right; it names row and column.
    """
    table = HeadedTable.of(chosen_sheet(file, mapping.sheet), file=file.name, header_row=mapping.header_row)
    _check_whole(mapping, table)
    table.require(*mapping.columns)
    home = _home(mapping)
    rows = [_figures(record, mapping) for record in table.records()]
    steps = _steps(rows)
    found = [
        Found(row=_row(one, mapping, home, steps[one.measure]), where=one.record.where(mapping.value)) for one in rows
    ]
    return make_release(
        file.facts,
        source=_source(mapping),
        dataset=f"local:{slug(mapping.name)}",
        layout="local_table",
        found=found,
        remarks=_remarks(rows, mapping),
    )


def chosen_sheet(file: DroppedFile, name: str) -> Sheet:
    """Return the sheet with this name, or the first one where the name is empty.

    Raises:
        UnknownLayoutError: Where there is no such sheet; the sheets that are there are listed.
    """
    found = [sheet for sheet in file.sheets if not name or sheet.name == name]
    if found:
        return found[0]
    there = ", ".join(sheet.name for sheet in file.sheets) or "–"
    raise UnknownLayoutError(
        sv=f"Bladet ”{name}” finns inte. Bladen är: {there}. Välj ett av dem.",
        en=f"There is no sheet “{name}”. The sheets are: {there}. Choose one of them.",
        where=file.where(),
    )


def _check_whole(mapping: Mapping, table: HeadedTable) -> None:
    told = {
        ("plats (place)", "the place"): mapping.place or mapping.fixed_place,
        ("period", "the period"): mapping.period or mapping.fixed_period,
        ("mått (measure)", "the measure"): mapping.measure or mapping.fixed_measure,
        ("värde (value)", "the value"): mapping.value,
        ("båda gränserna (lower, upper)", "both limits (lower, upper)"): bool(mapping.lower) == bool(mapping.upper),
    }
    for (sv, en), said in told.items():
        if not said:
            headings = ", ".join(name for name in table.header if name)
            raise UsageError(
                sv=f"Kolumnkartan säger inte vad som är {sv}. Ange en kolumn eller ett fast värde. "
                f"Rubrikerna är: {headings}.",
                en=f"The mapping does not say what is {en}. Name a column or a fixed value. "
                f"The headings are: {headings}.",
                where=table.place(),
            )


def _home(mapping: Mapping) -> Area | None:
    found = find_place(mapping.municipality) if mapping.municipality else None
    if mapping.municipality and found is None:
        raise UsageError(
            sv=f"Kommunen ”{mapping.municipality}” i kolumnkartan är inte känd. Skriv kommunkoden.",
            en=f"The municipality “{mapping.municipality}” of the mapping is not known. Write its code.",
        )
    return found


def _source(mapping: Mapping) -> Source:
    told = {
        "publisher": mapping.publisher,
        "title_sv": mapping.title_sv,
        "title_en": mapping.title_en or mapping.title_sv,
        "address": mapping.address,
        "licence": mapping.licence,
    }
    return dataclasses.replace(SOURCES["local"], **{name: text for name, text in told.items() if text})


def _figures(record: Record, mapping: Mapping) -> _Figures:
    def number(column: str, scale: float = 1.0) -> Figure | None:
        if not column:
            return None
        found = figure(_decimal(record.get(column), mapping.decimal), where=record.where(column))
        return found if isinstance(found, Missing) else found * scale

    value = number(mapping.value, mapping.scale)
    assert value is not None
    measure = record.text(mapping.measure) if mapping.measure else label(mapping.fixed_measure)
    return _Figures(
        record=record,
        measure=mapping.measures.get(measure, measure),
        value=value,
        lower=number(mapping.lower, mapping.scale),
        upper=number(mapping.upper, mapping.scale),
        margin=number(mapping.margin, mapping.scale),
        n=number(mapping.n),
        population=number(mapping.population),
    )


def _decimal(cell: Cell, decimal: str) -> Cell:
    """Take away the points (or commas) between thousands, where the mapping says that they are such."""
    if not isinstance(cell, str) or not decimal:
        return cell
    text = cell.strip()
    if decimal == "," and _POINTS_BETWEEN_THOUSANDS.fullmatch(text):
        return text.replace(".", "")
    if decimal == "." and _COMMAS_BETWEEN_THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return cell


def _steps(rows: list[_Figures]) -> dict[str, tuple[float, float]]:
    """Return, by measure, the rounding of the values and of the limits or margins."""
    values: dict[str, list[float]] = defaultdict(list)
    limits: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        values[row.measure] += [row.value] if isinstance(row.value, float) else []
        limits[row.measure] += [x for x in (row.lower, row.upper, row.margin) if isinstance(x, float)]
    return {row.measure: (step_of(values[row.measure]), step_of(limits[row.measure])) for row in rows}


def _row(one: _Figures, mapping: Mapping, home: Area | None, steps: tuple[float, float]) -> Row:
    return Row(
        measure=one.measure,
        area=_area(one.record, mapping, home),
        period=_period(one.record, mapping),
        outcome=_outcome(one, mapping, steps),
        group=_group(one.record, mapping.groups),
    )


def _area(record: Record, mapping: Mapping, home: Area | None) -> Area:
    text = record.text(mapping.place) if mapping.place else mapping.fixed_place
    return place(mapping.places.get(text, text), where=record.where(mapping.place), municipality=home)


def _period(record: Record, mapping: Mapping) -> Period:
    cell = record.get(mapping.period) if mapping.period else mapping.fixed_period
    return period(cell, where=record.where(mapping.period))


def _outcome(one: _Figures, mapping: Mapping, steps: tuple[float, float]) -> Outcome:
    if isinstance(one.value, Missing):
        return one.value
    where = one.record.where(mapping.value)
    n = int(one.n) if isinstance(one.n, float) else 0
    found: Estimate
    if isinstance(one.lower, float) and isinstance(one.upper, float):
        found = with_interval(
            one.value, low=one.lower, high=one.upper, unit=mapping.unit, where=where, n=n, rounding=steps[0]
        )
        return dataclasses.replace(found, limit_rounding=steps[1])
    if isinstance(one.margin, float):
        return with_margin(one.value, margin=one.margin, unit=mapping.unit, where=where, n=n, rounding=steps[0])
    people = one.population if isinstance(one.population, float) else 0.0
    counted = mapping.unit in {Unit.COUNT, Unit.PER_100K, Unit.PER_1000}
    rounding = 0.0 if counted else steps[0]
    return without_interval(one.value, unit=mapping.unit, where=where, n=n, population=people, rounding=rounding)


def _group(record: Record, columns: tuple[GroupColumn, ...]) -> Group:
    values = {column.dimension: _group_value(record, column) for column in columns}
    return Group.of({dimension: value for dimension, value in values.items() if value})


def _group_value(record: Record, column: GroupColumn) -> str:
    """Return the group's code, empty for everybody."""
    text = record.text(column.column)
    if text in column.values:
        return column.values[text]
    known = group_part(text)
    if known is not None and known[0] in {"", column.dimension}:
        return known[1]
    told = ", ".join(column.values) or "–"
    raise BadValueError(
        sv=f"”{text}” är ingen känd grupp. Kolumnkartan känner: {told}. Lägg till vad ordet betyder.",
        en=f"“{text}” is no known group. The mapping knows: {told}. Add what the word means.",
        where=record.where(column.column),
    )


def _remarks(rows: list[_Figures], mapping: Mapping) -> tuple[Remark, ...]:
    values = [row.value for row in rows if isinstance(row.value, float)]
    if mapping.unit is not Unit.PERCENT or not values or max(values) > 1 or max(values) == 0:
        return ()
    return (
        (
            "Inget värde är över 1. Om andelarna är skrivna som 0–1 (Excels procentformat) ska skalan vara 100.",
            "No value is above 1. If the shares are written from 0 to 1 (Excel's per cent format) the scale is 100.",
        ),
    )
