"""Where the boxes of the programme logic stand and what is written in them, in px."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tryggve.errors import Language
from tryggve.plan.logic import Gap, GapKind, LogicActivity, LogicGoal, LogicMeasure, LogicPriority
from tryggve.publish.figures.style import LABEL, SEMIBOLD, SMALL, text_width, wrap

WIDTH: Final = 1120.0
LINE: Final = 18.0
_SIDE: Final = 12.0  # px from a box's edge to its text
_TOP: Final = 10.0
_BETWEEN: Final = 12.0  # px between boxes in a column
_ROWS: Final = 20.0  # px between measures
TITLE_ROOM: Final = 46.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column's left edge and width."""

    x: float
    width: float


CAUSE: Final = Column(0, 224)
MEASURE: Final = Column(262, 240)
ACTIVITY: Final = Column(540, 262)
GOAL: Final = Column(876, 244)
JUNCTION: Final = ACTIVITY.x + ACTIVITY.width + 22


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line in a box: ``bold`` for the title, ``mark`` for a gap's word, ``quiet`` for the unit."""

    text: str
    look: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the picture; ``broken`` ones are drawn dashed."""

    column: Column
    lines: tuple[TextLine, ...]
    broken: bool
    refs: frozenset[str] = frozenset()
    y: float = 0.0

    @property
    def height(self) -> float:
        """Its height in px."""
        return len(self.lines) * LINE + 2 * _TOP

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return self.y + self.height / 2

    @property
    def left(self) -> float:
        """The x of its left edge."""
        return self.column.x

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.column.x + self.column.width

    def line_y(self, number: int) -> float:
        """Return the y of a line's middle."""
        return self.y + _TOP + (number + 0.5) * LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One measure's row: its cause's box, its own, those of its activities, and the refs of its goals."""

    cause: Box
    measure: Box
    activities: tuple[Box, ...]
    goals: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The y where the activities' lines meet."""
        return (self.activities[0].middle + self.activities[-1].middle) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A priority's part of the picture."""

    title: tuple[str, ...]
    y: float
    chains: tuple[Chain, ...]
    goals: tuple[Box, ...]
    missing: tuple[Box, ...]
    height: float


def lay_out(priority: LogicPriority, *, gaps: Sequence[Gap], y: float, language: Language) -> Block:
    """Place a priority's boxes from ``y`` downwards."""
    write = _Writer(gaps, language)
    title = broken_wrap(priority.title, WIDTH, 20, SEMIBOLD)
    top = y + TITLE_ROOM + (len(title) - 1) * 24
    goals = [write.goal(goal) for goal in priority.goals] or [write.absent(GOAL, GapKind.NO_GOAL)]
    rows = [write.row(measure) for measure in priority.measures]
    row_heights = [_row_height(row) for row in rows]
    missing = [] if rows else [write.absent(MEASURE, GapKind.NO_MEASURE)]
    left = sum(row_heights) + _ROWS * (len(rows) - 1) if rows else missing[0].height
    height = max(left, _stack_height(goals))
    chains: list[Chain] = []
    at = top + (height - left) / 2
    for row, room in zip(rows, row_heights, strict=True):
        chains.append(_placed(row, at, room))
        at += room + _ROWS
    alone = [write.open_cause(cause) for cause in priority.open_causes]  # under the others: nothing leads on from them
    below = top + height + _ROWS
    room = _stack_height(alone) if alone else 0
    absent = tuple(replace(box, y=top + (height - box.height) / 2) for box in missing)
    return Block(
        title=title,
        y=y,
        chains=_with_shared_causes(chains),
        goals=_stacked(goals, top, height),
        missing=(*absent, *(_stacked(alone, below, room) if alone else ())),
        height=top - y + height + (_ROWS + room if alone else 0),
    )


def _row_height(row: Chain) -> float:
    return max(row.cause.height, row.measure.height, _stack_height(row.activities))


def _stack_height(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes) + _BETWEEN * (len(boxes) - 1)


def _placed(row: Chain, top: float, room: float) -> Chain:
    cause, measure = (replace(box, y=top + (room - box.height) / 2) for box in (row.cause, row.measure))
    return replace(row, cause=cause, measure=measure, activities=_stacked(row.activities, top, room))


