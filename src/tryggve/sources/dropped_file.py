"""A file as the readers see it: what it is, and its sheets or its text, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tryggve.engine.intake import FileFacts, Sheet, inspect_file, read_sheets, read_text
from tryggve.errors import Where
from tryggve.sources.csv_text import csv_sheet
from tryggve.sources.px import px_text

_READABLE = frozenset({"csv", "xlsx", "px", "json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """A file that somebody handed in (Sv: inlämnad fil).

    ``sheets`` are those of a workbook, or the one nameless sheet of a CSV file; ``text`` is that of a PX or JSON file.
    """

    facts: FileFacts
    sheets: tuple[Sheet, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The file's name, as the user gave it."""
        return self.facts.name

    def where(self, *, sheet: str = "", row: int | None = None, column: str = "") -> Where:
        """Return a place in the file, for messages."""
        return Where(file=self.name, sheet=sheet, row=row, column=column)


def open_file(path: Path, *, name: str = "") -> DroppedFile:
    """Inspect a file and read all of it.

    Raises:
        UnreadableFileError: Where it is damaged, too large or of a kind that holds no tables.
    """
    facts = inspect_file(path, allowed=_READABLE, name=name)
    if facts.kind == "xlsx":
        return DroppedFile(facts=facts, sheets=read_sheets(facts))
    if facts.kind == "csv":
        return DroppedFile(facts=facts, sheets=(csv_sheet(read_text(facts), file=facts.name),))
    return DroppedFile(facts=facts, text=px_text(facts) if facts.kind == "px" else read_text(facts))
