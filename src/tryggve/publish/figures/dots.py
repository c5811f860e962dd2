"""The dot figure: places or areas as points on their intervals, beside one dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
from tryggve.publish.figures.style import INK, MUTED, PAPER, SMALL, UNCERTAIN, Sign, Tone, ink, text_width
from tryggve.publish.figures.table import Table, outcome_cells, outcome_columns, outcome_raw, outcome_raw_columns
from tryggve.publish.figures.words import column, gap_word, reason_word, word
from tryggve.publish.numbers import format_estimate
from tryggve.terms import Estimate, Missing, Outcome, Unit, Verdict

_BODY = 12.0  # px, the thick interval bar


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """A place in a dot figure; ``own`` is the one that the page is about (Sv: rad).

    ``sign`` is None where the place was not compared, which is no verdict at all.
    """

    label: str
    outcome: Outcome
    sign: Sign | None = None
    own: bool = False

    @property
    def shown(self) -> Sign | None:
        """The verdict that is drawn; without a figure nothing can be told."""
        return Sign(Verdict.FEW) if self.sign and isinstance(self.outcome, Missing) else self.sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The value that the rows are compared with, drawn as a dashed line (Sv: jämförelsenivå)."""

    label: str
    estimate: Estimate


def dot_figure(
    rows: Sequence[DotRow],
    *,
    title: str,
    language: Language,
    level: Level | None = None,
    width: float = 560,
    unit: Unit = Unit.PERCENT,
) -> Figure:
    """Draw places as points on thick intervals, in the given order.

    Args:
        rows: at least one place; a missing figure is said in words on its row.
        title: the finding in words.
        language: of every word and number in it.
        level: the dashed line.
        width: the whole figure's width in px; under 480 names stand above their rows.
        unit: of the axis.
    """
    known = [row.outcome for row in rows if isinstance(row.outcome, Estimate)]
    lines = [level.estimate.value] if level else []
    scale = row_scale(known, lines, unit=unit, language=language, width=width)
    explained = marks.key(_key_items(rows, language), x=0, y=0, width=width)
    top = explained.height + (30.0 if level else 8.0)
    at = lay_rows([_name(row, language) for row in rows], scale, width=width, top=top)
    key = marks.key(_key_items(rows, language), x=-at.left, y=-top, width=width)
    layers = [
        *_level_layers(at, level, language),
        *_row_layers(at, rows),
        *key.layers,
        *marks.text_layers(name_texts(at)),
    ]
    frame = Frame(
        width=width, height=at.total, title=title, description=_said(rows, level, language), language=language
    )
    return figure(row_spec(at, layers), frame=frame, table=_table(rows, level, title, language))


def _name(row: DotRow, language: Language) -> Name:
    if isinstance(row.outcome, Missing):
        return Name(name=row.label, figure=reason_word(row.outcome.reason, language), colour=MUTED, strong=row.own)
    sign = row.shown or UNCERTAIN
    text = f"{sign.dot} {format_estimate(row.outcome, language)}".strip()
    colour = ink(sign.tone).line if sign.certain else INK
    return Name(name=row.label, figure=text, colour=colour, strong=row.own, figure_strong=sign.certain)


def _key_items(rows: Sequence[DotRow], language: Language) -> list[marks.KeyItem]:
    """Explain the verdicts that are drawn; places that were not compared have none."""
    drawn = {row.shown for row in rows if row.shown and isinstance(row.outcome, Estimate)}
    words = {gap_word(sign.verdict, language): sign for sign in sorted(drawn, key=_order)}
    items = [
        marks.KeyItem(
            text=text, colour=ink(sign.tone).line if sign.certain else INK, size=_size(sign), hollow=sign.untold
        )
        for text, sign in words.items()
    ]
    if any(isinstance(row.outcome, Estimate) and row.outcome.has_interval for row in rows):
        colours = ink(Tone.MUTED)
        items.append(marks.KeyItem(text=word("band", language), colour=colours.body, stroke=10, core=colours.spine))
    return items


def _order(sign: Sign) -> tuple[bool, str]:
    return (not sign.certain, sign.verdict.value)


