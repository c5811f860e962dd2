"""A goal's three questions, each with its own answer: is it met, is it on track, what changed since last time?

The answers are never mixed into one and never divided by the target. Figures from before a remade measurement are not
used, nor windows that share years.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from tryggve.analysis.contrast import believable, contrast, has_known_error
from tryggve.analysis.goal import KINDS, Answer, GoalAnswers, GoalAsked, Left, Met, Path, Wanted, Why
from tryggve.analysis.likelihood import foresee
from tryggve.analysis.list_change import ListChange
from tryggve.analysis.over_time import Asked, latest_change
from tryggve.analysis.question import settle
from tryggve.analysis.rhythm import Coming, Rhythm, coming, rhythm_of
from tryggve.indicators.indicator import Indicator
from tryggve.terms import Direction, Estimate, Finding, FindingKind, KnownBy, Period, Point, Series

__all__ = ["KINDS", "Answer", "GoalAnswers", "GoalAsked", "Left", "Met", "Path", "Wanted", "Why", "answer_goal"]

_COUNTED = (KnownBy.CENSUS, KnownBy.COUNT)


def answer_goal(
    asked: GoalAsked,
    *,
    today: dt.date,
    indicator: Indicator | None = None,
    series: Series | None = None,
    findings: Iterable[Finding] = (),
    turned: ListChange | None = None,
) -> GoalAnswers:
    """Answer a goal's three questions.

    Args:
        asked: the goal.
        today: the day that the answers are given.
        indicator: what is measured; not needed for a yes-or-no goal.
        series: the indicator's series for the goal's place and group.
        findings: the place's findings (``findings_for``), of which the latest change is told as it is, so that it has
            the same word everywhere.
        turned: how the list turned, where somebody has told it.

    Method: *met* compares the latest figure up to the deadline with the target: met or not when its 95 per cent
        interval, as wide as its answers and rounding allow, lies on one side. A list or a register count has no
        interval and is compared as it stands. *Path*: see ``likelihood.foresee``; what is counted gets the way left
        instead, because a chance would need a stated rule for how counts vary.
    """
    if asked.kind == "yes_no":
        return _yes_no(asked)
    if indicator is None or series is None:
        why = Why.NO_TARGET if _pending(asked) else Why.NO_FIGURES
        met = Met(answer=Answer.CANNOT_TELL, why=why)
        return GoalAnswers(asked=asked, wanted=None, met=met, path=Path(why=why), since=None)
    wanted = _wanted(asked, indicator.direction)
    rhythm = rhythm_of(series, indicator)
    cut = _until(series, asked.deadline, rhythm)
    met = _met(asked, wanted=wanted, series=cut, indicator=indicator, today=today)
    return GoalAnswers(
        asked=asked,
        wanted=wanted if isinstance(wanted, Wanted) else None,
        met=met,
        path=_path(asked, wanted=wanted, met=met, series=cut, indicator=indicator, today=today),
        since=_since(series, indicator, findings),
        indicator=indicator.id,
        turned=turned,
        coming=_coming(asked, met, rhythm),
    )


def _yes_no(asked: GoalAsked) -> GoalAnswers:
    if asked.done is None:
        met = Met(answer=Answer.CANNOT_TELL, why=Why.NOT_REPORTED)
    elif asked.done and asked.deadline and asked.done_from and asked.done_from > asked.deadline:
        met = Met(answer=Answer.NOT_MET, why=Why.LATE)
    else:
        met = Met(answer=Answer.MET if asked.done else Answer.NOT_MET)
    return GoalAnswers(asked=asked, wanted=None, met=met, path=Path(why=Why.NOT_MEASURED), since=None)


def _pending(asked: GoalAsked) -> bool:
    return asked.kind == "reach" and asked.low is None and asked.high is None


def _wanted(asked: GoalAsked, direction: Direction) -> Wanted | Why:
    if asked.kind == "zero":
        return Wanted(high=0.0)
    if asked.kind == "reach":
        return _reach(asked, direction)
    low = -math.inf if asked.low is None or asked.kind == "at_most" else asked.low
    high = math.inf if asked.high is None or asked.kind == "at_least" else asked.high
    return Wanted(low, high) if math.isfinite(low) or math.isfinite(high) else Why.PENDING_BASELINE


def _reach(asked: GoalAsked, direction: Direction) -> Wanted | Why:
    value = asked.low if asked.low is not None else asked.high
    if value is None:
        return Why.NO_TARGET
    if direction is Direction.NEITHER:
        if asked.baseline is None or asked.baseline == value:
            return Why.NO_WAY
        direction = Direction.HIGHER if value > asked.baseline else Direction.LOWER
    return Wanted(low=value) if direction is Direction.HIGHER else Wanted(high=value)


def _until(series: Series, deadline: dt.date | None, rhythm: Rhythm | None) -> Series:
    """Leave out what was measured after the deadline: it says nothing of whether the goal was met in time."""
    if deadline is None:
        return series
    pace = rhythm or Rhythm(every=1)
    points = tuple(p for p in series.points if pace.due(p.period.last, until=deadline))
    return Series(indicator=series.indicator, area=series.area, group=series.group, points=points, breaks=series.breaks)


def _met(asked: GoalAsked, *, wanted: Wanted | Why, series: Series, indicator: Indicator, today: dt.date) -> Met:
    known = series.known()
    point = known[-1] if known else None
    if wanted is Why.NO_TARGET:
        return Met(answer=Answer.CANNOT_TELL, why=wanted, point=point)
    if point is None or point.estimate is None:
        return Met(answer=Answer.CANNOT_TELL, why=Why.PENDING_BASELINE if asked.baseline is None else Why.NO_FIGURES)
    if isinstance(wanted, Why):
        return Met(answer=Answer.CANNOT_TELL, why=wanted, point=point)
    # No area on the list is none by any year's definition, so only other targets lose their meaning.
    lasting = asked.kind == "zero" and point.estimate.known_by is KnownBy.CENSUS
    ahead = _remade_since(series, point, min(today, asked.deadline or today))
    if ahead and not lasting:
        return Met(answer=Answer.CANNOT_TELL, why=Why.REMADE, point=point, break_year=ahead)
    remade = _break_year(asked, series, point)
    if remade and not lasting:
        return Met(answer=Answer.CANNOT_TELL, why=Why.BREAK, point=point, break_year=remade)
    answer, why = _judge(believable(point.estimate, years=point.period.years), wanted, indicator)
    return Met(answer=answer, why=why, point=point)


def _remade_since(series: Series, point: Point, until: dt.date) -> int | None:
    remade = series.break_between(point.period, Period.year(max(until.year, point.period.last)))
    return remade.year if remade else None


def _break_year(asked: GoalAsked, series: Series, point: Point) -> int | None:
    if asked.baseline_year is None:
        return None
    remade = series.break_between(Period.year(asked.baseline_year), point.period)
    return remade.year if remade else None


def _judge(estimate: Estimate, wanted: Wanted, indicator: Indicator) -> tuple[Answer, Why | None]:
    if estimate.known_by in _COUNTED:
        return (Answer.MET if wanted.distance(estimate.value) == 0 else Answer.NOT_MET), None
    if not has_known_error(estimate):
        return Answer.CANNOT_TELL, Why.NO_ERROR
    if 0 < estimate.n < indicator.min_n:
        return Answer.CANNOT_TELL, Why.FEW
    # Set against an exact zero the figure keeps its own limits and its rounding.
    own = contrast(estimate, Estimate(value=0.0, unit=estimate.unit, known_by=KnownBy.MICRODATA, se=0.0))
    if wanted.low <= own.low and own.high <= wanted.high:
        return Answer.MET, None
    outside = own.high < wanted.low or own.low > wanted.high
    return (Answer.NOT_MET, None) if outside else (Answer.CANNOT_TELL, Why.STRADDLES)


def _path(
    asked: GoalAsked, *, wanted: Wanted | Why, met: Met, series: Series, indicator: Indicator, today: dt.date
) -> Path:
    point = met.point
    if isinstance(wanted, Why) or point is None or point.estimate is None or met.why is Why.REMADE:
        return Path(why=met.why, break_year=met.break_year)
    remade = _break_year(asked, series, point)
    if remade:
        return Path(why=Why.BREAK, break_year=remade)
    if point.estimate.known_by in _COUNTED:
        return Path(left=_left(asked, wanted, point.estimate, series))
    if asked.deadline is None or asked.deadline < today:
        return Path(why=Why.NO_DEADLINE if asked.deadline is None else Why.PASSED)
    if met.why in (Why.NO_ERROR, Why.FEW):
        return Path(why=met.why)
    found = foresee(series, indicator, low=wanted.low, high=wanted.high, year=asked.deadline.year)
    if found is None:
        return Path(why=Why.FEW_POINTS)
    return Path(foreseen=found)


def _left(asked: GoalAsked, wanted: Wanted, estimate: Estimate, series: Series) -> Left:
    baseline = asked.baseline
    if baseline is None:
        then = [p.estimate for p in series.known() if p.period.last == asked.baseline_year]
        baseline = then[-1].value if then and then[-1] else None
    whole = None if baseline is None else wanted.distance(baseline)
    return Left(left=wanted.distance(estimate.value), whole=whole)


def _since(series: Series, indicator: Indicator, findings: Iterable[Finding]) -> Finding | None:
    for finding in findings:
        side = finding.side
        mine = finding.indicator == series.indicator and side.area.code == series.area.code
        latest = finding.kind is FindingKind.CHANGE or (finding.kind is FindingKind.COUNT and finding.other)
        if mine and latest and side.group == series.group:
            return finding
    family = f"{series.area.code}/goal/{series.indicator}/{series.group.key}"
    return next(iter(settle(latest_change(Asked(indicator=indicator, series=series, family=family)))), None)


def _coming(asked: GoalAsked, met: Met, rhythm: Rhythm | None) -> Coming | None:
    if asked.deadline is None or met.point is None or rhythm is None:
        return None
    return coming(rhythm, met.point.period, deadline=asked.deadline)
