"""Questions asked of figures, and how a family of them is settled into findings."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scipy import stats

from tryggve.analysis.advice import advice_for
from tryggve.analysis.contrast import NORMAL_95, POWER_80, Contrast, believable, contrast
from tryggve.analysis.verdicts import ALPHA, is_better, judge, obstacle
from tryggve.indicators.indicator import Indicator
from tryggve.survey.intervals import holm
from tryggve.terms import Difference, Estimate, Finding, FindingKind, Side, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A comparison that is asked for, before anything is tested (Sv: fråga till siffrorna).

    ``hindrance`` is the verdict where periods or places already forbid the comparison. ``advice`` is what to look at
    instead, known when the question is put.
    """

    kind: FindingKind
    indicator: Indicator
    side: Side
    rule: str
    family: str
    other: Side | None = None
    hindrance: Verdict | None = None
    break_year: int | None = None
    advice: tuple[str, ...] = ()

    @property
    def blocked(self) -> Verdict | None:
        """The verdict that stands without any test, or nothing where the question can be tested."""
        if self.hindrance or self.other is None:
            return self.hindrance or Verdict.STATED
        return obstacle(self.side.estimate, self.other.estimate, smallest_n=self.indicator.min_n)


def settle(questions: Iterable[Question]) -> tuple[Finding, ...]:
    """Test every question in its family and return the findings in the order asked.

    Method: Holm within each ``family``; questions that cannot be tested count in no family.
    """
    asked = tuple(questions)
    tested = {i: _contrast(q) for i, q in enumerate(asked) if q.blocked is None}
    families: dict[str, list[int]] = defaultdict(list)
    for index in tested:
        families[asked[index].family].append(index)
    adjusted: dict[int, float] = {}
    for members in families.values():
        adjusted |= dict(zip(members, holm([tested[i].p for i in members]), strict=True))
    return tuple(
        _tested(q, tested[i], adjusted_p=adjusted[i], size=len(families[q.family])) if i in tested else _untested(q)
        for i, q in enumerate(asked)
    )


def _contrast(question: Question) -> Contrast:
    assert question.other is not None
    own, other = (believable(s.estimate, years=s.period.years) for s in (question.side, question.other))
    return contrast(own, other)


def _tested(question: Question, result: Contrast, *, adjusted_p: float, size: int) -> Finding:
    delta = question.indicator.delta_at(_reference(question).value)
    verdict = judge(result, adjusted_p=adjusted_p, delta=delta)
    difference = Difference(
        value=result.value,
        low=result.low,
        high=result.high,
        p=result.p,
        adjusted_p=adjusted_p,
        detectable=result.detectable * _stricter(size),
    )
    return _finding(question, verdict, delta=delta, difference=difference, family_size=size)


def _stricter(size: int) -> float:
    """Return how much larger a difference must be to show in a family (Bonferroni, a safe bound of Holm)."""
    return float((stats.norm.ppf(1 - ALPHA / 2 / size) + POWER_80) / (NORMAL_95 + POWER_80))


def _untested(question: Question) -> Finding:
    verdict = question.blocked
    assert verdict is not None
    delta = question.indicator.delta_at(_reference(question).value)
    return _finding(question, verdict, delta=delta, difference=_plain_difference(question, verdict), family_size=0)


def _plain_difference(question: Question, verdict: Verdict) -> Difference | None:
    # Across a break or between shared years even the plain difference misleads, so it is not worked out.
    if question.other is None or verdict in (Verdict.BREAK, Verdict.OVERLAP):
        return None
    value = question.side.estimate.value - question.other.estimate.value
    return Difference(value=value, low=math.nan, high=math.nan, p=math.nan, adjusted_p=math.nan, detectable=math.nan)


def _reference(question: Question) -> Estimate:
    return (question.other or question.side).estimate


def _finding(
    question: Question, verdict: Verdict, *, delta: float, difference: Difference | None, family_size: int
) -> Finding:
    releases = (question.side.release, question.other.release if question.other else "")
    return Finding(
        kind=question.kind,
        indicator=question.indicator.id,
        side=question.side,
        other=question.other,
        verdict=verdict,
        rule=question.rule,
        direction=question.indicator.direction,
        delta=delta,
        difference=difference,
        better=is_better(verdict, question.indicator.direction),
        break_year=question.break_year,
        family=question.family,
        family_size=family_size,
        advice=(*question.advice, *advice_for(verdict, question.side.estimate, difference, delta=delta)),
        response_rate=_rate(question.side.estimate),
        sources=tuple(dict.fromkeys(r for r in releases if r)),
    )


def _rate(estimate: Estimate) -> float | None:
    return estimate.response_rate if math.isfinite(estimate.response_rate) else None
