"""A survey in a notebook's hand: a table with its design, asked for shares, means, indexes and differences."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from tryggve.engine.columns import Codes, Floats, label
from tryggve.engine.tables import Table, open_table
from tryggve.errors import UsageError
from tryggve.survey import measures
from tryggve.survey.comparisons import Contrast, Side, contrast
from tryggve.survey.design import Design, Lonely
from tryggve.survey.estimates import CellEstimates, SurveyEstimate, as_rows, estimate_cells
from tryggve.survey.intervals import IntervalMethod
from tryggve.survey.measures import Answers, Measure, MissingCodes
from tryggve.survey.moments import Cells, Layout, Moments, cross, lay_out, sum_up
from tryggve.survey.sample import Sample, read_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What has been read once and is used again."""

    codes: dict[str, Codes] = field(default_factory=dict)
    layouts: dict[tuple[str, ...], tuple[Cells, Layout]] = field(default_factory=dict)
    answers: dict[Measure, Answers] = field(default_factory=dict)

    def codes_of(self, variable: str, read: Callable[[], Codes]) -> Codes:
        """Return the column's codes, read at most once."""
        if variable not in self.codes:
            self.codes[variable] = read()
        return self.codes[variable]


class Survey:
    """A table of answers with its sampling design (Sv: undersökning).

    Every method returns frozen results; nothing is hidden here for having few answers (``publication`` does that).
    """

    __slots__ = ("_kept", "design", "missing", "sample", "table")

    def __init__(
        self,
        table: object,
        *,
        weights: str = "",
        strata: str = "",
        psu: str | tuple[str, ...] = (),
        fpc: str | tuple[str, ...] = (),
        lonely: str = Lonely.ADJUST,
        missing: Iterable[object] = (),
        missing_in: Mapping[str, Iterable[object]] | None = None,
    ) -> None:
        """Open a table and read its design.

        Args:
            table: A path or several, a pandas, Polars or Arrow frame, or a DuckDB relation.
            weights: Column of weights; every row counts as one without it.
            strata: Column of strata.
            psu: Column of clusters, nested in strata; two columns where there were two stages.
            fpc: Column of population sizes (or sampling fractions), one a stage.
            lonely: What to do with strata of one drawn unit, see ``Lonely``.
            missing: Codes that mean that an answer is missing, in questions and breakdowns alike.
            missing_in: The same for single columns, e.g. ``{"sex": (3,)}``.

        Raises:
            TryggveError: Where a column is missing or holds what cannot be right.
        """
        self.table: Table = open_table(table)
        self.design = Design(
            weights=weights, strata=strata, psu=_several(psu), fpc=_several(fpc), lonely=_lonely(lonely)
        )
        self.missing = MissingCodes.of(missing, missing_in or {})
        self.sample: Sample = read_sample(self.table, self.design)
        self._kept = _Kept()

    def share(
        self, column: str, *, codes: tuple[object, ...], by: tuple[str, ...] = (), interval: str = IntervalMethod.T
    ) -> tuple[SurveyEstimate, ...]:
        """Return the share who answered one of the codes, in each cell of the breakdown."""
        return self.estimate(measures.share(column, codes), by=by, interval=interval)

    def levels(self, column: str, *, by: tuple[str, ...] = ()) -> tuple[SurveyEstimate, ...]:
        """Return the share of every answer that occurs."""
        names = self.codes(column).labels
        return tuple(row for name in names for row in self.share(column, codes=(name,), by=by))

    def mean(self, column: str, *, by: tuple[str, ...] = ()) -> tuple[SurveyEstimate, ...]:
        """Return the mean of a number, in each cell of the breakdown."""
        return self.estimate(measures.mean(column), by=by)

    def index(
        self,
        columns: tuple[str, ...],
        *,
        needs: int = 0,
        scale: tuple[float, float] = (1.0, 10.0),
        by: tuple[str, ...] = (),
    ) -> tuple[SurveyEstimate, ...]:
        """Return the mean index score 0-100 over the items; ``needs`` 0 asks that all items be answered."""
        return self.estimate(measures.index(columns, needs=needs, scale=scale), by=by)

    def estimate(
        self, measure: Measure, *, by: tuple[str, ...] = (), interval: str = IntervalMethod.T
    ) -> tuple[SurveyEstimate, ...]:
        """Return a measure in each cell of a breakdown that holds any row."""
        cells = self.cells(by)
        found = estimate_cells(self.moments(measure, by), self.sample.structure)
        groups = [tuple(zip(by, labels, strict=True)) for labels in cells.labels]
        rows = as_rows(
            found, measure=measure.name, groups=groups, method=IntervalMethod(interval), share=measure.is_share
        )
        occurring = np.bincount(cells.index[cells.index >= 0], minlength=len(rows)) > 0
        return tuple(row for row, there in zip(rows, occurring, strict=True) if there)

    def contrast(self, measure: Measure, sides: tuple[tuple[float, dict[str, object]], ...]) -> Contrast:
        """Return a sum of factors times domain means, e.g. ``((1, {"year": 2018}), (-1, {"year": 2016}))``.

        A domain holds the rows that have all the named values; an empty domain is everybody who has an answer to
        every variable that the contrast names.

        Raises:
            UsageError: Where a domain holds nobody.
        """
        by = tuple(sorted({variable for _, domain in sides for variable in domain}))
        cells = self.cells(by)
        chosen = tuple(Side(factor=factor, cells=_inside(cells, domain)) for factor, domain in sides)
        return contrast(self.moments(measure, by), self.sample.structure, chosen)

    def moments(self, measure: Measure, by: tuple[str, ...] = ()) -> Moments:
        """Return the mergeable sums of a measure by breakdown cell and stratum (or cluster)."""
        return _sums(self.answers(measure), measure, self._laid_out(by)[1])

    def estimate_cells(self, chosen: Sequence[Measure], by: tuple[str, ...] = ()) -> list[CellEstimates]:
        """Return many measures in every cell of a breakdown as arrays, in the order of ``cells(by).labels``.

        The columns are read in one pass and the questions are worked through on all cores; neither answers nor sums
        are kept, since thirty questions of a million people would fill the memory.
        """
        self.read(chosen, variables=by)
        layout = self._laid_out(by)[1]

        def estimated(measure: Measure) -> CellEstimates:
            answers = measures.read_answers(self.table, measure, missing=self.missing)
            return estimate_cells(_sums(answers, measure, layout, out=answers.values), self.sample.structure)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(estimated, chosen))

    def read(self, chosen: Iterable[Measure], *, variables: Iterable[str] = ()) -> None:
        """Read the columns of several measures and breakdown variables in one pass over the table."""
        self.table.prefetch([*(column for measure in chosen for column in measure.columns), *variables])

    def answers(self, measure: Measure) -> Answers:
        """Return each row's answer to a measure, NaN where missing."""
        if measure not in self._kept.answers:
            self._kept.answers[measure] = measures.read_answers(self.table, measure, missing=self.missing)
        return self._kept.answers[measure]

    def codes(self, column: str) -> Codes:
        """Return a breakdown variable as codes; missing codes are in no category."""
        return self._kept.codes_of(column, lambda: self.table.codes(column, missing=self.missing.for_column(column)))

    def cells(self, by: tuple[str, ...]) -> Cells:
        """Return the cells of a breakdown."""
        return self._laid_out(by)[0]

    def _laid_out(self, by: tuple[str, ...]) -> tuple[Cells, Layout]:
        if by not in self._kept.layouts:
            cells = cross(by, tuple(self.codes(variable) for variable in by), rows=self.sample.rows)
            self._kept.layouts[by] = cells, lay_out(cells, self.sample)
        return self._kept.layouts[by]


