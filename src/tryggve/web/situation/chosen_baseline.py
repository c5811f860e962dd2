"""The change since a year that the reader chooses, judged with the same families as the command line's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tryggve.analysis.findings import findings_for
from tryggve.analysis.over_time import comparable_chain
from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.publish.wording import Worded, word
from tryggve.terms import EVERYBODY, Area, Finding, FindingKind, Period
from tryggve.terms.places import register
from tryggve.web.data.queries import live_set
from tryggve.web.situation.book import current_book


@dataclass(frozen=True, slots=True)
class ChosenBaseline:
    """The periods that can be chosen, by their last year, the one that is, and what is said of it."""

    periods: tuple[Period, ...]
    year: int | None
    said: Worded | None


def chosen_baseline(indicator: Indicator, place: Area, *, asked: str, language: Language) -> ChosenBaseline | None:
    """Return what a reader may choose and has chosen; nothing where fewer than two earlier points can be compared."""
    series = current_book().get(indicator.id, place.code, EVERYBODY)
    # The latest change is told already; only points before it are worth choosing.
    points = comparable_chain(series)[2:] if series and indicator.tested else ()
    periods = tuple(point.period for point in points)
    if not periods:
        return None
    year = next((period.last for period in periods if str(period.last) == asked), None)
    finding = _since(place.code, year, live_set()).get(indicator.id) if year else None
    return ChosenBaseline(periods, year, word(finding, load_catalogue(), language) if finding else None)


@lru_cache(maxsize=64)
def _since(place: str, year: int, _live: str) -> dict[str, Finding]:
    found = findings_for(register()[place], current_book(), load_catalogue(), baseline=year)
    return {f.indicator: f for f in found if f.kind is FindingKind.LONG_CHANGE}
