"""The dumbbell figure: groups before and after, or two groups side by side, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tryggve.errors import Language
from tryggve.publish.figures import marks
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
from tryggve.publish.figures.style import INK, MUTED, PAPER, SMALL, UNCERTAIN, Sign, Tone, ink
from tryggve.publish.figures.table import Raw, Table, finite, outcome_cells, outcome_raw, outcome_raw_columns
from tryggve.publish.figures.words import change_word, column, gap_word, reason_word, word
from tryggve.publish.numbers import NBSP, decimals_of, format_change, format_estimate, format_margin, format_number
from tryggve.terms import Difference, Estimate, Missing, Outcome, Unit

Form = Literal["change", "gap"]
_OFF = 9.0  # px from a row's middle to its two interval bars


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """A group's two figures (Sv: rad). ``difference`` is second minus first, with the interval of the difference."""

    label: str
    first: Outcome
    second: Outcome
    sign: Sign = UNCERTAIN
    difference: Difference | None = None


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
    at = lay_rows([_name(row, language) for row in rows], scale, width=width, top=top)
    key = marks.key(items, x=-at.left, y=-top, width=width)
    over = marks.Text(
        x=at.width + at.right, y=-13, text=word("change", language), colour=MUTED, size=SMALL, align="right"
    )
    layers = [*_row_layers(at, rows), *key.layers, *marks.text_layers([over, *name_texts(at)])]
    said = "; ".join(_said(row, first, second, form=form, language=language) for row in rows) + "."
    frame = Frame(width=width, height=at.total, title=title, description=said, language=language)
    table = _table(rows, first, second, form=form, title=title, language=language)
    return figure(row_spec(at, layers), frame=frame, table=table)


def _verdict(sign: Sign, form: Form, language: Language) -> str:
    return change_word(sign.verdict, language) if form == "change" else gap_word(sign.verdict, language)


def _name(row: DumbbellRow, language: Language) -> Name:
    for outcome in (row.second, row.first):
        if isinstance(outcome, Missing):
            return Name(name=row.label, figure=reason_word(outcome.reason, language), colour=MUTED)
    value = _difference(row)
    if value is None:
        return Name(name=row.label, figure="")
    number = format_number(value, language, decimals=_decimals(row), signed=True)
    margin = _margin(row, language)
    text = f"{row.sign.arrow} {number}{margin}".strip()
    return Name(name=row.label, figure=text, colour=ink(row.sign.tone).line if row.sign.certain else MUTED)


def _difference(row: DumbbellRow) -> float | None:
    if row.difference:
        return row.difference.value
    if isinstance(row.first, Estimate) and isinstance(row.second, Estimate):
        return row.second.value - row.first.value
    return None


def _margin(row: DumbbellRow, language: Language) -> str:
    if not row.difference or not math.isfinite(row.difference.margin):
        return ""
    return f" ±{NBSP}{format_number(row.difference.margin, language, decimals=max(1, _decimals(row)))}"


def _decimals(row: DumbbellRow) -> int:
    return max((decimals_of(e) for e in (row.first, row.second) if isinstance(e, Estimate)), default=0)


def _key_items(
    rows: Sequence[DumbbellRow], first: str, second: str, *, form: Form, language: Language
) -> list[marks.KeyItem]:
    items = [marks.KeyItem(text=first, colour=INK, hollow=True), marks.KeyItem(text=second, colour=INK)]
    signs = sorted({row.sign for row in rows if row.sign.certain}, key=lambda s: s.verdict)
    items += [
        marks.KeyItem(text=f"{s.arrow} {_verdict(s, form, language)}", colour=ink(s.tone).line, stroke=4) for s in signs
    ]
    if any(not row.sign.certain for row in rows):
        text = _verdict(UNCERTAIN, form, language)
        items.append(marks.KeyItem(text=text, colour=INK, stroke=2))
    if any(isinstance(e, Estimate) and e.has_interval for row in rows for e in (row.first, row.second)):
        items.append(marks.KeyItem(text=word("band", language), colour=ink(Tone.MUTED).spine, stroke=1.25))
    return items


