"""Whether a goal's title still says the value to reach."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\d,.])\d+(?:[.,]\d+)?(?!\d)")
_YEARS = range(1900, 2101)


def says_another_value(title: str, targets: Iterable[float | None]) -> bool:
    """Tell whether a title names a number that is no year, and none of the values to reach."""
    aims = {target for target in targets if target is not None}
    said = {float(number.replace(",", ".")) for number in _NUMBER.findall(title)}
    values = {number for number in said if number not in _YEARS}
    return bool(aims and values) and not aims & values
