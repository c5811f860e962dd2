"""One year's answers of a survey file, with its breakdowns in the vocabulary's own codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tryggve.engine.columns import Codes, Floats
from tryggve.engine.tables import Table
from tryggve.errors import BadValueError
from tryggve.indicators.survey_definition import CodedColumn, SurveyDefinition
from tryggve.terms import slug

DISTRICT = "@district"
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable(Table):
    """The rows of one year of a table (Sv: ett års svar).

    ``derived`` holds breakdowns made from the file's columns, by names that begin with ``@``, and ``missing_in`` the
    codes that mean no answer, by column: 9 may be an answer on one question and "don't know" on another.
    """

    derived: Mapping[str, Codes]
    missing_in: Mapping[str, frozenset[str]]

    def codes(self, column: str, *, missing: frozenset[str] = frozenset()) -> Codes:
        """Return a column or a derived breakdown as categories."""
        if column in self.derived:
            return self.derived[column]
        return Table.codes(self, column, missing=missing | self.missing_in.get(column, frozenset()))

    def numbers(self, column: str, *, missing: frozenset[str] = frozenset()) -> Floats:
        """Return a column as numbers."""
        return Table.numbers(self, column, missing=missing | self.missing_in.get(column, frozenset()))


def years_of(table: Table, definition: SurveyDefinition) -> Iterator[tuple[int, YearTable]]:
    """Split a file by year, oldest first; a stratum of one year is another stratum than that of the next.

    Raises:
        BadValueError: a row has no year, or a breakdown holds a code that the definition does not name.
    """
    year = table.codes(definition.year)
    _refuse_yearless(table, definition.year, year)
    derived = dict(_derived(table, definition))
    missing_in = {column: m.missing for m in definition.measures for column in m.measure.columns}
    for position, label in enumerate(year.labels):
        mine = year.index == position
        here = {name: Codes(codes.labels, codes.index[mine]) for name, codes in derived.items()}
        yield int(label), YearTable(table.without(~mine).parts, derived=here, missing_in=missing_in)


def variable(dimension: str) -> str:
    """Return the derived breakdown of a dimension."""
    return f"@{dimension}"


def wide_variable(dimension: str) -> str:
    """Return the derived breakdown of a dimension where some of its values are taken together."""
    return f"@{dimension}+"


def inside_variable(district: str) -> str:
    """Return the derived breakdown of one district (its slug) against the rest of the municipality."""
    return f"{DISTRICT}={district}"


def _derived(table: Table, definition: SurveyDefinition) -> Iterator[tuple[str, Codes]]:
    for dimension, column in definition.groups.items():
        fine = _translated(table, column)
        yield variable(dimension), fine
        if column.merged:
            yield wide_variable(dimension), _merged(fine, column.merged)
    if definition.area:
        district = _translated(table, definition.area)
        yield DISTRICT, district
        for position, name in enumerate(district.labels):
            inside = np.where(district.index == NOWHERE, NOWHERE, (district.index != position).astype(np.int64))
            yield inside_variable(slug(name)), Codes(("inside", "rest"), inside)


def _translated(table: Table, column: CodedColumn) -> Codes:
    found = table.codes(column.column, missing=column.missing)
    names = tuple(dict.fromkeys(column.codes.values()))
    for position, code in enumerate(found.labels):
        if code not in column.codes:
            raise _unknown_code(table, column, code, int(np.argmax(found.index == position)))
    places = [names.index(column.codes[code]) for code in found.labels]
    return Codes(names, np.array([*places, NOWHERE], dtype=np.int64)[found.index])


def _merged(fine: Codes, merged: Mapping[str, tuple[str, ...]]) -> Codes:
    wide_of = {name: wide for wide, names in merged.items() for name in names}
    names = tuple(dict.fromkeys(wide_of.get(name, name) for name in fine.labels))
    places = [names.index(wide_of.get(name, name)) for name in fine.labels]
    return Codes(names, np.array([*places, NOWHERE], dtype=np.int64)[fine.index])


def _unknown_code(table: Table, column: CodedColumn, code: str, row: int) -> BadValueError:
    known = ", ".join(column.codes)
    return BadValueError(
        sv=f"Koden ”{code}” finns inte i definitionen, som har: {known}. Lägg till den i codes, eller i missing "
        "om den betyder att svar saknas.",
        en=f'The code "{code}" is not in the definition, which has: {known}. Add it to codes, or to missing if it '
        "means no answer.",
        where=table.where(row, column.column),
    )


def _refuse_yearless(table: Table, column: str, year: Codes) -> None:
    wrong = ~year.present | ~np.array([*(label.isdigit() for label in year.labels), False])[year.index]
    if wrong.any():
        raise BadValueError(
            sv="Raden saknar årtal. Varje rad behöver det år då svaret gavs; fyll i det.",
            en="The row has no year. Each row needs the year of its answer; fill it in.",
            where=table.where(int(np.argmax(wrong)), column),
        )
