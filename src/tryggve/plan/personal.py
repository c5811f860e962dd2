"""Personal identity numbers in free text (Sv: personnummer), which never belong in a report."""

from __future__ import annotations

import re
from typing import Final

from tryggve.indicators.indicator import Words

# A coordination number (Sv: samordningsnummer) has sixty added to its day.
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_NUMBER: Final = re.compile(rf"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2]){_DAY}\s?[-+–]\s?\d{{4}}(?!\d)")
PERSONAL_NUMBER: Final = Words(
    "Det här ser ut som ett personnummer. Skriv inga personuppgifter.",
    "This looks like a personal identity number. Write nothing of persons.",
)


def holds_personal_number(text: str) -> bool:
    """Tell whether a text holds what looks like a personal identity number, written with its hyphen."""
    return _NUMBER.search(text) is not None
