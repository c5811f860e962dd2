"""A finding as it stands in a list: its words, its address, its small picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.indicators.catalogue import Catalogue, load_catalogue
from tryggve.indicators.indicator import Indicator, Theme, Words
from tryggve.publish.figures.sparks import spark
from tryggve.publish.figures.style import UNCERTAIN, sign_of
from tryggve.publish.wording import Worded, word
from tryggve.terms import Area, AreaKind, Finding, FindingKind
from tryggve.web.situation.addresses import indicator_address
from tryggve.web.situation.book import current_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding in a list (Sv: slutsats i en lista)."""

    indicator: Indicator
    finding: Finding
    words: Worded
    address: str
    source_address: str
    spark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCards:
    """The findings of one theme, one for each indicator."""

    theme: Theme
    cards: tuple[Card, ...]

    @property
    def better(self) -> int:
        """How many are clearly better."""
        return sum(1 for card in self.cards if card.finding.better is True)

    @property
    def worse(self) -> int:
        """How many are clearly worse."""
        return sum(1 for card in self.cards if card.finding.better is False)

    @property
    def caveat(self) -> Words | None:
        """What must be said of all of them at once; nothing where they are tested."""
        untested = [card.indicator.caveat for card in self.cards if not card.indicator.tested]
        return untested[0] if len(untested) == len(self.cards) else None


def card(finding: Finding, place: Area, *, language: Language) -> Card:
    """Put a finding into a list's form."""
    catalogue = load_catalogue()
    indicator = catalogue.indicators[finding.indicator]
    return Card(
        indicator=indicator,
        finding=finding,
        words=word(finding, catalogue, language),
        address=indicator_address(place, indicator) + _anchor(finding),
        source_address=indicator_address(place, indicator) + "#sa-vet-vi",
        spark=_spark(finding, language=language),
    )


def _anchor(finding: Finding) -> str:
    """Return the part of the indicator's page where the finding stands; its head speaks of the whole place."""
    if finding.side.area.kind is AreaKind.DISTRICT:
        return "#omraden"
    return "#grupper" if finding.side.group.parts else ""


def _spark(finding: Finding, *, language: Language) -> str:
    """Return the small curve of what the finding speaks of; its colour is the verdict's only for a change."""
    side = finding.side
    series = current_book().get(finding.indicator, side.area.code, side.group)
    sign = sign_of(finding) if finding.kind in (FindingKind.CHANGE, FindingKind.LONG_CHANGE) else UNCERTAIN
    return spark(series, language=language, sign=sign) if series else ""


def by_theme(findings: Iterable[Finding], place: Area, *, language: Language) -> tuple[ThemeCards, ...]:
    """Choose one finding for each indicator and lay them out by theme, in the catalogue's order."""
    catalogue = load_catalogue()
    chosen = one_each(findings, place)
    shown = [(theme, _in_theme(theme, chosen, catalogue)) for theme in catalogue.themes]
    return tuple(
        ThemeCards(theme=theme, cards=tuple(card(f, place, language=language) for f in found))
        for theme, found in shown
        if found
    )


def one_each(findings: Iterable[Finding], place: Area) -> dict[str, Finding]:
    """Return the first finding of each indicator that speaks of the whole place, else the first of all."""
    wide: dict[str, Finding] = {}
    other: dict[str, Finding] = {}
    for finding in findings:
        if finding.kind is FindingKind.HISTORY:
            continue
        whole = not finding.side.group.parts and finding.side.area.code == place.code
        (wide if whole else other).setdefault(finding.indicator, finding)
    return other | wide


def _in_theme(theme: Theme, chosen: dict[str, Finding], catalogue: Catalogue) -> Sequence[Finding]:
    return [chosen[i.id] for i in catalogue.in_theme(theme.code) if i.id in chosen]
