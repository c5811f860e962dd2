"""Texts, lines and boxes as SVG elements, for pictures that are drawn without Vega-Lite."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tryggve.publish.figures.render import SVG
from tryggve.publish.figures.style import INK, SANS


def text_element(
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    weight: int = 400,
    colour: str = INK,
    family: str = SANS,
    anchor: str = "start",
) -> Element:
    """Return a line of text whose letters have their middle on ``y``."""
    # 0.35 of the size puts the middle of the letters on y; dominant-baseline is not drawn alike everywhere.
    place = {"x": f"{x:g}", "y": f"{y + 0.35 * size:.1f}", "fill": colour}
    face = {"font-family": family, "font-size": f"{size:g}px", "font-weight": f"{weight}", "text-anchor": anchor}
    element = Element(f"{{{SVG}}}text", {**place, **face})
    element.text = text
    return element


def path_element(d: str, *, colour: str, width: float, dash: str = "", fill: str = "none") -> Element:
    """Return a line or a shape."""
    look = {"fill": fill, "stroke": colour, "stroke-width": f"{width:g}", "stroke-linecap": "round"}
    return Element(f"{{{SVG}}}path", {"d": d, **look, **({"stroke-dasharray": dash} if dash else {})})


def box_element(
    x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "none", corner: float = 0
) -> Element:
    """Return a rectangle."""
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return Element(f"{{{SVG}}}rect", {**place, "rx": f"{corner:g}", "fill": fill, "stroke": stroke})


def dot_element(x: float, y: float, radius: float, *, fill: str, stroke: str) -> Element:
    """Return a circle."""
    place = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:g}"}
    return Element(f"{{{SVG}}}circle", {**place, "fill": fill, "stroke": stroke, "stroke-width": "1.2"})
