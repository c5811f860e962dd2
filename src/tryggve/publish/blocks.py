"""A document as one list of blocks, from which the page and the PDF are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.publish.wording import Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (Sv: rubrik); level 1 is the largest under the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text (Sv: stycke); ``lead`` marks the one that sums up."""

    text: str
    lead: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The text at its empty lines; a browser ends its lines in two characters, a file in one."""
        even = self.text.replace("\r\n", "\n")
        return tuple(part.strip() for part in even.split("\n\n") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBlock:
    """A claim with its shape and its word (Sv: slutsats); ``detail`` is the line under it."""

    symbol: str
    state: str
    tone: Tone
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """A picture drawn here, with what it shows in words (Sv: figur).

    ``narrow`` is the same picture drawn for a phone, where one is; a page shows it there instead.
    """

    svg: str
    alt: str
    caption: str = ""
    narrow: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A figure needs a text that says what it shows.")
        for svg in (self.svg, *([self.narrow] if self.narrow else [])):
            if not svg.lstrip().startswith("<svg") or "<script" in svg.lower():
                raise ValueError("A figure is an SVG without scripts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table with its headings (Sv: tabell); ``numeric`` counts the columns set to the right, from 0."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("Every row of a table has one cell for each heading.")


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and a value (Sv: uppgifter)."""

    pairs: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | ClaimBlock | FigureBlock | TableBlock | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document (Sv: dokument). ``made`` is the date that it says of itself, ``note`` stands on every page.

    Raises:
        ValueError: a heading skips a level, so that nobody who listens can find the way.
    """

    title: str
    language: Language
    author: str
    made: dt.date
    blocks: tuple[Block, ...]
    kicker: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= level + 1:
                    raise ValueError(f"The heading {block.text!r} skips from level {level} to {block.level}.")
                level = block.level
