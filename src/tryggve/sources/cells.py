"""What a cell says: a number, a mark for a missing figure, a label or a period."""

from __future__ import annotations

import datetime as dt
import re

from tryggve.engine.intake import Cell
from tryggve.errors import BadValueError, Where
from tryggve.terms import Missing, Period, Reason

Figure = float | Missing

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?", re.ASCII)
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(\D|$))")
_MARKS = {
    "..": Missing(reason=Reason.SUPPRESSED),
    ".": Missing(reason=Reason.NOT_ASKED),
    "": Missing(reason=Reason.NOT_PUBLISHED),
}
_LARGEST = 1e15  # a count beyond this is a slip, and floats no longer tell whole numbers apart
_ZERO_MARKS = frozenset({"-", "–", "−"})
_YEARS = re.compile(r"(\d{4})(?:\s*[-/–]\s*(\d{4}|\d{2}))?")


def label(cell: Cell) -> str:
    """Return a cell's text with every run of spaces and line breaks as one space; empty for an empty cell."""
    return "" if cell is None else " ".join(str(cell).split())


def figure(cell: Cell, *, where: Where) -> Figure:
    """Return the number in a cell, or why there is none.

    ``..`` is suppressed, ``.`` not asked, an empty cell not published and a lone dash zero, as official statistics
    write it. Decimal comma, decimal point and spaces between thousands are read.

    Raises:
        BadValueError: Where the cell holds anything else.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) <= _LARGEST:
        return float(cell)
    text = label(cell)
    if text in _MARKS:
        return _MARKS[text]
    if text in _ZERO_MARKS:
        return 0.0
    plain = _SPACES.sub("", text.replace("−", "-"))
    if isinstance(cell, str) and _NUMBER.fullmatch(plain) and abs(number := float(plain.replace(",", "."))) <= _LARGEST:
        return number
    raise BadValueError(
        sv=f"”{text}” är inget tal. Väntat: ett tal, eller .. (sekretess), . (uppgift saknas) eller - (noll).",
        en=f"“{text}” is no number. Expected: a number, or .. (suppressed), . (not available) or - (zero).",
        where=where,
    )


def is_period(cell: Cell) -> bool:
    """Tell whether a cell holds a year or a span of years."""
    return not isinstance(cell, bool | dt.datetime | dt.date) and bool(_YEARS.fullmatch(_year_text(cell)))


def period(cell: Cell, *, where: Where) -> Period:
    """Return the years that a cell speaks of: ``2024``, ``2017/2018``, ``2017-18`` or ``2004–2007``.

    Raises:
        BadValueError: Where it is no year, or the span runs backwards.
    """
    found = _YEARS.fullmatch(_year_text(cell))
    if found:
        first = int(found[1])
        last = int(found[2] or first)
        # "2017-18": the century is that of the first year.
        last += first // 100 * 100 if last < 100 else 0
        if 1900 <= first <= last <= 2100:
            return Period(first, last)
    raise BadValueError(
        sv=f"”{label(cell)}” är inget år. Väntat: 2024 eller 2017/2018.",
        en=f"“{label(cell)}” is no year. Expected: 2024 or 2017/2018.",
        where=where,
    )


def _year_text(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else label(cell)


def step_of(values: list[float]) -> float:
    """Return the step to which every value is rounded: 1, 0.1, or 0 where they are not rounded to either."""
    for step in (1.0, 0.1):
        if all(abs(value / step - round(value / step)) < 1e-6 for value in values):
            return step
    return 0.0
