"""A group's two figures: their difference, its verdict in words, and the table of all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tryggve.errors import Language
from tryggve.publish.figures.style import Sign
from tryggve.publish.figures.table import Raw, Table, finite, outcome_cells, outcome_raw, outcome_raw_columns
from tryggve.publish.figures.words import change_word, column, gap_word, reason_word, word
from tryggve.publish.numbers import (
    NBSP,
    format_change,
    format_estimate,
    format_margin,
    format_number,
    rounded_up,
    shared_decimals,
)
from tryggve.terms import Difference, Estimate, Missing, Outcome, Unit, Verdict

Form = Literal["change", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """A group's two figures (Sv: rad). ``difference`` is second minus first, with the interval of the difference."""

    label: str
    first: Outcome
    second: Outcome
    sign: Sign
    difference: Difference | None = None

    @property
    def shown(self) -> Sign:
        """The verdict that is drawn; without both figures nothing can be told."""
        return (
            self.sign if isinstance(self.first, Estimate) and isinstance(self.second, Estimate) else Sign(Verdict.FEW)
        )


def mark_of(sign: Sign, form: Form) -> str:
    """Return what stands before a certain difference: an arrow for a change over time, a dot between groups."""
    return sign.arrow if form == "change" else sign.dot


def verdict_word(sign: Sign, form: Form, language: Language) -> str:
    """Say the row's verdict in the words of a change or of a gap."""
    return change_word(sign.verdict, language) if form == "change" else gap_word(sign.verdict, language)


def difference_of(row: DumbbellRow) -> float | None:
    """Return second minus first, or nothing where a figure is missing."""
    if row.difference:
        return row.difference.value
    if isinstance(row.first, Estimate) and isinstance(row.second, Estimate):
        return row.second.value - row.first.value
    return None


def margin_text(row: DumbbellRow, language: Language) -> str:
    """Write the margin of the difference, ready to stand after it; empty where it is not known."""
    if not row.difference or not math.isfinite(row.difference.margin):
        return ""
    return f" ±{NBSP}{format_number(rounded_up(row.difference.margin, 1), language, decimals=1)}"


def decimals_of_row(row: DumbbellRow) -> int:
    """Return the decimals of the row's difference."""
    value = difference_of(row)
    if value is None or isinstance(row.first, Missing) or isinstance(row.second, Missing):
        return 0
    return shared_decimals(value, row.first, row.second)


def row_words(row: DumbbellRow, first: str, second: str, *, form: Form, language: Language) -> str:
    """Describe a row for somebody who cannot see it."""
    sides = [
        f"{name} {reason_word(o.reason, language) if isinstance(o, Missing) else format_estimate(o, language)}"
        for name, o in ((first, row.first), (second, row.second))
    ]
    return f"{row.label}: {', '.join(sides)}, {verdict_word(row.shown, form, language)}"


def pair_table(
    rows: Sequence[DumbbellRow], first: str, second: str, *, form: Form, title: str, language: Language
) -> Table:
    """Return the table beside the figure."""
    interval = word("interval", language)
    heads = ("group", "change", "margin", "verdict")
    group, change, margin, verdict = (word(name, language) for name in heads)
    raw = outcome_raw_columns(language)
    raw_ends = tuple(column(name, language) for name in ("change", "change_low", "change_high", "verdict"))
    return Table(
        caption=title,
        columns=(group, first, f"{first}, {interval}", second, f"{second}, {interval}", change, margin, verdict),
        rows=tuple(_written(row, form=form, language=language) for row in rows),
        raw_columns=(
            column("group", language),
            *(f"{side}_{name}" for side in (first, second) for name in raw),
            *raw_ends,
        ),
        raw_rows=tuple(_raw(row) for row in rows),
    )


def _written(row: DumbbellRow, *, form: Form, language: Language) -> tuple[str, ...]:
    sides = [cell for o in (row.first, row.second) for cell in outcome_cells(o, language)[:2]]
    value = difference_of(row)
    unit = next((e.unit for e in (row.first, row.second) if isinstance(e, Estimate)), Unit.PERCENT)
    places = decimals_of_row(row)
    change = "" if value is None else format_change(value, unit, language, places)
    margin = ""
    if row.difference and math.isfinite(row.difference.margin):
        margin = format_margin(row.difference.margin, unit, language)
    return (row.label, *sides, change, margin, verdict_word(row.shown, form, language))


def _raw(row: DumbbellRow) -> tuple[Raw, ...]:
    d = row.difference
    limits = (finite(d.low), finite(d.high)) if d else (None, None)
    sides = (*outcome_raw(row.first), *outcome_raw(row.second))
    return (row.label, *sides, difference_of(row), *limits, row.shown.verdict.value)
