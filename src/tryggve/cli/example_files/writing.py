"""Writing files so that the same content gives the same file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from tryggve.cli.example_files.story import MADE_UP_EN, MADE_UP_SV

MADE = dt.datetime(2026, 1, 15, 12, 0, tzinfo=dt.UTC)


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 with plain line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def write_table(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write rows as a comma-separated file."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return write_text(path, lines.getvalue())


def new_book(title: str) -> Workbook:
    """Return an empty workbook whose properties say that its figures are made up."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Tryggve"
    book.properties.title = title
    book.properties.description = f"{MADE_UP_SV} {MADE_UP_EN}"
    book.properties.created = MADE.replace(tzinfo=None)
    return book


def save_book(book: Workbook, path: Path) -> Path:
    """Save a workbook, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path
