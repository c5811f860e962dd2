"""The programme logic as one picture: cause, measure, activity, goal, the lines between, and the gaps dashed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from tryggve.errors import Language
from tryggve.plan.logic import Gap, GapKind, Logic, LogicPriority, find_gaps
from tryggve.publish.figures.logic_layout import (
    ACTIVITY,
    CAUSE,
    GOAL,
    JUNCTION,
    LINE,
    MEASURE,
    WIDTH,
    Block,
    Box,
    Chain,
    broken_wrap,
    lay_out,
)
from tryggve.publish.figures.render import SVG, Figure, Frame, drawn_figure
from tryggve.publish.figures.style import (
    ACCENT,
    HAIRLINE,
    INK,
    LABEL,
    MUTED,
    SANS,
    SEMIBOLD,
    SERIF,
    SMALL,
    WARNING,
    WHITE,
)
from tryggve.publish.figures.table import Table

_HEADS: Final = {"sv": ("Orsak", "Åtgärd", "Aktivitet", "Mål"), "en": ("Cause", "Measure", "Activity", "Goal")}
_COLUMNS: Final = {
    "sv": ("Prioriterat område", "Orsak", "Åtgärd", "Aktivitet", "Ansvarig", "Mål", "Luckor"),
    "en": ("Priority", "Cause", "Measure", "Activity", "Owner", "Goals", "Gaps"),
}
_LOOKS: Final = {
    "plain": (LABEL, 400, INK),
    "bold": (LABEL, SEMIBOLD, INK),
    "quiet": (SMALL, 400, MUTED),
    "mark": (LABEL, SEMIBOLD, WARNING),
}
_LINK: Final = "#8a9391"
_GROUND: Final = {id(CAUSE): "#f4f2ec", id(MEASURE): WHITE, id(ACTIVITY): WHITE, id(GOAL): "#e3efec"}
_HEAD_ROOM: Final = 34.0
_APART: Final = 34.0  # px between priorities


def logic_figure(logic: Logic, *, language: Language) -> Figure:
    """Draw a plan's programme logic, ``WIDTH`` px wide, with its gaps as find_gaps tells them."""
    gaps = find_gaps(logic)
    elements = list(_heads(language))
    y = _HEAD_ROOM
    for priority in logic.priorities:
        block = lay_out(priority, gaps=gaps, y=y, language=language)
        elements += _block(block)
        y += block.height + _APART
    idle = list(_idle(logic, y=y, language=language))
    elements += idle
    height = y - _APART / 2 + (_idle_height(logic) + _APART / 2 + 1 if idle else 0)  # the lowest edge is drawn whole
    title = {"sv": f"Programlogik: {logic.title}", "en": f"Programme logic: {logic.title}"}[language]
    frame = Frame(
        width=WIDTH, height=height, title=title, description=_described(logic, gaps, language), language=language
    )
    return drawn_figure(elements, frame=frame, table=_table(logic, gaps, title, language))


def _heads(language: Language) -> Iterator[Element]:
    for column, head in zip((CAUSE, MEASURE, ACTIVITY, GOAL), _HEADS[language], strict=True):
        yield _text(column.x, 12, head, size=SMALL, weight=SEMIBOLD, colour=MUTED)
    for before, after in pairwise((CAUSE, MEASURE, ACTIVITY, GOAL)):
        end = after.x - 10
        start = before.x + 76
        yield _path(f"M{start:g},12H{end:g}M{end - 5:g},8L{end:g},12L{end - 5:g},16", colour=_LINK, width=1)


def _block(block: Block) -> list[Element]:
    drawn = [_path(f"M0,{block.y:g}H{WIDTH:g}", colour=HAIRLINE, width=1)]
    for number, line in enumerate(block.title):
        drawn.append(_text(0, block.y + 24 + 24 * number, line, size=20, weight=SEMIBOLD, family=SERIF))
    for chain in block.chains:
        drawn += _links(chain, block.goals)
    boxes = [box for chain in block.chains for box in (chain.cause, chain.measure, *chain.activities)]
    # Neighbours may share the box of their cause; it is drawn once.
    for box in dict.fromkeys((*boxes, *block.goals, *block.missing)):
        drawn += _box(box)
    return drawn


def _links(chain: Chain, goals: Sequence[Box]) -> Iterator[Element]:
    yield _curve(
        chain.cause.right, chain.cause.middle, chain.measure.left, chain.measure.middle, broken=chain.cause.broken
    )
    reached = [goal for goal in goals if goal.refs & set(chain.goals)]
    # Where no activity stands, a box of nothing but the mark does, and nothing leads on to the goals.
    absent = all(line.look == "mark" for line in chain.activities[0].lines)
    for box in chain.activities:
        yield _curve(chain.measure.right, chain.measure.middle, box.left, box.middle, broken=absent)
        if reached:
            yield _curve(box.right, box.middle, JUNCTION, chain.middle, broken=absent)
    for goal in reached:
        yield _curve(JUNCTION, chain.middle, goal.left, goal.middle, broken=absent)


def _curve(x1: float, y1: float, x2: float, y2: float, *, broken: bool) -> Element:
    half = (x1 + x2) / 2
    d = f"M{x1:g},{y1:g}C{half:g},{y1:g} {half:g},{y2:g} {x2:g},{y2:g}"
    return _path(d, colour=WARNING if broken else _LINK, width=1.5, dash="4 4" if broken else "")


