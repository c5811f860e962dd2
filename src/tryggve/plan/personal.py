"""Personal identity numbers in free text (Sv: personnummer), which never belong in a report."""

from __future__ import annotations

import re
from typing import Final

from tryggve.indicators.indicator import Words

# A coordination number (Sv: samordningsnummer) has sixty added to its day.
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_NUMBER: Final = re.compile(
    rf"(?<![\dA-ZÅÄÖ/])(?:19|20)?(?P<date>\d\d(?:0[1-9]|1[0-2]){_DAY})\s?[-+–]\s?(?P<last>\d{{4}})(?!\d)"
)
_MONTH_AND_DAY: Final = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
PERSONAL_NUMBER: Final = Words(
    "Det här ser ut som ett personnummer. Skriv inga personuppgifter.",
    "This looks like a personal identity number. Write nothing of persons.",
)


def holds_personal_number(text: str) -> bool:
    """Tell whether a text holds what looks like a personal identity number, written with its hyphen.

    A time such as ``240101–1231`` looks like one too, and is let be where its last figure is no check digit.
    """
    return any(not _is_time(found["date"], found["last"]) for found in _NUMBER.finditer(text))


def _is_time(date: str, last: str) -> bool:
    later = _MONTH_AND_DAY.fullmatch(last) is not None and last > date[2:]
    return later and not _holds_check_digit(date + last)


def _holds_check_digit(number: str) -> bool:
    """Count the digits by Luhn's rule: every other doubled, the sum of all figures a multiple of ten."""
    doubled = "".join(str(int(digit) * (2 - at % 2)) for at, digit in enumerate(number))
    return sum(map(int, doubled)) % 10 == 0
