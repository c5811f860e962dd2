"""Vega-Lite layers placed in px: texts, points, bars and the key that explains them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tryggve.publish.figures.style import INK, LABEL, MUTED, PAPER, SANS, SMALL, text_width

Layer = dict[str, Any]

CONFIG: dict[str, Any] = {
    "font": SANS,
    "view": {"stroke": None},
    "axis": {"labelFont": SANS, "titleFont": SANS},
    "text": {"font": SANS},
    "background": None,
}
PX: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
AS_GIVEN: dict[str, Any] = {"type": "nominal", "scale": None, "legend": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text at a point in px; ``y`` is its middle line."""

    x: float
    y: float
    text: str
    colour: str = INK
    size: float = LABEL
    weight: int = 400
    align: str = "left"
    halo: str = ""  # the ground's colour, where lines pass behind the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point mark in px; hollow where nothing is filled in."""

    x: float
    y: float
    colour: str
    size: float = 70.0
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A level or upright stroke in px."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[int, ...] = ()


def text_layers(texts: Iterable[Text]) -> list[Layer]:
    """Draw texts, one layer for each way of writing."""
    ordered = sorted(texts, key=_writing)
    layers: list[Layer] = []
    for _, group in itertools.groupby(ordered, key=_writing):
        alike = list(group)
        if alike[0].halo:
            layers.append(_text_layer(alike, {"stroke": alike[0].halo, "strokeWidth": 4, "strokeJoin": "round"}))
        layers.append(_text_layer(alike, {}))
    return layers


def _writing(text: Text) -> tuple[str, float, int, str, str]:
    return (text.align, text.size, text.weight, text.colour, text.halo)


def _text_layer(texts: Sequence[Text], extra: dict[str, Any]) -> Layer:
    style = texts[0]
    mark = {"type": "text", "align": style.align, "baseline": "middle", "fontSize": style.size, **extra}
    return {
        "data": {"values": [{"x": round(t.x, 2), "y": round(t.y, 2), "text": t.text} for t in texts]},
        "mark": {**mark, "fontWeight": style.weight, "color": style.colour},
        "encoding": {
            "x": {"field": "x", **PX},
            "y": {"field": "y", **PX},
            "text": {"field": "text", "type": "nominal"},
        },
    }


def dot_layer(dots: Iterable[Dot]) -> list[Layer]:
    """Draw points, in their order."""
    values = [_dot_row(dot) for dot in dots]
    if not values:
        return []
    encoding = {name: {"field": name, **AS_GIVEN} for name in ("fill", "stroke")}
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    mark = {"type": "point", "shape": "circle", "filled": False, "strokeWidth": 1.75, "opacity": 1}
    places = {"x": {"field": "x", **PX}, "y": {"field": "y", **PX}}
    return [{"data": {"values": values}, "mark": mark, "encoding": {**places, **encoding, "size": size}}]


def _dot_row(dot: Dot) -> dict[str, Any]:
    fill = PAPER if dot.hollow else dot.colour
    place = {"x": round(dot.x, 2), "y": round(dot.y, 2)}
    return {**place, "fill": fill, "stroke": dot.colour, "size": dot.size}


def bar_layers(bars: Iterable[Bar]) -> list[Layer]:
    """Draw strokes, one layer for each way of drawing, in their order."""
    return [_bar_layer(list(group)) for _, group in itertools.groupby(bars, key=_stroke)]


def _stroke(bar: Bar) -> tuple[str, float, tuple[int, ...]]:
    return (bar.colour, bar.width, bar.dash)


def _bar_layer(bars: Sequence[Bar]) -> Layer:
    style = bars[0]
    names = ("x", "y", "x2", "y2")
    mark = {"type": "rule", "color": style.colour, "strokeWidth": style.width}
    return {
        "data": {"values": [{name: round(getattr(bar, name), 2) for name in names} for bar in bars]},
        "mark": {**mark, "strokeDash": list(style.dash)} if style.dash else mark,
        "encoding": {
            "x": {"field": "x", **PX},
            "y": {"field": "y", **PX},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
        },
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyItem:
    """One explained mark: a dot, or a stroke of ``stroke`` px where that is not zero."""

    text: str
    colour: str
    size: float = 70.0
    hollow: bool = False
    stroke: float = 0.0
    dash: tuple[int, ...] = ()
    core: str = ""  # the colour of a thin line inside the stroke


@dataclass(frozen=True, slots=True)
class Key:
    """A laid out key: its layers and how many px it takes."""

    layers: tuple[Layer, ...]
    height: float


_KEY_LINE = 22.0


def key(items: Sequence[KeyItem], *, x: float, y: float, width: float) -> Key:
    """Lay out the explained marks in lines of ``width`` px from the upper left corner (x, y)."""
    texts: list[Text] = []
    dots: list[Dot] = []
    bars: list[Bar] = []
    left, line = 0.0, 0
    for item in items:
        mark = 18.0 if item.stroke else 13.0
        taken = mark + 7 + text_width(item.text, SMALL)
        if left and left + taken > width:
            left, line = 0.0, line + 1
        middle = y + (line + 0.5) * _KEY_LINE
        at = x + left
        if item.stroke:
            bars.append(
                Bar(x=at, x2=at + mark, y=middle, y2=middle, colour=item.colour, width=item.stroke, dash=item.dash)
            )
            if item.core:
                bars.append(Bar(x=at, x2=at + mark, y=middle, y2=middle, colour=item.core, width=1.5))
        else:
            dots.append(Dot(x=at + 7, y=middle, colour=item.colour, size=item.size, hollow=item.hollow))
        texts.append(Text(x=at + mark + 7, y=middle, text=item.text, size=SMALL, colour=MUTED))
        left += taken + 20
    layers = (*bar_layers(bars), *dot_layer(dots), *text_layers(texts))
    return Key(layers, (line + 1) * _KEY_LINE if items else 0.0)
