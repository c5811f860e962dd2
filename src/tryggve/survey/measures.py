"""What is measured: shares, means and index scores, as one answer a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tryggve.engine.columns import Floats, label
from tryggve.engine.tables import Table
from tryggve.errors import BadValueError, UsageError


class MeasureKind(StrEnum):
    """What sort of measure (Sv: slag av mått)."""

    SHARE = "share"
    MEAN = "mean"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of answers (Sv: mått).

    A share counts the people whose answer is among ``codes``. An index is the mean over the items in ``columns``, each
    moved from ``scale`` to 0-100, for those who answered at least ``needs`` items.
    """

    kind: MeasureKind
    columns: tuple[str, ...]
    codes: tuple[str, ...] = ()
    needs: int = 0
    scale: tuple[float, float] = (1.0, 10.0)

    @property
    def name(self) -> str:
        """The measure as it stands in tables: ``fear=1``, ``q_safe``, ``index(a,b,c)``."""
        if self.kind is MeasureKind.SHARE:
            return f"{self.columns[0]}={','.join(self.codes)}"
        return self.columns[0] if self.kind is MeasureKind.MEAN else f"index({','.join(self.columns)})"

    @property
    def is_share(self) -> bool:
        """Whether the measure lies between 0 and 1."""
        return self.kind is MeasureKind.SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One answer a row, NaN where missing (Sv: svar). ``unseen`` holds asked codes that nobody gave."""

    values: Floats
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCodes:
    """Codes that mean that an answer is missing (Sv: koder för uteblivet svar): in every column, or in one."""

    everywhere: frozenset[str] = frozenset()
    inside: tuple[tuple[str, frozenset[str]], ...] = ()

    @classmethod
    def of(cls, everywhere: Iterable[object], inside: Mapping[str, Iterable[object]]) -> MissingCodes:
        """Return the codes as labels."""
        return cls(
            everywhere=frozenset(label(code) for code in everywhere),
            inside=tuple((column, frozenset(label(code) for code in codes)) for column, codes in inside.items()),
        )

    def for_column(self, column: str) -> frozenset[str]:
        """Return the codes that are missing in a column."""
        return self.everywhere | dict(self.inside).get(column, frozenset())


NO_CODES = MissingCodes()


def share(column: str, codes: tuple[object, ...]) -> Measure:
    """Return the measure "share who answered one of the codes".

    Raises:
        UsageError: Where no code is given.
    """
    if not codes:
        raise UsageError(
            sv=f"Ange vilka svar på {column} som räknas, till exempel {column}=1.",
            en=f"Say which answers to {column} count, for instance {column}=1.",
        )
    return Measure(kind=MeasureKind.SHARE, columns=(column,), codes=tuple(label(code) for code in codes))


def mean(column: str) -> Measure:
    """Return the measure "mean of a number"."""
    return Measure(kind=MeasureKind.MEAN, columns=(column,))


def index(columns: tuple[str, ...], *, needs: int = 0, scale: tuple[float, float] = (1.0, 10.0)) -> Measure:
    """Return the measure "mean of items moved to 0-100"; ``needs`` 0 means that all items must be answered."""
    needs = needs or len(columns)
    if not 1 <= needs <= len(columns):
        raise UsageError(
            sv=f"Indexet har {len(columns)} frågor; kravet på besvarade frågor kan inte vara {needs}.",
            en=f"The index has {len(columns)} items; the number that must be answered cannot be {needs}.",
        )
    return Measure(kind=MeasureKind.INDEX, columns=columns, needs=needs, scale=scale)


def read_answers(table: Table, measure: Measure, *, missing: MissingCodes = NO_CODES) -> Answers:
    """Return each row's answer to a measure.

    Raises:
        MissingColumnError: Where a column is not there.
        BadValueError: Where a number was expected and text stands there, or an item lies outside its scale.
    """
    if measure.kind is MeasureKind.SHARE:
        return _share_answers(table, measure, missing)
    if measure.kind is MeasureKind.MEAN:
        return Answers(values=table.numbers(measure.columns[0], missing=missing.for_column(measure.columns[0])))
    return Answers(values=_index_answers(table, measure, missing))


def _share_answers(table: Table, measure: Measure, missing: MissingCodes) -> Answers:
    codes = table.codes(measure.columns[0], missing=missing.for_column(measure.columns[0]))
    chosen = np.array([*(float(name in measure.codes) for name in codes.labels), np.nan])
    unseen = tuple(code for code in measure.codes if code not in codes.labels)
    return Answers(values=chosen[codes.index], unseen=unseen)


def _index_answers(table: Table, measure: Measure, missing: MissingCodes) -> Floats:
    low, high = measure.scale
    total = answered = np.zeros(0)
    for column in measure.columns:
        item = table.numbers(column, missing=missing.for_column(column))
        _refuse_outside(table, column, item, measure.scale)
        moved = (item - low) / (high - low) * 100
        known = ~np.isnan(moved)
        total = np.where(known, moved, 0.0) + (total if total.size else 0.0)
        answered = known.astype(np.float64) + (answered if answered.size else 0.0)
    enough = answered >= measure.needs
    score: Floats = np.divide(total, answered, out=np.full(len(total), np.nan), where=enough)
    return score


def _refuse_outside(table: Table, column: str, item: Floats, scale: tuple[float, float]) -> None:
    outside = (item < scale[0]) | (item > scale[1])
    if not outside.any():
        return
    row = int(np.argmax(outside))
    found = f"{item[row]:g}"
    raise BadValueError(
        sv=f"Svaret {found} ligger utanför skalan {scale[0]:g}–{scale[1]:g}. "
        f"Ange --missing {found} om det betyder att svar saknas, annars en annan skala.",
        en=f"The answer {found} lies outside the scale {scale[0]:g}–{scale[1]:g}. "
        f"Say --missing {found} if it means no answer, else another scale.",
        where=table.where(row, column),
    )