def _stacked(boxes: Sequence[Box], top: float, room: float) -> tuple[Box, ...]:
    """Spread boxes over the room, never nearer than they may stand."""
    spare = (room - _stack_height(boxes)) / (len(boxes) + 1)
    placed, at = [], top + spare
    for box in boxes:
        placed.append(replace(box, y=at))
        at += box.height + _BETWEEN + spare
    return tuple(placed)


def _with_shared_causes(chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """Let neighbours with the same cause share one box, in the middle of them."""
    shared: list[Chain] = []
    for broken, group in itertools.groupby(chains, key=lambda chain: (chain.cause.broken, chain.cause.lines)):
        members = list(group)
        if not broken[0]:
            middle = (members[0].measure.middle + members[-1].measure.middle) / 2
            box = replace(members[0].cause, y=middle - members[0].cause.height / 2)
            members = [replace(member, cause=box) for member in members]
        shared += members
    return tuple(shared)


class _Writer:
    """Writes boxes in one language, with the marks of their gaps."""

    def __init__(self, gaps: Sequence[Gap], language: Language) -> None:
        self.language = language
        self.marks: dict[str, list[GapKind]] = {}
        for gap in gaps:
            kinds = self.marks.setdefault(gap.ref, [])
            if gap.kind not in kinds:
                kinds.append(gap.kind)

    def row(self, measure: LogicMeasure) -> Chain:
        cause = _box(CAUSE, [(measure.cause, "plain")]) if measure.cause else self.absent(CAUSE, GapKind.NO_CAUSE)
        activities = [self.activity(activity) for activity in measure.activities]
        own = self._marks(measure.ref, without={GapKind.NO_CAUSE, GapKind.NO_ACTIVITY})
        return Chain(
            cause=cause,
            measure=_box(MEASURE, [(measure.title, "bold"), *own]),
            activities=tuple(activities or [self.absent(ACTIVITY, GapKind.NO_ACTIVITY)]),
            goals=measure.goals,
        )

    def activity(self, activity: LogicActivity) -> Box:
        owner = [(activity.owner, "quiet")] if activity.owner else []
        return _box(ACTIVITY, [(activity.title, "plain"), *owner, *self._marks(activity.ref)])

    def goal(self, goal: LogicGoal) -> Box:
        return _box(GOAL, [(goal.title, "bold"), *self._marks(goal.ref)], refs=frozenset({goal.ref}))

    def open_cause(self, cause: str) -> Box:
        return _box(CAUSE, [(cause, "plain"), (GapKind.OPEN_CAUSE.mark.text(self.language), "mark")])

    def absent(self, column: Column, kind: GapKind) -> Box:
        return _box(column, [(kind.mark.text(self.language), "mark")])

    def _marks(self, ref: str, without: set[GapKind] | None = None) -> list[tuple[str, str]]:
        kinds = [kind for kind in self.marks.get(ref, []) if kind not in (without or set())]
        return [(kind.mark.text(self.language), "mark") for kind in kinds]


def _box(column: Column, texts: Sequence[tuple[str, str]], refs: frozenset[str] = frozenset()) -> Box:
    lines = []
    for text, look in texts:
        size, weight = (SMALL, 400) if look == "quiet" else (LABEL, 400 if look == "plain" else SEMIBOLD)
        lines += [TextLine(line, look) for line in broken_wrap(text, column.width - 2 * _SIDE, size, weight)]
    return Box(column=column, lines=tuple(lines), broken=any(look == "mark" for _, look in texts), refs=refs)


_VOWELS = "aeiouyåäö"


def broken_wrap(text: str, width: float, size: float = LABEL, weight: int = 400) -> tuple[str, ...]:
    """Wrap a text, and break a word that is wider than the line by the rule that one consonant begins the next."""
    pieces = [_broken(word, width, size, weight) for word in text.split()]
    return wrap(" ".join(pieces), width, size, weight=weight)


def _broken(word: str, width: float, size: float, weight: int) -> str:
    if text_width(word, size, weight) <= width or re.search(r"-.", word):
        return word
    fits = [i for i in range(3, len(word) - 2) if text_width(word[:i] + "-", size, weight) <= width]
    joints = [i for i in fits if word[i].lower() not in _VOWELS and word[i + 1].lower() in _VOWELS]
    at = max(joints or fits, default=len(word))
    return word if at == len(word) else f"{word[:at]}-{_broken(word[at:], width, size, weight)}"
