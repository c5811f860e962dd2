"""What a decided claim is worth today: it still holds, no longer holds, cannot be told, or its indicator is replaced.

A claim is refuted only by a test. A measurement that shows nothing refutes nothing, and what was said of a past period
stays as it was said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tryggve.analysis.contrast import contrast, has_known_error
from tryggve.terms import Finding, FindingKind, Verdict


class ClaimState(StrEnum):
    """Whether a decided claim still holds (Sv: om slutsatsen stämmer)."""

    HOLDS = "holds"  # Sv: stämmer fortfarande
    NO_LONGER = "no_longer"  # Sv: stämmer inte längre
    UNKNOWN = "unknown"  # Sv: går inte att avgöra
    REPLACED = "replaced"  # Sv: indikatorn är ersatt


class ClaimReason(StrEnum):
    """What the state rests on (Sv: skäl)."""

    SAME_ANSWER = "same_answer"  # the same question has the same clear answer
    GREW = "grew"  # the same answer, and the gap has clearly widened
    SHRANK = "shrank"  # the same answer, though the gap has clearly narrowed
    SAME_REMADE = "same_remade"  # the same answer in a remade measurement: its size cannot be set beside the old
    NO_NEWER = "no_newer"  # nothing has been measured since
    STAYED = "stayed"  # the level is where it was, within what matters
    PAST = "past"  # it was said of a past period
    OTHER_WAY = "other_way"  # the same question has a clear answer the other way
    CLOSED = "closed"  # the gap has clearly shrunk to less than matters
    MOVED = "moved"  # the level has clearly changed by more than matters
    LIST_CHANGED = "list_changed"  # a full list says another number
    BREAK = "break"  # the measurement was remade after the decision
    TOO_LITTLE = "too_little"  # the figures do not suffice for an answer
    NOT_MEASURED = "not_measured"  # nothing measures it today
    NOTHING_CLAIMED = "nothing_claimed"  # it was left open already when decided
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class ClaimNow:
    """A decided claim's state today, the finding that it was held against, and why (Sv: slutsatsen nu)."""

    state: ClaimState
    now: Finding | None
    reason: ClaimReason


_GAPS = (FindingKind.AREA_GAP, FindingKind.GROUP_GAP)
_CLEAR = (Verdict.UP, Verdict.DOWN)
_PAST = (FindingKind.HISTORY, FindingKind.BREAK)


def claim_now(decided: Finding, *, today: Iterable[Finding], successors: tuple[str, ...] = ()) -> ClaimNow:
    """Return what a decided finding is worth against today's findings of the same place.

    Args:
        decided: the finding as it was when the plan was decided; never altered.
        today: every finding of the place today.
        successors: the indicators that measure the same thing after a break.

    Method: the question that gave the decided finding is put to today's data. "No longer" takes a clear verdict the
        other way; for a gap also that it has clearly shrunk to within the smallest difference that matters; for a level
        and for "unchanged" that the whole 95 per cent interval of the difference lies beyond it; for a full list
        another number. A claim about a past period holds. All else cannot be told. Where a gap still holds, its size
        is said to have changed only when the difference between the two gaps lies beyond its own margin.
    Source: the table of verdicts, row claim.
    Checked against: ``tests/plan/test_claims.py``, one test a rule.
    """
    if decided.kind in _PAST:
        return ClaimNow(ClaimState.HOLDS, None, ClaimReason.PAST)
    found = tuple(today)
    now = next((f for f in found if _same_question(f, decided)), None)
    if now is None or not _newer(now, decided):
        later = next((f for f in found if f.indicator in successors and f.kind is decided.kind), None)
        later = later or next((f for f in found if f.indicator in successors), None)
        if later:
            return ClaimNow(ClaimState.REPLACED, later, ClaimReason.REPLACED)
    if now is None:
        return ClaimNow(ClaimState.UNKNOWN, None, ClaimReason.NOT_MEASURED)
    state, reason = _held_against(decided, now, found)
    return ClaimNow(state, now, reason)


def _held_against(decided: Finding, now: Finding, found: tuple[Finding, ...]) -> tuple[ClaimState, ClaimReason]:
    if not _newer(now, decided) and now.verdict is decided.verdict and _same_value(now, decided):
        return ClaimState.HOLDS, ClaimReason.NO_NEWER
    if decided.kind is FindingKind.COUNT:
        return _list(decided, now)
    # Groups measured in the same survey are remade together, so a gap is read across a break that stops a change.
    if decided.kind not in _GAPS and _remade_since(decided, found):
        return ClaimState.UNKNOWN, ClaimReason.BREAK
    if decided.kind is FindingKind.LEVEL and decided.verdict is Verdict.STATED:
        return _level(decided, now)
    if decided.verdict is Verdict.SAME:
        return _unchanged(now)
    if decided.verdict not in _CLEAR:
        return ClaimState.UNKNOWN, ClaimReason.NOTHING_CLAIMED
    state, reason = _clear(decided, now)
    if reason is ClaimReason.SAME_ANSWER and decided.kind in _GAPS:
        return state, ClaimReason.SAME_REMADE if _remade_since(decided, found) else _size(decided, now)
    return state, reason


