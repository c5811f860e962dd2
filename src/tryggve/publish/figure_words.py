"""The figures inside a sentence: values, differences and margins with the decimals that their source allows."""

from __future__ import annotations

from tryggve.errors import Language
from tryggve.publish.numbers import decimals_of, format_change, format_number, rounded_up, shared_decimals, with_unit
from tryggve.terms import Difference, Estimate, Side, Unit


def value_words(estimate: Estimate, language: Language) -> str:
    """Write a figure as it is said: ``66,5 procent``, ``55``, ``1 126 per 100 000 invånare``."""
    number = format_number(estimate.value, language, decimals=decimals_of(estimate))
    if estimate.unit is Unit.PERCENT:
        return f"{number} {'procent' if language == 'sv' else 'per cent'}"
    return with_unit(number, estimate.unit, language)


def change_words(difference: Difference, side: Side, other: Side, language: Language) -> str:
    """Write the size of a difference: ``5,5 procentenheter``; the coarser figure decides the decimals."""
    places = shared_decimals(difference.value, side.estimate, other.estimate)
    return format_change(abs(difference.value), side.estimate.unit, language, places, signed=False)


def margin_words(difference: Difference, side: Side, language: Language) -> str:
    """Write a difference's margin of error; one decimal, never rounded down to less than it is."""
    return format_change(rounded_up(difference.margin, 1), side.estimate.unit, language, 1, signed=False)


def detectable_words(difference: Difference, side: Side, language: Language) -> str:
    """Write the smallest difference that could have been seen, rounded up."""
    share = side.estimate.unit is Unit.PERCENT and difference.detectable < 2
    places = 1 if share else 0
    return format_change(rounded_up(difference.detectable, places), side.estimate.unit, language, places, signed=False)
