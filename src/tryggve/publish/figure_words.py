"""The figures inside a sentence: values, differences and margins with the decimals that their source allows."""

from __future__ import annotations

import math

from tryggve.errors import Language
from tryggve.publish.numbers import decimals_of, format_change, format_number, with_unit
from tryggve.terms import Difference, Estimate, Side, Unit


def value_words(estimate: Estimate, language: Language) -> str:
    """Write a figure as it is said: ``66,5 procent``, ``55``, ``1 126 per 100 000 invånare``."""
    number = format_number(estimate.value, language, decimals=decimals_of(estimate))
    if estimate.unit is Unit.PERCENT:
        return f"{number} {'procent' if language == 'sv' else 'per cent'}"
    return with_unit(number, estimate.unit, language)


def change_words(difference: Difference, side: Side, other: Side, language: Language) -> str:
    """Write the size of a difference: ``5,5 procentenheter``; the coarser figure decides the decimals."""
    places = _shared_decimals(difference.value, side.estimate, other.estimate)
    return format_change(abs(difference.value), side.estimate.unit, language, places, signed=False)


def margin_words(difference: Difference, side: Side, language: Language) -> str:
    """Write a difference's margin of error; one decimal, never rounded down to less than it is."""
    margin = math.ceil(difference.margin * 10 - 1e-9) / 10
    return format_change(margin, side.estimate.unit, language, 1, signed=False)


def detectable_words(difference: Difference, side: Side, language: Language) -> str:
    """Write the smallest difference that could have been seen, rounded up."""
    share = side.estimate.unit is Unit.PERCENT and difference.detectable < 2
    size = math.ceil(difference.detectable * (10 if share else 1) - 1e-9) / (10 if share else 1)
    return format_change(size, side.estimate.unit, language, 1 if share else 0, signed=False)


def _shared_decimals(value: float, first: Estimate, second: Estimate) -> int:
    places = min(decimals_of(first), decimals_of(second))
    return 1 if places == 0 and abs(value) < 1 and value != round(value) else places
