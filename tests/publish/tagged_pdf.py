"""Read a PDF's tags as a screen reader does, by pikepdf and by pdfua's rules of PDF/UA-1."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator

import pytest

ROW_PARTS = {"/TH", "/TD"}


def faults_of(content: bytes, *, language: str = "sv") -> list[str]:
    """Say what a reader who cannot see the pages of a PDF would miss; nothing where nothing is missed."""
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed: the PDF's tags are not read")
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed: the PDF is not judged")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [f"the file: {problem}" for problem in pdf.check_pdf_syntax()]
        if str(pdf.Root.get("/Lang")) != language:
            found.append(f"language {pdf.Root.get('/Lang')}")
        tags = list(_tags(pdf.Root.get("/StructTreeRoot"), pikepdf))
        found += _missing_words(tags, pikepdf)
        found += _skipped_headings([str(tag.S) for tag in tags])
    report = pdfua.validate(io.BytesIO(content))
    return found + [f"{one.rule_id}: {one.message}" for one in report.findings]


def _tags(tag, pikepdf) -> Iterator:
    """Give every element of the structure tree, in the order it is read."""
    if not isinstance(tag, pikepdf.Dictionary):
        return
    if "/S" in tag:
        yield tag
    below = tag.get("/K", ())
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _tags(one, pikepdf)


def _missing_words(tags: list, pikepdf) -> Iterator[str]:
    for tag in tags:
        if tag.S == "/Figure" and not str(tag.get("/Alt", "")).strip():
            yield "a figure without words"
        if tag.S == "/TH" and not _attribute(tag, "/Scope", pikepdf):
            yield "a table heading that does not say what it heads"
        if tag.S == "/TR" and not {str(one.S) for one in _tags(tag, pikepdf)} & ROW_PARTS:
            yield "a table row without cells"
    if sum(tag.S == "/Table" for tag in tags) > sum(tag.S == "/THead" for tag in tags):
        yield "a table without headings"


def _attribute(tag, name: str, pikepdf) -> object | None:
    held = tag.get("/A", ())
    for one in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None


def _skipped_headings(kinds: list[str]) -> Iterator[str]:
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    if not levels:
        yield "no heading"
    for above, below in itertools.pairwise([0, *levels]):
        if below > above + 1:
            yield f"a heading of level {below} right after level {above}"