def _row_layers(at: Rows, rows: Sequence[DotRow]) -> list[dict[str, Any]]:
    values = [_row_values(row, middle) for row, middle in zip(rows, at.middles, strict=True)]
    drawn = [value for value in values if value]
    bars = [value for value in drawn if "low" in value]
    layers = [_interval_layer(at, bars, field="body", width=_BODY), _interval_layer(at, bars, field="spine", width=1.5)]
    return [*(layers if bars else []), _dot_layer(at, drawn)]


def _row_values(row: DotRow, middle: float) -> dict[str, Any]:
    if isinstance(row.outcome, Missing):
        return {}
    sign = row.shown or UNCERTAIN
    colours = ink(sign.tone)
    dot = colours.line if sign.certain else INK
    limits = {"low": row.outcome.low, "high": row.outcome.high} if row.outcome.has_interval else {}
    return {
        "label": row.label,
        "row": round(middle, 2),
        "value": row.outcome.value,
        **limits,
        "body": colours.body,
        "spine": colours.spine,
        "stroke": dot,
        "fill": dot if row.outcome.has_interval and not sign.untold else PAPER,
        "size": _size(sign, own=row.own),
    }


def _size(sign: Sign, *, own: bool = False) -> float:
    # Larger where the difference is certain, so that colour never speaks alone.
    return 150.0 if sign.certain else 100.0 if own else 64.0


def _interval_layer(at: Rows, values: list[dict[str, Any]], *, field: str, width: float) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "strokeWidth": width},
        "encoding": {
            "x": value_channel(at, "low"),
            "x2": {"field": "high"},
            "y": row_channel(),
            "color": {"field": field, **marks.AS_GIVEN},
        },
    }


def _dot_layer(at: Rows, values: list[dict[str, Any]]) -> dict[str, Any]:
    colours = {name: {"field": name, **marks.AS_GIVEN} for name in ("fill", "stroke")}
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "shape": "circle", "strokeWidth": 1.75, "opacity": 1},
        "encoding": {"x": value_channel(at, "value"), "y": row_channel(), **colours, "size": size},
    }


def _level_layers(at: Rows, level: Level | None, language: Language) -> list[dict[str, Any]]:
    if not level:
        return []
    x = at.x(level.estimate.value)
    text = f"{level.label} {format_estimate(level.estimate, language)}"
    half = text_width(text, SMALL) / 2
    middle = max(half - at.left, min(x, at.width + at.right - half))
    line = marks.Bar(x=x, x2=x, y=-4, y2=at.height, colour=MUTED, width=1.25, dash=(4, 4))
    label = marks.Text(x=middle, y=-13, text=text, colour=MUTED, size=SMALL, align="center")
    return [*marks.bar_layers([line]), *marks.text_layers([label])]


def _said(rows: Sequence[DotRow], level: Level | None, language: Language) -> str:
    parts = [f"{level.label}: {format_estimate(level.estimate, language)}"] if level else []
    for row in rows:
        if isinstance(row.outcome, Missing):
            parts.append(f"{row.label}: {reason_word(row.outcome.reason, language)}")
        else:
            verdict = f", {gap_word(row.shown.verdict, language)}" if row.shown else ""
            parts.append(f"{row.label}: {format_estimate(row.outcome, language)}{verdict}")
    return "; ".join(parts) + "."


def _table(rows: Sequence[DotRow], level: Level | None, title: str, language: Language) -> Table:
    extra = [DotRow(label=level.label, outcome=level.estimate)] if level else []
    every = [*rows, *extra]
    words = [gap_word(row.shown.verdict, language) if row.shown else "" for row in every]
    codes = [row.shown.verdict.value if row.shown else None for row in every]
    return Table(
        caption=title,
        columns=(word("place", language), *outcome_columns(language), word("verdict", language)),
        rows=tuple((r.label, *outcome_cells(r.outcome, language), said) for r, said in zip(every, words, strict=True)),
        raw_columns=(column("place", language), *outcome_raw_columns(language), column("verdict", language)),
        raw_rows=tuple((r.label, *outcome_raw(r.outcome), code) for r, code in zip(every, codes, strict=True)),
    )
