"""The one table of verdicts for a change or a difference: the first row that fits is the verdict."""

from __future__ import annotations

from tryggve.analysis.contrast import Contrast, has_known_error
from tryggve.terms import Direction, Estimate, KnownBy, Period, Series, Verdict

ALPHA = 0.05


def obstacle(now: Estimate, then: Estimate, *, smallest_n: int) -> Verdict | None:
    """Return why two figures cannot be compared (no error known, too few answers), or nothing.

    A count of events has no interval of its own: without a stated rule for overdispersion there is no verdict on it.
    """
    if KnownBy.COUNT in (now.known_by, then.known_by):
        return Verdict.COUNTS
    if not (has_known_error(now) and has_known_error(then)):
        return Verdict.NO_ERROR
    if any(0 < e.n < smallest_n for e in (now, then)):
        return Verdict.FEW
    return None


def period_obstacle(series: Series, now: Period, then: Period) -> Verdict | None:
    """Return why two periods of one series cannot be compared (a break, shared years), or nothing."""
    if series.break_between(then, now):
        return Verdict.BREAK
    return Verdict.OVERLAP if now.overlaps(then) else None


def judge(contrast: Contrast, *, adjusted_p: float, delta: float) -> Verdict:
    """Return the verdict on a difference that can be tested.

    Args:
        contrast: the difference and its intervals.
        adjusted_p: its p value after Holm in its family.
        delta: the smallest difference that matters, in the unit of the difference.
    """
    if adjusted_p < ALPHA:
        return Verdict.UP if contrast.value > 0 else Verdict.DOWN
    if -delta < contrast.inner_low and contrast.inner_high < delta:
        return Verdict.SAME
    return Verdict.NONE if contrast.margin <= delta else Verdict.SHORT


def is_better(verdict: Verdict, direction: Direction) -> bool | None:
    """Tell whether a clear difference is for the better, or nothing where none is clear or no way is better."""
    if verdict not in (Verdict.UP, Verdict.DOWN) or direction is Direction.NEITHER:
        return None
    return (verdict is Verdict.UP) == (direction is Direction.HIGHER)
