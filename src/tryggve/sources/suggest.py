"""A first guess of what the columns of a table mean, from its headings; a person corrects it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tryggve.sources.cells import label
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.group_words import group_part
from tryggve.sources.headed_table import HeadedTable
from tryggve.sources.local_tables import chosen_sheet
from tryggve.sources.mapping import GroupColumn, Mapping
from tryggve.terms import Unit
from tryggve.terms.places import find_place

# The first pattern that fits decides; a heading is used once, in this order.
_PATTERNS = {
    "lower": r"undre|nedre|lägre|\blow|ki[ _]?l\b",
    "upper": r"övre|\bupper|\bhigh|ki[ _]?[hu]\b",
    "margin": r"osäkerhet|felmarginal|\bmargin|±",
    "n": r"svarande|antal svar|\bn\b|\bbas\b",
    "population": r"befolkning|invånare totalt|folkmängd|population",
    "period": r"^(mät|undersöknings)?år\b|^ar$|\byear\b|period|^tid$",
    "place": r"kommun|område|plats|region|geografi|stadsdel|municipality|^place|^area|^ort$",
    "measure": r"fråga|mått|indikator|variabel|\bkpi\b|measure|question",
    "value": r"^värde|^varde|andel|procent|^%|share|value|index|resultat|^antal",
}
_GROUPS = {
    "sex": r"^kön|gender|\bsex\b",
    "age": r"ålder|\bage\b",
    "birth": r"född|födelse|birth",
    "education": r"utbildning|education",
    "disability": r"funktions",
}


def suggest_mapping(file: DroppedFile, *, sheet: str = "", header_row: int = 1) -> Mapping:
    """Guess a mapping from the headings of a sheet; what cannot be guessed is left empty.

    Raises:
        UnknownLayoutError: Where there is no such sheet.
    """
    table = HeadedTable.of(chosen_sheet(file, sheet), file=file.name, header_row=header_row)
    free = [name for name in table.header if name]
    groups = tuple(_groups(table, free))
    guessed = {role: _take(free, pattern) for role, pattern in _PATTERNS.items()}
    place = guessed["place"] or next((name for name in free if _is_place(table, name)), "")
    # A wide table of one measure often has the measure's name over the figures.
    value = guessed["value"] or next((name for name in reversed(free) if _is_numeric(table, name)), "")
    named = f"{value} {_first(table, guessed['measure'])}"
    return Mapping(
        name=file.name.rsplit(".", 1)[0],
        value=value,
        unit=_unit(named),
        place=place,
        period=guessed["period"],
        measure=guessed["measure"],
        fixed_measure="" if guessed["measure"] else value,
        lower=guessed["lower"] if guessed["upper"] else "",
        upper=guessed["upper"] if guessed["lower"] else "",
        margin=guessed["margin"],
        n=guessed["n"],
        population=guessed["population"],
        groups=groups,
        sheet=sheet,
        header_row=header_row,
    )


def _take(free: list[str], pattern: str) -> str:
    found = next((name for name in free if re.search(pattern, name.lower())), "")
    if found:
        free.remove(found)
    return found


def _groups(table: HeadedTable, free: list[str]) -> Iterable[GroupColumn]:
    for dimension, pattern in _GROUPS.items():
        column = _take(free, pattern)
        if column:
            words = sorted({record.text(column) for record in table.records()})[:50]
            known = {word: part[1] for word in words if (part := group_part(word)) and part[0] in {"", dimension}}
            yield GroupColumn(column=column, dimension=dimension, values=known)


def _is_numeric(table: HeadedTable, column: str) -> bool:
    cells = [record.get(column) for record in table.records()][:50]
    return bool(cells) and all(re.fullmatch(r"-?\d+([.,]\d+)?|\.{0,2}", label(cell)) for cell in cells)


def _is_place(table: HeadedTable, column: str) -> bool:
    words = {record.text(column) for record in table.records()}
    return all(find_place(word) and not word.isdigit() for word in words)


def _first(table: HeadedTable, column: str) -> str:
    return next((record.text(column) for record in table.records()), "") if column else ""


def _unit(words: str) -> Unit:
    text = words.lower()
    units = {
        Unit.PER_100K: "per 100 000",
        Unit.PER_1000: "per 1 000",
        Unit.INDEX: "index",
        Unit.COUNT: "antal",
    }
    if re.search(r"andel|procent|%|share", text):
        return Unit.PERCENT
    return next((unit for unit, mark in units.items() if mark in text), Unit.PERCENT)