def _sums(answers: Answers, measure: Measure, layout: Layout, *, out: Floats | None = None) -> Moments:
    shift = 0.0 if measure.is_share else shift_of(answers.values)
    return sum_up(answers.values, layout=layout, shift=shift, binary=measure.is_share, out=out)


def shift_of(values: Floats) -> float:
    """Return a round constant near the answers' mean, from which they are measured so that no digits are lost."""
    some = values[:: max(1, len(values) // 5000)]
    known = some[np.isfinite(some)]
    return float(np.round(known.mean())) if known.size else 0.0


def _several(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(names) if not isinstance(names, str) else ((names,) if names else ())


def _lonely(rule: str) -> Lonely:
    try:
        return Lonely(rule)
    except ValueError:
        rules = ", ".join(Lonely)
        raise UsageError(
            sv=f"Regeln ”{rule}” för ensamma strata finns inte. Välj en av: {rules}.",
            en=f"There is no rule “{rule}” for lone strata. Choose one of: {rules}.",
        ) from None


def _inside(cells: Cells, domain: dict[str, object]) -> tuple[int, ...]:
    wanted = {variable: label(value) for variable, value in domain.items()}
    found = tuple(
        place
        for place, labels in enumerate(cells.labels)
        if all(dict(zip(cells.variables, labels, strict=True))[variable] == value for variable, value in wanted.items())
    )
    if not found:
        shown = ", ".join(f"{variable}={value}" for variable, value in wanted.items())
        raise UsageError(sv=f"Ingen rad har {shown}. Kontrollera värdena.", en=f"No row has {shown}. Check the values.")
    return found
