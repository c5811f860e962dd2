"""The texts of a line figure's panel: its title, the values of marked points and the names at the lines' ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.publish.figures import marks
from tryggve.publish.figures.panels import INSET, TITLE_LINE, Mark, Panel, Plot, runs
from tryggve.publish.figures.style import INK, LABEL, MUTED, PAPER, SEMIBOLD, Ink, ink, text_width, wrap
from tryggve.publish.numbers import decimals_of, format_estimate, format_number
from tryggve.terms import Estimate, Point, Unit

_END_LINE = 17.0  # px between two labels at the right end
_LABEL_OFF = 17.0  # px from a point to the middle of its label
_AIM_OFF = 12.0  # px from an aim's level to the middle of its words
_STEPS = 8  # a text is tried at so many places
_LABEL_ROOM = 29.0  # px of band that a label beside its point takes


def title_texts(plot: Plot) -> list[marks.Text]:
    """Write the panel's title above its plot, from the figure's left edge."""
    layout = plot.layout
    lines = wrap(plot.panel.title, layout.title_width, weight=SEMIBOLD)
    first = -layout.top + TITLE_LINE / 2
    return [
        marks.Text(x=-layout.left, y=first + i * TITLE_LINE, text=line, weight=SEMIBOLD) for i, line in enumerate(lines)
    ]


def point_texts(plot: Plot, colours: Ink) -> list[marks.Text]:
    """Write the values of the marked points; the last one stands in the line's name where that is written."""
    known = runs(plot.panel.series.points)
    named_at_end = known[-1][-1][0].period.last if known and _names_ends(plot.panel) else None
    wanted = {mark.year: mark for mark in plot.panel.marked if mark.year != named_at_end}
    texts = []
    for run in known:
        for i, (point, estimate) in enumerate(run):
            if mark := wanted.get(point.period.last):
                beside = [e.value for _, e in (*run[max(0, i - 1) : i], *run[i + 1 : i + 2])]
                label = _Label(plot, point, estimate, mark)
                texts.append(label.above_or_below(beside, colours) if beside else label.to_the_right())
    return texts


@dataclass(frozen=True, slots=True)
class _Label:
    """A marked point's value, and where it is written."""

    plot: Plot
    point: Point
    estimate: Estimate
    mark: Mark

    @property
    def text(self) -> str:
        return f"{self.mark.sign.arrow} {format_estimate(self.estimate, self.plot.layout.language)}".strip()

    @property
    def colour(self) -> str:
        return ink(self.mark.sign.tone).line if self.mark.sign.certain else INK

    def to_the_right(self) -> marks.Text:
        """Write beside a lone point, whose interval stands above and below it."""
        x, y = self.plot.x(self.point.period.last), self.plot.y(self.estimate.value)
        right = x + 12 + text_width(self.text, LABEL, SEMIBOLD) <= self.plot.layout.width + INSET
        return marks.Text(
            x=x + 12 if right else x - 12,
            y=y,
            text=self.text,
            weight=SEMIBOLD,
            colour=self.colour,
            align="left" if right else "right",
            halo=PAPER,
        )

    def above_or_below(self, beside: Sequence[float], colours: Ink) -> marks.Text:
        """Write on the side of the line where its neighbours are not."""
        plot = self.plot
        half = text_width(self.text, LABEL, SEMIBOLD) / 2
        above = sum(beside) <= self.estimate.value * len(beside)
        places = [self._place(above=above), self._place(above=not above)]
        free = (p for p in places if -6 <= p[0] <= plot.layout.height - 9 and not self._struck_through(p[0]))
        middle, inside = next(free, places[0])
        at = plot.x(self.point.period.last)
        # Inside the band a label at its end is drawn in, so that it does not hang over the edge.
        out = half + 2 if inside else half - INSET / 2
        least, most = plot.x(plot.panel.years[0]) + out, plot.x(plot.panel.years[-1]) - out
        return marks.Text(
            x=max(least, min(at, most)) if least < most else at,
            y=middle,
            text=self.text,
            weight=SEMIBOLD,
            colour=self.colour,
            align="center",
            halo=colours.body if inside else PAPER,
        )

    def _struck_through(self, y: float) -> bool:
        aim = self.plot.panel.aim
        return aim is not None and any(abs(self.plot.y(level) - y) < LABEL / 2 for level in aim.levels)

    def _place(self, *, above: bool) -> tuple[float, bool]:
        """Put a label inside a wide band or outside a narrow one, never on its edge; return y and whether inside."""
        e = self.estimate
        point = self.plot.y(e.value)
        way = -1 if above else 1
        edge = self.plot.y(e.high if above else e.low) if e.has_interval else point
        if abs(edge - point) >= _LABEL_ROOM:
            return point + way * _LABEL_OFF, True
        return (edge + way * 12 if abs(edge - point) > 6 else point + way * _LABEL_OFF), False


