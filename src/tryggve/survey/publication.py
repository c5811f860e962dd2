"""A whole run: estimates by breakdown, changes and gaps, with small groups flagged or hidden in all of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tryggve.survey.comparisons import SurveyDifference, judge_differences
from tryggve.survey.differences import Hidden, change_rows, gap_rows
from tryggve.survey.disclosure import Labels, hidden_cells
from tryggve.survey.estimates import Flag, SurveyEstimate
from tryggve.survey.measures import Measure
from tryggve.survey.orders import Order
from tryggve.survey.surveys import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """How many rows a measure could not use (Sv: bortfall per mått)."""

    measure: str
    used: int
    unanswered: int
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a run gave (Sv: resultat)."""

    estimates: tuple[SurveyEstimate, ...]
    differences: tuple[SurveyDifference, ...]
    missed: tuple[Missed, ...]


def publish(survey: Survey, order: Order) -> Publication:
    """Answer an order: the overall row and every breakdown, then changes, then gaps, each with its verdict.

    Raises:
        MissingColumnError: Where a variable is not there.
        UsageError: Where a value to compare does not occur.
    """
    survey.read(order.measures, variables=[name for by in order.all_tables for name in by])
    estimates: list[SurveyEstimate] = []
    changes: list[SurveyDifference] = []
    gaps: list[SurveyDifference] = []
    for measure in order.measures:
        found = {by: survey.estimate(measure, by=by, interval=order.interval) for by in order.all_tables}
        counts = {by: {_labels(row): row.n for row in rows} for by, rows in found.items()}
        hidden: Hidden = {
            frozenset(zip(by, labels, strict=True)): flag
            for (by, labels), flag in hidden_cells(counts, smallest_n=order.smallest_n).items()
            if order.suppress or flag is Flag.FEW
        }
        estimates += [
            _shown(row, hidden.get(frozenset(row.group)), suppress=order.suppress)
            for by in order.tables
            for row in found[by]
        ]
        changes += change_rows(survey, order, measure=measure, hidden=hidden)
        gaps += gap_rows(survey, order, measure=measure, hidden=hidden)
    return Publication(
        estimates=tuple(estimates),
        differences=(
            *judge_differences(changes, smallest_change=order.smallest_change),
            *judge_differences(gaps, smallest_change=order.smallest_change),
        ),
        missed=tuple(_missed(survey, measure) for measure in order.measures),
    )


def _labels(row: SurveyEstimate) -> Labels:
    return tuple(value for _, value in row.group)


def _shown(row: SurveyEstimate, flag: Flag | None, *, suppress: bool) -> SurveyEstimate:
    if flag is None:
        return row
    if not suppress and row.n > 1:
        return replace(row, flag=flag)
    nan = math.nan
    return replace(
        row,
        value=nan,
        se=nan,
        low=nan,
        high=nan,
        n=0 if suppress else row.n,
        df=nan,
        n_eff=nan,
        deff=nan,
        population=nan,
        flag=Flag.EMPTY if row.n == 0 else flag,
    )


def _missed(survey: Survey, measure: Measure) -> Missed:
    answers = survey.answers(measure)
    used = int(np.isfinite(answers.values).sum())
    return Missed(measure=measure.name, used=used, unanswered=survey.sample.rows - used, unseen=answers.unseen)
