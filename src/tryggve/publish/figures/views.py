"""One panel of a line figure as a Vega-Lite view: bands, lines, points and texts over its own scale."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from tryggve.publish.figures import labels, marks
from tryggve.publish.figures.panels import Plot, runs
from tryggve.publish.figures.scale import year_labels
from tryggve.publish.figures.style import HAIRLINE, INK, MUTED, PAPER, SANS, SMALL, Ink, Sign, ink
from tryggve.terms import Estimate, Period, Point

_REFERENCE = "#8a9391"


def panel_view(plot: Plot) -> dict[str, Any]:
    """Return the panel as one Vega-Lite view."""
    colours = _colours(plot.panel.sign)
    written = [*labels.point_texts(plot, colours), *labels.end_texts(plot, colours)]
    layers = [
        *_band_layers(plot, colours),
        *_reference_layers(plot),
        *_aim_layers(plot),
        *_line_layers(plot, colours),
        _point_layer(plot, colours),
        *marks.text_layers([*labels.title_texts(plot), *labels.aim_texts(plot, written), *written]),
    ]
    return {
        "width": round(plot.layout.width, 2),
        "height": round(plot.layout.height, 2),
        "layer": [_frame_layer(plot), *layers],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def _colours(sign: Sign) -> Ink:
    # The own line is ink where nothing is certain, so that it stands out from the references without judging.
    return dataclasses.replace(ink(sign.tone), line=INK) if not sign.certain else ink(sign.tone)


def _frame_layer(plot: Plot) -> dict[str, Any]:
    periods = [p.period for p in plot.panel.series.points]
    if plot.panel.aim and plot.panel.aim.year > periods[-1].last:
        periods.append(Period(plot.panel.aim.year, plot.panel.aim.year))
    labels = year_labels(periods, [plot.x(p.last) for p in periods])
    texts = {str(year): text for year, text in labels.items()}
    bare = {"title": None, "domain": False, "ticks": False, "labelColor": MUTED, "labelFontSize": SMALL}
    expression = f"({_js(texts)})[datum.value]"
    free = {"labelOverlap": False, "labelFlush": False, "labelBound": False, "labelFont": SANS}
    x_axis = {**bare, **free, "grid": False, "values": list(labels), "labelExpr": expression, "labelPadding": 8}
    y_axis = {**bare, **free, "gridColor": HAIRLINE, "values": list(plot.scale.ticks), "labelPadding": 8}
    y_axis["labelExpr"] = plot.scale.label_expression
    return {
        "data": {"values": [{"year": plot.year_domain[0], "value": plot.scale.low}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"x": _year(plot, x_axis), "y": _value(plot, "value", y_axis)},
    }


def _js(texts: Mapping[str, str]) -> str:
    return "{" + ",".join(f'"{key}":"{text}"' for key, text in texts.items()) + "}"


def _year(plot: Plot, axis: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"field": "year", "type": "quantitative", "scale": _fixed(plot.year_domain), "axis": axis}


def _value(plot: Plot, field: str, axis: dict[str, Any] | None = None) -> dict[str, Any]:
    domain = [plot.scale.low, plot.scale.high]
    return {"field": field, "type": "quantitative", "scale": _fixed(domain), "axis": axis}


def _fixed(domain: list[float]) -> dict[str, Any]:
    return {"domain": domain, "nice": False, "zero": False}


def _band_layers(plot: Plot, colours: Ink) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = []
    for run in runs(plot.panel.series.points):
        for known, part in itertools.groupby(run, key=lambda pair: pair[1].has_interval):
            if known:
                layers += _band(plot, list(part), colours)
    return layers


def _band(plot: Plot, part: Sequence[tuple[Point, Estimate]], colours: Ink) -> list[dict[str, Any]]:
    values = [{"year": p.period.last, "low": e.low, "high": e.high} for p, e in part]
    encoding = {"x": _year(plot), "y": _value(plot, "low"), "y2": {"field": "high"}}
    if len(part) == 1:
        mark = {"type": "rule", "strokeWidth": 10, "color": colours.body}
        spine = {"type": "rule", "strokeWidth": 1.25, "color": colours.spine}
        return [{"data": {"values": values}, "mark": m, "encoding": encoding} for m in (mark, spine)]
    area = {"data": {"values": values}, "mark": {"type": "area", "color": colours.body, "line": False}}
    edge = {"type": "line", "strokeWidth": 0.75, "color": colours.spine}
    edges = [
        {
            "data": {"values": [{"year": v["year"], limit: v[limit]} for v in values]},
            "mark": edge,
            "encoding": {"x": _year(plot), "y": _value(plot, limit)},
        }
        for limit in ("low", "high")
    ]
    return [{**area, "encoding": encoding}, *edges]


def _reference_layers(plot: Plot) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(r.label for r in plot.panel.references))
    layers = []
    for reference, points in plot.panel.shown_references:
        dash = [5, 3] if names.index(reference.label) % 2 else []
        mark = {"type": "line", "strokeWidth": 1.5, "color": _REFERENCE, "strokeDash": dash}
        layers += [_line(plot, run, mark) for run in runs(points) if len(run) > 1]
    return layers


def _aim_layers(plot: Plot) -> list[dict[str, Any]]:
    """Draw what is aimed at as dashed levels that end in a ring in the year when it is to be reached."""
    aim = plot.panel.aim
    if aim is None:
        return []
    end = plot.x(aim.year)
    levels = [plot.y(level) for level in aim.levels]
    dashes = [marks.Bar(x=0, x2=end, y=y, y2=y, colour=INK, width=1.5, dash=(6, 4)) for y in levels]
    rings = [marks.Dot(x=end, y=y, colour=INK, size=80, hollow=True) for y in levels]
    return [*marks.bar_layers(dashes), *marks.dot_layer(rings)]


def _line_layers(plot: Plot, colours: Ink) -> list[dict[str, Any]]:
    mark = {"type": "line", "strokeWidth": 2.5, "color": colours.line, "strokeJoin": "round"}
    return [_line(plot, run, mark) for run in runs(plot.panel.series.points) if len(run) > 1]


def _line(plot: Plot, run: Sequence[tuple[Point, Estimate]], mark: dict[str, Any]) -> dict[str, Any]:
    values = [{"year": p.period.last, "value": e.value} for p, e in run]
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": {"x": _year(plot), "y": _value(plot, "value")},
    }


def _point_layer(plot: Plot, colours: Ink) -> dict[str, Any]:
    marked = {mark.year for mark in plot.panel.marked}
    pairs = [pair for run in runs(plot.panel.series.points) for pair in run]
    ordinary = 34 if len(pairs) > 10 else 46
    values = [
        {
            "year": p.period.last,
            "value": e.value,
            "fill": colours.line if e.has_interval else PAPER,
            "size": 70 if p.period.last in marked else ordinary,
        }
        for p, e in pairs
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "point", "shape": "circle", "stroke": colours.line, "strokeWidth": 1.75, "opacity": 1},
        "encoding": {
            "x": _year(plot),
            "y": _value(plot, "value"),
            "fill": {"field": "fill", **marks.AS_GIVEN},
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        },
    }
