"""Numbers as people read them, in Swedish and in English."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from tryggve.errors import Language
from tryggve.terms import Estimate, Unit

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_POINT = {"sv": ",", "en": "."}
_THOUSANDS = {"sv": NBSP, "en": ","}
# A unit after a difference: singular, plural.
_STEPS: dict[Unit, dict[Language, tuple[str, str]]] = {
    Unit.PERCENT: {"sv": ("procentenhet", "procentenheter"), "en": ("percentage point", "percentage points")},
    Unit.INDEX: {"sv": ("indexpoäng", "indexpoäng"), "en": ("index point", "index points")},
    Unit.LEVEL: {"sv": ("steg", "steg"), "en": ("step", "steps")},
}
_RATES: dict[Unit, tuple[int, dict[Language, str]]] = {
    Unit.PER_100K: (100_000, {"sv": "per {} invånare", "en": "per {} inhabitants"}),
    Unit.PER_1000: (1_000, {"sv": "per {} invånare", "en": "per {} inhabitants"}),
}
_USUAL_DECIMALS = {Unit.COUNT: 0}


def format_number(value: float, language: Language, *, decimals: int = 0, signed: bool = False) -> str:
    """Write a number with the language's decimal sign and thousands.

    Halves are rounded away from zero, as in published tables, and a value that rounds to zero has no minus. With
    ``signed`` a positive number gets a plus.

    Raises:
        ValueError: where the value is not finite; a missing figure is said in words, never as a number.
    """
    if not math.isfinite(value):
        raise ValueError("Only a finite number can be written; say in words why a figure is missing.")
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}"
    text = digits.translate({ord(","): _THOUSANDS[language], ord("."): _POINT[language]})
    if not rounded:
        return text
    return MINUS + text if rounded < 0 else f"+{text}" if signed else text


def decimals_of(estimate: Estimate) -> int:
    """Return how many decimals a figure is written with: never more than its source gives.

    A share has at most one, a count none, a rate of 100 or more none, an index computed here one unless it is whole.
    """
    if estimate.unit is Unit.COUNT:
        return 0
    if estimate.unit in _RATES:
        return 0 if abs(estimate.value) >= 100 else 1
    if estimate.rounding:
        step = _decimals_of_step(estimate.rounding)
        return min(1, step) if estimate.unit is Unit.PERCENT else step
    whole = estimate.unit is Unit.INDEX and estimate.value == round(estimate.value)
    return 0 if whole else usual_decimals(estimate.unit)


def shared_decimals(difference: float, first: Estimate, second: Estimate) -> int:
    """Return the decimals of a difference: those of the coarser figure, but one where it would be written as zero."""
    places = min(decimals_of(first), decimals_of(second))
    return 1 if places == 0 and abs(difference) < 1 and difference != round(difference) else places


def rounded_up(value: float, decimals: int) -> float:
    """Round a margin of error up, so that it is never written as less than it is."""
    return math.ceil(abs(value) * 10.0**decimals - 1e-9) / 10.0**decimals


def _decimals_of_step(step: float) -> int:
    return max(0, -math.ceil(math.log10(step) - 1e-9))


def usual_decimals(unit: Unit) -> int:
    """Return how many decimals a figure of the unit has where nothing is known of its rounding."""
    return _USUAL_DECIMALS.get(unit, 1)


def with_unit(text: str, unit: Unit, language: Language) -> str:
    """Put the unit after an already written level: ``66,5 %``, ``66.5%``, ``12 per 1 000 invånare``, ``60``."""
    if unit is Unit.PERCENT:
        return f"{text}{NBSP}%" if language == "sv" else f"{text}%"
    if unit in _RATES:
        base, words = _RATES[unit]
        return f"{text} {words[language].format(format_number(base, language))}"
    return text


def unit_of_change(unit: Unit, language: Language, *, number: str = "") -> str:
    """Return the unit of a difference; singular only after the bare number 1 (``1 procentenhet``)."""
    if unit in _RATES:
        base, words = _RATES[unit]
        return words[language].format(format_number(base, language))
    singular, plural = _STEPS.get(unit, {}).get(language, ("", ""))
    return singular if number.lstrip(f"+{MINUS}") == "1" else plural


def format_value(value: float, unit: Unit, language: Language, decimals: int | None = None) -> str:
    """Write a level with its unit: ``66,5 %``, ``1 480``, ``60``."""
    places = usual_decimals(unit) if decimals is None else decimals
    return with_unit(format_number(value, language, decimals=places), unit, language)


def format_estimate(estimate: Estimate, language: Language) -> str:
    """Write an estimate's value with its unit and the decimals its source gives: whole per cent stay whole."""
    return format_value(estimate.value, estimate.unit, language, decimals_of(estimate))


def format_interval(estimate: Estimate, language: Language) -> str:
    """Write the 95 per cent interval, e.g. ``62,0–68,4``; an empty text where none is known."""
    if not estimate.has_interval:
        return ""
    limits = min(1, _decimals_of_step(estimate.limit_rounding)) if estimate.limit_rounding else 0
    places = max(decimals_of(estimate), limits)
    low, high = (format_number(limit, language, decimals=places) for limit in (estimate.low, estimate.high))
    dash = " – " if estimate.low < 0 else "–"
    return f"{low}{dash}{high}"


def format_change(
    value: float, unit: Unit, language: Language, decimals: int | None = None, *, signed: bool = True
) -> str:
    """Write a difference with its unit: ``+5,5 procentenheter``; without a plus where ``signed`` is false."""
    places = usual_decimals(unit) if decimals is None else decimals
    number = format_number(value, language, decimals=places, signed=signed)
    return f"{number} {unit_of_change(unit, language, number=number)}".rstrip()


def format_margin(value: float, unit: Unit, language: Language, decimals: int = 1) -> str:
    """Write a margin of error with its unit, rounded up: ``± 3,6 procentenheter``."""
    return f"±{NBSP}{format_change(rounded_up(value, decimals), unit, language, decimals, signed=False)}"


def format_count(value: float, language: Language) -> str:
    """Write a number of answers, people or events: ``1 480``."""
    return format_number(value, language)


def format_p(value: float, language: Language) -> str:
    """Write a p value: two decimals, three under 0.1, and never as zero.

    Raises:
        ValueError: where the value is no probability.
    """
    if not 0 <= value <= 1:
        raise ValueError(f"A p value lies between 0 and 1, not {value}.")
    if value < 0.001:
        return f"p < {format_number(0.001, language, decimals=3)}"
    return f"p = {format_number(value, language, decimals=2 if value >= 0.1 else 3)}"
