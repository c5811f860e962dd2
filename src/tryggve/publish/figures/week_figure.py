"""Reported incidents by area and week as a strip for each area; darker where more were reported, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from tryggve.errors import Language
from tryggve.plan.incidents import Cell, Week, WeekTable
from tryggve.publish.figures.drawing import box_element, path_element, text_element
from tryggve.publish.figures.logic_layout import broken_wrap
from tryggve.publish.figures.render import Figure, Frame, drawn_figure
from tryggve.publish.figures.style import HAIRLINE, INK, LABEL, MUTED, SEMIBOLD, SMALL, WHITE, text_width
from tryggve.publish.figures.table import Table
from tryggve.publish.numbers import format_count

WIDTH: Final = 860.0
_NAMES: Final = 150.0
_ROW: Final = 30.0
_TOP: Final = 44.0
_SHADES: Final = ("#dbe9e6", "#a9cbc5", "#5d9f96", "#0b6e63")
_HATCH: Final = "#8a9391"
_WORDS: Final = {
    "sv": {
        "all": "alla typer",
        "title": "Rapporterade händelser per område och vecka: {kind}",
        "few": "färre än {least}",
        "least": "minst {count}",
        "plus": "minst så många",
        "none": "ingen rapport",
        "week": "Vecka",
        "seen": "{areas} områden, {first} till {last}. Flest i en ruta: {most} ({area}, {week}). {hidden} {since}",
        "hidden": "Rutor med färre än {least}: {count}. De visas inte närmare.",
        "since": "Rapporter finns från {since}, men bara de senaste {weeks} veckorna visas.",
        "empty": "Inga händelser är rapporterade.",
    },
    "en": {
        "all": "all types",
        "title": "Reported incidents by area and week: {kind}",
        "few": "fewer than {least}",
        "least": "at least {count}",
        "plus": "at least so many",
        "none": "no report",
        "week": "Week",
        "seen": "{areas} areas, {first} to {last}. Most in one cell: {most} ({area}, {week}). {hidden} {since}",
        "hidden": "Cells with fewer than {least}: {count}. They are not shown closer.",
        "since": "There are reports from {since}, but only the last {weeks} weeks are shown.",
        "empty": "No incidents are reported.",
    },
}


def week_figure(table: WeekTable, *, language: Language) -> Figure:
    """Draw a table of weeks, ``WIDTH`` px wide, with its key under it."""
    words = _WORDS[language]
    title = words["title"].format(kind=table.kind or words["all"])
    height = _TOP + len(table.areas) * _ROW + 44
    elements = [*_weeks(table), *_strips(table), *_key(table, height - 18, language)]
    frame = Frame(
        width=WIDTH, height=height, title=title, description=weeks_described(table, language), language=language
    )
    return drawn_figure(elements, frame=frame, table=_as_table(table, title, language))


def weeks_described(table: WeekTable, language: Language) -> str:
    """Say in words what the strips show, without a verdict."""
    words = _WORDS[language]
    shown = [(cell.count, key) for key, cell in table.cells.items() if cell.count is not None]
    if not table.weeks or not table.cells:
        return words["empty"]
    hidden = words["hidden"].format(count=table.hidden, least=table.least) if table.hidden else ""
    first = week_words(table.since, language) if table.since else ""
    since = words["since"].format(since=first, weeks=len(table.weeks)) if first else ""
    most, (area, week) = max(shown, default=(0, next(iter(table.cells))))
    said = words["seen"].format(
        areas=len(table.areas),
        first=week_words(table.weeks[0], language),
        last=week_words(table.weeks[-1], language),
        most=most,
        area=area,
        week=week_words(week, language),
        hidden=hidden,
        since=since,
    )
    return " ".join(part for part in said.split(" ") if part)


def week_words(week: Week, language: Language) -> str:
    """Write a week: ``v. 5 2026``."""
    return f"v. {week.number} {week.year}" if language == "sv" else f"week {week.number}, {week.year}"


def cell_words(cell: Cell | None, *, least: int, language: Language) -> str:
    """Write a count; the words for too few, or for nothing reported."""
    words = _WORDS[language]
    if cell is None:
        return words["none"]
    if cell.count is None:
        return words["few"].format(least=least)
    count = format_count(cell.count, language)
    return words["least"].format(count=count) if cell.at_least else count


def _step(table: WeekTable) -> float:
    return (WIDTH - _NAMES) / max(len(table.weeks), 1)


def _weeks(table: WeekTable) -> Iterator[Element]:
    at, step = _NAMES, _step(table)
    for year, weeks in groupby(table.weeks, key=lambda week: week.year):
        yield text_element(at + 1, 9, str(year), size=SMALL, weight=SEMIBOLD, colour=MUTED)
        at += len(list(weeks)) * step
    every = 1 if step >= 24 else 2 if step >= 13 else 4
    for number, week in enumerate(table.weeks):
        if number % every == 0:
            x = _NAMES + (number + 0.5) * step
            yield text_element(x, 30, str(week.number), size=12, colour=MUTED, anchor="middle")


def _strips(table: WeekTable) -> Iterator[Element]:
    step = _step(table)
    for row, area in enumerate(table.areas):
        y = _TOP + row * _ROW
        name = broken_wrap(area, _NAMES - 10, LABEL)
        yield text_element(0, y + _ROW / 2 - 1, name[0] + (" …" if len(name) > 1 else ""), size=LABEL)
        for number, week in enumerate(table.weeks):
            x = _NAMES + number * step
            yield from _cell(table.cells.get((area, week)), x, y, step, most=table.most)


def _cell(cell: Cell | None, x: float, y: float, step: float, *, most: int) -> Iterator[Element]:
    wide, tall = max(step - 2, 1), _ROW - 4
    if cell is None:
        yield box_element(x + 0.5, y + 0.5, wide - 1, tall - 1, fill=WHITE, stroke=HAIRLINE)
        return
    if cell.count is None:
        yield box_element(x + 0.5, y + 0.5, wide - 1, tall - 1, fill="#f4f2ec", stroke=HAIRLINE)
        yield path_element(f"M{x + 3:g},{y + tall - 4:g}L{x + wide - 3:g},{y + 4:g}", colour=_HATCH, width=1.2)
        return
    shade = _shade(cell.count, most)
    yield box_element(
        x, y, wide, tall, fill=_SHADES[shade] if cell.count else WHITE, stroke="none" if cell.count else _HATCH
    )
    if step >= 20:
        colour = WHITE if shade == len(_SHADES) - 1 and cell.count else INK
        yield text_element(x + wide / 2, y + tall / 2, _in_cell(cell), size=12, colour=colour, anchor="middle")


def _shade(count: int, most: int) -> int:
    return min(int(len(_SHADES) * count / (most + 1)), len(_SHADES) - 1)


def _key(table: WeekTable, y: float, language: Language) -> Iterator[Element]:
    """Draw what the shades mean."""
    x = _NAMES
    limits = [(n, round((table.most + 1) * n / len(_SHADES))) for n in range(len(_SHADES))]
    for shade, low in limits:
        high = round((table.most + 1) * (shade + 1) / len(_SHADES)) - 1
        least = max(low, table.least)
        if high < least:
            continue
        yield box_element(x, y - 8, 16, 16, fill=_SHADES[shade])
        said = f"{least}–{high}" if high > least else f"{least}"
        yield text_element(x + 22, y, said, size=SMALL, colour=MUTED)
        x += 78
    kinds = [(Cell(None), "few"), (None, "none")]
    if any(cell.at_least for cell in table.cells.values()):
        kinds.append((Cell(table.least, at_least=True), "plus"))
    for cell, name in kinds:
        said = _WORDS[language][name].format(least=table.least)
        yield from _cell(cell, x, y - 13, 28, most=table.most)
        yield text_element(x + 32, y, said, size=SMALL, colour=MUTED)
        x += 32 + text_width(said, SMALL) + 18


def _in_cell(cell: Cell) -> str:
    return f"{cell.count}+" if cell.at_least else str(cell.count)


def _as_table(table: WeekTable, title: str, language: Language) -> Table:
    def counted(area: str, week: Week) -> int | str | None:
        cell = table.cells.get((area, week))
        return (f"{cell.count}+" if cell.at_least else cell.count) if cell else None

    rows = tuple(
        (
            week_words(week, language),
            *(cell_words(table.cells.get((area, week)), least=table.least, language=language) for area in table.areas),
        )
        for week in reversed(table.weeks)
    )
    raw = tuple((week.code, *(counted(area, week) for area in table.areas)) for week in table.weeks)
    columns = (_WORDS[language]["week"], *table.areas)
    return Table(caption=title, columns=columns, rows=rows, raw_columns=columns, raw_rows=raw)
