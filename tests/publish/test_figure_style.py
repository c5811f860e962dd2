"""Colour and arrow must be earned, everything must be readable, and scales must hold their values."""

from __future__ import annotations

import itertools
import struct
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tryggve.publish.figures.scale import value_scale, year_labels
from tryggve.publish.figures.style import (
    ACCENT,
    INK,
    MUTED,
    PAPER,
    SMALL,
    WARNING,
    WHITE,
    Sign,
    Tone,
    contrast,
    ink,
    text_width,
    wrap,
)
from tryggve.terms import Period, Unit, Verdict


def test_contrast_follows_the_definition():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#767676", "#ffffff") == contrast("#ffffff", "#767676")


@pytest.mark.parametrize("ground", [PAPER, WHITE])
@pytest.mark.parametrize("colour", [INK, MUTED, ACCENT, WARNING, *(ink(tone).line for tone in Tone)])
def test_text_colours_have_contrast_for_text(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("ground", [PAPER, WHITE])
@pytest.mark.parametrize("tone", list(Tone))
def test_edges_of_intervals_have_contrast_for_graphics(tone, ground):
    assert contrast(ink(tone).spine, ground) >= 3


@pytest.mark.parametrize("tone", list(Tone))
def test_text_and_lines_can_be_read_on_their_own_band(tone):
    assert contrast(INK, ink(tone).body) >= 4.5
    assert contrast(ink(tone).line, ink(tone).body) >= 4.0


@pytest.mark.parametrize(("verdict", "better"), list(itertools.product(Verdict, (True, False, None))))
def test_only_a_certain_verdict_earns_colour_or_mark(verdict, better):
    sign = Sign(verdict, better)
    earned = verdict in (Verdict.UP, Verdict.DOWN)
    assert (sign.tone is not Tone.MUTED) is earned
    assert bool(sign.arrow) is earned
    assert bool(sign.dot) is earned


def test_arrow_shows_the_direction_of_the_number_not_of_the_judgement():
    assert (Sign(Verdict.UP, False).arrow, Sign(Verdict.UP, False).tone) == ("▲", Tone.WORSE)
    assert (Sign(Verdict.DOWN, True).arrow, Sign(Verdict.DOWN, True).tone) == ("▼", Tone.BETTER)


@given(
    low=st.floats(0, 100),
    span=st.floats(0, 100),
    unit=st.sampled_from([Unit.PERCENT, Unit.INDEX, Unit.COUNT]),
    tight=st.booleans(),
)
def test_scale_holds_its_values_and_its_ticks(low, span, unit, tight):
    scale = value_scale(low, low + span, unit=unit, language="sv", tight=tight)
    assert scale.low <= low + 1e-9 * (1 + low)
    assert scale.high >= (low + span) * (1 - 1e-9)
    assert all(scale.low - 1e-9 <= tick <= scale.high + 1e-9 for tick in scale.ticks)
    assert len(set(scale.labels)) == len(scale.labels)
    assert len(scale.labels) <= 8


def test_count_begins_at_zero_and_has_no_ticks_between_whole_numbers():
    assert value_scale(1, 2, unit=Unit.COUNT, language="sv").labels == ("0", "1", "2")


def test_small_shares_begin_at_zero_and_have_a_decimal_comma():
    scale = value_scale(0.3, 1.1, unit=Unit.PERCENT, language="sv")
    assert scale.low == 0
    assert scale.labels[1].startswith("0,")


@given(
    years=st.lists(st.integers(1990, 2030), min_size=1, max_size=25, unique=True),
    width=st.floats(100, 700),
    window=st.integers(1, 4),
)
def test_year_labels_never_touch_and_the_last_is_always_there(years, width, window):
    periods = [Period(year - window + 1, year) for year in sorted(years)]
    places = [width * i / max(len(periods) - 1, 1) for i in range(len(periods))]
    shown = year_labels(periods, places)
    assert periods[-1].last in shown
    at = {p.last: place for p, place in zip(periods, places, strict=True)}
    for first, second in itertools.pairwise(sorted(shown)):
        gap = at[second] - at[first] - (text_width(shown[first], SMALL) + text_width(shown[second], SMALL)) / 2
        assert gap >= 0


def test_long_name_is_broken_at_spaces_and_after_hyphens_only():
    assert wrap("Degeberga-Everöd-Vittskövle", 100) == ("Degeberga-", "Everöd-", "Vittskövle")
    assert " ".join(wrap("Landsbygden och mindre orter i norr", 90)) == "Landsbygden och mindre orter i norr"


@pytest.mark.parametrize(
    "text",
    [
        "Borlänge 33,0 %",
        "Upplands-Bro",
        "Eftergymnasial utbildning",
        "ingen säkerställd förändring",
        "Landsbygden och mindre tätorter i norr",
        "2024–2025",
        "Malung-Sälen 1 480",
        "Andel trygga, ny mätning från 2021",
    ],
)
@pytest.mark.parametrize(("weight", "face"), [(400, "Regular"), (600, "Semibold")])
def test_estimated_text_width_is_never_under_the_fonts_own(text, weight, face):
    real = _font_width(text, face) * 14
    assert 0.98 * real <= text_width(text, 14, weight) <= 1.25 * real


def _font_width(text: str, face: str) -> float:
    """Sum the advance widths in the font's own hmtx table, in em."""
    font = resources.files("font_source_sans_pro").joinpath(f"files/SourceSansPro-{face}.ttf").read_bytes()
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[12 + 16 * i : 16 + 16 * i]: struct.unpack_from(">I", font, 20 + 16 * i)[0] for i in range(count)}
    em = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    glyphs = _glyphs(font, tables[b"cmap"])
    places = (tables[b"hmtx"] + 4 * min(glyphs[ord(letter)], metrics - 1) for letter in text)
    return sum(struct.unpack_from(">H", font, place)[0] for place in places) / em


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Read the format 12 table of code points."""
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * i)[0]
        if struct.unpack_from(">H", font, table)[0] == 12:
            groups = [
                struct.unpack_from(">III", font, table + 16 + 12 * g)
                for g in range(struct.unpack_from(">I", font, table + 12)[0])
            ]
            return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}
    raise AssertionError("The font has no format 12 table.")
