"""A design read from a table: weights, units and strata as arrays, checked before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tryggve.engine.columns import Floats, Ints, renumber
from tryggve.engine.tables import Table
from tryggve.errors import BadValueError, NothingHereError, Where
from tryggve.survey.design import Design
from tryggve.survey.structure import Structure, build_structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The rows of a sample (Sv: urval): each row's weight and place, and the structure they belong to."""

    weight: Floats
    place: Ints
    structure: Structure

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.weight)


def read_sample(table: Table, design: Design) -> Sample:
    """Read and check the design's columns.

    Raises:
        MissingColumnError: Where a column is not there.
        NothingHereError: Where the table has no rows.
        BadValueError: Where a weight is negative or missing, all are zero, a row has no stratum or cluster, or a
            population size is smaller than the sample or differs inside a stratum.
        UsageError: Where a stratum holds one unit and the rule is to fail.
    """
    table.prefetch(design.columns)
    if not table.rows:
        raise NothingHereError(
            sv="Tabellen har rubriker men inga rader. Exportera den på nytt med svaren i.",
            en="The table has headings but no rows. Export it again with the answers in it.",
            where=Where(file=table.files[0]),
        )
    weight = _weights(table, design)
    stratum = _units(table, (design.strata,), np.zeros(len(weight), dtype=np.int64))
    psu = _units(table, design.psu[:1], stratum) if design.psu else None
    ssu = _units(table, design.psu[1:], psu) if psu is not None and len(design.psu) > 1 else None
    if psu is None:
        return _sample_of_people(table, design, weight=weight, stratum=stratum)
    stratum_of_psu = _a_value(psu, stratum)
    drawn = np.bincount(stratum_of_psu).astype(np.float64)
    staged = ssu is not None and len(design.fpc) > 1
    # Units of the second stage that hold several people need sums of their own; else their squares suffice.
    place = ssu if ssu is not None and staged and len(np.unique(ssu)) < len(ssu) else psu
    structure = build_structure(
        stratum_of_place=_a_value(place, stratum),
        cluster_of_place=_a_value(place, psu),
        clustered=True,
        drawn=drawn,
        population=_population(table, design.fpc[:1], stratum, drawn),
        lonely=design.lonely,
        within=_within(table, design, psu=psu, ssu=ssu) if ssu is not None and staged else None,
    )
    return Sample(weight=weight, place=place, structure=structure)


def _sample_of_people(table: Table, design: Design, *, weight: Floats, stratum: Ints) -> Sample:
    drawn = np.bincount(stratum).astype(np.float64)
    structure = build_structure(
        stratum_of_place=np.arange(len(drawn)),
        clustered=False,
        drawn=drawn,
        population=_population(table, design.fpc[:1], stratum, drawn),
        lonely=design.lonely,
    )
    return Sample(weight=weight, place=stratum, structure=structure)


def _weights(table: Table, design: Design) -> Floats:
    if not design.weights:
        return np.ones(table.rows)
    weight = table.numbers(design.weights)
    wrong = ~(weight >= 0)
    if not weight.any():
        wrong[0] = True
    if not wrong.any():
        return weight
    row = int(np.argmax(wrong))
    if np.isnan(weight[row]):
        count = int(np.isnan(weight).sum())
        raise BadValueError(
            sv=f"{count} rader saknar vikt. Ge dem en vikt, eller ta bort dem ur filen eller med --drop-unweighted; "
            "de räknas då inte till urvalet.",
            en=f"{count} rows have no weight. Give them one, or take them out of the file or with --drop-unweighted; "
            "they are then no part of the sample.",
            where=table.where(row, design.weights),
        )
    raise BadValueError(
        sv=f"Vikten är {weight[row]:g}. En vikt är antalet personer som svaret står för: noll eller mer, och inte noll "
        "på alla rader.",
        en=f"The weight is {weight[row]:g}. A weight is the number of people an answer stands for: zero or more, and "
        "not zero on every row.",
        where=table.where(row, design.weights),
    )


def _units(table: Table, columns: tuple[str, ...], within: Ints) -> Ints:
    """Number the units of one stage, nested in those of the stage above."""
    if not columns or not columns[0]:
        return within
    codes = table.identities(columns[0])
    if codes.min() < 0:
        row = int(np.argmax(codes < 0))
        raise BadValueError(
            sv="Raden saknar stratum eller kluster. Varje rad i urvalet måste ha ett; fyll i det.",
            en="The row has no stratum or cluster. Each row of the sample needs one; fill it in.",
            where=table.where(row, columns[0]),
        )
    # Codes have no gaps: where nothing is above them they are the numbers.
    return renumber(within * (int(codes.max()) + 1) + codes)[1] if within.any() else codes


def _a_value(place: Ints, values: NDArray[Any]) -> NDArray[Any]:
    per_place = np.zeros(int(place.max()) + 1, dtype=values.dtype)
    per_place[place] = values
    return per_place


def _population(table: Table, columns: tuple[str, ...], group: Ints, drawn: Floats) -> Floats:
    """Return the number of units in each group; infinite where no size is given."""
    if not columns:
        return np.full(len(drawn), np.inf)
    sizes = table.numbers(columns[0])
    _refuse_sizes(table, columns[0], ~(sizes > 0), sizes)
    per_group = np.asarray(_a_value(group, sizes), dtype=np.float64)
    _refuse_sizes(table, columns[0], sizes != per_group[group], sizes)
    if sizes.max() <= 1:
        return drawn / per_group
    _refuse_sizes(table, columns[0], (drawn > per_group)[group], sizes)
    return per_group


def _refuse_sizes(table: Table, column: str, wrong: NDArray[np.bool_], sizes: Floats) -> None:
    if not wrong.any():
        return
    row = int(np.argmax(wrong))
    raise BadValueError(
        sv=f"Populationsstorleken är {sizes[row]:g}. Den ska vara lika på alla rader i ett stratum (eller kluster) och "
        "minst så stor som urvalet där.",
        en=f"The population size is {sizes[row]:g}. It is to be equal on all rows of a stratum (or cluster) and at "
        "least as large as the sample there.",
        where=table.where(row, column),
    )


def _within(table: Table, design: Design, *, psu: Ints, ssu: Ints) -> tuple[Floats, Floats]:
    drawn = np.bincount(_a_value(ssu, psu)).astype(np.float64)
    return drawn, _population(table, design.fpc[1:], psu, drawn)
