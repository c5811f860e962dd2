"""Blocks as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by Typst from files in memory."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tryggve.errors import BadValueError, UsageError
from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.publish.claim_words import then_and_now

STANDARDS = ("a-2a", "ua-1")
_PACKAGES = ("typst", "font_source_sans_pro", "font_source_serif_pro")
_MOST_STRANGE_TEXTS = 40
_WORD = 0.5  # a column's weight for each letter of its longest word
_GAP = 1.2  # and for the space beside it
_UNSHOWN = re.compile(r'the text [`"]+(.*?)[`"]+ could not be displayed', re.DOTALL)


def to_pdf(document: Document) -> bytes:
    """Return the document as PDF; the same document gives the same bytes.

    Texts reach Typst as data, never as markup, so that whatever somebody wrote comes out literally.

    Raises:
        UsageError: what sets the documents is not installed.
    """
    _require_packages()
    import typst

    blocks, pictures = _blocks(document)
    data = _plain(_data(document, blocks))
    for _ in range(_MOST_STRANGE_TEXTS):
        try:
            return _compiled(data, pictures, made=document.made)
        except typst.TypstError as error:
            strange = _UNSHOWN.search(str(error))
            if strange is None:
                raise
            data = _spelled_out(data, strange.group(1))
    raise BadValueError(
        sv="Texten har för många tecken som PDF-filens typsnitt saknar. Ta bort emojier och ovanliga skrifter.",
        en="The text has too many characters that the PDF's typefaces lack. Remove emojis and unusual scripts.",
    )


def _compiled(data: Any, pictures: Mapping[str, bytes], *, made: dt.date) -> bytes:
    import typst

    files: dict[str, bytes] = {
        "main.typ": resources.files("tryggve.publish").joinpath("document.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **pictures,
    }
    pdf = typst.compile(  # type: ignore[call-overload]  # the stub knows no dictionary of files
        files,
        format="pdf",
        font_paths=[str(folder) for folder in _fonts()],
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=int(dt.datetime.combine(made, dt.time(), dt.UTC).timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def _plain(value: Any) -> Any:
    """Drop what no typeface can show: control characters and halves of characters."""
    return _in_texts(value, lambda text: "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Co")))


def _spelled_out(value: Any, strange: str) -> Any:
    """Write the names of characters that no typeface here can show, so that nothing is lost in silence."""
    names = {ord(c): f"[{unicodedata.name(c, f'U+{ord(c):04X}').lower()}]" for c in strange if not c.isspace()}
    return _in_texts(value, lambda text: text.translate(names))


def _in_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _in_texts(part, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_in_texts(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def _require_packages() -> None:
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError(
            sv=f"PDF kan inte göras: {', '.join(missing)} saknas. Installera tryggve[web,report] och försök igen.",
            en=f"PDF cannot be made: {', '.join(missing)} is missing. Install tryggve[web,report] and try again.",
        )


@cache
def _fonts() -> tuple[Path, ...]:
    found = [find_spec(name) for name in _PACKAGES[1:]]
    return tuple(Path(spec.origin).parent / "files" for spec in found if spec and spec.origin)


def _data(document: Document, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": document.title,
        "author": document.author,
        "lang": document.language,
        "made": [document.made.year, document.made.month, document.made.day],
        "kicker": document.kicker,
        "note": document.note,
        "footer": f"{document.author} · {document.title}",
        "blocks": blocks,
    }


def _blocks(document: Document) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    blocks, pictures = [], {}
    for number, block in enumerate(document.blocks):
        name = f"figure-{number}.svg"
        blocks.append(_block(block, name))
        if isinstance(block, FigureBlock):
            pictures[name] = block.svg.encode()
    return blocks, pictures


def _block(block: Block, file: str) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            parts = list(block.parts)
            return {"kind": "paragraph", "lead": block.lead, "parts": parts}
        case ClaimBlock():
            texts = {name: getattr(block, name) for name in ("symbol", "state", "tone", "detail")}
            then, now = then_and_now(block.text)
            return {"kind": "claim", "then": then, "now": now} | texts
        case FigureBlock():
            return {"kind": "figure", "file": file, "alt": block.alt, "caption": block.caption}
        case TableBlock():
            return _table(block)
        case Facts():
            return {"kind": "facts", "pairs": [list(pair) for pair in block.pairs]}


def _table(block: TableBlock) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": block.caption,
        "head": list(block.head),
        "rows": [list(row) for row in block.rows],
        "numeric": sorted(block.numeric),
        "widths": [_width(block, column) for column in range(len(block.head))],
    }


def _width(block: TableBlock, column: int) -> float:
    """Weigh a column by its longest text, within limits, so that no column starves another or breaks its words."""
    texts = [row[column] for row in (block.head, *block.rows)]
    longest = max(len(text) for text in texts)
    word = max((len(part) for text in texts for part in text.split()), default=1)
    return max(float(min(max(longest, 8), 40) ** 0.7), min(word, 26) * _WORD + _GAP)
