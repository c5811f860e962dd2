"""Axes: where the ticks stand, what they say, and where a value lies in px."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.publish.figures.style import SMALL, text_width
from tryggve.publish.numbers import format_number, with_unit
from tryggve.terms import Estimate, Period, Unit

_STEPS = (1.0, 2.0, 5.0, 10.0)
_ZERO_SHARE = 0.35  # a scale whose least value is under this share of its largest begins at zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear scale from ``low`` to ``high`` with written ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def label_expression(self) -> str:
        """The ticks' texts as a Vega expression, so that numbers are written in one place only."""
        return f"({json.dumps(dict(zip(map(_key, self.ticks), self.labels, strict=True)))})[datum.value]"

    def px(self, value: float, length: float) -> float:
        """Return how far from the low end a value lies, in px of a scale ``length`` px long."""
        return (value - self.low) / (self.high - self.low) * length

    def widest(self) -> float:
        """Return the width in px of the longest tick label."""
        return max(text_width(label, SMALL) for label in self.labels)


def _key(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def extent(estimates: Iterable[Estimate]) -> tuple[float, float]:
    """Return the least lower and the largest upper limit; the value itself where no interval is known."""
    rows = list(estimates)
    lows = [min(e.low, e.value) if e.has_interval else e.value for e in rows]
    highs = [max(e.high, e.value) if e.has_interval else e.value for e in rows]
    return min(lows, default=0.0), max(highs, default=1.0)


def value_scale(
    low: float, high: float, *, unit: Unit, language: Language, tight: bool = False, ticks: int = 4
) -> Scale:
    """Make a scale that holds ``low`` to ``high``.

    It ends on ticks, or, where ``tight``, just outside the values with the ticks inside. Values far down towards zero
    begin at zero.
    """
    low, high = _widened(low, high, unit=unit)
    step = _step(low, high, ticks=ticks, whole=unit in (Unit.COUNT, Unit.LEVEL), tight=tight)
    if tight:
        margin = 0.04 * (high - low)
        roof = max(high, 100.0) if unit is Unit.PERCENT else math.inf
        low, high = (low - margin if low > 0 else low), min(high + margin, roof)
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    else:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        low, high = round(first * step, 10), round(last * step, 10)
    marks = tuple(round(i * step, 10) for i in range(first, last + 1))
    return Scale(low=low, high=high, ticks=marks, labels=_written(marks, step=step, unit=unit, language=language))


def _widened(low: float, high: float, *, unit: Unit) -> tuple[float, float]:
    if high - low < 1e-9:
        pad = max(abs(high) * 0.1, 1.0 if unit in (Unit.COUNT, Unit.LEVEL) else 0.5)
        low, high = (max(0.0, low - pad) if low >= 0 else low - pad), high + pad
    if 0 <= low < _ZERO_SHARE * high or (unit is Unit.COUNT and low >= 0):
        low = 0.0
    return low, high


def _step(low: float, high: float, *, ticks: int, whole: bool, tight: bool) -> float:
    """Choose the step that gives nearest to the wanted number of ticks, and outside ticks wastes least room."""
    power = 10.0 ** math.floor(math.log10((high - low) / ticks))
    steps = [power * s for s in _STEPS if power * s >= 1 or not whole] or [1.0]
    if tight:
        return min(steps, key=lambda step: abs((high - low) / step - ticks))
    return min(steps, key=lambda step: _waste(low, high, step) + 0.07 * abs(_intervals(low, high, step) - ticks))


def _intervals(low: float, high: float, step: float) -> int:
    return math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9)


def _waste(low: float, high: float, step: float) -> float:
    return 1 - (high - low) / (step * _intervals(low, high, step))


def _written(marks: Sequence[float], *, step: float, unit: Unit, language: Language) -> tuple[str, ...]:
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    texts = [format_number(mark, language, decimals=decimals) for mark in marks]
    if unit is Unit.PERCENT and texts:
        texts[-1] = with_unit(texts[-1], unit, language)
    return tuple(texts)


def year_labels(periods: Sequence[Period], positions: Sequence[float]) -> dict[int, str]:
    """Choose which periods are written under an axis, by last year; the last always is, and none overlap.

    ``positions`` are the px of the periods' ticks. Pooled windows are written ``2024–2025``, or ``2024–25`` where the
    whole would leave fewer labels.
    """
    whole = [p.label for p in periods]
    short = [_short(p) for p in periods]
    texts = max((whole, short), key=lambda t: (len(_fitting(t, positions)), t is whole))
    return {periods[i].last: texts[i] for i in _fitting(texts, positions)}


def _short(period: Period) -> str:
    same_century = period.first // 100 == period.last // 100
    return f"{period.first}–{period.last % 100:02d}" if period.years > 1 and same_century else period.label


def _fitting(texts: Sequence[str], positions: Sequence[float]) -> list[int]:
    kept: list[int] = []
    edge = math.inf
    for i in reversed(range(len(texts))):
        half = text_width(texts[i], SMALL) / 2
        if positions[i] + half <= edge:
            kept.append(i)
            edge = positions[i] - half - 8
    return kept[::-1]
