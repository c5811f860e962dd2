"""One thing to do, and the order of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that waits for a person (Sv: att göra). ``day`` is the last day, where there is one."""

    text: str
    address: str
    day: dt.date | None = None
    late: bool = False
    detail: str = ""


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Sort by the last day; what has none comes after, in the order it was found."""
    return sorted(duties, key=lambda duty: (duty.day is None, duty.day or dt.date.max))
