"""The dumbbell figure: groups before and after, or two groups side by side, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tryggve.errors import Language
from tryggve.publish.figures import marks
from tryggve.publish.figures.pairs import (
    DumbbellRow,
    Form,
    decimals_of_row,
    difference_of,
    margin_text,
    mark_of,
    pair_table,
    row_words,
    verdict_word,
)
from tryggve.publish.figures.render import Figure, Frame, figure
from tryggve.publish.figures.rows import (
    Name,
    Rows,
    lay_rows,
    name_texts,
    row_channel,
    row_scale,
    row_spec,
    value_channel,
)
from tryggve.publish.figures.style import INK, MUTED, PAPER, SMALL, Sign, Tone, ink
from tryggve.publish.figures.words import reason_word, word
from tryggve.publish.numbers import format_number
from tryggve.terms import Estimate, Missing, Unit

__all__ = ["DumbbellRow", "dumbbell_figure"]

_OFF = 9.0  # px from a row's middle to its two interval bars


def dumbbell_figure(
    rows: Sequence[DumbbellRow],
    *,
    first: str,
    second: str,
    title: str,
    language: Language,
    form: Form = "change",
    width: float = 560,
    unit: Unit = Unit.PERCENT,
) -> Figure:
    """Draw each group's first figure as ○ and second as ●, joined; coloured only where the difference is certain.

    Args:
        rows: at least one group, in the order to show them.
        first: what ○ is, e.g. ``2018`` or ``Kvinnor``.
        second: what ● is, e.g. ``2019`` or ``Män``.
        title: the finding in words.
        language: of every word and number in it.
        form: whether the difference is a change over time or a gap between groups; decides the words.
        width: the whole figure's width in px; under 480 names stand above their rows.
        unit: of the axis.
    """
    known = [e for row in rows for e in (row.first, row.second) if isinstance(e, Estimate)]
    scale = row_scale(known, [], unit=unit, language=language, width=width)
    items = _key_items(rows, first, second, form=form, language=language)
    top = marks.key(items, x=0, y=0, width=width).height + 26
    at = lay_rows([_name(row, form, language) for row in rows], scale, width=width, top=top)
    key = marks.key(items, x=-at.left, y=-top, width=width)
    over = marks.Text(
        x=at.width + at.right, y=-13, text=word("change", language), colour=MUTED, size=SMALL, align="right"
    )
    layers = [*_row_layers(at, rows), *key.layers, *marks.text_layers([over, *name_texts(at)])]
    said = "; ".join(row_words(row, first, second, form=form, language=language) for row in rows) + "."
    frame = Frame(width=width, height=at.total, title=title, description=said, language=language)
    table = pair_table(rows, first, second, form=form, title=title, language=language)
    return figure(row_spec(at, layers), frame=frame, table=table)


def _name(row: DumbbellRow, form: Form, language: Language) -> Name:
    for outcome in (row.second, row.first):
        if isinstance(outcome, Missing):
            return Name(name=row.label, figure=reason_word(outcome.reason, language), colour=MUTED)
    value = difference_of(row)
    if value is None:
        return Name(name=row.label, figure="")
    number = format_number(value, language, decimals=decimals_of_row(row), signed=True)
    margin = margin_text(row, language)
    text = f"{mark_of(row.shown, form)} {number}{margin}".strip()
    return Name(
        name=row.label,
        figure=text,
        colour=ink(row.shown.tone).line if row.shown.certain else MUTED,
        figure_strong=row.shown.certain,
    )


def _key_items(
    rows: Sequence[DumbbellRow], first: str, second: str, *, form: Form, language: Language
) -> list[marks.KeyItem]:
    items = [marks.KeyItem(text=first, colour=INK, hollow=True), marks.KeyItem(text=second, colour=INK)]
    joined = sorted((row.shown for row in rows if _joined(row)), key=lambda s: (not s.certain, s.untold, s.verdict))
    for text, sign in {f"{mark_of(s, form)} {verdict_word(s, form, language)}".strip(): s for s in joined}.items():
        colour, width, dash = _stroke(sign)
        items.append(marks.KeyItem(text=text, colour=colour, stroke=width, dash=dash))
    if any(isinstance(e, Estimate) and e.has_interval for row in rows for e in (row.first, row.second)):
        items.append(marks.KeyItem(text=word("band", language), colour=ink(Tone.MUTED).spine, stroke=1.25))
    return items


def _row_layers(at: Rows, rows: Sequence[DumbbellRow]) -> list[dict[str, Any]]:
    placed = list(zip(rows, at.middles, strict=True))
    bars = [bar for row, middle in placed for bar in _bars(row, middle)]
    dots = [dot for row, middle in placed for dot in _dots(row, middle)]
    layers = [_rule_layer(at, bars, mark_width=1.25)] if bars else []
    for stroke in dict.fromkeys(_stroke(row.shown) for row in rows if _joined(row)):
        values = [_join(row, middle) for row, middle in placed if _joined(row) and _stroke(row.shown) == stroke]
        layers.append(_rule_layer(at, values, mark_width=stroke[1], dash=stroke[2]))
    return [*layers, _dot_layer(at, dots)]


def _stroke(sign: Sign) -> tuple[str, float, tuple[int, ...]]:
    """Return the colour, width and dashes of the line between two figures: thick is certain, dashed is untold."""
    if sign.certain:
        return ink(sign.tone).line, 4.0, ()
    return INK, 2.0, (3, 3) if sign.untold else ()


def _joined(row: DumbbellRow) -> bool:
    return isinstance(row.first, Estimate) and isinstance(row.second, Estimate)


def _join(row: DumbbellRow, middle: float) -> dict[str, Any]:
    assert isinstance(row.first, Estimate)
    assert isinstance(row.second, Estimate)
    return {
        "label": row.label,
        "row": round(middle, 2),
        "from": row.first.value,
        "to": row.second.value,
        "colour": _stroke(row.shown)[0],
    }


def _bars(row: DumbbellRow, middle: float) -> list[dict[str, Any]]:
    sides = ((row.first, middle - _OFF, ink(Tone.MUTED)), (row.second, middle + _OFF, ink(row.shown.tone)))
    return [
        {"label": row.label, "row": round(y, 2), "from": e.low, "to": e.high, "colour": colours.spine}
        for e, y, colours in sides
        if isinstance(e, Estimate) and e.has_interval
    ]


def _dots(row: DumbbellRow, middle: float) -> list[dict[str, Any]]:
    sides = ((row.first, INK, PAPER), (row.second, ink(row.shown.tone).line if row.shown.certain else INK, ""))
    return [
        {"label": row.label, "row": round(middle, 2), "value": e.value, "stroke": stroke, "fill": fill or stroke}
        for e, stroke, fill in sides
        if isinstance(e, Estimate)
    ]


def _rule_layer(
    at: Rows, values: list[dict[str, Any]], *, mark_width: float, dash: tuple[int, ...] = ()
) -> dict[str, Any]:
    mark = {"type": "rule", "strokeWidth": mark_width}
    return {
        "data": {"values": values},
        "mark": {**mark, "strokeDash": list(dash)} if dash else mark,
        "encoding": {
            "x": value_channel(at, "from"),
            "x2": {"field": "to"},
            "y": row_channel(),
            "color": {"field": "colour", **marks.AS_GIVEN},
        },
    }


def _dot_layer(at: Rows, values: list[dict[str, Any]]) -> dict[str, Any]:
    colours = {name: {"field": name, **marks.AS_GIVEN} for name in ("fill", "stroke")}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "shape": "circle", "size": 85, "strokeWidth": 1.75, "opacity": 1},
        "encoding": {"x": value_channel(at, "value"), "y": row_channel(), **colours},
    }
