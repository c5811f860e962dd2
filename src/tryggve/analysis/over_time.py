"""Questions over time: the latest change, the long change, the history and the remade measurement."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass

from tryggve.analysis.combine import pooled
from tryggve.analysis.contrast import believable, has_known_error
from tryggve.analysis.question import Question
from tryggve.analysis.verdicts import period_obstacle
from tryggve.indicators.comparable import comparable_before, overlapping_before
from tryggve.indicators.indicator import Indicator
from tryggve.terms import Estimate, FindingKind, KnownBy, Period, Point, Series, Side, Verdict

_POOL = 2  # windows at each end of the long comparison
_COUNTED = (KnownBy.CENSUS,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the questions on one series share: the indicator, the series and the Holm family's stem."""

    indicator: Indicator
    series: Series
    family: str

    def side(self, point: Point) -> Side:
        """Return a point as a side of a comparison."""
        assert point.estimate is not None
        return self.pooled_side(point.estimate, point.period, point.release)

    def pooled_side(self, estimate: Estimate, period: Period, release: str) -> Side:
        """Return an estimate for a period as a side of a comparison."""
        return Side(area=self.series.area, group=self.series.group, period=period, estimate=estimate, release=release)


def comparable_chain(series: Series) -> tuple[Point, ...]:
    """Return the latest known point and, step by step back, those that neither overlap nor lie across a break."""
    known = series.known()
    if not known:
        return ()
    chain = [known[-1]]
    while earlier := comparable_before(series, chain[-1]):
        chain.append(earlier)
    return tuple(chain)


def latest_change(asked: Asked, *, county: Series | None = None) -> list[Question]:
    """Ask for the change since the last comparable point, or say why there is none.

    ``county`` is the same series for the whole county; where it can be compared too it is the next best to look at.
    """
    chain = comparable_chain(asked.series)
    if not chain or _is_list(chain[0]):
        return []
    if len(chain) > 1:
        advice = (*_pooled_advice(chain), *(("county",) if county and len(comparable_chain(county)) > 1 else ()))
        return [_change(asked, chain[0], chain[1], kind=FindingKind.CHANGE, rule="change", advice=advice)]
    overlapping = overlapping_before(asked.series, chain[0])
    if overlapping is None:
        return []
    return [_change(asked, chain[0], overlapping, kind=FindingKind.CHANGE, rule="change")]


def long_change(asked: Asked, *, baseline: int | None = None) -> list[Question]:
    """Ask for the change since a baseline year, or between the series' two ends with years pooled.

    With four or more separate measurements the mean of the two latest is compared with that of the two earliest.
    """
    chain = comparable_chain(asked.series)
    if len(chain) < 3 or _is_list(chain[0]):
        return []
    if baseline is not None:
        start = next((p for p in chain[1:] if p.period.last == baseline), None)
        return [_change(asked, chain[0], start, kind=FindingKind.LONG_CHANGE, rule="baseline")] if start else []
    if len(chain) < 2 * _POOL:
        return [_change(asked, chain[0], chain[-1], kind=FindingKind.LONG_CHANGE, rule="baseline")]
    late, early = chain[:_POOL], chain[-_POOL:]
    if not all(has_known_error(p.estimate) for p in (*late, *early) if p.estimate):
        return []
    return [
        Question(
            kind=FindingKind.LONG_CHANGE,
            indicator=asked.indicator,
            side=_pooled_side(asked, late),
            other=_pooled_side(asked, early),
            rule="pooled",
            family=f"{asked.family}/long_change",
        )
    ]


def history(asked: Asked) -> list[Question]:
    """Ask for every earlier change between neighbouring separate points of each unbroken stretch.

    The latest change is asked elsewhere, in its own family, and not again here. Each series is its own family, since
    it is read as one story.
    """
    latest = comparable_chain(asked.series)[:2]
    questions = []
    for segment in asked.series.segments():
        part = Series(
            indicator=asked.series.indicator, area=asked.series.area, group=asked.series.group, points=segment
        )
        chain = comparable_chain(part)
        questions += [
            _change(asked, now, then, kind=FindingKind.HISTORY, rule="history")
            for now, then in itertools.pairwise(chain)
            if not _is_list(now) and (now, then) != latest
        ]
    series = asked.series
    family = f"{asked.family}/history/{asked.indicator.id}/{series.area.code}/{series.group.key}"
    return [dataclasses.replace(question, family=family) for question in questions]


def new_baseline(asked: Asked) -> list[Question]:
    """Say that the measurement was remade, where points lie on both sides of a break within the series."""
    segments = [s for s in asked.series.segments() if any(p.estimate for p in s)]
    if len(segments) < 2:
        return []
    then, now = ([p for p in s if p.estimate][-1] for s in segments[-2:])
    question = _change(asked, now, then, kind=FindingKind.BREAK, rule="break")
    return [question] if question.hindrance is Verdict.BREAK else []


def _change(
    asked: Asked, now: Point, then: Point, *, kind: FindingKind, rule: str, advice: tuple[str, ...] = ()
) -> Question:
    found = asked.series.break_between(then.period, now.period)
    return Question(
        kind=kind,
        indicator=asked.indicator,
        side=asked.side(now),
        other=asked.side(then),
        rule=rule,
        family=f"{asked.family}/{kind.value}",
        hindrance=period_obstacle(asked.series, now.period, then.period),
        break_year=found.year if found else None,
        advice=advice,
    )


def _pooled_side(asked: Asked, points: tuple[Point, ...]) -> Side:
    estimates = [believable(p.estimate, years=p.period.years) for p in points if p.estimate]
    years = Period(min(p.period.first for p in points), max(p.period.last for p in points))
    return asked.pooled_side(pooled(estimates), years, points[0].release)


def _pooled_advice(chain: tuple[Point, ...]) -> tuple[str, ...]:
    return ("pooled",) if len(chain) >= 2 * _POOL else ()


def _is_list(point: Point) -> bool:
    return point.estimate is not None and point.estimate.known_by in _COUNTED
