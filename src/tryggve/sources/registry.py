"""The readers, and the one door through which a file becomes a release."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from tryggve.errors import UnknownLayoutError, UsageError
from tryggve.sources import bra_kommun, bra_table, folkhalsa, police_areas, scb, trygghetsmatning
from tryggve.sources.cells import label
from tryggve.sources.dropped_file import DroppedFile, open_file
from tryggve.sources.local_tables import read_mapped
from tryggve.sources.mapping import Mapping
from tryggve.terms import Release


class Reader(Protocol):
    """What a reader's module holds (Sv: läsare)."""

    LAYOUT: tuple[str, str]  # the layout's name, in Swedish and English

    def recognises(self, file: DroppedFile) -> bool:
        """Tell whether the file has this reader's layout."""
        ...

    def read(self, file: DroppedFile) -> Release:
        """Return all of the file, or refuse it."""
        ...


READERS: dict[str, Reader] = {
    "bra_table": bra_table,
    "bra_kommun": bra_kommun,
    "folkhalsa": folkhalsa,
    "scb": scb,
    "police_areas": police_areas,
    "trygghetsmatning": trygghetsmatning,
}

_READ_OTHERWISE = {
    "local_table": ("Egen tabell, läst med en kolumnkarta", "A table of one's own, read with a mapping"),
    "survey_definition": ("Svar på en egen enkät", "Answers to a survey of one's own"),
}


def read_release(path: Path, *, mapping: Mapping | None = None, hint: str | None = None, name: str = "") -> Release:
    """Read a file of any known layout, or a table with its mapping.

    Args:
        path: The file.
        mapping: What the columns mean; without it the layout is recognised.
        hint: The only reader to try, a name in ``READERS``.
        name: The name that the user gave the file, where it is stored under another one.

    Raises:
        UnreadableFileError: Where it is not a file of tables.
        UnknownLayoutError: Where no reader recognises it.
        BadValueError: Where a cell cannot be right.
        UsageError: Where the hint is no reader.
    """
    if hint is not None and hint not in READERS:
        known = ", ".join(READERS)
        raise UsageError(
            sv=f"Läsaren ”{hint}” finns inte. Välj en av: {known}.", en=f"No reader “{hint}”. Choose one of: {known}."
        )
    file = open_file(path, name=name)
    if mapping is not None:
        return read_mapped(file, mapping)
    for own_name, reader in READERS.items():
        if hint in {None, own_name} and reader.recognises(file):
            return reader.read(file)
    raise unknown_layout(file)


def knows(file: DroppedFile) -> bool:
    """Tell whether a reader recognises the file, so that it needs no mapping."""
    return any(reader.recognises(file) for reader in READERS.values())


def layout_name(layout: str) -> tuple[str, str]:
    """Return a stored layout's name in Swedish and English: its reader's, or what else it was read with."""
    reader = READERS.get(layout.partition(":")[0])
    return reader.LAYOUT if reader else _READ_OTHERWISE.get(layout, (layout, layout))


def unknown_layout(file: DroppedFile) -> UnknownLayoutError:
    """Return the error that says what was looked at, what is known, and that a table can be mapped."""
    known_sv, known_en = ("; ".join(reader.LAYOUT[i] for reader in READERS.values()) for i in (0, 1))
    sheet = file.sheets[0] if file.sheets else None
    first = next((row for row in sheet.rows if any(label(cell) for cell in row)), ()) if sheet else ()
    seen = ", ".join(label(cell) or "–" for cell in first[:8]) if first else file.text[:80] or "–"
    return UnknownLayoutError(
        sv=f"Filens uppställning är inte känd. I cell A1 och framåt står: {seen}. Kända uppställningar: {known_sv}. "
        "En tabell med en rubrikrad kan läsas om du anger vilken kolumn som är vad.",
        en=f"The layout of the file is not known. Cell A1 and onwards holds: {seen}. Known layouts: {known_en}. "
        "A table with one header row can be read if you say which column is what.",
        where=file.where(sheet=sheet.name if sheet else "", row=1, column="A"),
    )
