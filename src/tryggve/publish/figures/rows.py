"""Figures in rows: names to the left, one scale for all, figures in words to the right; names above on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tryggve.errors import Language
from tryggve.publish.figures import marks
from tryggve.publish.figures.scale import Scale, extent, value_scale
from tryggve.publish.figures.style import (
    HAIRLINE,
    INK,
    LABEL,
    MUTED,
    PAPER,
    PHONE,
    SANS,
    SEMIBOLD,
    SMALL,
    text_width,
    wrap,
)
from tryggve.terms import Estimate, Unit

_ROW = 36.0  # px of a row with its name beside it
_ROW_UNDER = 60.0  # px of a row with its name above it
_NAME_LINE = 17.0
_BELOW = 26.0
_NAME_SHARE = 0.36  # of the width, at most, for names beside the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What stands beside a row: its name, and a figure in words at the right end."""

    name: str
    figure: str
    colour: str = INK
    strong: bool = False
    figure_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where everything stands in px, from the plot's upper left corner."""

    scale: Scale
    width: float
    left: float
    right: float
    top: float
    middles: tuple[float, ...]
    height: float
    names: tuple[Name, ...]
    lines: tuple[tuple[str, ...], ...]
    above: bool

    @property
    def total(self) -> float:
        """The whole figure's height."""
        return self.top + self.height + _BELOW

    def x(self, value: float) -> float:
        """Return the px of a value."""
        return self.scale.px(value, self.width)


def lay_rows(names: Sequence[Name], scale: Scale, *, width: float, top: float) -> Rows:
    """Place rows in ``width`` px; ``top`` px stand above the first."""
    above = width < PHONE
    figures = max((text_width(n.figure, LABEL, SEMIBOLD) for n in names), default=0.0)
    column = 0.0 if above else min(_NAME_SHARE * width, max(text_width(n.name, LABEL, _weight(n)) for n in names))
    # A line's width is an estimate, so names get a little more room than it says.
    left = 8.0 if above else column + 20
    right = 12.0 if above else figures + 16
    room = width - figures - 16 if above else column + 4
    lines = tuple(wrap(n.name, room, weight=_weight(n)) for n in names)
    middles, height = _middles(lines, above=above)
    return Rows(
        scale=scale,
        width=width - left - right,
        left=left,
        right=right,
        top=top,
        middles=middles,
        height=height,
        names=tuple(names),
        lines=lines,
        above=above,
    )


def _weight(name: Name) -> int:
    return SEMIBOLD if name.strong else 400


def _middles(lines: Sequence[tuple[str, ...]], *, above: bool) -> tuple[tuple[float, ...], float]:
    middles: list[float] = []
    edge = 0.0
    for name in lines:
        extra = (len(name) - 1) * _NAME_LINE
        row = _ROW_UNDER + extra if above else max(_ROW, 18 + extra + _NAME_LINE)
        middles.append(edge + (row - 18 if above else row / 2))
        edge += row
    return tuple(middles), edge


def row_scale(
    estimates: Iterable[Estimate], others: Iterable[float], *, unit: Unit, language: Language, width: float
) -> Scale:
    """Make the scale that all rows share: every interval and the values of every line."""
    low, high = extent(estimates)
    more = list(others)
    ticks = 4 if width < PHONE else 5
    return value_scale(min([low, *more]), max([high, *more]), unit=unit, language=language, tight=True, ticks=ticks)


def frame_layer(rows: Rows) -> dict[str, Any]:
    """Draw the scale under the rows with its upright hairlines."""
    bare = {"title": None, "domain": False, "ticks": False, "labelColor": MUTED, "labelFontSize": SMALL}
    free = {"labelOverlap": False, "labelFlush": False, "labelBound": False, "labelFont": SANS}
    scale = rows.scale
    axis = {**bare, **free, "gridColor": HAIRLINE, "values": list(scale.ticks), "labelPadding": 6}
    axis["labelExpr"] = scale.label_expression
    return {
        "data": {"values": [{"value": scale.low}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"x": value_channel(rows, "value", axis), "y": {"value": 0}},
    }


def value_channel(rows: Rows, field: str, axis: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the encoding of a field along the rows' common scale."""
    domain = {"domain": [rows.scale.low, rows.scale.high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": domain, "axis": axis}


def row_channel() -> dict[str, Any]:
    """Return the encoding of the px at which a row stands."""
    return {"field": "row", **marks.PX}


def name_texts(rows: Rows) -> list[marks.Text]:
    """Write the rows' names and their figures in words."""
    texts: list[marks.Text] = []
    for name, lines, middle in zip(rows.names, rows.lines, rows.middles, strict=True):
        first = middle - (len(lines) - 1) * _NAME_LINE / (1 if rows.above else 2) - (25 if rows.above else 0)
        weight = _weight(name)
        halo = PAPER if rows.above else ""
        texts += [
            marks.Text(x=-rows.left, y=first + i * _NAME_LINE, text=line, weight=weight, halo=halo)
            for i, line in enumerate(lines)
        ]
        texts.append(
            marks.Text(
                x=rows.width + rows.right,
                y=first if rows.above else middle,
                text=name.figure,
                colour=name.colour,
                weight=SEMIBOLD if name.strong or name.figure_strong else 400,
                align="right",
                halo=halo,
            )
        )
    return texts


def row_spec(rows: Rows, layers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Put the layers of a row figure together."""
    return {
        "width": round(rows.width, 2),
        "height": round(rows.height, 2),
        "layer": [frame_layer(rows), *layers],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "autosize": "none",
        "padding": {"left": round(rows.left, 2), "top": round(rows.top, 2), "right": 0, "bottom": 0},
        "config": marks.CONFIG,
    }
