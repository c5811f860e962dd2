"""The causes of a problem as a fishbone: three bones above with direct causes, three below with what lies behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from tryggve.errors import Language
from tryggve.indicators.indicator import Words
from tryggve.plan.problems import HIGHEST, CauseSide, Directness, Fishbone, FishboneCause
from tryggve.publish.figures.drawing import box_element, dot_element, path_element, text_element
from tryggve.publish.figures.logic_layout import broken_wrap
from tryggve.publish.figures.render import Figure, Frame, drawn_figure
from tryggve.publish.figures.style import ACCENT, HAIRLINE, INK, LABEL, MUTED, SEMIBOLD, SERIF, SMALL, WHITE
from tryggve.publish.figures.table import Table

WIDTH: Final = 860.0  # px; narrow enough that the letters can be read on an A4 page
_HEAD: Final = 176.0
_COLUMN: Final = 222.0
_REACH: Final = 170.0  # px from a column's left edge to the outer end of its bone
_SLANT: Final = 34.0
_LINE: Final = 18.0
_LABEL_ROOM: Final = 34.0
_AIR: Final = 20.0  # px that keeps the letters off the spine
_TITLE_ROOM: Final = 26.0
_APART: Final = 14.0  # px between causes
_LEAST: Final = 64.0  # px of an empty bone
_BONE: Final = "#8a9391"

UNJUDGED: Final = Words("Inte bedömt", "Not judged")
_NONE: Final = Words("Ingen orsak angiven", "No cause given")
_COLUMNS: Final = {
    "sv": ("Orsak", "Rör", "Slag", "Underlag", "Går att påverka, 0–3"),
    "en": ("Cause", "Concerns", "Kind", "Evidence", "Can be influenced, 0–3"),
}
_ONE: Final = {
    Directness.DIRECT: Words("Direkt", "Direct"),
    Directness.INDIRECT: Words("Bakomliggande", "Indirect"),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """A cause broken into lines."""

    lines: tuple[str, ...]
    influence: int | None

    @property
    def height(self) -> float:
        return (len(self.lines) + 1) * _LINE + _APART


def fishbone_figure(fishbone: Fishbone, *, language: Language) -> Figure:
    """Draw the causes of a problem, ``WIDTH`` px wide; the spine leads to the problem."""
    above = _half_height(fishbone, Directness.DIRECT)
    below = _half_height(fishbone, Directness.INDIRECT)
    head = broken_wrap(fishbone.problem, _HEAD - 32, 17, SEMIBOLD)
    spine = max(_TITLE_ROOM + _LABEL_ROOM + above, len(head) * 12 + 30)
    height = spine + max(below + _LABEL_ROOM + _TITLE_ROOM, len(head) * 12 + 30)
    drawn = [
        *_titles(height, language),
        path_element(f"M6,{spine:g}H{WIDTH - _HEAD:g}", colour=INK, width=3),
        *_head(head, spine),
    ]
    for number, side in enumerate(CauseSide):
        for directness in Directness:
            drawn += _bone(fishbone, side, directness, x=number * _COLUMN, spine=spine, language=language)
    title = {"sv": f"Orsaker till: {fishbone.problem}", "en": f"Causes of: {fishbone.problem}"}[language]
    frame = Frame(width=WIDTH, height=height, title=title, description=described(fishbone, language), language=language)
    return drawn_figure(drawn, frame=frame, table=_table(fishbone, title, language))


def influence_words(influence: int | None, language: Language) -> str:
    """Write how far a cause can be influenced: ``2 av 3``."""
    if influence is None:
        return UNJUDGED.text(language).lower()
    return f"{influence} {'av' if language == 'sv' else 'of'} {HIGHEST}"


def directness_words(directness: Directness, language: Language) -> str:
    """Write how near one cause stands: ``Direkt``."""
    return _ONE[directness].text(language)


def described(fishbone: Fishbone, language: Language) -> str:
    """Say in words what the picture shows: how many causes of each sort, and those that can best be influenced."""
    counts = []
    for directness in Directness:
        parts = [f"{side.words.text(language).lower()} {len(fishbone.of(side, directness))}" for side in CauseSide]
        counts.append(f"{directness.words.text(language)}: {', '.join(parts)}.")
    top = max((cause.influence for cause in fishbone.causes if cause.influence is not None), default=0)
    best = [cause.text for cause in fishbone.causes if cause.influence == top] if top else []
    said = {"sv": "Mest går att påverka: ", "en": "Most can be influenced: "}[language]
    return " ".join([*counts, *([f"{said}{'; '.join(best)}."] if best else [])])


def _written(fishbone: Fishbone, side: CauseSide, directness: Directness) -> list[_Written]:
    causes = fishbone.of(side, directness)
    return [_Written(broken_wrap(cause.text, _REACH - 8, LABEL), cause.influence) for cause in causes]


def _half_height(fishbone: Fishbone, directness: Directness) -> float:
    stacks = [sum(cause.height for cause in _written(fishbone, side, directness)) for side in CauseSide]
    return max(*stacks, _LEAST) + _AIR


def _titles(height: float, language: Language) -> Iterator[Element]:
    for directness, y in ((Directness.DIRECT, 8.0), (Directness.INDIRECT, height - 10)):
        words = directness.words.text(language)
        yield text_element(0, y, words, size=SMALL, weight=SEMIBOLD, colour=MUTED)
    yield path_element(f"M0,20H{WIDTH - _HEAD:g}M0,{height - 24:g}H{WIDTH - _HEAD:g}", colour=HAIRLINE, width=1)


def _head(lines: tuple[str, ...], spine: float) -> Iterator[Element]:
    tall = len(lines) * 22 + 28
    left = WIDTH - _HEAD
    yield path_element(
        f"M{left:g},{spine - 14:g}L{left + 14:g},{spine - tall / 2:g}H{WIDTH - 1:g}V{spine + tall / 2:g}"
        f"H{left + 14:g}L{left:g},{spine + 14:g}Z",
        colour=ACCENT,
        width=1.5,
        fill="#e3efec",
    )
    for number, line in enumerate(lines):
        y = spine - (len(lines) - 1) * 11 + number * 22
        yield text_element(left + 22, y, line, size=17, weight=SEMIBOLD, family=SERIF)


def _bone(
    fishbone: Fishbone, side: CauseSide, directness: Directness, *, x: float, spine: float, language: Language
) -> Iterator[Element]:
    """Draw one bone with its causes; those above hang from their label, those below stand on theirs."""
    room = _half_height(fishbone, directness)
    up = directness is Directness.DIRECT
    written = _written(fishbone, side, directness)
    outer = spine - room if up else spine + room
    dash = "" if written else "5 4"
    bone = f"M{x + _REACH:g},{outer:g}L{x + _REACH + _SLANT:g},{spine:g}"
    yield path_element(bone, colour=_BONE, width=2, dash=dash)
    yield from _label(side, x, outer - 14 if up else outer + 14, language)
    if not written:
        yield text_element(x, (spine + outer) / 2, _NONE.text(language), size=SMALL, colour=MUTED)
        return
    tall = sum(cause.height for cause in written)
    y = outer + (room - tall) / 2 if up else spine + (room - tall) / 2
    for cause in written:
        yield from _cause(cause, x, y, share=abs(y + cause.height - _APART / 2 - outer) / room, language=language)
        y += cause.height


def _label(side: CauseSide, x: float, y: float, language: Language) -> Iterator[Element]:
    words = side.words.text(language)
    yield box_element(x, y - 13, _REACH + 12, 26, fill="#f4f2ec", corner=5)
    yield text_element(x + 9, y, words, size=LABEL, weight=SEMIBOLD)


def _cause(cause: _Written, x: float, y: float, *, share: float, language: Language) -> Iterator[Element]:
    for number, line in enumerate(cause.lines):
        yield text_element(x, y + (number + 0.5) * _LINE, line, size=LABEL)
    middle = y + (len(cause.lines) + 0.5) * _LINE
    yield from _influence(cause.influence, x, middle, language)
    foot = y + cause.height - _APART / 2
    yield path_element(f"M{x:g},{foot:g}H{x + _REACH + _SLANT * share:g}", colour=_BONE, width=1)


def _influence(influence: int | None, x: float, y: float, language: Language) -> Iterator[Element]:
    """Write the influence with its dots, so that neither shape nor word stands alone."""
    if influence is None:
        yield text_element(x, y, UNJUDGED.text(language), size=SMALL, colour=MUTED)
        return
    for number in range(HIGHEST):
        yield dot_element(x + 5 + number * 13, y, 4.2, fill=ACCENT if number < influence else WHITE, stroke=ACCENT)
    yield text_element(x + 46, y, influence_words(influence, language), size=SMALL, colour=MUTED)


def _table(fishbone: Fishbone, title: str, language: Language) -> Table:
    rows = tuple(_row(cause, language) for cause in _in_order(fishbone))
    columns = _COLUMNS[language]
    return Table(caption=title, columns=columns, rows=rows, raw_columns=columns, raw_rows=rows)


def _in_order(fishbone: Fishbone) -> Iterator[FishboneCause]:
    for directness in Directness:
        for side in CauseSide:
            yield from fishbone.of(side, directness)


def _row(cause: FishboneCause, language: Language) -> tuple[str, ...]:
    return (
        cause.text,
        cause.side.words.text(language),
        directness_words(cause.directness, language),
        cause.evidence or "–",
        influence_words(cause.influence, language),
    )
