"""Numbers as people type them: space or point between thousands, decimal comma or point, a word for money after it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

_KRONOR: Final = re.compile(r"(kr\.?|kronor|sek|:[-–])$", re.IGNORECASE)
_SCALED: Final = re.compile(r"(.*\d)(tkr|mkr|mnkr)\.?", re.IGNORECASE)
_ZEROS: Final = {"tkr": 3, "mkr": 6, "mnkr": 6}
_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})")
# Money has two decimals at most, so three digits after a point or a comma can only be thousands.
_MONEY: Final = re.compile(r"-?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d{1,2})?|(?:,\d{3})+(?:\.\d{1,2})?)")
_EITHER: Final = re.compile(r"-?([1-9]\d{0,2})\.(\d{3})")


def plain_number(text: str) -> str:
    """Write a typed number as ``float`` reads it: ``1 200,5`` and ``1.200,5`` become ``1200.5``."""
    packed = "".join(text.split())
    return (packed.replace(".", "") if _THOUSANDS.fullmatch(packed) else packed).replace(",", ".")


def plain_kronor(text: str) -> str:
    """Write a typed amount of money as ``float`` reads it: ``54 300 kr``, ``54.300:-`` and ``54.300,00`` alike."""
    packed = _KRONOR.sub("", "".join(text.split()))
    if not _MONEY.fullmatch(packed):
        return packed.replace(",", ".")
    whole, _, decimals = packed.replace(",", ".").rpartition(".")
    if len(decimals) == 3:
        return (whole + decimals).replace(".", "")
    return f"{whole.replace('.', '')}.{decimals}"


def scaled_kronor(text: str) -> Decimal | None:
    """Return what an amount in thousands or millions is in kronor: ``50 tkr`` is 50 000; nothing for other texts."""
    found = _SCALED.fullmatch("".join(text.split()))
    if found is None:
        return None
    try:
        return Decimal(plain_kronor(found[1])).scaleb(_ZEROS[found[2].lower()])
    except InvalidOperation:
        return None


def two_readings(text: str) -> tuple[str, str] | None:
    """Return what a number such as ``1.200`` may mean, as thousands and with decimals; nothing where it is plain."""
    found = _EITHER.fullmatch("".join(text.split()))
    if found is None:
        return None
    whole, after = found.groups()
    sign = "-" if text.strip().startswith("-") else ""
    return f"{sign}{whole}{after}", f"{sign}{whole},{after}".rstrip("0").rstrip(",")
