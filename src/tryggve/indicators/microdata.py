"""From a survey's microdata to a release of estimates; the answers themselves are not kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.tables import Table, open_table
from tryggve.indicators.revealed import Cell, CellPeople, hide_until_unsolvable
from tryggve.indicators.survey_definition import SurveyDefinition, SurveyMeasure
from tryggve.indicators.survey_year import DISTRICT, YearTable, inside_variable, variable, wide_variable, years_of
from tryggve.survey.disclosure import hidden_cells
from tryggve.survey.estimates import SurveyEstimate
from tryggve.survey.surveys import Survey
from tryggve.terms import EVERYBODY, Area, AreaKind, Group, Missing, Outcome, Period, Reason, Release, Row, Source, slug

SOURCE = "local_survey"
LAYOUT = "survey_definition"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The estimates of one measure in one year, by cell, and the cells that may not be shown."""

    measure: str
    year: int
    rows: Mapping[Cell, SurveyEstimate]
    hidden: frozenset[Cell]

    def row(self, cell: Cell, *, area: Area, group: Group = EVERYBODY) -> Row:
        """Return a cell as a row."""
        hide = cell in self.hidden
        outcome: Outcome = Missing(reason=Reason.SUPPRESSED) if hide else self.rows[cell].as_estimate()
        return Row(measure=self.measure, area=area, period=Period.year(self.year), outcome=outcome, group=group)


def read_microdata(path: Path, *, definition: SurveyDefinition, municipality: Area) -> Release:
    """Estimate every measure of a survey file for everybody, each group, sex by age, each district and its rest.

    Each year is a sample of its own. Shares are in per cent, indexes in points 0-100, with t intervals. A cell with
    fewer answers than ``definition.smallest_n`` is suppressed, and enough others that it cannot be worked out; the
    rest of the municipality is suppressed with its district. A measure nobody was asked in a year has no rows.

    Args:
        path: A CSV or Parquet file, one row an answer.
        definition: What its columns mean.
        municipality: The municipality that was surveyed.

    Raises:
        TryggveError: a column is missing, or a cell holds what cannot be right.
    """
    table = open_table(path)
    years = list(years_of(table, definition))
    rows = [row for year, view in years for row in _year_rows(view, year, definition, municipality)]
    content = path.read_bytes()
    return Release(
        source=_source(definition),
        dataset=f"{SOURCE}:{definition.name}",
        file_name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        layout=LAYOUT,
        rows=tuple(rows),
        keep_raw=False,
        remarks=_remarks(table, years, definition, rows),
    )


def _source(definition: SurveyDefinition) -> Source:
    return Source(
        code=SOURCE,
        publisher=definition.publisher,
        title_sv=definition.title_sv,
        title_en=definition.title_en,
        address="",
        licence="",
    )


def _year_rows(view: YearTable, year: int, definition: SurveyDefinition, municipality: Area) -> Iterator[Row]:
    survey = Survey(
        view,
        weights=definition.weights,
        strata=definition.strata,
        psu=definition.psu,
        fpc=definition.fpc,
        lonely=definition.lonely,
    )
    for asked in definition.measures:
        found = _estimate(survey, asked, year, definition)
        if found.rows[(), ()].n:
            yield _with_rate(found.row(((), ()), area=municipality), view.rows, definition)
            yield from _group_rows(found, definition, municipality)
            yield from _district_rows(found, municipality)


def _with_rate(row: Row, answers: int, definition: SurveyDefinition) -> Row:
    """Return the row with the year's response rate, where the number of people drawn is known."""
    if not definition.sampled or isinstance(row.outcome, Missing):
        return row
    return replace(row, outcome=replace(row.outcome, response_rate=answers / definition.sampled))


def _estimate(survey: Survey, asked: SurveyMeasure, year: int, definition: SurveyDefinition) -> _Found:
    tables = _tables(definition)
    found = {by: survey.estimate(asked.measure, by=by) for by in tables}
    counts = {by: {_labels(row): row.n for row in rows} for by, rows in found.items()}
    hidden = hidden_cells(counts, smallest_n=definition.smallest_n)
    rows = {(by, _labels(row)): row for by, several in found.items() for row in several}
    for by in _inside_tables(survey, definition):
        rows |= {(by, _labels(row)): row for row in survey.estimate(asked.measure, by=by)}
    people = _people(survey, asked, rows)
    hidden_with_district = {
        rest for (by, labels) in hidden if by == (DISTRICT,) and (rest := _rest_of(labels[0])) in rows
    }
    closed = hide_until_unsolvable(
        people, hidden=frozenset(hidden) | hidden_with_district, smallest_n=definition.smallest_n
    )
    empty = {cell for cell, row in rows.items() if not row.n}
    return _Found(measure=asked.name, year=year, rows=rows, hidden=closed | empty)


