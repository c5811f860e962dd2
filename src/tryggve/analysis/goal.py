"""A goal as its questions need it, and what the answers on it hold."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from tryggve.analysis.likelihood import Foreseen
from tryggve.analysis.list_change import ListChange
from tryggve.analysis.rhythm import Coming
from tryggve.terms import Finding, Point

KINDS = ("reach", "zero", "at_least", "at_most", "range", "yes_no")


class Answer(StrEnum):
    """Whether a goal is met (Sv: uppnått, inte uppnått, går inte att avgöra)."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


class Why(StrEnum):
    """Why a question on a goal has no answer (Sv: skäl)."""

    PENDING_BASELINE = "pending_baseline"  # the target or the first measurement is still to come
    NO_TARGET = "no_target"  # the indicator is followed, but nobody has set the value to reach
    REMADE = "remade"  # the measurement was remade and has not been taken in the new way yet
    NO_FIGURES = "no_figures"
    NOT_REPORTED = "not_reported"  # a yes-or-no goal that nobody has answered
    LATE = "late"  # a yes-or-no goal that was done after its deadline
    NO_WAY = "no_way"  # neither the indicator nor a baseline says which side of the value is wanted
    BREAK = "break"
    NO_ERROR = "no_error"
    FEW = "few"
    STRADDLES = "straddles"  # the interval lies on both sides of the target
    NO_DEADLINE = "no_deadline"
    PASSED = "passed"
    FEW_POINTS = "few_points"
    NOT_MEASURED = "not_measured"  # a yes-or-no goal has no path


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAsked:
    """A goal as its questions need it (Sv: mål).

    ``kind`` is one of ``KINDS``. ``low`` and ``high`` are the target in the indicator's unit: ``reach`` has one of
    them, or none while the target is not set; ``at_least`` the low, ``at_most`` the high, ``range`` both, the others
    none. ``deadline`` is the last day.
    ``done`` answers a yes-or-no goal; ``done_from`` is the first day that it can have been done.

    Raises:
        ValueError: the kind is unknown, or a range ends before it begins.
    """

    kind: str
    low: float | None = None
    high: float | None = None
    deadline: dt.date | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    done: bool | None = None
    done_from: dt.date | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of goal; the kinds are {', '.join(KINDS)}.")
        if self.kind == "range" and self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"A range cannot end ({self.high}) before it begins ({self.low}).")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The values that meet a goal, both ends included."""

    low: float = -math.inf
    high: float = math.inf

    def distance(self, value: float) -> float:
        """Return how far outside a value lies, 0 inside."""
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Whether the goal is met, by which figure (Sv: uppnått)."""

    answer: Answer
    why: Why | None = None
    point: Point | None = None
    break_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of the way, in the unit itself (Sv: kvar till målet); ``whole`` is nothing without a baseline."""

    left: float
    whole: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Whether the goal is on its path: chances for what is sampled, the way left for what is counted (Sv: väg)."""

    why: Why | None = None
    foreseen: Foreseen | None = None
    left: Left | None = None
    break_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAnswers:
    """The three answers on a goal (Sv: målets tre svar).

    ``indicator`` is the catalogue's id, empty for a yes-or-no goal. ``since`` is the finding on the latest change, the
    same one as on every other page; nothing where there is no earlier point. ``turned`` tells a list's change in its
    parts. ``coming`` is the next measurement, nothing where the rhythm is not known or there is no deadline.
    """

    asked: GoalAsked
    wanted: Wanted | None
    met: Met
    path: Path
    since: Finding | None
    indicator: str = ""
    turned: ListChange | None = None
    coming: Coming | None = None

    @property
    def unmeasured(self) -> bool:
        """Whether no further measurement comes before the deadline, and the last is from an earlier year."""
        if self.coming is None or self.met.point is None or self.asked.deadline is None:
            return False
        return not self.coming.in_time and self.met.point.period.last < self.asked.deadline.year