def aim_texts(plot: Plot, written: Sequence[marks.Text]) -> list[marks.Text]:
    """Say what is aimed at beside its dashed level, away from what is written and where least is drawn."""
    aim = plot.panel.aim
    if aim is None:
        return []
    width = text_width(aim.label, LABEL)
    room = plot.layout.width + INSET - width
    sides = {max(0.0, min(x, room)) for x in (plot.x(aim.year) - width, plot.x(plot.panel.years[0]))}
    top = min(plot.y(level) for level in aim.levels)
    low = max(plot.y(level) for level in aim.levels)
    heights = [y for y in (top - _AIM_OFF, low + _AIM_OFF) if 0 <= y <= plot.layout.height - 6]
    places = [(x, y) for x in sorted(sides, reverse=True) for y in heights or [top - _AIM_OFF]]
    texts = [marks.Text(x=x, y=y, text=aim.label, halo=PAPER) for x, y in places]
    return [min(texts, key=lambda text: (_stands_on(text, written), _covered(plot, x := text.x, x + width, text.y)))]


def _stands_on(text: marks.Text, written: Sequence[marks.Text]) -> int:
    """Count the texts that share room with this one."""
    left, right = _sides(text)
    beside = [_sides(other) for other in written if abs(other.y - text.y) < LABEL + 2]
    return sum(left < end and start < right for start, end in beside)


def _sides(text: marks.Text) -> tuple[float, float]:
    width = text_width(text.text, text.size, text.weight)
    left = text.x - {"center": width / 2, "right": width}.get(text.align, 0.0)
    return left - 4, left + width + 4


def _covered(plot: Plot, left: float, right: float, y: float) -> int:
    """Count how many of a text's places, from its left to its right end, lie on the band or the line."""
    return sum(_lies_on(plot, left + (right - left) * step / _STEPS, y) for step in range(_STEPS + 1))


def _lies_on(plot: Plot, x: float, y: float) -> bool:
    for run in runs(plot.panel.series.points):
        for (point, e), (after, later) in itertools.pairwise([*run, run[-1]]):
            start, end = plot.x(point.period.last), plot.x(after.period.last)
            if start - _LABEL_OFF <= x <= end + _LABEL_OFF:
                sides = [
                    side for one in (e, later) for side in ((one.low, one.high) if one.has_interval else (one.value,))
                ]
                if plot.y(max(sides)) - _AIM_OFF < y < plot.y(min(sides)) + _AIM_OFF:
                    return True
    return False


def _names_ends(panel: Panel) -> bool:
    return bool(panel.label and panel.shown_references)


def end_width(panels: Iterable[Panel], language: Language) -> float:
    """Return the px that the longest name at a line's end needs; 0 where none stands there."""
    texts = [text for panel in panels for text in _ends(panel, language)]
    return max((text_width(text, LABEL, SEMIBOLD) for text, _, _ in texts), default=-4.0) + 4.0


def _ends(panel: Panel, language: Language) -> list[tuple[str, float, bool]]:
    """Return text, value and whether it is the panel's own line, for every name at the right end."""
    if not panel.shown_references:
        return []
    # A coloured name carries its arrow, so that colour never speaks alone.
    own = [(f"{panel.label} {panel.sign.arrow}".strip(), panel.series.points)] if panel.label else []
    # A reference with a break has several parts; only the latest is named.
    latest = {r.label: points for r, points in panel.shown_references}
    ends: list[tuple[str, float, bool]] = []
    for label, points in (*own, *latest.items()):
        last = next((e for p in reversed(points) if (e := p.estimate)), None)
        if last:
            ends.append((f"{label} {_short(last, language)}", last.value, not ends and bool(own)))
    return ends


def _short(estimate: Estimate, language: Language) -> str:
    """Write a value; a rate without its unit, which the panel's title says and a phone has no room for."""
    if estimate.unit in (Unit.PER_100K, Unit.PER_1000):
        return format_number(estimate.value, language, decimals=decimals_of(estimate))
    return format_estimate(estimate, language)


def end_texts(plot: Plot, colours: Ink) -> list[marks.Text]:
    """Name the lines at their right ends, without one name over another."""
    ends = sorted(_ends(plot.panel, plot.layout.language), key=lambda end: -end[1])
    places = _spread([plot.y(value) for _, value, _ in ends], lowest=plot.layout.height - 8)
    return [
        marks.Text(
            x=plot.layout.width - INSET + 12,
            y=place,
            text=text,
            colour=colours.line if own and plot.panel.sign.certain else INK if own else MUTED,
            weight=SEMIBOLD if own else 400,
            halo=PAPER,
        )
        for (text, _, own), place in zip(ends, places, strict=True)
    ]


def _spread(places: Sequence[float], *, lowest: float) -> list[float]:
    """Push labels apart, downwards in order, back up around their mean, and up from the years under the plot."""
    pushed: list[float] = []
    for place in places:
        pushed.append(max(place, pushed[-1] + _END_LINE) if pushed else place)
    drift = (sum(pushed) - sum(places)) / len(places) if places else 0.0
    raised: list[float] = []
    for place in reversed(pushed):
        raised.append(min(place - drift, raised[-1] - _END_LINE if raised else lowest))
    return raised[::-1]
