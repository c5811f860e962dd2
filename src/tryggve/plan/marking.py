"""Which passage of a text is what in a plan: a first guess, and the parts that the marks make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tryggve.errors import BadValueError, Where
from tryggve.indicators.indicator import Words
from tryggve.plan.dates import read_date
from tryggve.plan.word_file import Passage


class Mark(StrEnum):
    """What a passage is in the plan (Sv: märkning)."""

    SKIP = "skip"
    BACKGROUND = "background"
    VISION = "vision"
    PRIORITY = "priority"
    PRIORITY_TEXT = "priority_text"
    GOAL = "goal"
    MEASURE = "measure"
    ACTIVITY = "activity"

    @property
    def words(self) -> Words:
        """The mark in words."""
        return _MARKS[self]


_MARKS: Final = {
    Mark.SKIP: Words("Ta inte med", "Leave out"),
    Mark.BACKGROUND: Words("Bakgrund", "Background"),
    Mark.VISION: Words("Vision", "Vision"),
    Mark.PRIORITY: Words("Prioriterat område", "Priority"),
    Mark.PRIORITY_TEXT: Words("Text till området", "Text of the priority"),
    Mark.GOAL: Words("Mål", "Goal"),
    Mark.MEASURE: Words("Åtgärd", "Measure"),
    Mark.ACTIVITY: Words("Aktivitet", "Activity"),
}
# The words that a heading, a label or a table's column begins with; the first that fits counts.
_NAMES: Final = (
    (Mark.ACTIVITY, r"aktivitet(?:er|erna)?|activit(?:y|ies)"),
    (Mark.MEASURE, r"åtgärd(?:er|erna)?|insats(?:er|erna)?|measures?"),
    (
        Mark.PRIORITY,
        r"(?:prioriter\w+|fokus\w*|insats|utvecklings|mål)\s?-?områden?a?|prioritering(?:ar)?|priorit(?:y|ies)",
    ),
    (Mark.GOAL, r"(?:effekt|del|inriktnings|övergripande )?mål(?:sättning(?:ar)?|en|et)?|goals?"),
    (Mark.VISION, r"vision"),
    (Mark.BACKGROUND, r"bakgrund|inledning|uppdrag(?:et)?|nuläge|lägesbild(?:en)?|syfte|background"),
)
_HEADS = tuple((mark, re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+)?(?:{names})\b", re.IGNORECASE)) for mark, names in _NAMES)
_LABELS = tuple(
    (mark, re.compile(rf"(?:{names})\s*\d*(?:\.\d+)*\s*[:.–-]\s*(?=\S)", re.IGNORECASE)) for mark, names in _NAMES
)
_BULLET = re.compile(r"\A(?:[-–•*·▪o]\s+|\d+(?:\.\d+)*[.)]\s+)")
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_WHEN = re.compile(r"när\b|tid|period|genomför|when\b", re.IGNORECASE)
_OWNER = re.compile(r"ansvar|owner|enhet|utförare", re.IGNORECASE)
TITLE_LENGTH: Final = {Mark.PRIORITY: 200, Mark.GOAL: 300, Mark.MEASURE: 300, Mark.ACTIVITY: 300}
_HELD_BY: Final = {Mark.GOAL: Mark.PRIORITY, Mark.MEASURE: Mark.PRIORITY, Mark.ACTIVITY: Mark.MEASURE}
_SHORT: Final = 70  # characters; a longer line is no heading


def guess_marks(passages: Sequence[Passage]) -> tuple[Mark, ...]:
    """Return a first guess for each passage, from headings, labels, numbering and tables' columns."""
    guesser = _Guesser(passages)
    return tuple(guesser.next(at, passage) for at, passage in enumerate(passages))


