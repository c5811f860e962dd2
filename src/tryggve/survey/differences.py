"""The changes and gaps of a run, within everybody and within each breakdown asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from tryggve.errors import UsageError
from tryggve.survey.comparisons import Contrast, Side, SurveyDifference, contrast, with_test
from tryggve.survey.disclosure import Labels, Variables
from tryggve.survey.estimates import Flag
from tryggve.survey.measures import Measure
from tryggve.survey.orders import Order
from tryggve.survey.surveys import Survey
from tryggve.terms import Verdict

Hidden = dict[frozenset[tuple[str, str]], Flag]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """One variable whose values are compared, and how: ``sign`` 1 is second minus first, -1 first minus second."""

    kind: str
    variable: str
    pairs: tuple[Pair, ...]
    sign: int


def change_rows(survey: Survey, order: Order, *, measure: Measure, hidden: Hidden) -> list[SurveyDifference]:
    """Return the changes between neighbouring values of the order's change variable, not yet judged.

    Raises:
        UsageError: Where the variable has one value only.
    """
    if not order.change:
        return []
    values = survey.codes(order.change).labels
    if len(values) < 2:
        raise UsageError(
            sv=f"Variabeln {order.change} har bara ett värde, så ingen förändring kan räknas.",
            en=f"The variable {order.change} has one value only, so no change can be computed.",
        )
    pairs = tuple(pairwise(values))
    comparison = _Comparison(kind="change", variable=order.change, pairs=pairs, sign=1)
    return _rows(survey, order, comparison, measure=measure, hidden=hidden)


def gap_rows(survey: Survey, order: Order, *, measure: Measure, hidden: Hidden) -> list[SurveyDifference]:
    """Return the gaps that the order asks for, first value minus second, not yet judged.

    Raises:
        UsageError: Where a value does not occur.
    """
    rows = []
    for gap in order.gaps:
        values = survey.codes(gap.variable).labels
        unknown = [value for value in gap.pair if value not in values]
        if unknown:
            raise UsageError(
                sv=f"{gap.variable} har inget värde {unknown[0]}. Värdena är: {', '.join(values[:20])}.",
                en=f"{gap.variable} has no value {unknown[0]}. The values are: {', '.join(values[:20])}.",
            )
        comparison = _Comparison(kind="gap", variable=gap.variable, pairs=(gap.pair,), sign=-1)
        rows += _rows(survey, order, comparison, measure=measure, hidden=hidden)
    return rows


def _rows(
    survey: Survey, order: Order, comparison: _Comparison, *, measure: Measure, hidden: Hidden
) -> list[SurveyDifference]:
    return [
        row
        for rest in order.contexts(comparison.variable)
        for row in _rows_within(survey, comparison, rest, measure=measure, hidden=hidden)
    ]


def _rows_within(
    survey: Survey, comparison: _Comparison, rest: Variables, *, measure: Measure, hidden: Hidden
) -> list[SurveyDifference]:
    cells = survey.cells((comparison.variable, *rest))
    place = {labels: position for position, labels in enumerate(cells.labels)}
    moments = survey.moments(measure, cells.variables)
    answers = moments.of_cell("n")
    rows = []
    for group in survey.cells(rest).labels:
        for pair in comparison.pairs:
            first, second = ((value, *group) for value in pair)
            # A group that nobody belongs to at either end is no row; one end with few is a row that says so.
            if not answers[place[first]] and not answers[place[second]]:
                continue
            sides = [
                Side(factor=float(comparison.sign), cells=(place[second],)),
                Side(factor=float(-comparison.sign), cells=(place[first],)),
            ]
            found = contrast(moments, survey.sample.structure, sides)
            flag = _flag(cells.variables, (first, second), hidden)
            if not flag and min(answers[place[first]], answers[place[second]]) < 2:
                flag = Flag.FEW
            named = tuple(zip(rest, group, strict=True))
            rows.append(_row(found, comparison, pair=pair, group=named, measure=measure, flag=flag))
    return rows


def _flag(variables: Variables, ends: tuple[Labels, Labels], hidden: Hidden) -> Flag:
    flags = [hidden.get(frozenset(zip(variables, end, strict=True)), Flag.NONE) for end in ends]
    return Flag.FEW if Flag.FEW in flags else max(flags)


def _row(
    found: Contrast,
    comparison: _Comparison,
    *,
    pair: Pair,
    group: tuple[tuple[str, str], ...],
    measure: Measure,
    flag: Flag,
) -> SurveyDifference:
    low, high, p = (math.nan,) * 3 if flag else with_test(found)
    return SurveyDifference(
        measure=measure.name,
        kind=comparison.kind,
        variable=comparison.variable,
        pair=pair,
        group=group,
        value=math.nan if flag else found.value,
        se=math.nan if flag or not found.se else found.se,
        low=low if found.se else math.nan,
        high=high if found.se else math.nan,
        p=p,
        p_holm=math.nan,
        n=0 if flag else found.n,
        df=math.nan if flag else found.df,
        share=measure.is_share,
        verdict=Verdict.NO_ERROR,
        flag=flag,
    )
