"""The text of a plan that was written elsewhere: a Word file's or pasted paragraphs, in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tryggve.errors import UnreadableFileError, UsageError, Where

LARGEST: Final = 20 * 2**20  # bytes of the file
_UNPACKED: Final = 200 * 2**20  # bytes of what it holds
MOST_PASSAGES: Final = 800
_LONGEST: Final = 8000  # characters of one passage
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_WRITTEN: Final = {"t": "", "tab": " ", "br": " ", "noBreakHyphen": "-"}  # what an element of Word's writes
_MARKDOWN = re.compile(r"(#{1,6})\s+(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph or a table's row (Sv: stycke).

    ``number`` counts from 1. ``level`` is 0 for running text and the heading's level else. ``cells`` are a row's, and
    ``head`` those of its table's first row; both empty for a paragraph.
    """

    number: int
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"text": self.text, "level": self.level, "cells": list(self.cells), "head": list(self.head)}


def passages_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Passage, ...]:
    """Return stored passages, numbered."""
    return tuple(
        Passage(number=number, text=row["text"], level=row["level"], cells=tuple(row["cells"]), head=tuple(row["head"]))
        for number, row in enumerate(rows, start=1)
    )


def read_pasted(text: str) -> tuple[Passage, ...]:
    """Return pasted text's passages, a line each; tabs divide a table's cells, ``#`` marks a heading.

    Raises:
        UsageError: there is no text, or too much.
    """
    return _numbered(_pasted(text), where=Where())


def read_word(content: bytes, *, name: str) -> tuple[Passage, ...]:
    """Return a Word file's passages: paragraphs and tables' rows in order, without what was deleted.

    Nothing in the file is run, fetched or followed.

    Raises:
        UnreadableFileError: it is no Word file, or damaged, locked, too large or made to do harm.
        UsageError: it holds no text, or too much.
    """
    where = Where(file=name)
    _refuse_other_kinds(content, where)
    _refuse_harmful(content, where)
    return _numbered(_word(content, where), where=where)


def _numbered(found: Iterable[Passage], *, where: Where) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for passage in found:
        if len(passages) == MOST_PASSAGES:
            raise UsageError(
                sv=f"Texten har fler än {MOST_PASSAGES} stycken. Dela den och ta en del i taget.",
                en=f"The text has more than {MOST_PASSAGES} paragraphs. Divide it and take one part at a time.",
                where=where,
            )
        passages.append(
            Passage(
                number=len(passages) + 1,
                text=passage.text[:_LONGEST],
                level=passage.level,
                cells=passage.cells,
                head=passage.head,
            )
        )
    if not passages:
        raise UsageError(
            sv="Det finns ingen text att märka. Är planen en bild, skriv av den eller kopiera texten hit.",
            en="There is no text to mark. If the plan is a picture, type it or copy its text here.",
            where=where,
        )
    return tuple(passages)


def _pasted(text: str) -> Iterator[Passage]:
    head: tuple[str, ...] = ()
    for line in text.splitlines():
        cells = _cells(line.split("\t")) if "\t" in line.strip() else ()
        if len(cells) > 1:
            head = head or cells
            yield Passage(number=0, text=" | ".join(cells), cells=cells, head=head)
            continue
        head = ()
        if said := _plain(line):
            marked = _MARKDOWN.fullmatch(said)
            yield Passage(
                number=0, text=marked.group(2) if marked else said, level=len(marked.group(1)) if marked else 0
            )


def _word(content: bytes, where: Where) -> Iterator[Passage]:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(content))
        blocks = list(document.iter_inner_content())
        for block in blocks:
            yield from _rows(block) if isinstance(block, Table) else _paragraph(block)
    # What python-docx and zipfile raise at a damaged file; NotImplementedError is a way of packing that is not known.
    except (SyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, NotImplementedError) as error:
        raise _damaged(where) from error


def _paragraph(block: Any) -> Iterator[Passage]:
    if text := _plain(_written(block._p)):
        yield Passage(number=0, text=text, level=_level(block.style))


