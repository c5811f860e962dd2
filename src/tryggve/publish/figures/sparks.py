"""The spark: a series' latest comparable part as a small line beside its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from tryggve.errors import Language
from tryggve.publish.figures.panels import runs
from tryggve.publish.figures.render import SVG
from tryggve.publish.figures.style import PAPER, UNCERTAIN, Ink, Sign, ink
from tryggve.publish.numbers import format_estimate
from tryggve.terms import Estimate, Point, Series

_SIDE = 6.0  # px around the drawing, for the last point
_CALM = 5.0  # the height is at least this many margins of error, so that noise does not look like drama
_LEAST_SHARE = 0.2  # and at least this share of the largest value, where no margin is known

Pairs = Sequence[tuple[Point, Estimate]]


def spark(series: Series, *, language: Language, sign: Sign = UNCERTAIN, width: float = 160, height: float = 56) -> str:
    """Return the small line with its band and its last point as an inline SVG.

    Only the part after the last break is drawn. A figure without a known error has no band and a hollow point. An
    empty text where the series has no figure at all, since there is then nothing to draw.
    """
    parts = [part for part in series.segments() if runs(part)]
    if not parts:
        return ""
    drawn = runs(parts[-1])
    pairs = [pair for run in drawn for pair in run]
    colours = ink(sign.tone)
    place = _Place(pairs, width=width, height=height)
    label = _label(pairs, language)
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    root = Element(f"{{{SVG}}}svg", {**size, "role": "img", "lang": language, "aria-label": label})
    for run in drawn:
        _draw_run(root, run, place=place, colours=colours)
    last, estimate = pairs[-1]
    fill = colours.line if estimate.has_interval else PAPER
    centre = {"cx": place.x(last), "cy": place.y(estimate.value), "r": "4"}
    SubElement(root, f"{{{SVG}}}circle", {**centre, "fill": fill, "stroke": colours.line, "stroke-width": "1.5"})
    return tostring(root, encoding="unicode")


class _Place:
    """Where years and values lie in px, written with one decimal."""

    def __init__(self, pairs: Pairs, *, width: float, height: float) -> None:
        years = [point.period.last for point, _ in pairs]
        limits = [v for _, e in pairs for v in ((e.low, e.high, e.value) if e.has_interval else (e.value,))]
        margins = sorted(e.margin for _, e in pairs if e.has_interval)
        calm = _CALM * margins[len(margins) // 2] if margins else _LEAST_SHARE * max(abs(v) for v in limits)
        self.first, self.years = years[0], max(years[-1] - years[0], 1)
        self.middle = (min(limits) + max(limits)) / 2
        self.span = max(max(limits) - min(limits), calm) or 1.0
        self.width, self.height = width, height
        self.single = len(set(years)) == 1

    def x(self, point: Point) -> str:
        share = 1.0 if self.single else (point.period.last - self.first) / self.years
        return f"{_SIDE + share * (self.width - 2 * _SIDE):.1f}"

    def y(self, value: float) -> str:
        share = (value - self.middle) / self.span
        return f"{self.height / 2 - share * (self.height - 2 * _SIDE):.1f}"


def _draw_run(root: Element, run: Pairs, *, place: _Place, colours: Ink) -> None:
    known = [(point, e) for point, e in run if e.has_interval]
    if len(known) == len(run) and len(run) > 1:
        upper = [f"{place.x(p)},{place.y(e.high)}" for p, e in known]
        lower = [f"{place.x(p)},{place.y(e.low)}" for p, e in reversed(known)]
        SubElement(root, f"{{{SVG}}}path", {"d": f"M{'L'.join(upper + lower)}Z", "fill": colours.body})
    else:
        for point, e in known:
            bar = f"M{place.x(point)},{place.y(e.low)}V{place.y(e.high)}"
            SubElement(root, f"{{{SVG}}}path", {"d": bar, "stroke": colours.body, "stroke-width": "8"})
    if len(run) > 1:
        line = "L".join(f"{place.x(p)},{place.y(e.value)}" for p, e in run)
        style = {"fill": "none", "stroke": colours.line, "stroke-width": "2", "stroke-linejoin": "round"}
        SubElement(root, f"{{{SVG}}}path", {"d": f"M{line}", **style})


def _label(pairs: Pairs, language: Language) -> str:
    ends = pairs[:1] if len(pairs) == 1 else (pairs[0], pairs[-1])
    return "; ".join(f"{point.period.label}: {format_estimate(e, language)}" for point, e in ends)