@dataclass(slots=True)
class _Guesser:
    """Goes through the passages and remembers under which heading it is."""

    passages: Sequence[Passage]
    section: Mark = Mark.SKIP
    areas: int = -1  # the level of a heading that holds the priorities, where there is one
    opened: set[Mark] = field(default_factory=set)

    def next(self, at: int, passage: Passage) -> Mark:
        mark = self._guess(at, passage)
        # What nothing can hold yet is left for the reader to place.
        if mark in _HELD_BY and _HELD_BY[mark] not in self.opened:
            return Mark.SKIP
        self.opened.add(mark)
        return mark

    def _guess(self, at: int, passage: Passage) -> Mark:
        if passage.cells:
            return _of_row(passage, self.section)
        if label := _labelled(passage.text):
            self.section = Mark.PRIORITY_TEXT if label is Mark.PRIORITY else self.section
            return label
        if passage.level or self._looks_like_heading(at):
            return self._heading(at, passage)
        return self.section

    def _looks_like_heading(self, at: int) -> bool:
        text = self.passages[at].text
        return len(text) <= _SHORT and text[-1] not in ".,;:!?" and _headed(text) is not None

    def _heading(self, at: int, passage: Passage) -> Mark:
        named = _headed(passage.text)
        if named is Mark.PRIORITY:
            self.areas, self.section = passage.level, Mark.SKIP
            return Mark.SKIP
        if named is not None:
            self.section = named
            return Mark.SKIP
        if self._is_area(at, passage):
            self.section = Mark.PRIORITY_TEXT
            return Mark.PRIORITY
        self.section = Mark.SKIP
        self.areas = -1 if passage.level <= self.areas else self.areas
        return Mark.SKIP

    def _is_area(self, at: int, passage: Passage) -> bool:
        """Tell whether a heading is a priority: it stands under theirs, or has goals or measures of its own."""
        if 0 <= self.areas < passage.level:
            return passage.level == self.areas + 1
        for later in self.passages[at + 1 :]:
            if later.level and later.level <= passage.level:
                return False
            if later.level and _headed(later.text) in (Mark.GOAL, Mark.MEASURE):
                return passage.level > 0
        return False


def _headed(text: str) -> Mark | None:
    return next((mark for mark, pattern in _HEADS if pattern.match(text)), None)


def _labelled(text: str) -> Mark | None:
    bare = _BULLET.sub("", text, count=1)
    return next((mark for mark, pattern in _LABELS if pattern.match(bare)), None)


def _of_row(passage: Passage, section: Mark) -> Mark:
    if passage.cells == passage.head:
        return Mark.SKIP
    columns = [_headed(cell) for cell in passage.head]
    found = [mark for mark in (Mark.ACTIVITY, Mark.MEASURE, Mark.GOAL) if mark in columns]
    return found[0] if found else section


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPart:
    """A part that a mark makes (Sv: märkt del).

    ``kind`` is the part's kind and ``parent`` the place in the list of what holds it, None under the plan. ``text`` is
    what the title had no room for. ``owner`` is what a table's row says is responsible, ``starts`` and ``ends`` the
    codes of when.
    """

    kind: str
    title: str
    passage: int
    text: str = ""
    parent: int | None = None
    owner: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPlan:
    """What the marks make of a text (Sv: märkt plan)."""

    parts: tuple[MarkedPart, ...]
    background: str = ""
    vision: str = ""


def marked_plan(passages: Sequence[Passage], marks: Sequence[Mark], *, name: str = "") -> MarkedPlan:
    """Return what the marks make.

    Raises:
        BadValueError: nothing is marked, or a part has nothing before it that can hold it; the passage is named.
    """
    marked = [(passage, mark) for passage, mark in zip(passages, marks, strict=True) if mark is not Mark.SKIP]
    if not marked:
        raise BadValueError(
            sv="Inget är märkt. Märk minst ett prioriterat område.",
            en="Nothing is marked. Mark at least one priority.",
            where=Where(file=name),
        )
    parts: list[MarkedPart] = []
    last: dict[Mark, int] = {}
    for passage, mark in marked:
        if mark is Mark.PRIORITY_TEXT:
            _add_text(parts, _holder(Mark.PRIORITY, last, passage, mark, name), passage.text)
        elif mark in TITLE_LENGTH:
            parent = _holder(_HELD_BY[mark], last, passage, mark, name) if mark in _HELD_BY else None
            parts.append(_part(passage, mark, parent))
            last[mark] = len(parts) - 1
            if mark is Mark.PRIORITY:
                last.pop(Mark.MEASURE, None)
    return MarkedPlan(
        parts=tuple(parts),
        background=_joined(marked, Mark.BACKGROUND),
        vision=_joined(marked, Mark.VISION),
    )


