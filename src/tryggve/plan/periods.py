"""A plan's period: the one that follows it, its name moved with it, and what lies outside it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tryggve.plan.dates import from_code

_YEARS = re.compile(r"(?<!\d)(\d{4})(?:([-–/])(\d{2}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A plan's name and period (Sv: namn och period); the dates are codes of ``plan.dates``, or empty."""

    title: str
    starts: str
    ends: str


def following(period: NamedPeriod) -> NamedPeriod:
    """Return the period of the same length that comes next, the years in the name moved with it.

    A document without a period stays as it is.
    """
    if not (period.starts and period.ends):
        return period
    first, last = from_code(period.starts).first, from_code(period.ends).last
    years = max(1, round(((last - first).days + 1) / 365.25))

    def moved(found: re.Match[str]) -> str:
        year, between, short = found.groups()
        if not first.year <= int(year) <= last.year:
            return found.group()
        return f"{int(year) + years}" + (f"{between}{(int(short) + years) % 100:02d}" if short else "")

    return NamedPeriod(_YEARS.sub(moved, period.title), later(period.starts, years), later(period.ends, years))


def later(code: str, years: int = 1) -> str:
    """Return a stored date some years later: ``2024-h`` becomes ``2025-h``, 29 February the 28th where it must."""
    if not code:
        return ""
    moved = re.sub(r"\d{4}", lambda found: str(int(found.group()) + years), code, count=1)
    return moved.replace("-02-29", "-02-28") if _not_a_day(moved) else moved


def lies_before(code: str, starts: str) -> bool:
    """Tell whether all of a date lies before a period begins; not where either is unknown."""
    return bool(code and starts) and from_code(code).last < from_code(starts).first


def ends_before_start(starts: str, ends: str) -> bool:
    """Tell whether a span is turned round; not where either end is unknown, as a start "before" something is."""
    known = bool(starts and ends) and not starts.startswith("<")
    return known and from_code(ends).last < from_code(starts).first


def _not_a_day(code: str) -> bool:
    try:
        dt.date.fromisoformat(code.removeprefix("<"))
    except ValueError:
        return code.endswith("-02-29")
    return False
