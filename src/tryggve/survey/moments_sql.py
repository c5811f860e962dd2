"""The same sums made by a database: one portable text for the sample, one for each question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Floats, Ints, in_order, label
from tryggve.engine.engines import Engine
from tryggve.errors import BadValueError, UsageError, Where
from tryggve.survey.design import Design
from tryggve.survey.measures import Measure, MeasureKind
from tryggve.survey.moments import Moments
from tryggve.survey.structure import Structure, build_structure


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSurvey:
    """A table in a database with its sampling design (Sv: undersökning i en databas).

    ``table`` is a name or a bracketed query that the engine can read from; answers and codes have types of their own
    there. With ``exact`` the sums are made in decimals: the same digits on every engine, for weights with at most four
    decimals and answers with at most three.
    """

    engine: Engine
    table: str
    design: Design
    missing: frozenset[str] = frozenset()
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSample:
    """What was drawn, as the database tells it: the structure, and where each stratum or cluster stands in it."""

    structure: Structure
    places: dict[tuple[object, ...], int]


def sample_sql(survey: DatabaseSurvey) -> str:
    """Return the text that counts the sample by stratum and cluster, before anything is filtered away."""
    design, quote = survey.design, survey.engine.quote
    keys = [quote(name) for name in _keys(design)]
    size = quote(design.fpc[0]) if design.fpc else "CAST(NULL AS INTEGER)"
    weight = quote(design.weights) if design.weights else "1"
    wrong = f"SUM(CASE WHEN {weight} >= 0 THEN 0 ELSE 1 END)"
    columns = ", ".join([*keys, "COUNT(*)", f"MIN({size})", f"MAX({size})", wrong])
    grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
    return f"SELECT {columns} FROM {survey.table}{grouped}"  # noqa: S608 names are quoted by the engine


def read_database_sample(survey: DatabaseSurvey) -> DatabaseSample:
    """Read the structure of the sample.

    Raises:
        BadValueError: Where weights are missing or negative, or a population size differs inside a stratum.
        UsageError: Where the design has two stages with known sizes, which is done in memory only.
    """
    design = survey.design
    if len(design.fpc) > 1:
        raise UsageError(
            sv="Två urvalssteg med kända storlekar räknas bara i minnet. Använd Survey, eller bara första steget.",
            en="Two stages with known sizes are done in memory only. Use Survey, or the first stage alone.",
        )
    width = len(_keys(design))
    rows = sorted(survey.engine.execute(sample_sql(survey)), key=lambda row: tuple(map(str, row[:width])))
    _refuse_wrong(design, rows, width)
    strata = {key: place for place, key in enumerate(dict.fromkeys(_stratum(design, row) for row in rows))}
    stratum_of_place = np.array([strata[_stratum(design, row)] for row in rows], dtype=np.int64)
    units = np.array([1.0 if design.psu else float(row[width]) for row in rows])
    drawn = np.bincount(stratum_of_place, units, minlength=len(strata)).astype(np.float64)
    structure = build_structure(
        stratum_of_place=stratum_of_place,
        clustered=bool(design.psu),
        drawn=drawn,
        population=_population(design, rows, width, stratum_of_place, drawn),
        lonely=design.lonely,
    )
    return DatabaseSample(structure=structure, places={tuple(row[:width]): place for place, row in enumerate(rows)})


def moments_sql(
    survey: DatabaseSurvey, measures: Sequence[Measure], *, by: tuple[str, ...] = (), shifts: Sequence[float] = ()
) -> str:
    """Return the text of the sums of several questions by breakdown, stratum and cluster, in one pass."""
    design, quote, engine = survey.design, survey.engine.quote, survey.engine
    keys = [quote(name) for name in (*by, *_keys(design))]
    names = [f"k{place}" for place in range(len(keys))]
    weight_type = engine.decimal_weight if survey.exact else engine.double
    answer_type = "DECIMAL(6,3)" if survey.exact else engine.double
    shifts = shifts or [0.0] * len(measures)
    columns = [f"{key} AS {name}" for key, name in zip(keys, names, strict=True)]
    columns.append(f"CAST({quote(design.weights) if design.weights else '1'} AS {weight_type}) AS w")
    sums = []
    for place, (measure, shift) in enumerate(zip(measures, shifts, strict=True)):
        y = f"y{place}"
        columns.append(f"CAST({_answer(survey, measure)} - {shift!r} AS {answer_type}) AS {y}")
        answered = f"CASE WHEN {y} IS NOT NULL THEN"
        sums += [f"COUNT({y})", f"SUM({answered} w END)", f"SUM(w*{y})", f"SUM({answered} w*w END)"]
        sums += [f"SUM(w*w*{y})", f"SUM(w*w*{y}*{y})", f"SUM(w*{y}*{y})"]
    present = "".join(f" AND {_known(survey, name)} IS NOT NULL" for name in by)
    inner = f"SELECT {', '.join(columns)} FROM {survey.table} WHERE 1 = 1{present}"  # noqa: S608 names are quoted
    grouped = f" GROUP BY {', '.join(names)}" if names else ""
    return f"SELECT {', '.join([*names, *sums])} FROM ({inner}) AS answers{grouped}"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMoments:
    """Sums with the labels of their cells (Sv: summor per redovisningsgrupp)."""

    labels: tuple[tuple[str, ...], ...]
    moments: Moments


def database_moments(
    survey: DatabaseSurvey,
    measures: Sequence[Measure],
    *,
    sample: DatabaseSample,
    by: tuple[str, ...] = (),
    shifts: Sequence[float] = (),
) -> list[LabelledMoments]:
    """Run one text for several questions and return the same sums that ``sum_up`` makes in memory."""
    columns = survey.engine.columns(moments_sql(survey, measures, by=by, shifts=shifts))
    width, keys = len(by), len(_keys(survey.design))
    groups = list(zip(*([label(value) for value in column.tolist()] for column in columns[:width]), strict=True))
    rows = len(columns[-1]) if columns else 0
    groups = groups or [()] * rows
    labels = _ordered(groups, width)
    numbered = {name: position for position, name in enumerate(labels)}
    cell = np.array([numbered[group] for group in groups], dtype=np.int64)
    drawn = zip(*(column.tolist() for column in columns[width : width + keys]), strict=True) if keys else [()] * rows
    place = np.array([sample.places[key] for key in drawn], dtype=np.int64)
    sums = np.stack([_floats(column) for column in columns[width + keys :]]).reshape(len(measures), 7, rows)
    return [
        LabelledMoments(
            labels=labels,
            moments=_answered_only(cell, place, sums[position], shift=shift, cells=len(labels)),
        )
        for position, shift in enumerate(shifts or [0.0] * len(measures))
    ]


def _floats(column: NDArray[Any]) -> Floats:
    if column.dtype == object:
        return np.array([float(value or 0) for value in column.tolist()])
    return column.astype(np.float64)


def _answered_only(cell: Ints, place: Ints, sums: Floats, *, shift: float, cells: int) -> Moments:
    there = np.flatnonzero(sums[0] > 0)
    there = there[np.argsort(cell[there], kind="stable")]
    return Moments(cell=cell[there], place=place[there], sums=sums[:, there], shift=shift, cells=cells)


def _ordered(groups: Sequence[tuple[str, ...]], width: int) -> tuple[tuple[str, ...], ...]:
    ranks = [{name: rank for rank, name in enumerate(in_order({group[i] for group in groups}))} for i in range(width)]
    return tuple(sorted(set(groups), key=lambda group: [rank[name] for rank, name in zip(ranks, group, strict=True)]))


def _keys(design: Design) -> tuple[str, ...]:
    return tuple(name for name in (design.strata, *design.psu[:1]) if name)


def _stratum(design: Design, row: tuple[Any, ...]) -> object:
    return row[0] if design.strata else ""


def _refuse_wrong(design: Design, rows: Sequence[tuple[Any, ...]], width: int) -> None:
    wrong = sum(int(row[width + 3] or 0) for row in rows)
    if wrong:
        raise BadValueError(
            sv=f"{wrong} rader har negativ vikt eller ingen. Rätta dem, eller ta bort dem ur tabellen.",
            en=f"{wrong} rows have a negative weight or none. Mend them, or take them out of the table.",
            where=Where(column=design.weights),
        )
    if any(row[width + 1] != row[width + 2] for row in rows):
        raise BadValueError(
            sv="Populationsstorleken är olika inom ett stratum. Den ska vara lika på alla dess rader.",
            en="The population size differs inside a stratum. It is to be equal on all its rows.",
            where=Where(column=design.fpc[0]),
        )


def _population(
    design: Design, rows: Sequence[tuple[Any, ...]], width: int, stratum: np.ndarray[Any, Any], drawn: Floats
) -> Floats:
    if not design.fpc:
        return np.full(len(drawn), np.inf)
    sizes = np.zeros(len(drawn))
    sizes[stratum] = [float(row[width + 1]) for row in rows]
    return drawn / sizes if sizes.max() <= 1 else sizes


def _answer(survey: DatabaseSurvey, measure: Measure) -> str:
    known = [_known(survey, name) for name in measure.columns]
    if measure.kind is MeasureKind.MEAN:
        return f"({known[0]})"
    if measure.kind is MeasureKind.SHARE:
        codes = _literals(survey, measure.columns[0], measure.codes)
        return f"(CASE WHEN {known[0]} IS NULL THEN NULL WHEN {known[0]} IN ({codes}) THEN 1 ELSE 0 END)"
    low, high = measure.scale
    scores = [f"(({item}) - {low!r}) * {100 / (high - low)!r}" for item in known]
    total = " + ".join(f"COALESCE({score}, 0)" for score in scores)
    answered = " + ".join(f"CASE WHEN {item} IS NULL THEN 0 ELSE 1 END" for item in known)
    return f"(CASE WHEN ({answered}) >= {measure.needs} THEN ({total}) / ({answered}) END)"


def _known(survey: DatabaseSurvey, column: str) -> str:
    """Return a column with missing codes as NULL; a NaN is not an answer either, and differs from itself nowhere."""
    name = survey.engine.quote(column)
    kinds = _value_of(survey, column)
    tests = []
    if survey.missing:
        codes = _literals(survey, column, tuple(sorted(survey.missing)))
        tests += [f"{name} IN ({codes})"] if codes else []
    if isinstance(kinds, float):
        tests.append(f"CAST({name} AS {survey.engine.text}) IN ('NaN', 'nan')")
    return f"(CASE WHEN {' OR '.join(tests)} THEN NULL ELSE {name} END)" if tests else name


def _literals(survey: DatabaseSurvey, column: str, codes: tuple[str, ...]) -> str:
    """Write codes as the column's own type, which one of its values tells."""
    if isinstance(_value_of(survey, column), str):
        return ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
    return ", ".join(code for code in codes if code.replace(".", "", 1).lstrip("-").isdigit())


def _value_of(survey: DatabaseSurvey, column: str) -> object:
    name = survey.engine.quote(column)
    rows = survey.engine.execute(f"SELECT {name} FROM {survey.table} WHERE {name} IS NOT NULL LIMIT 1")  # noqa: S608
    return rows[0][0] if rows else None