def _holder(wanted: Mark, last: dict[Mark, int], passage: Passage, mark: Mark, name: str) -> int:
    if wanted in last:
        return last[wanted]
    words, holder = mark.words, wanted.words
    raise BadValueError(
        sv=f"”{passage.text[:60]}” är märkt som {words.sv.lower()}, men det finns inget före som är märkt som "
        f"{holder.sv.lower()}. Märk det som den hör till, eller ta inte med stycket.",
        en=f'"{passage.text[:60]}" is marked as {words.en.lower()}, but nothing before it is marked as '
        f"{holder.en.lower()}. Mark what it belongs to, or leave the paragraph out.",
        where=Where(file=name, row=passage.number),
    )


def _add_text(parts: list[MarkedPart], at: int, text: str) -> None:
    held = parts[at]
    parts[at] = MarkedPart(
        kind=held.kind, title=held.title, passage=held.passage, text="\n".join(t for t in (held.text, text) if t)
    )


def _part(passage: Passage, mark: Mark, parent: int | None) -> MarkedPart:
    said, rest, owner = _row_parts(passage, mark) if passage.cells else (passage.text, "", "")
    title = bare_title(said)
    cut = _cut(title, TITLE_LENGTH[mark])
    whole = said if cut != title else ""
    starts, ends = _span(_when(passage)) if mark is Mark.ACTIVITY else ("", "")
    return MarkedPart(
        kind=mark.value,
        title=cut,
        passage=passage.number,
        text="\n".join(text for text in (whole, rest) if text),
        parent=parent,
        owner=owner,
        starts=starts,
        ends=ends,
    )


def _row_parts(passage: Passage, mark: Mark) -> tuple[str, str, str]:
    """Return a row's title, what else it says, and who is responsible."""
    named = list(zip(passage.head, passage.cells, strict=False))
    at = next((n for n, (head, cell) in enumerate(named) if cell and _headed(head) is mark), None)
    at = next((n for n, (_head, cell) in enumerate(named) if cell), 0) if at is None else at
    owner = next((cell for head, cell in named if cell and _OWNER.search(head)), "")
    when = _when(passage)
    taken = {owner, when if any(_span(when)) else ""} if mark is Mark.ACTIVITY else set()
    others = [f"{head}: {cell}" for n, (head, cell) in enumerate(named) if n != at and cell and cell not in taken]
    return passage.cells[at], "\n".join(others), owner


def _when(passage: Passage) -> str:
    named = zip(passage.head, passage.cells, strict=False)
    return next((cell for head, cell in named if cell and _WHEN.search(head)), "")


def _span(text: str) -> tuple[str, str]:
    """Return the codes of a span of time; empty where it is written in a way that nobody can be sure of."""
    if years := _YEARS.fullmatch(text.strip()):
        return years.group(1), years.group(2)
    try:
        code = read_date(text).code
    except BadValueError:
        return "", ""
    return code, code


def bare_title(text: str) -> str:
    """Return a passage without its bullet, number and label: ``Mål 1: Fler trygga`` becomes ``Fler trygga``."""
    bare = _BULLET.sub("", text, count=1)
    for _mark, pattern in _LABELS:
        bare = pattern.sub("", bare, count=1) if pattern.match(bare) else bare
    return bare.strip() or text


def _cut(title: str, longest: int) -> str:
    if len(title) <= longest:
        return title
    sentence = re.match(r".{20,}?[.!?](?=\s)", title[:longest])
    return sentence.group() if sentence else title[: longest - 1].rsplit(" ", 1)[0] + "…"


def _joined(marked: Iterable[tuple[Passage, Mark]], wanted: Mark) -> str:
    return "\n".join(_texts(marked, wanted))


def _texts(marked: Iterable[tuple[Passage, Mark]], wanted: Mark) -> Iterator[str]:
    return (
        bare_title(passage.text) if wanted is Mark.VISION else passage.text
        for passage, mark in marked
        if mark is wanted
    )
