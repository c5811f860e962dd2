"""What a survey's release holds, year by year: answers, response rate and what is hidden."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Words
from tryggve.indicators.microdata import LAYOUT
from tryggve.terms import EVERYBODY, Estimate, Missing, Outcome, Reason, Row
from tryggve.web.data.models import Release
from tryggve.web.data.queries import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMeasure:
    """One measure in one year, for everybody (Sv: mått ett år); ``hidden`` counts its figures that are hidden."""

    name: Words
    outcome: Outcome
    n: int
    figures: int
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyYear:
    """One year of a survey (Sv: undersökningsår); ``response_rate`` is in per cent, nothing where not known."""

    year: int
    response_rate: float | None
    measures: tuple[AskedMeasure, ...]


def survey_years(release: Release) -> tuple[SurveyYear, ...]:
    """Return the years of a release that was made of a survey's answers, newest first; nothing for other releases."""
    if release.layout != LAYOUT:
        return ()
    by_year: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(release):
        by_year[row.period.last][row.measure].append(row)
    return tuple(_year(year, release.source, measures) for year, measures in sorted(by_year.items(), reverse=True))


def _year(year: int, source: str, measures: dict[str, list[Row]]) -> SurveyYear:
    asked = tuple(_measure(name, source, rows) for name, rows in measures.items())
    rates = [m.outcome.response_rate for m in asked if isinstance(m.outcome, Estimate)]
    known = [100 * rate for rate in rates if math.isfinite(rate)]
    return SurveyYear(year=year, response_rate=max(known, default=None), measures=asked)


def _measure(name: str, source: str, rows: list[Row]) -> AskedMeasure:
    whole = next(row.outcome for row in rows if row.group == EVERYBODY and ":" not in row.area.code)
    indicator = load_catalogue().by_source(source, name)
    hidden = sum(isinstance(row.outcome, Missing) and row.outcome.reason is Reason.SUPPRESSED for row in rows)
    return AskedMeasure(
        name=indicator.short if indicator else Words(name, name),
        outcome=whole,
        n=whole.n if isinstance(whole, Estimate) else 0,
        figures=len(rows),
        hidden=hidden,
    )