def _row_layers(at: Rows, rows: Sequence[DumbbellRow]) -> list[dict[str, Any]]:
    placed = list(zip(rows, at.middles, strict=True))
    joins = [_join(row, middle) for row, middle in placed if _joined(row)]
    bars = [bar for row, middle in placed for bar in _bars(row, middle)]
    dots = [dot for row, middle in placed for dot in _dots(row, middle)]
    layers = [_rule_layer(at, bars, mark_width=1.25)] if bars else []
    for certain, width in ((False, 2.0), (True, 4.0)):
        values = [join for join in joins if join["certain"] is certain]
        layers += [_rule_layer(at, values, mark_width=width)] if values else []
    return [*layers, _dot_layer(at, dots)]


def _joined(row: DumbbellRow) -> bool:
    return isinstance(row.first, Estimate) and isinstance(row.second, Estimate)


def _join(row: DumbbellRow, middle: float) -> dict[str, Any]:
    assert isinstance(row.first, Estimate)
    assert isinstance(row.second, Estimate)
    colours = ink(row.sign.tone)
    return {
        "label": row.label,
        "row": round(middle, 2),
        "from": row.first.value,
        "to": row.second.value,
        "certain": row.sign.certain,
        "colour": colours.line if row.sign.certain else INK,
    }


def _bars(row: DumbbellRow, middle: float) -> list[dict[str, Any]]:
    sides = ((row.first, middle - _OFF, ink(Tone.MUTED)), (row.second, middle + _OFF, ink(row.sign.tone)))
    return [
        {"label": row.label, "row": round(y, 2), "from": e.low, "to": e.high, "colour": colours.spine}
        for e, y, colours in sides
        if isinstance(e, Estimate) and e.has_interval
    ]


def _dots(row: DumbbellRow, middle: float) -> list[dict[str, Any]]:
    sides = ((row.first, INK, PAPER), (row.second, ink(row.sign.tone).line if row.sign.certain else INK, ""))
    return [
        {"label": row.label, "row": round(middle, 2), "value": e.value, "stroke": stroke, "fill": fill or stroke}
        for e, stroke, fill in sides
        if isinstance(e, Estimate)
    ]


def _rule_layer(at: Rows, values: list[dict[str, Any]], *, mark_width: float) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "strokeWidth": mark_width},
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


def _said(row: DumbbellRow, first: str, second: str, *, form: Form, language: Language) -> str:
    sides = [
        f"{name} {reason_word(o.reason, language) if isinstance(o, Missing) else format_estimate(o, language)}"
        for name, o in ((first, row.first), (second, row.second))
    ]
    return f"{row.label}: {', '.join(sides)}, {_verdict(row.sign, form, language)}"


def _table(
    rows: Sequence[DumbbellRow], first: str, second: str, *, form: Form, title: str, language: Language
) -> Table:
    interval = word("interval", language)
    heads = ("group", "change", "margin", "verdict")
    group, change, margin, verdict = (word(name, language) for name in heads)
    raw = outcome_raw_columns(language)
    raw_ends = tuple(column(name, language) for name in ("change", "change_low", "change_high", "verdict"))
    return Table(
        caption=title,
        columns=(group, first, f"{first}, {interval}", second, f"{second}, {interval}", change, margin, verdict),
        rows=tuple(_written(row, form=form, language=language) for row in rows),
        raw_columns=(
            column("group", language),
            *(f"{side}_{name}" for side in (first, second) for name in raw),
            *raw_ends,
        ),
        raw_rows=tuple(_raw(row) for row in rows),
    )


def _written(row: DumbbellRow, *, form: Form, language: Language) -> tuple[str, ...]:
    sides = [cell for o in (row.first, row.second) for cell in outcome_cells(o, language)[:2]]
    value = _difference(row)
    unit = next((e.unit for e in (row.first, row.second) if isinstance(e, Estimate)), Unit.PERCENT)
    places = _decimals(row)
    change = "" if value is None else format_change(value, unit, language, places)
    margin = ""
    if row.difference and math.isfinite(row.difference.margin):
        margin = format_margin(row.difference.margin, unit, language, max(1, places))
    return (row.label, *sides, change, margin, _verdict(row.sign, form, language))


def _raw(row: DumbbellRow) -> tuple[Raw, ...]:
    d = row.difference
    limits = (finite(d.low), finite(d.high)) if d else (None, None)
    sides = (*outcome_raw(row.first), *outcome_raw(row.second))
    return (row.label, *sides, _difference(row), *limits, row.sign.verdict.value)
