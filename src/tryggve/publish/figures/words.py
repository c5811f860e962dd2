"""The few fixed words inside figures and their tables, in Swedish and in English."""

from __future__ import annotations

from tryggve.errors import Language
from tryggve.publish.figures.style import Sign
from tryggve.terms import Reason, Verdict

_WORDS: dict[str, dict[Language, str]] = {
    "up": {"sv": "säkerställd ökning", "en": "clear increase"},
    "down": {"sv": "säkerställd minskning", "en": "clear decrease"},
    "unclear": {"sv": "ingen säkerställd förändring", "en": "no clear change"},
    "higher": {"sv": "säkerställt högre", "en": "clearly higher"},
    "lower": {"sv": "säkerställt lägre", "en": "clearly lower"},
    "alike": {"sv": "ingen säkerställd skillnad", "en": "no clear difference"},
    "too_little": {"sv": "underlaget räcker inte", "en": "not enough data to tell"},
    "suppressed": {"sv": "dolt av sekretesskäl", "en": "suppressed"},
    "not_asked": {"sv": "frågan ställdes inte", "en": "not asked"},
    "not_published": {"sv": "inte publicerat", "en": "not published"},
    "too_few": {"sv": "för få svar", "en": "too few answers"},
    "no_margin": {"sv": "felmarginalen är inte känd", "en": "margin of error not known"},
    "band": {"sv": "95 procents konfidensintervall", "en": "95 per cent confidence interval"},
    "value": {"sv": "Värde", "en": "Value"},
    "interval": {"sv": "95 procents konfidensintervall", "en": "95 per cent confidence interval"},
    "answers": {"sv": "Antal svar", "en": "Answers"},
    "period": {"sv": "Period", "en": "Period"},
    "measurement": {"sv": "Mätning", "en": "Measurement"},
    "place": {"sv": "Plats", "en": "Place"},
    "group": {"sv": "Grupp", "en": "Group"},
    "verdict": {"sv": "Bedömning", "en": "Verdict"},
    "change": {"sv": "Skillnad", "en": "Difference"},
    "margin": {"sv": "Skillnadens felmarginal", "en": "The difference's margin of error"},
    "to": {"sv": "till", "en": "to"},
    "from": {"sv": "från", "en": "from"},
}
_COLUMNS: dict[str, dict[Language, str]] = {
    "value": {"sv": "värde", "en": "value"},
    "low": {"sv": "nedre_gräns", "en": "lower_limit"},
    "high": {"sv": "övre_gräns", "en": "upper_limit"},
    "answers": {"sv": "antal_svar", "en": "answers"},
    "unit": {"sv": "enhet", "en": "unit"},
    "missing": {"sv": "saknas_därför", "en": "missing_because"},
    "first": {"sv": "från_år", "en": "from_year"},
    "last": {"sv": "till_år", "en": "to_year"},
    "measurement": {"sv": "mätning", "en": "measurement"},
    "place": {"sv": "plats", "en": "place"},
    "group": {"sv": "grupp", "en": "group"},
    "side": {"sv": "tal", "en": "side"},
    "verdict": {"sv": "bedömning", "en": "verdict"},
    "change": {"sv": "skillnad", "en": "difference"},
    "change_low": {"sv": "skillnad_nedre_gräns", "en": "difference_lower_limit"},
    "change_high": {"sv": "skillnad_övre_gräns", "en": "difference_upper_limit"},
}


def word(name: str, language: Language) -> str:
    """Return one of the fixed words."""
    return _WORDS[name][language]


def column(name: str, language: Language) -> str:
    """Return the heading of a column in the downloaded file."""
    return _COLUMNS[name][language]


def reason_word(reason: Reason, language: Language) -> str:
    """Say why a figure is not there."""
    return word(reason.value, language)


def change_word(verdict: Verdict, language: Language) -> str:
    """Say what may be concluded of a change over time."""
    return word(_choose(verdict, ("up", "down", "unclear")), language)


def gap_word(verdict: Verdict, language: Language) -> str:
    """Say what may be concluded of a difference between places or groups."""
    return word(_choose(verdict, ("higher", "lower", "alike")), language)


def _choose(verdict: Verdict, names: tuple[str, str, str]) -> str:
    up, down, unclear = names
    if Sign(verdict).untold:
        return "too_little"
    return {Verdict.UP: up, Verdict.DOWN: down}.get(verdict, unclear)
