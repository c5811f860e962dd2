"""Indicators: what the catalogue knows of each thing that is measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tryggve.errors import Language
from tryggve.terms import Area, AreaKind, Break, Direction, Period, Unit

_SMALL_SHARE = 10.0  # per cent; below it a fixed number of percentage points would hide every real change
_SMALLEST_SHARE = 1.0  # per cent; keeps the smallest change that matters above zero
_EXPLANATION = re.compile(r"\s*,?\s+enligt ntu\b.*$")


class PeriodKind(StrEnum):
    """What span of time a figure speaks of (Sv: periodtyp)."""

    POINT = "point"  # the day of a list or an election
    YEAR = "year"
    POOLED = "pooled"  # several years' answers in one figure
    YEAR_BEFORE = "year_before"  # asked in the survey year of what happened the year before; labelled with that year


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A text in both languages (Sv: text på två språk)."""

    sv: str
    en: str

    def text(self, language: Language) -> str:
        """Return the text in one language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Theme:
    """A part of the situation picture (Sv: tema); ``order`` is its place on the page."""

    order: int
    code: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing that is measured, and everything needed to judge and word it (Sv: indikator).

    ``delta`` is the smallest change that matters, in ``unit``; ``delta_relative`` the share of the level used instead
    for shares under 10 per cent (0 where not used). ``pooled`` says how many years a figure spans by kind of area,
    where ``windows_known`` is false by assumption. ``tested`` is false for reported crime: it gets no verdict.
    ``the`` is a subject in lower case, ``people`` completes "33 per cent of the inhabitants ..." and is empty for
    what is no share. ``replaces`` names the indicator that measured the same thing before a break.
    """

    id: str
    slug_sv: str
    title: Words
    short: Words
    the: Words
    people: Words
    question: Words
    question_exact: bool
    theme: str
    arenas: tuple[str, ...]
    unit: Unit
    scale_min: float
    scale_max: float
    direction: Direction
    direction_certain: bool
    delta: float
    delta_relative: float
    min_n: int
    headline: bool
    sources: tuple[str, ...]
    measures: tuple[str, ...]
    count_measures: tuple[str, ...]
    period_kind: PeriodKind
    pooled: Mapping[AreaKind, int]
    windows_known: bool
    breakdowns: tuple[str, ...]
    population: Words
    breaks: tuple[Break, ...]
    related: tuple[str, ...]
    caveat: Words
    law_scope: str
    tested: bool
    replaces: str

    def delta_at(self, level: float) -> float:
        """Return the smallest change that matters at a level, both in the indicator's unit; never zero."""
        if self.unit is not Unit.PERCENT or not self.delta_relative or level >= _SMALL_SHARE:
            return self.delta
        return self.delta_relative * max(level, _SMALLEST_SHARE)

    def span(self, period: Period, area: Area) -> Period:
        """Return the years that a figure published for ``period`` speaks of in this kind of area.

        A period that already spans years is kept: the source said so. A window never reaches back over a remade
        measurement, for the source publishes only answers given the new way.
        """
        if period.years > 1:
            return period
        wide = period.widened(self.pooled.get(area.kind, 1))
        remade = max((b.year for b in self.breaks if not b.comparable and b.year <= period.last), default=wide.first)
        return Period(max(wide.first, remade), period.last)


def plain_measure(text: str) -> str:
    """Return a measure's name as it is compared: lower case, single spaces, without "enligt NTU" and what follows."""
    return _EXPLANATION.sub("", " ".join(text.split()).casefold()).rstrip(" .,")
