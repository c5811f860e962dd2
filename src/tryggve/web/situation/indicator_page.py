"""Everything that an indicator's page shows for one place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator, Theme
from tryggve.publish.figures.render import Figure
from tryggve.publish.numbers import format_value
from tryggve.publish.wording import Worded, word
from tryggve.terms import Area, Break, Finding, Unit
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.situation.asked import Asked
from tryggve.web.situation.book import current_book
from tryggve.web.situation.cards import Card, card, one_each
from tryggve.web.situation.figures import FIGURES
from tryggve.web.situation.findings_of_page import sort_findings
from tryggve.web.situation.queries import findings_of
from tryggve.web.situation.time_figure import older_measurement

MOST_SAID = 3
WIDE, HALF, NARROW = 700.0, 540.0, 340.0  # px, for a screen, for half of it and for a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure in both widths, with what is said above it; ``topic`` where a finding took the heading's place."""

    name: str
    topic: str
    heading: str
    wide: Figure
    narrow: Figure
    said: tuple[Worded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """One indicator in one place (Sv: indikatorsida)."""

    indicator: Indicator
    theme: Theme
    main: Finding
    headline: Worded
    said: tuple[Worded, ...]
    time: Shown
    more: tuple[Shown, ...]
    others: tuple[Card, ...]
    releases: tuple[Release, ...]
    breaks: tuple[Break, ...]
    answers: int
    response: str
    has_band: bool


def asked_of(indicator: Indicator, place: Area, *, language: Language) -> Asked | None:
    """Return what the figures need, or nothing where the place has no finding on the indicator."""
    findings = sort_findings(findings_of(place), indicator.id, place)
    if findings.first is None:
        return None
    headline = word(findings.first, load_catalogue(), language)
    return Asked(
        book=current_book(),
        indicator=indicator,
        place=place,
        findings=findings,
        language=language,
        title=headline.headline,
    )


def indicator_page(indicator: Indicator, place: Area, *, language: Language) -> IndicatorPage | None:
    """Put an indicator's page together, or nothing where the place has no figures for it."""
    asked = asked_of(indicator, place, language=language)
    if asked is None or asked.findings.first is None:
        return None
    main = asked.findings.first
    figures = {shown.name: shown for shown in _figures(asked)}
    if "tid" not in figures:
        return None
    catalogue = load_catalogue()
    return IndicatorPage(
        indicator=indicator,
        theme=next(theme for theme in catalogue.themes if theme.code == indicator.theme),
        main=main,
        headline=word(main, catalogue, language),
        said=_said(_besides(main, asked), language),
        time=figures.pop("tid"),
        more=tuple(figures.values()),
        others=_others(indicator, place, language=language),
        releases=_releases(asked),
        breaks=_breaks(asked),
        answers=main.side.estimate.n,
        response=_response(asked),
        has_band=main.side.estimate.has_interval,
    )


def said_of(asked: Asked, figure: str) -> tuple[Finding, ...]:
    """Return the findings that a figure shows, in ranked order; none for the one over time."""
    said = {
        "forandring": asked.findings.compared_groups,
        "grupper": asked.findings.gaps,
        "omraden": asked.findings.districts,
    }
    return tuple(said.get(figure, ()))


def _figures(asked: Asked) -> Iterator[Shown]:
    beside_claims = 2  # how many stand in the wide column; the rest stand two by two below
    for name, draw in FIGURES.items():
        wide = draw(asked, width=WIDE if beside_claims > 0 else HALF)
        narrow = draw(asked, width=NARROW) if wide else None
        if wide and narrow:
            beside_claims -= 1
            clear = _said([f for f in said_of(asked, name) if f.certain][:MOST_SAID], asked.language)
            topic, heading = (wide.title, clear[0].headline) if clear else ("", wide.title)
            yield Shown(name=name, topic=topic, heading=heading, wide=wide, narrow=narrow, said=clear)


def _besides(main: Finding, asked: Asked) -> list[Finding]:
    """Return what else is said of the whole place: comparisons only, since the headline gives the level."""
    own = [f for f in asked.findings.whole if f != main and f.other is not None]
    return [*own, *asked.findings.turns[:MOST_SAID], *_older_turns(asked)]


def _older_turns(asked: Asked) -> tuple[Finding, ...]:
    """Return the clear changes of the measurement that this one took over from; it is drawn in the same figure."""
    if not asked.indicator.replaces:
        return ()
    older = sort_findings(findings_of(asked.place), asked.indicator.replaces, asked.place)
    return older.turns[:MOST_SAID]


def _said(findings: Iterable[Finding], language: Language) -> tuple[Worded, ...]:
    return tuple(word(finding, load_catalogue(), language) for finding in findings)


def _others(indicator: Indicator, place: Area, *, language: Language) -> tuple[Card, ...]:
    found = one_each(findings_of(place), place)
    return tuple(card(found[name], place, language=language) for name in indicator.related if name in found)


def _releases(asked: Asked) -> tuple[Release, ...]:
    series = asked.series(asked.place.code)
    shas = {point.release for point in series.known()} if series else set()
    # The same file may wait as a draft too, read by another mapping.
    return tuple(Release.objects.filter(sha256__in=shas, status=Status.LIVE).order_by("-retrieved"))


def _response(asked: Asked) -> str:
    """Return the latest measurement's response rate, e.g. ``48 % (2025)``; empty where it is not known."""
    series = asked.series(asked.place.code)
    last = series.known()[-1] if series else None
    if last is None or last.estimate is None or math.isnan(last.estimate.response_rate):
        return ""
    rate = format_value(100 * last.estimate.response_rate, Unit.PERCENT, asked.language, 0)
    return f"{rate} ({last.period.label})"


def _breaks(asked: Asked) -> tuple[Break, ...]:
    """Return the breaks that the figure over time shows, those of an older measurement first."""
    series = asked.series(asked.place.code)
    known = series.known() if series else ()
    own = [b for b in asked.indicator.breaks if known and known[0].period.first < b.year <= known[-1].period.last]
    older = older_measurement(asked)
    return (*(older.breaks if older else ()), *own)
