"""A figure as a picture of its own, with its finding above and its source below: fit to be pasted anywhere."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from tryggve.publish.figures.render import SVG, Figure
from tryggve.publish.figures.style import INK, MUTED, SANS, SEMIBOLD, SERIF, SMALL, WHITE, wrap

_EDGE = 24.0
_HEADING = 22.0
_LEAP = 1.3  # line height


def standalone(figure: Figure, *, heading: str, notes: tuple[str, ...]) -> Figure:
    """Return the figure with a heading and notes inside the picture.

    Args:
        figure: what is drawn.
        heading: the sentence that the picture shows.
        notes: lines under it: what is drawn and where, the source, that a place is made up.
    """
    lines = wrap(heading, figure.width, _HEADING, weight=SEMIBOLD)
    under = [line for note in notes if note for line in wrap(note, figure.width, SMALL)]
    top = _EDGE + len(lines) * _HEADING * _LEAP + 14
    width = figure.width + 2 * _EDGE
    height = top + figure.height + 14 + len(under) * SMALL * _LEAP + _EDGE
    inner = fromstring(figure.svg)
    root = Element(inner.tag, {**inner.attrib, **_size(width, height)})
    SubElement(root, f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": WHITE})
    for number, line in enumerate(lines, start=1):
        _line(root, line, y=_EDGE + (number * _LEAP - 0.4) * _HEADING, size=_HEADING, serif=True)
    root.append(_placed(inner, figure, top))
    for number, line in enumerate(under, start=1):
        _line(root, line, y=top + figure.height + 14 + (number * _LEAP - 0.4) * SMALL, size=SMALL, serif=False)
    return Figure(
        svg=tostring(root, encoding="unicode"),
        spec=figure.spec,
        title=heading,
        description=figure.description,
        table=figure.table,
        width=width,
        height=height,
    )


def _size(width: float, height: float) -> dict[str, str]:
    return {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}


def _placed(inner: Element, figure: Figure, top: float) -> Element:
    placed = Element(inner.tag, {**_size(figure.width, figure.height), "x": f"{_EDGE:g}", "y": f"{top:g}"})
    placed.extend(list(inner))
    return placed


def _line(root: Element, text: str, *, y: float, size: float, serif: bool) -> None:
    look = {"font-family": SERIF if serif else SANS, "font-size": f"{size:g}px", "fill": INK if serif else MUTED}
    look |= {"font-weight": str(SEMIBOLD)} if serif else {}
    SubElement(root, f"{{{SVG}}}text", {"x": f"{_EDGE:g}", "y": f"{y:.1f}", **look}).text = text
