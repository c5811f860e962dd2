"""The line under a finding's sentence: margins, figures, answers and what to look at instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from tryggve.errors import Language
from tryggve.indicators.indicator import Indicator
from tryggve.publish.figure_words import detectable_words, margin_words, value_words
from tryggve.publish.numbers import format_count, format_interval, format_number
from tryggve.publish.words import group_phrase, place_phrase, words
from tryggve.terms import Finding, FindingKind, Verdict

_Say = Callable[..., str]
_GAPS = (FindingKind.AREA_GAP, FindingKind.GROUP_GAP)


def detail(finding: Finding, indicator: Indicator, language: Language) -> str:
    """Return the figures behind a finding, joined by middle dots."""
    table = words("sentences")["detail"]

    def say(name: str, **parts: str | int) -> str:
        return str(table[name][language]).format_map(parts)

    return " · ".join(_capital(part) for part in _parts(finding, indicator, language, say) if part)


def next_best(finding: Finding, language: Language) -> str:
    """Return what to look at instead, as one sentence; empty where there is nothing to add."""
    table = words("sentences")["advice"]
    if finding.verdict not in (Verdict.SHORT, Verdict.FEW, Verdict.NO_ERROR):
        return ""
    said = []
    for code in finding.advice:
        name, _, number = code.partition(":")
        count = format_count(int(number), language) if number else ""
        said.append(str(table[name][language]).format(count=count))
    looks = [text for text in said if not text.endswith(".")]
    lead = str(table["lead"][language]).format(list=_or(looks, language)) if looks else ""
    return " ".join([*([lead] if lead else []), *(text for text in said if text.endswith("."))])


def _parts(finding: Finding, indicator: Indicator, language: Language, say: _Say) -> Iterator[str]:
    gap, other, side = finding.difference, finding.other, finding.side
    if gap and other and math.isfinite(gap.low):
        name = "gap_margin" if finding.kind in _GAPS else "change_margin"
        yield say(name, margin=margin_words(gap, side, language))
    if other and finding.verdict is not Verdict.BREAK and finding.kind is not FindingKind.COUNT:
        yield _values(finding, language, say)
    yield _reason(finding, indicator, language, say)
    if other is None and side.estimate.has_interval:
        low, _, high = format_interval(side.estimate, language).partition("–")
        yield say("interval", low=low.strip(), high=high.strip())
    yield say("pooled") if finding.rule == "pooled" else ""
    yield say("answers", n=format_count(side.estimate.n, language)) if side.estimate.n else ""
    if finding.response_rate is not None:
        yield say("response", rate=f"{format_number(100 * finding.response_rate, language)} %")
    yield source_name(indicator, language)


def source_name(indicator: Indicator, language: Language) -> str:
    """Return the source's name as it stands under a finding: ``folkhälsoenkäten HLV``."""
    code = indicator.sources[0]
    return str(words("sources")["bra_crime" if code == "bra_kommun" and not indicator.tested else code][language])


def _reason(finding: Finding, indicator: Indicator, language: Language, say: _Say) -> str:
    if finding.verdict is Verdict.SHORT and finding.difference:
        return say("detectable", detectable=detectable_words(finding.difference, finding.side, language))
    if finding.verdict is Verdict.FEW:
        return say("few", min_n=indicator.min_n)
    return say(finding.verdict.value) if finding.verdict in (Verdict.NO_ERROR, Verdict.COUNTS) else ""


def _values(finding: Finding, language: Language, say: _Say) -> str:
    side, other = finding.side, finding.other
    assert other is not None
    now, then = value_words(side.estimate, language), value_words(other.estimate, language)
    if finding.kind in _GAPS:
        whom = (
            group_phrase(other.group, "among", language)
            if finding.kind is FindingKind.GROUP_GAP
            else place_phrase(other.area, language)
        )
        when = side.period.label if side.period == other.period else f"{side.period.label} / {other.period.label}"
        return say("gap_values", now=now, then=then, other=whom, when=when)
    return say("values", now=now, when=side.period.label, then=then, before=other.period.label)


def _or(said: list[str], language: Language) -> str:
    word = " eller " if language == "sv" else " or "
    return word.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