def _size(decided: Finding, now: Finding) -> ClaimReason:
    if _clearly_smaller(decided, now):
        return ClaimReason.SHRANK
    return ClaimReason.GREW if _clearly_smaller(now, decided) else ClaimReason.SAME_ANSWER


def _clear(decided: Finding, now: Finding) -> tuple[ClaimState, ClaimReason]:
    if now.verdict is decided.verdict:
        return ClaimState.HOLDS, ClaimReason.SAME_ANSWER
    if now.verdict in _CLEAR:
        return ClaimState.NO_LONGER, ClaimReason.OTHER_WAY
    if now.verdict is Verdict.SAME and decided.kind in _GAPS and _clearly_smaller(decided, now):
        return ClaimState.NO_LONGER, ClaimReason.CLOSED
    if now.verdict is Verdict.SAME and decided.kind is FindingKind.CHANGE and _goes_on_from(now, decided):
        return ClaimState.HOLDS, ClaimReason.STAYED
    return ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE


def _unchanged(now: Finding) -> tuple[ClaimState, ClaimReason]:
    gap = now.difference
    if now.verdict is Verdict.SAME:
        return ClaimState.HOLDS, ClaimReason.SAME_ANSWER
    if gap is None or not math.isfinite(gap.low):
        return ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE
    return _against_delta(gap.low, gap.high, delta=now.delta)


def _level(decided: Finding, now: Finding) -> tuple[ClaimState, ClaimReason]:
    before, after = decided.side, now.side
    testable = has_known_error(before.estimate) and has_known_error(after.estimate)
    if not testable or before.period.overlaps(after.period) or before.estimate.unit is not after.estimate.unit:
        return ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE
    found = contrast(after.estimate, before.estimate)
    return _against_delta(found.low, found.high, delta=decided.delta)


def _against_delta(low: float, high: float, *, delta: float) -> tuple[ClaimState, ClaimReason]:
    if low > delta or high < -delta:
        return ClaimState.NO_LONGER, ClaimReason.MOVED
    if -delta < low and high < delta:
        return ClaimState.HOLDS, ClaimReason.STAYED
    return ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE


def _list(decided: Finding, now: Finding) -> tuple[ClaimState, ClaimReason]:
    if now.verdict is Verdict.BREAK and now.break_year and now.break_year > decided.side.period.last:
        return ClaimState.UNKNOWN, ClaimReason.BREAK
    if now.side.estimate.value == decided.side.estimate.value:
        return ClaimState.HOLDS, ClaimReason.SAME_ANSWER
    return ClaimState.NO_LONGER, ClaimReason.LIST_CHANGED


def _clearly_smaller(wide: Finding, narrow: Finding) -> bool:
    """Tell whether the second gap is clearly the smaller; two measurements that share years cannot say."""
    first, second = wide.difference, narrow.difference
    if first is None or second is None or wide.side.period.overlaps(narrow.side.period):
        return False
    less = abs(first.value) - math.copysign(1, first.value) * second.value
    return less > math.hypot(first.margin, second.margin)


def _same_question(now: Finding, decided: Finding) -> bool:
    if (now.kind, now.indicator) != (decided.kind, decided.indicator):
        return False
    if (now.side.area.code, now.side.group) != (decided.side.area.code, decided.side.group):
        return False
    if decided.kind not in _GAPS or now.other is None or decided.other is None:
        return True
    return (now.other.area.code, now.other.group) == (decided.other.area.code, decided.other.group)


def _newer(now: Finding, decided: Finding) -> bool:
    return now.side.period.last > decided.side.period.last


def _same_value(now: Finding, decided: Finding) -> bool:
    # A revised figure for the same period is new data, although no newer year.
    return now.side.period == decided.side.period and now.side.estimate.value == decided.side.estimate.value


def _goes_on_from(now: Finding, decided: Finding) -> bool:
    return now.other is not None and now.other.period == decided.side.period


def _remade_since(decided: Finding, found: tuple[Finding, ...]) -> bool:
    """Tell whether the measurement was remade after the decided figure was taken."""
    own = (f for f in found if f.indicator == decided.indicator and f.side.area.code == decided.side.area.code)
    return any(f.break_year is not None and f.break_year > decided.side.period.last for f in own)
