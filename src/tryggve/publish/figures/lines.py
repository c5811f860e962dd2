"""The line figure: one indicator over time, with its intervals, and a panel for each measurement."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from tryggve.errors import Language
from tryggve.publish.figures import marks
from tryggve.publish.figures.labels import end_width
from tryggve.publish.figures.panels import (
    Aim,
    Layout,
    Mark,
    Panel,
    Plot,
    Reference,
    panel_scale,
    unit_of,
)
from tryggve.publish.figures.render import Figure, Frame, figure
from tryggve.publish.figures.scale import Scale
from tryggve.publish.figures.style import PHONE, SEMIBOLD, UNCERTAIN, Sign, wrap
from tryggve.publish.figures.table import Raw, Table, outcome_cells, outcome_columns, outcome_raw, outcome_raw_columns
from tryggve.publish.figures.views import panel_view
from tryggve.publish.figures.words import column, word
from tryggve.publish.numbers import format_estimate, format_interval, format_value
from tryggve.terms import Missing, Point, Series

_GAP = 36.0  # px between two panels side by side
_NARROWEST = 150.0  # px, a plot beside another is never narrower; else they are stacked
_BELOW = 30.0  # px under a plot, for the years
_AFTER = 14.0  # px to the right of the last point's half label


def panels_of(
    series: Series,
    *,
    titles: Sequence[str],
    sign: Sign = UNCERTAIN,
    marked: Sequence[Mark] = (),
    references: Sequence[Reference] = (),
    label: str = "",
    aim: Aim | None = None,
) -> tuple[Panel, ...]:
    """Cut a series at its breaks into panels; ``sign``, the verdict, belongs to the last one only.

    Args:
        series: the points, with their breaks.
        titles: one for each part, saying scale, measurement and source.
        sign: the colour of the latest comparable part.
        marked: the points that the sentence speaks of, in any part.
        references: other places' series of the same indicator, with their own breaks.
        label: the place's name at its line's end.
        aim: what the latest comparable part is to reach.

    Raises:
        ValueError: where there is not one title for each part.
    """
    parts = series.segments()
    last = len(parts) - 1
    return tuple(
        Panel(
            series=dataclasses.replace(series, points=part),
            title=title,
            sign=sign if i == last else UNCERTAIN,
            marked=tuple(m for m in marked if m.year in {p.period.last for p in part}),
            references=tuple(references),
            label=label,
            aim=aim if i == last else None,
        )
        for i, (part, title) in enumerate(zip(parts, titles, strict=True))
    )


def line_figure(
    panels: Sequence[Panel], *, title: str, language: Language, width: float = 700, height: float | None = None
) -> Figure:
    """Draw panels beside each other, or under each other where they would be too narrow.

    Args:
        panels: one for each measurement, oldest first; at least one, each with at least one point.
        title: the finding in words; the figure's name for a screen reader.
        language: of every word and number in it.
        width: the whole figure's width in px; under 480 it is laid out for a phone.
        height: of one plot in px.

    Raises:
        ValueError: where no panel, or a panel without points, is given.
    """
    if not panels or not all(panel.series.points for panel in panels):
        raise ValueError("A line figure needs panels with points.")
    scales = [panel_scale(panel, language) for panel in panels]
    tall = height or (190.0 if width < PHONE else 250.0)
    layouts = _beside(panels, scales, language=language, width=width, height=tall)
    if not layouts:
        return _stacked(panels, scales, title=title, language=language, width=width, height=tall)
    views = [panel_view(Plot(p, s, at)) for p, s, at in zip(panels, scales, layouts, strict=True)]
    top = max(at.top for at in layouts)
    spec = {"hconcat": views, "spacing": 0, **_outer(left=layouts[0].left, top=top)}
    _space_out(spec, layouts, panels, language)
    frame = _frame(panels, title=title, language=language, width=width, height=top + tall + _BELOW)
    return figure(spec, frame=frame, table=_table(panels, title, language))


def _right(panel: Panel, language: Language) -> float:
    return max(end_width([panel], language) - 8, 0.0) or _AFTER


def _left(scale: Scale) -> float:
    return scale.widest() + 10


def _beside(
    panels: Sequence[Panel], scales: Sequence[Scale], *, language: Language, width: float, height: float
) -> list[Layout]:
    """Share the width by years; no layouts where a plot would be too narrow."""
    lefts = [_left(scale) for scale in scales]
    rights = [_right(panel, language) for panel in panels]
    plots = width - sum(lefts) - sum(rights) - _GAP * (len(panels) - 1)
    least = min(_NARROWEST, plots / len(panels)) if width >= PHONE else plots
    if len(panels) > 1 and (width < PHONE or plots < _NARROWEST * len(panels)):
        return []
    spare = plots - least * len(panels)
    years = [len(panel.years) - 1 for panel in panels]
    total = sum(years) or 1
    widths = [least + spare * n / total if sum(years) else plots / len(panels) for n in years]
    sides = list(zip(panels, widths, lefts, rights, strict=True))
    lines = max(len(wrap(p.title, left + w + right, weight=SEMIBOLD)) for p, w, left, right in sides)
    return [
        Layout(width=w, height=height, left=left, right=right, title_lines=lines, language=language)
        for _, w, left, right in sides
    ]


def _space_out(spec: dict[str, Any], layouts: Sequence[Layout], panels: Sequence[Panel], language: Language) -> None:
    # One spacing serves all gaps of a concat, so each gap but the common one is an empty view of its own width.
    views = spec["hconcat"]
    spaced: list[dict[str, Any]] = [views[0]]
    for i, view in enumerate(views[1:], start=1):
        gap = _right(panels[i - 1], language) + _GAP + layouts[i].left
        spaced += [_empty(gap, layouts[i].height), view]
    spec["hconcat"] = spaced


def _empty(width: float, height: float) -> dict[str, Any]:
    blank = marks.text_layers([marks.Text(x=0, y=0, text="")])[0]
    return {"width": round(width, 2), "height": round(height, 2), **blank}


def _stacked(
    panels: Sequence[Panel],
    scales: Sequence[Scale],
    *,
    title: str,
    language: Language,
    width: float,
    height: float,
) -> Figure:
    left = max(_left(scale) for scale in scales)
    right = max(_right(panel, language) for panel in panels)
    plot = width - left - right
    layouts = [
        Layout(
            width=plot,
            height=height,
            left=left,
            right=right,
            title_lines=len(wrap(panel.title, width, weight=SEMIBOLD)),
            language=language,
        )
        for panel in panels
    ]
    views: list[dict[str, Any]] = []
    for i, (panel, scale, at) in enumerate(zip(panels, scales, layouts, strict=True)):
        if i:
            views.append(_empty(plot, _BELOW + 18 + at.top))
        views.append(panel_view(Plot(panel, scale, at)))
    total = layouts[0].top + sum(view["height"] for view in views)
    spec = {"vconcat": views, "spacing": 0, **_outer(left=left, top=layouts[0].top)}
    frame = _frame(panels, title=title, language=language, width=width, height=total + _BELOW)
    return figure(spec, frame=frame, table=_table(panels, title, language))


def _outer(*, left: float, top: float) -> dict[str, Any]:
    # Vega counts nothing outside the plots; the room around them is the padding, and the frame sets the size.
    padding = {"left": round(left, 2), "top": round(top, 2), "right": 0, "bottom": 0}
    return {"bounds": "flush", "autosize": "none", "padding": padding, "config": marks.CONFIG}


def _frame(panels: Sequence[Panel], *, title: str, language: Language, width: float, height: float) -> Frame:
    description = " ".join(_said(panel, language) for panel in panels)
    return Frame(
        width=round(width, 1), height=round(height, 1), title=title, description=description, language=language
    )


def _said(panel: Panel, language: Language) -> str:
    known = panel.series.known()
    if not known:
        return f"{panel.title}."
    ends = known[:1] if len(known) == 1 else (known[0], known[-1])
    figures = [f"{p.period.label}: {_with_interval(p, language)}" for p in ends]
    aim = f" {panel.aim.label}, {panel.aim.year}." if panel.aim else ""
    return f"{panel.title}. {'; '.join(figures)}.{aim}"


def _with_interval(point: Point, language: Language) -> str:
    if isinstance(point.outcome, Missing):
        return ""
    interval = format_interval(point.outcome, language)
    text = format_estimate(point.outcome, language)
    return f"{text} ({word('band', language)} {interval})" if interval else text


def _table(panels: Sequence[Panel], title: str, language: Language) -> Table:
    lines = [line for panel in panels for line in _lines(panel)]
    heads = tuple(word(name, language) for name in ("measurement", "place", "period"))
    raw_heads = tuple(column(name, language) for name in ("measurement", "place", "first", "last"))
    return Table(
        caption=title,
        columns=(*heads, *outcome_columns(language)),
        rows=(
            *((m, place, p.period.label, *outcome_cells(p.outcome, language)) for m, place, p in lines),
            *_aim_rows(panels, language),
        ),
        raw_columns=(*raw_heads, *outcome_raw_columns(language)),
        raw_rows=(
            *((m, place, p.period.first, p.period.last, *outcome_raw(p.outcome)) for m, place, p in lines),
            *_raw_aim_rows(panels),
        ),
        row_headers=3,
    )


def _lines(panel: Panel) -> list[tuple[str, str, Point]]:
    """Return every drawn point with its measurement and place."""
    own = [(panel.title, _place(panel), point) for point in panel.series.points]
    others = [(panel.title, r.label, point) for r, points in panel.shown_references for point in points]
    return own + others


def _aims(panels: Sequence[Panel]) -> Iterator[tuple[Panel, Aim, float]]:
    for panel in panels:
        if panel.aim:
            yield from ((panel, panel.aim, level) for level in panel.aim.levels)


def _aim_rows(panels: Sequence[Panel], language: Language) -> Iterator[tuple[str, ...]]:
    for panel, aim, level in _aims(panels):
        yield aim.label, _place(panel), str(aim.year), format_value(level, unit_of(panel), language), "", ""


def _raw_aim_rows(panels: Sequence[Panel]) -> Iterator[tuple[Raw, ...]]:
    for panel, aim, level in _aims(panels):
        yield aim.label, _place(panel), aim.year, aim.year, level, None, None, None, unit_of(panel).value, None


def _place(panel: Panel) -> str:
    return panel.label or panel.series.area.name