def _box(box: Box) -> Iterator[Element]:
    ground = WHITE if box.broken else _GROUND[id(box.column)]
    stroke = WARNING if box.broken else ACCENT if box.column is GOAL else HAIRLINE
    place = {"x": f"{box.left + 0.5:g}", "y": f"{box.y:g}", "width": f"{box.column.width - 1:g}"}
    edge = {"fill": ground, "stroke": stroke, "stroke-width": "1.5" if box.broken else "1"}
    dashes = {"stroke-dasharray": "5 4"} if box.broken else {}
    yield Element(f"{{{SVG}}}rect", {**place, "height": f"{box.height:g}", "rx": "7", **edge, **dashes})
    for number, line in enumerate(box.lines):
        size, weight, colour = _LOOKS[line.look]
        yield _text(box.left + 12, box.line_y(number), line.text, size=size, weight=weight, colour=colour)


def _idle_lines(logic: Logic) -> tuple[str, ...]:
    return broken_wrap(", ".join(logic.idle), WIDTH - 24) if logic.idle else ()


def _idle_height(logic: Logic) -> float:
    return (len(_idle_lines(logic)) + 1) * LINE + 20


def _idle(logic: Logic, *, y: float, language: Language) -> Iterator[Element]:
    lines = _idle_lines(logic)
    if not lines:
        return
    size = {"width": f"{WIDTH - 1:g}", "height": f"{_idle_height(logic):g}", "rx": "7"}
    edge = {"fill": WHITE, "stroke": WARNING, "stroke-width": "1.5", "stroke-dasharray": "5 4"}
    yield Element(f"{{{SVG}}}rect", {"x": "0.5", "y": f"{y:g}", **size, **edge})
    head = GapKind.IDLE.mark.text(language)
    yield _text(12, y + 10 + LINE / 2, head, size=LABEL, weight=SEMIBOLD, colour=WARNING)
    for number, line in enumerate(lines, start=1):
        yield _text(12, y + 10 + (number + 0.5) * LINE, line, size=LABEL)


def _text(
    x: float, y: float, text: str, *, size: float, weight: int = 400, colour: str = INK, family: str = SANS
) -> Element:
    # 0.35 of the size puts the middle of the letters on y; dominant-baseline is not drawn alike everywhere.
    place = {"x": f"{x:g}", "y": f"{y + 0.35 * size:.1f}", "fill": colour}
    face = {"font-family": family, "font-size": f"{size:g}px", "font-weight": f"{weight}"}
    element = Element(f"{{{SVG}}}text", {**place, **face})
    element.text = text
    return element


def _path(d: str, *, colour: str, width: float, dash: str = "") -> Element:
    dashes = {"stroke-dasharray": dash} if dash else {}
    return Element(f"{{{SVG}}}path", {"d": d, "fill": "none", "stroke": colour, "stroke-width": f"{width:g}", **dashes})


def _described(logic: Logic, gaps: Sequence[Gap], language: Language) -> str:
    measures = [measure for priority in logic.priorities for measure in priority.measures]
    counts = (
        len(logic.priorities),
        len(measures),
        sum(len(measure.activities) for measure in measures),
        sum(len(priority.goals) for priority in logic.priorities),
    )
    said = {
        "sv": "Från orsak över åtgärd och aktivitet till mål. Prioriterade områden: {}, åtgärder: {}, aktiviteter: {}, "
        "mål: {}.",
        "en": "From cause over measure and activity to goal. Priorities: {}, measures: {}, activities: {}, goals: {}.",
    }[language].format(*counts)
    tally = Counter(gap.kind for gap in gaps)
    if not tally:
        return f"{said} {'Inga luckor.' if language == 'sv' else 'No gaps.'}"
    listed = ", ".join(f"{kind.mark.text(language).lower()} ({count})" for kind, count in tally.items())
    return f"{said} {'Luckor' if language == 'sv' else 'Gaps'}: {listed}."


def _table(logic: Logic, gaps: Sequence[Gap], title: str, language: Language) -> Table:
    rows = tuple(row for priority in logic.priorities for row in _rows(priority, gaps, language))
    idle = GapKind.IDLE.mark.text(language)
    rows += tuple(("", "", "", "", unit, "", idle) for unit in logic.idle)
    columns = _COLUMNS[language]
    return Table(caption=title, columns=columns, rows=rows, raw_columns=columns, raw_rows=rows)


def _rows(priority: LogicPriority, gaps: Sequence[Gap], language: Language) -> Iterator[tuple[str, ...]]:
    titles = {goal.ref: goal.title for goal in priority.goals}
    if said := _marks(gaps, language, priority.ref):
        yield (priority.title, "", "", "", "", "", said)
    for measure in priority.measures:
        goals = "; ".join(titles[ref] for ref in measure.goals if ref in titles)
        for title, owner, ref in [(a.title, a.owner, a.ref) for a in measure.activities] or [("", "", "")]:
            said = _marks(gaps, language, measure.ref, ref)
            yield (priority.title, measure.cause, measure.title, title, owner, goals, said)
    for goal in priority.goals:
        if said := _marks(gaps, language, goal.ref):
            yield (priority.title, "", "", "", "", goal.title, said)


def _marks(gaps: Sequence[Gap], language: Language, *refs: str) -> str:
    return "; ".join(dict.fromkeys(gap.kind.mark.text(language) for gap in gaps if gap.ref in refs))