def _rows(table: Any) -> Iterator[Passage]:
    head: tuple[str, ...] = ()
    for row in table.rows:
        # A cell that spans several columns is given once for each of them.
        once = dict.fromkeys(cell._tc for cell in row.cells)
        cells = _cells(" ".join(_written(p) for p in cell.p_lst) for cell in once)
        if any(cells):
            head = head or cells
            yield Passage(number=0, text=" | ".join(cell for cell in cells if cell), cells=cells, head=head)


def _written(element: Any) -> str:
    """Return an element's text, with what was inserted and without what was deleted under tracked changes."""
    parts = []
    for inner in element.iter():
        name = str(inner.tag).rpartition("}")[2]
        if name in _WRITTEN and not any(str(a.tag).endswith(("}del", "}Fallback")) for a in inner.iterancestors()):
            parts.append(_WRITTEN[name] or inner.text or "")
    return "".join(parts)


def _level(style: Any) -> int:
    """Return a heading's level from its style or the one that it is built on, in Swedish or English."""
    while style is not None:
        found = re.fullmatch(r"(?:heading|rubrik)\s*(\d)", (style.name or "").strip(), re.IGNORECASE)
        if found:
            return int(found.group(1))
        if (style.name or "").lower() in ("title", "titel"):
            return 1
        style = style.base_style
    return 0


def _cells(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(_plain(cell) for cell in cells)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def _refuse_other_kinds(content: bytes, where: Where) -> None:
    if len(content) > LARGEST:
        raise UnreadableFileError(
            sv=f"Filen är större än {LARGEST // 2**20} MB. Ta bort bilderna, eller kopiera texten och klistra in den.",
            en=f"The file is larger than {LARGEST // 2**20} MB. Remove the pictures, or copy the text and paste it.",
            where=where,
        )
    if content.startswith(_OLE):
        raise _locked(where) if _LOCKED in content else _old(where)
    if not content.startswith(b"PK"):
        raise UnreadableFileError(
            sv="Filen är ingen Word-fil. Öppna den i Word och spara som docx, eller kopiera texten och klistra in den.",
            en="The file is no Word file. Open it in Word and save it as docx, or copy the text and paste it.",
            where=where,
        )


def _refuse_harmful(content: bytes, where: Where) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_entries(entries, where)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and _declares(archive.read(entry)):
                    raise _harmful(where)
    # NotImplementedError is what zipfile raises for a way of packing that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise _damaged(where) from error


def _refuse_entries(entries: Iterable[zipfile.ZipInfo], where: Where) -> None:
    found = list(entries)
    if any(entry.flag_bits & 1 for entry in found):
        raise _locked(where)
    if sum(entry.file_size for entry in found) > _UNPACKED:
        raise _harmful(where)
    names = {entry.filename for entry in found}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFileError(
            sv="Filen innehåller makron, som inte öppnas här. Spara den som ett vanligt Worddokument (docx).",
            en="The file holds macros, which are not opened here. Save it as an ordinary Word document (docx).",
            where=where,
        )
    if "word/document.xml" not in names:
        raise _damaged(where)


def _declares(xml: bytes) -> bool:
    # Word never writes a document type; one that is there wants something else read in.
    head = xml.replace(b"\x00", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def _damaged(where: Where) -> UnreadableFileError:
    return UnreadableFileError(
        sv="Filen är skadad eller ingen Word-fil. Öppna den i Word, spara den på nytt som docx och försök igen.",
        en="The file is damaged or no Word file. Open it in Word, save it anew as docx and try again.",
        where=where,
    )


def _locked(where: Where) -> UnreadableFileError:
    return UnreadableFileError(
        sv="Filen är låst med lösenord. Ta bort lösenordet i Word (Arkiv, Info, Skydda dokument) och försök igen.",
        en="The file is locked by a password. Remove it in Word (File, Info, Protect document) and try again.",
        where=where,
    )


def _old(where: Where) -> UnreadableFileError:
    return UnreadableFileError(
        sv="Filen är sparad i ett äldre format (doc). Öppna den i Word och spara som docx.",
        en="The file is saved in an older format (doc). Open it in Word and save it as docx.",
        where=where,
    )


def _harmful(where: Where) -> UnreadableFileError:
    return UnreadableFileError(
        sv="Filen innehåller sådant som ett Worddokument inte ska ha. Kopiera texten ur den och klistra in den här.",
        en="The file holds what a Word document should not. Copy its text and paste it here.",
        where=where,
    )
