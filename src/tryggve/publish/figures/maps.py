"""The map: areas coloured and patterned by their verdict against the rest; always shown beside a dot figure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from tryggve.errors import Language
from tryggve.publish.figures.geometry import Polygon, Projection, area, fit, label_room, path, polygons_of
from tryggve.publish.figures.render import SVG, Figure, Frame, drawn_figure
from tryggve.publish.figures.style import (
    INK,
    MUTED,
    PAPER,
    SANS,
    SEMIBOLD,
    SMALL,
    WHITE,
    Ink,
    Sign,
    ink,
    text_width,
    wrap,
)
from tryggve.publish.figures.table import Table, outcome_cells, outcome_columns, outcome_raw, outcome_raw_columns
from tryggve.publish.figures.words import column, gap_word, reason_word, word
from tryggve.publish.numbers import format_estimate
from tryggve.terms import Estimate, Missing, Outcome, Verdict

_LINE = 16.0  # px between the lines of a label
_KEY_LINE = 24.0
_LABEL_WIDTH = 96.0  # px before a name is broken
_LABEL_SHARE = 0.8  # of a label's width that must lie inside its area
_TILE = 10  # px between the strokes of a pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """An area on the map (Sv: område): its GeoJSON geometry, its figure and the verdict against the rest."""

    name: str
    geometry: Mapping[str, Any]
    outcome: Outcome
    sign: Sign

    @property
    def shown(self) -> Sign:
        """The verdict that the map draws; without a figure there is not enough data."""
        return Sign(Verdict.FEW) if isinstance(self.outcome, Missing) else self.sign


def map_figure(
    areas: Sequence[MapArea], *, title: str, language: Language, width: float = 560, tallest: float = 520
) -> Figure:
    """Draw areas by verdict: colour, pattern and dot say the same thing, so that none is needed alone.

    Args:
        areas: at least one, in WGS 84 degrees or in metres (SWEREF 99), all alike.
        title: the finding in words.
        language: of every word and number in it.
        width: the whole figure's width in px.
        tallest: the map's greatest height in px, without its key.

    Raises:
        BadValueError: where an area is not a surface.
    """
    shapes = [polygons_of(a.geometry, name=a.name) for a in areas]
    projection = fit([polygon for shape in shapes for polygon in shape], width=width, tallest=tallest)
    drawn = [_in_px(shape, projection) for shape in shapes]
    # Patterns are named after what they are drawn with; the frame makes the names unique on the page.
    surfaces = [_surface(a, shape, language) for a, shape in zip(areas, drawn, strict=True)]
    key, height = _key(areas, language, top=projection.height + 12, width=width)
    frame = Frame(
        width=width,
        height=round(projection.height + 12 + height, 1),
        title=title,
        description=_said(areas, language),
        language=language,
    )
    elements = [_patterns(areas), *surfaces, *_labels(areas, drawn, language), *key]
    return drawn_figure(elements, frame=frame, table=_table(areas, title, language))


def _in_px(shape: Sequence[Polygon], projection: Projection) -> tuple[Polygon, ...]:
    drawn = (projection.polygon(polygon) for polygon in shape)
    return tuple(polygon for polygon in drawn if polygon)


def _element(tag: str, **attributes: str | float) -> Element:
    written = {k.rstrip("_").replace("_", "-"): v if isinstance(v, str) else f"{v:g}" for k, v in attributes.items()}
    return Element(f"{{{SVG}}}{tag}", written)


def _pattern_name(sign: Sign) -> str:
    return "p" + hashlib.sha256(f"{sign.verdict} {sign.better}".encode()).hexdigest()[:6]


def _fill(sign: Sign) -> str:
    if sign.certain:
        return f"url(#{_pattern_name(sign)})"
    return ink(sign.tone).body if sign.verdict in (Verdict.NONE, Verdict.SAME) else WHITE


def _patterns(areas: Sequence[MapArea]) -> Element:
    defs = _element("defs")
    for sign in dict.fromkeys(a.shown for a in areas if a.shown.certain):
        colours = ink(sign.tone)
        tile = _element("pattern", id=_pattern_name(sign), width=_TILE, height=_TILE, patternUnits="userSpaceOnUse")
        tile.append(_element("rect", width=_TILE, height=_TILE, fill=colours.body))
        tile.append(_stroke(sign, colours))
        defs.append(tile)
    return defs


def _stroke(sign: Sign, colours: Ink) -> Element:
    # Rising strokes for higher, falling strokes for lower: the pattern points the way of the number.
    slopes = {Verdict.UP: "M-2,2L2,-2M0,10L10,0M8,12L12,8", Verdict.DOWN: "M-2,8L2,12M0,0L10,10M8,-2L12,2"}
    return _element("path", d=slopes[sign.verdict], stroke=colours.spine, stroke_width=1.0)


def _surface(a: MapArea, shape: Sequence[Polygon], language: Language) -> Element:
    sign = a.shown
    dash = {} if sign.certain or _fill(sign) != WHITE else {"stroke_dasharray": "3 3"}
    outline = ink(sign.tone).line if sign.certain else MUTED
    surface = _element(
        "path", d=path(shape), fill=_fill(sign), fill_rule="evenodd", stroke=outline, stroke_width=1.0, **dash
    )
    surface.set("stroke-linejoin", "round")
    SubElement(surface, f"{{{SVG}}}title").text = f"{a.name}: {_figure_text(a, language)}, {_verdict(a, language)}"
    return surface


def _figure_text(a: MapArea, language: Language) -> str:
    if isinstance(a.outcome, Missing):
        return reason_word(a.outcome.reason, language)
    return format_estimate(a.outcome, language)


def _verdict(a: MapArea, language: Language) -> str:
    return gap_word(a.shown.verdict, language)


def _labels(areas: Sequence[MapArea], drawn: Sequence[Sequence[Polygon]], language: Language) -> list[Element]:
    """Write names and figures where they fit, largest area first; the dot figure beside names them all."""
    texts: list[Element] = []
    taken: list[tuple[float, float, float, float]] = []
    order = sorted(range(len(areas)), key=lambda i: -max((area(p[0]) for p in drawn[i]), default=0.0))
    for i in order:
        lines = _lines(areas[i], language)
        tall = _LINE * len(lines)
        room = label_room(drawn[i], height=tall) if drawn[i] else None
        if not room:
            continue
        half = max(text_width(line, SMALL, SEMIBOLD) for line in lines) / 2
        box = (room.x - half, room.y - tall / 2, room.x + half, room.y + tall / 2)
        if room.width < _LABEL_SHARE * 2 * half or any(_collide(box, other) for other in taken):
            continue
        taken.append(box)
        texts += _label(areas[i], lines, x=room.x, y=room.y)
    return texts


def _lines(a: MapArea, language: Language) -> list[str]:
    figures = f"{a.shown.dot} {format_estimate(a.outcome, language)}" if isinstance(a.outcome, Estimate) else "–"
    return [*wrap(a.name, _LABEL_WIDTH, SMALL), figures.strip()]


def _collide(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] + 4 and two[0] < one[2] + 4 and one[1] < two[3] + 2 and two[1] < one[3] + 2


def _label(a: MapArea, lines: Sequence[str], *, x: float, y: float) -> list[Element]:
    first = y - (len(lines) - 1) * _LINE / 2 + 4.5
    colour = ink(a.shown.tone).line if a.shown.certain else INK
    written = []
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        text = _text(line, x=x, y=first + i * _LINE, colour=colour if last else INK, weight=SEMIBOLD if last else 400)
        text.set("text-anchor", "middle")
        # The halo keeps the letters readable over patterns and borders.
        halo = {"stroke": PAPER, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
        text.attrib.update(halo)
        written.append(text)
    return written


def _text(text: str, *, x: float, y: float, colour: str, weight: int = 400) -> Element:
    element = _element("text", x=round(x, 1), y=round(y, 1), fill=colour, font_weight=weight, font_size=SMALL)
    element.set("font-family", SANS)
    element.text = text
    return element


def _key(areas: Sequence[MapArea], language: Language, *, top: float, width: float) -> tuple[list[Element], float]:
    signs = {_verdict(a, language): a.shown for a in sorted(areas, key=_key_order)}
    elements: list[Element] = []
    left, line = 0.0, 0
    for said, sign in signs.items():
        text = f"{sign.dot} {said}".strip()
        taken = 30 + text_width(text, SMALL)
        if left and left + taken > width:
            left, line = 0.0, line + 1
        middle = top + (line + 0.5) * _KEY_LINE
        dash = {"stroke_dasharray": "3 3"} if _fill(sign) == WHITE else {}
        outline = ink(sign.tone).line if sign.certain else MUTED
        box = _element(
            "rect", x=left + 0.5, y=middle - 8, width=22, height=16, fill=_fill(sign), stroke=outline, **dash
        )
        elements.append(box)
        elements.append(_text(text, x=left + 30, y=middle + 4.5, colour=MUTED))
        left += taken + 20
    return elements, (line + 1) * _KEY_LINE


def _key_order(a: MapArea) -> tuple[bool, bool, str]:
    return (not a.shown.certain, _fill(a.shown) == WHITE, a.shown.verdict.value)


def _said(areas: Sequence[MapArea], language: Language) -> str:
    parts = [f"{a.name}: {_figure_text(a, language)}, {_verdict(a, language)}" for a in areas]
    return "; ".join(parts) + "."


def _table(areas: Sequence[MapArea], title: str, language: Language) -> Table:
    return Table(
        caption=title,
        columns=(word("place", language), *outcome_columns(language), word("verdict", language)),
        rows=tuple((a.name, *outcome_cells(a.outcome, language), _verdict(a, language)) for a in areas),
        raw_columns=(column("place", language), *outcome_raw_columns(language), column("verdict", language)),
        raw_rows=tuple((a.name, *outcome_raw(a.outcome), a.shown.verdict.value) for a in areas),
    )
