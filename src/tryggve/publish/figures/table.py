"""The table that stands beside every figure: the same data as words for reading and as numbers for downloading."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.publish.figures.words import column, reason_word, word
from tryggve.publish.numbers import format_count, format_estimate, format_interval
from tryggve.terms import Missing, Outcome

Raw = str | float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A figure's data (Sv: tabell).

    ``rows`` are written texts under ``columns``; ``raw_rows`` the unrounded numbers under ``raw_columns``, None where
    a figure is missing. The first ``row_headers`` columns name the row.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    raw_columns: tuple[str, ...]
    raw_rows: tuple[tuple[Raw, ...], ...]
    row_headers: int = 1

    def csv(self) -> str:
        """Return the numbers as comma-separated text with decimal points and a heading."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.raw_columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in self.raw_rows)
        return out.getvalue()


def outcome_columns(language: Language) -> tuple[str, ...]:
    """Return the headings over ``outcome_cells``."""
    return tuple(word(name, language) for name in ("value", "interval", "answers"))


def outcome_cells(outcome: Outcome, language: Language) -> tuple[str, ...]:
    """Write one figure as value, interval and number of answers; the reason in words where it is missing."""
    if isinstance(outcome, Missing):
        return (reason_word(outcome.reason, language), "", "")
    interval = format_interval(outcome, language) or word("no_margin", language)
    return (format_estimate(outcome, language), interval, format_count(outcome.n, language) if outcome.n else "")


def outcome_raw_columns(language: Language) -> tuple[str, ...]:
    """Return the headings over ``outcome_raw``."""
    return tuple(column(name, language) for name in ("value", "low", "high", "answers", "unit", "missing"))


def outcome_raw(outcome: Outcome) -> tuple[Raw, ...]:
    """Return one figure's value, limits, answers, unit code and the code of the reason where it is missing."""
    if isinstance(outcome, Missing):
        return (None, None, None, None, None, outcome.reason.value)
    known = (finite(outcome.low), finite(outcome.high), outcome.n or None)
    return (outcome.value, *known, outcome.unit.value, None)


def finite(value: float) -> float | None:
    """Return the number, or None where it is not known."""
    return value if math.isfinite(value) else None
