"""A downloaded picture carries its finding, its place and its source."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from publish.figure_examples import dot_example, line_example, map_example
from tryggve.publish.figures.render import Figure, png
from tryggve.publish.figures.standalone import standalone

HEADING = (
    "42,5 procent i Norrbacken känner sig trygga utomhus på kvällen, 28,4 procentenheter lägre än i övriga Ekhamra."
)
NOTES = ("Trygg utomhus på kvällen, Ekhamra.", "Källa: egen undersökning.", "Påhittad kommun.")


@pytest.mark.parametrize("drawn", [line_example(), dot_example(), map_example()], ids=["line", "dots", "map"])
def test_heading_and_notes_stand_around_the_whole_figure(drawn: Figure) -> None:
    alone = standalone(drawn, heading=HEADING, notes=NOTES)
    root = fromstring(alone.svg)
    own = [node.text or "" for node in root if node.tag.endswith("text")]
    assert "".join(own[:-3]).replace(" ", "") == HEADING.replace(" ", "")
    assert tuple(own[-3:]) == NOTES
    inner = next(node for node in root if node.tag.endswith("svg"))
    assert float(inner.get("y", "0")) + drawn.height < alone.height
    assert (float(inner.get("width", "0")), float(inner.get("height", "0"))) == (drawn.width, drawn.height)
    assert root.get("role") == "img"


def test_words_are_in_the_bitmap_too() -> None:
    """vl-convert drops text without a word where it does not find the font."""
    with_words = png(standalone(dot_example(), heading=HEADING, notes=NOTES), scale=1)
    without = png(standalone(dot_example(), heading=" ", notes=()), scale=1)
    assert len(with_words) > len(without) + 2000


def test_a_heading_is_text_and_never_markup() -> None:
    alone = standalone(dot_example(), heading="<script>1</script> & co", notes=())
    assert "<script>" not in alone.svg
    assert "&lt;script&gt;1&lt;/script&gt; &amp; co" in alone.svg