def _people(survey: Survey, asked: SurveyMeasure, rows: Mapping[Cell, SurveyEstimate]) -> dict[Cell, CellPeople]:
    answered = np.isfinite(survey.answers(asked.measure).values)
    names = sorted({name for by, _ in rows for name in by})
    codes = {name: survey.codes(name) for name in names}
    columns = [codes[name].index[answered] for name in names]
    kinds = np.unique(np.column_stack([*columns, np.zeros(int(answered.sum()), dtype=np.int64)]), axis=0)
    of_kind = dict(zip(names, kinds.T, strict=False))

    def inside(cell: Cell) -> NDArray[np.bool_]:
        found = np.ones(len(kinds), dtype=np.bool_)
        for name, label in zip(*cell, strict=True):
            found &= of_kind[name] == codes[name].labels.index(label)
        return found

    return {cell: CellPeople(inside(cell), row.n) for cell, row in rows.items()}


def _rest_of(district: str) -> Cell:
    return (inside_variable(slug(district)),), ("rest",)


def _labels(row: SurveyEstimate) -> tuple[str, ...]:
    return tuple(label for _, label in row.group)


def _tables(definition: SurveyDefinition) -> tuple[tuple[str, ...], ...]:
    """Return the tables that are shown; those where one adds up to another tell the disclosure rule so."""
    tables: list[tuple[str, ...]] = [()]
    for dimension, column in definition.groups.items():
        if column.merged:
            tables += [(wide_variable(dimension),), (wide_variable(dimension), variable(dimension))]
        else:
            tables.append((variable(dimension),))
    if {"sex", "age"} <= definition.groups.keys():
        tables.append((variable("sex"), variable("age")))
    return (*tables, (DISTRICT,)) if definition.area else tuple(tables)


def _inside_tables(survey: Survey, definition: SurveyDefinition) -> Iterator[tuple[str, ...]]:
    if definition.area:
        yield from ((inside_variable(slug(name)),) for name in survey.codes(DISTRICT).labels)


def _group_rows(found: _Found, definition: SurveyDefinition, municipality: Area) -> Iterator[Row]:
    for (by, labels), row in found.rows.items():
        if by and not by[0].startswith(DISTRICT):
            parts = _parts(by, labels)
            merged = [name for column in definition.groups.values() for name in column.merged]
            # A value that nothing was merged into stands in the finer table already.
            if not by[0].endswith("+") or len(by) == 2 or labels[0] in merged:
                yield found.row((by, _labels(row)), area=municipality, group=Group.of(parts))


def _parts(by: tuple[str, ...], labels: tuple[str, ...]) -> dict[str, str]:
    return {name.strip("@+"): label for name, label in zip(by, labels, strict=True)}


def _district_rows(found: _Found, municipality: Area) -> Iterator[Row]:
    for by, labels in list(found.rows):
        if by == (DISTRICT,):
            (name,) = labels
            code = f"{municipality.code}:{slug(name)}"
            yield found.row((by, labels), area=Area(code, name, AreaKind.DISTRICT, municipality.code))
            rest = _rest_of(name)
            if rest in found.rows:
                area = Area(f"{code}:rest", f"Övriga {municipality.name}", AreaKind.REST, municipality.code)
                yield found.row(rest, area=area)


def _remarks(
    table: Table, years: list[tuple[int, YearTable]], definition: SurveyDefinition, rows: Iterable[Row]
) -> tuple[tuple[str, str], ...]:
    counted = ", ".join(f"{year}: {view.rows}" for year, view in years)
    hidden = sum(isinstance(row.outcome, Missing) for row in rows)
    names = ", ".join(table.names)
    return (
        (f"Svar per år: {counted}.", f"Answers by year: {counted}."),
        *_response(years, definition),
        (f"Kolumner: {names}.", f"Columns: {names}."),
        (
            f"{hidden} uppgifter är dolda: färre än {definition.smallest_n} svar, eller skulle röja en sådan grupp.",
            f"{hidden} figures are hidden: fewer than {definition.smallest_n} answers, or giving such a group away.",
        ),
        (
            "Enkätsvaren sparas inte, bara filens kontrollsumma, kolumner och de skattningar som får visas.",
            "The answers are not kept, only the file's checksum, its columns and the estimates that may be shown.",
        ),
    )


def _response(years: list[tuple[int, YearTable]], definition: SurveyDefinition) -> Iterator[tuple[str, str]]:
    if definition.sampled:
        rates = ", ".join(f"{year}: {100 * view.rows / definition.sampled:.0f}" for year, view in years)
        yield (
            f"Svarsfrekvens i procent: {rates}. Felmarginalen täcker inte dem som inte svarat.",
            f"Response rate in per cent: {rates}. The margin of error does not cover those who did not answer.",
        )
