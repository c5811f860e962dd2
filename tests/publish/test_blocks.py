"""One list of blocks becomes a page and an accessible PDF, and no text in it is ever read as markup."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from publish.document_example import SVG, example
from tryggve.publish.blocks import ClaimBlock, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.publish.html_blocks import to_html

HOSTILE = '#read("/etc/passwd") *fet* _kursiv_ $x^2$ <script>alert(1)</script> @ref \\ & "citat"'


def pdf_of(document):
    pytest.importorskip("typst")
    from tryggve.publish.typst_blocks import to_pdf

    return to_pdf(document)


def raw_text(pdf, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here: the PDF's text is not read back")
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True)
    return read.stdout


def text_of(pdf, tmp_path):
    return " ".join(raw_text(pdf, tmp_path).split())


def test_hostile_text_comes_out_of_the_page_as_it_was_written():
    html = to_html(example(Paragraph(HOSTILE), Heading(1, HOSTILE)))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_hostile_text_comes_out_of_the_pdf_as_it_was_written(tmp_path):
    found = text_of(pdf_of(example(Paragraph(HOSTILE))), tmp_path)
    assert '#read("/etc/passwd") *fet* _kursiv_ $x^2$ <script>alert(1)</script> @ref \\ & "citat"' in found
    assert "root:" not in found


def test_hostile_text_in_title_table_and_claims_does_not_stop_the_pdf(tmp_path):
    table = TableBlock(caption=HOSTILE, head=(HOSTILE, "b"), rows=((HOSTILE, "1"),))
    assert "/etc/passwd" in text_of(pdf_of(example(table, title=HOSTILE, note=HOSTILE, kicker=HOSTILE)), tmp_path)


@pytest.mark.parametrize("alt", ["", "  "])
def test_figure_without_words_is_refused(alt):
    with pytest.raises(ValueError, match="what it shows"):
        FigureBlock(svg=SVG, alt=alt)


@pytest.mark.parametrize("svg", ["<p>inte en bild</p>", '<svg xmlns="x"><script>alert(1)</script></svg>'])
def test_figure_that_is_no_plain_picture_is_refused(svg):
    with pytest.raises(ValueError, match="SVG without scripts"):
        FigureBlock(svg=svg, alt="En bild.")


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4), (0,)])
def test_headings_do_not_skip_a_level(levels):
    with pytest.raises(ValueError, match="skips"):
        example(blocks=tuple(Heading(level, "Rubrik") for level in levels))


def test_headings_may_step_back_any_number_of_levels():
    example(blocks=tuple(Heading(level, "Rubrik") for level in (1, 2, 3, 1)))


def test_row_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="one cell"):
        TableBlock(caption="Mål", head=("a", "b"), rows=(("1",),))


def test_page_has_headings_under_its_own_and_a_table_with_scopes():
    html = to_html(example())
    assert re.findall(r"<(h\d)>", html) == ["h2", "h3"]
    assert '<th scope="col" class="right">Budget</th>' in html
    assert '<th scope="row">Inga utsatta områden</th>' in html


def test_figure_drawn_for_a_phone_is_shown_there_instead():
    figure = FigureBlock(svg=SVG, narrow=SVG.replace("400", "300"), alt="En bild.")
    html = to_html(example(figure))
    assert html.count('role="img" aria-label="En bild."') == 2
    assert '<div class="wide" role="img"' in html
    assert (
        '<div class="narrow" role="img" aria-label="En bild."><svg xmlns="http://www.w3.org/2000/svg" width="300"'
        in html
    )


def test_figure_for_a_phone_that_is_no_plain_picture_is_refused():
    with pytest.raises(ValueError, match="SVG without scripts"):
        FigureBlock(svg=SVG, narrow="<p>inte en bild</p>", alt="En bild.")


def test_page_names_its_figures():
    assert 'aria-label="Ett streck som visar 300 av 400."' in to_html(example())


def test_pdf_is_tagged_swedish_and_says_that_it_is_accessible_and_lasting():
    pdf = pdf_of(example())
    assert pdf.startswith(b"%PDF-1.7")
    for mark in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"/Lang(sv)", b"/Marked true"):
        assert mark in pdf, mark


def test_pdf_says_everything_that_the_page_says(tmp_path):
    found = text_of(pdf_of(example()), tmp_path)
    for words in ("Trygghetsplan 2024–2026", "Stämmer fortfarande", "§ 142", "Inga utsatta områden", "påhittad kommun"):
        assert words in found


def test_character_that_no_typeface_has_is_named_instead_of_lost(tmp_path):
    found = text_of(pdf_of(example(Paragraph("Bra \U0001f600 och \x07 slut"))), tmp_path)
    assert "Bra [grinning face] och slut" in found


def test_same_document_gives_the_same_bytes():
    assert pdf_of(example()) == pdf_of(example())


def test_english_document_is_marked_as_english():
    assert b"/Lang(en)" in pdf_of(example(language="en"))


def test_paragraphs_typed_in_a_browser_are_paragraphs():
    assert Paragraph("Ett.\r\n\r\nTvå.\r\n\r\n\r\n\r\nTre.").parts == ("Ett.", "Två.", "Tre.")


@pytest.mark.parametrize("filling", range(0, 44, 4))
def test_small_table_is_not_divided_between_pages(filling, tmp_path):
    table = TableBlock(caption="Vad", head=("Kriterium", "Vikt"), rows=tuple((f"punkt{n}x", "1") for n in range(9)))
    blocks = (*(Paragraph("En rad.") for _ in range(filling)), table)
    pages = raw_text(pdf_of(example(*blocks)), tmp_path).split("\f")
    assert sum("punkt" in page for page in pages) == 1


def test_long_table_goes_on_over_the_page(tmp_path):
    table = TableBlock(caption="Vad", head=("Kriterium", "Vikt"), rows=tuple((f"punkt{n}x", "1") for n in range(90)))
    found = raw_text(pdf_of(example(table)), tmp_path)
    assert [n for n in range(90) if f"punkt{n}x" not in found] == []
    assert sum("punkt" in page for page in found.split("\f")) > 1


def test_short_word_in_a_narrow_column_is_not_divided(tmp_path):
    head = ("Mål", "Uppnått?", "På rätt väg?", "Sedan sist?", "Ansvarig", "Läge")
    row = ("Minst 60 procent av kvinnorna", "Går inte att avgöra", "Ovisst om målet nås", "Underlaget räcker inte")
    table = TableBlock(caption="Mål", head=head, rows=((*row, "Utbildningsförvaltningen", "Inte rapporterad"),))
    found = raw_text(pdf_of(example(table)), tmp_path)
    assert {"inte", "räcker", "rapporterad"} <= set(found.split())


def test_claim_says_what_is_known_now_below_what_was_decided(tmp_path):
    claim = ClaimBlock(symbol="✓", state="Stämmer", tone="better", text="Beslutat 2023: A sjönk. Nu: B steg.")
    assert '<p>Beslutat 2023: A sjönk. <span class="now">Nu: B steg.</span></p>' in to_html(example(claim))
    lines = raw_text(pdf_of(example(claim)), tmp_path).splitlines()
    assert any(line.strip() == "Nu: B steg." for line in lines)
