"""What the PDF says to somebody who cannot see it, read back by libraries that did not make it."""

from __future__ import annotations

import io

import pytest

from publish.document_example import example
from publish.tagged_pdf import faults_of

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed: the PDF's tags are not read")


@pytest.fixture(scope="module")
def paper() -> bytes:
    pytest.importorskip("typst")
    from tryggve.publish.typst_blocks import to_pdf

    return to_pdf(example())


def changed(paper: bytes, kind: str, change) -> bytes:
    """Return the paper with a change made to each element of its structure tree of that kind."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind:
                change(one)
        pdf.save(out)
    return out.getvalue()


def test_paper_says_everything_to_a_screen_reader(paper):
    assert faults_of(paper) == []


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("/Figure", lambda tag: tag.__delitem__("/Alt"), "a figure without words"),
        ("/TH", lambda tag: tag.__delitem__("/A"), "a table heading that does not say what it heads"),
        ("/THead", lambda tag: tag.__setitem__("/S", pikepdf.Name("/TBody")), "a table without headings"),
        ("/H1", lambda tag: tag.__setitem__("/S", pikepdf.Name("/H5")), "a heading of level 5 right after level 0"),
    ],
)
def test_what_is_taken_away_is_missed(paper, kind, change, said):
    assert said in faults_of(changed(paper, kind, change))


def test_paper_in_another_language_than_it_says_is_found(paper):
    assert faults_of(paper, language="en") == ["language sv"]
