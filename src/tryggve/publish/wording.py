"""From findings to sentences, in Swedish and English: the one place where words are made of figures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from tryggve.errors import Language
from tryggve.indicators.catalogue import Catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.publish.details import detail, next_best
from tryggve.publish.figure_words import change_words, margin_words, value_words
from tryggve.publish.numbers import format_number, rounded_up
from tryggve.publish.words import group_phrase, place_name, place_phrase, words
from tryggve.terms import Finding, FindingKind, Side, Verdict

Tone = Literal["better", "worse", "plain", "unknown"]

_GAPS = (FindingKind.AREA_GAP, FindingKind.GROUP_GAP)
_UNKNOWN = (Verdict.SHORT, Verdict.FEW, Verdict.NO_ERROR, Verdict.BREAK, Verdict.OVERLAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A finding in words (Sv: slutsats i ord).

    ``symbol`` is the shape (▲▼●○) whose meaning ``verdict`` says; ``tone`` may be shown as colour. ``headline`` is the
    sentence, ``brief`` the same beside a chart that already says what and where, ``detail`` the line under it,
    ``next_best`` what to look at where the figures do not suffice, else empty.
    """

    symbol: str
    verdict: str
    tone: Tone
    headline: str
    brief: str
    detail: str
    next_best: str


def word(finding: Finding, catalogue: Catalogue, language: Language) -> Worded:
    """Put a finding into words."""
    indicator = catalogue.indicators[finding.indicator]
    return Worded(
        symbol=symbol(finding),
        verdict=verdict_words(finding, language),
        tone=_tone(finding),
        headline=_capital(_sentence(finding, indicator, language)),
        brief=_capital(_brief(finding, indicator, language)),
        detail=detail(finding, indicator, language),
        next_best=next_best(finding, language),
    )


def symbol(finding: Finding) -> str:
    """Return the shape: an arrow for a clear change (the number's direction), a ring for what cannot be told."""
    if finding.certain and finding.kind not in _GAPS:
        return "▲" if finding.verdict is Verdict.UP else "▼"
    return "○" if finding.verdict in _UNKNOWN else "●"


def verdict_words(finding: Finding, language: Language) -> str:
    """Return the verdict in the words of the one table, e.g. ``Säkerställd ökning – försämring``."""
    sort = "gap" if finding.kind in _GAPS else "change"
    table = words("verdicts")
    code = finding.verdict.value
    if finding.kind is FindingKind.COUNT and finding.verdict is Verdict.STATED:
        code = "list"
    found = table[sort].get(code) or table["other"][code]
    text = str(found[language]).format(year=finding.break_year)
    if finding.better is None:
        return text
    return f"{text} – {table['better' if finding.better else 'worse'][sort][language]}"


def claim(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """Return a clear finding in a few words, lower case, for a headline: ``otryggheten i Borlänge är högre än ...``.

    Raises:
        ValueError: where the finding is not clear; what is not clear makes no headline.
    """
    if not finding.certain:
        raise ValueError("Only a clear finding can be claimed in a headline.")
    indicator = catalogue.indicators[finding.indicator]
    kind = FindingKind.CHANGE if finding.kind is FindingKind.HISTORY else finding.kind
    template = words("sentences")["claim"][f"{kind.value}_{finding.verdict.value}"][language]
    return str(template).format_map(_parts(finding, indicator, language))


def _sentence(finding: Finding, indicator: Indicator, language: Language) -> str:
    kind = "change" if finding.kind is FindingKind.BREAK else finding.kind.value
    # Without people the sentence ends in a bare number, and "55, 5 index points" would read as a decimal.
    certain = "certain" if indicator.people.text(language) else "certain_index"
    case = certain if finding.certain else finding.verdict.value
    if finding.kind is FindingKind.COUNT and finding.other and finding.verdict is Verdict.STATED:
        case = "with_earlier"
    template = words("sentences")[kind][case][language]
    return str(template).format_map(_parts(finding, indicator, language))


def _brief(finding: Finding, indicator: Indicator, language: Language) -> str:
    gap = finding.difference
    name = "gap" if finding.kind in _GAPS else "change" if finding.other else "level"
    if finding.other and (gap is None or math.isnan(gap.low)):
        name += "_untested"
    elif finding.certain:
        name += "_certain"
    return str(words("sentences")["brief"][name][language]).format_map(_parts(finding, indicator, language))


def _parts(finding: Finding, indicator: Indicator, language: Language) -> dict[str, str | int | None]:
    side, other, gap = finding.side, finding.other, finding.difference
    the = indicator.the.text(language)
    known = gap is not None and not math.isnan(gap.low)
    return {
        "own": _own(side, indicator, language),
        "gap": change_words(gap, side, other, language) if gap and other else "",
        "Gap": _capital(change_words(gap, side, other, language)) if gap and other else "",
        "reach": format_number(rounded_up(gap.margin, 1), language, decimals=1) if gap and known else "",
        "margin": margin_words(gap, side, language) if gap and known else "",
        "than": _than(finding, language),
        "other": _other(finding, language) if other else "",
        "other_bare": place_name(other.area, language) if other else "",
        "the": the,
        "The": _capital(the),
        "Title": indicator.title.text(language),
        "at": _at(side, language),
        "now": value_words(side.estimate, language),
        "then": value_words(other.estimate, language) if other else "",
        "when": side.period.label,
        "before": other.period.label if other else "",
        "year": finding.break_year,
    }


def _own(side: Side, indicator: Indicator, language: Language) -> str:
    value = value_words(side.estimate, language)
    people = indicator.people.text(language)
    if not people:
        is_word = {"sv": "är", "en": "is"}[language]
        return f"{indicator.the.text(language)} {_at(side, language)} {is_word} {value}"
    whose = f" {group_phrase(side.group, 'of', language)}" if side.group.parts else ""
    return f"{value}{whose} {place_phrase(side.area, language)} {people}"


def _at(side: Side, language: Language) -> str:
    where = place_phrase(side.area, language)
    return f"{group_phrase(side.group, 'among', language)} {where}" if side.group.parts else where


def _other(finding: Finding, language: Language) -> str:
    assert finding.other is not None
    if finding.kind is FindingKind.GROUP_GAP:
        return group_phrase(finding.other.group, "among", language)
    return place_phrase(finding.other.area, language)


def _than(finding: Finding, language: Language) -> str:
    up = finding.difference is not None and finding.difference.value > 0
    return {"sv": ("lägre", "högre"), "en": ("lower", "higher")}[language][up]


def _tone(finding: Finding) -> Tone:
    if finding.better is not None:
        return "better" if finding.better else "worse"
    return "unknown" if finding.verdict in _UNKNOWN else "plain"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
