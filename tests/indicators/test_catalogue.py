"""The catalogue is complete in both languages, free of collisions, and knows every measure of the real files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tryggve.errors import BadValueError
from tryggve.indicators.catalogue import Catalogue, load_catalogue, read_catalogue
from tryggve.indicators.indicator import Indicator, PeriodKind, Words, plain_measure
from tryggve.terms import Area, AreaKind, Break, BreakKind, Direction, Period, Unit

CATALOGUE = load_catalogue()
ENTRIES = tuple(CATALOGUE.indicators.values())
EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
TEXTS = ("title", "short", "the", "people", "question", "population", "caveat")

# Words that mean something else in this field, or sound causal or statistical (the rules for words).
FORBIDDEN = re.compile(
    r"\b(säkert?|säkra|signifikant\w*|bevisa\w*|förklara\w*|otroligt?|95 procents osäkerhet)\b", re.IGNORECASE
)
SWEDISH_IN_ENGLISH = re.compile(r"[åäöÅÄÖ]|\b(och|att|för|av|som|inte|eller|på)\b")
ENGLISH_IN_SWEDISH = re.compile(r"\b(the|and|of|with|about|from|that|feel|crime|crimes|share)\b", re.IGNORECASE)
PUBLISHERS = re.compile("Brå")  # a name, the same in both languages


def texts(entry: Indicator) -> Iterator[tuple[str, str, str]]:
    for field in TEXTS:
        words: Words = getattr(entry, field)
        yield field, words.sv, words.en
    for remade in entry.breaks:
        yield "break", remade.note_sv, remade.note_en


@EVERY
def test_an_entry_is_complete_in_both_languages(entry: Indicator) -> None:
    may_be_empty = {"caveat"} | (set() if entry.unit is Unit.PERCENT else {"people"})
    for field, sv, en in texts(entry):
        assert bool(sv.strip()) == bool(en.strip()), field
        assert sv.strip() or field in may_be_empty, field


@EVERY
def test_english_texts_hold_no_swedish_and_swedish_no_english(entry: Indicator) -> None:
    for field, sv, en in texts(entry):
        assert not SWEDISH_IN_ENGLISH.search(PUBLISHERS.sub("", en)), (field, en)
        assert not ENGLISH_IN_SWEDISH.search(sv), (field, sv)


@EVERY
def test_swedish_phrases_avoid_words_that_mislead(entry: Indicator) -> None:
    own = [sv for field, sv, _ in texts(entry) if not (field == "question" and entry.question_exact)]
    assert not [sv for sv in own if FORBIDDEN.search(sv)]


@EVERY
def test_only_a_share_says_what_people_do(entry: Indicator) -> None:
    assert bool(entry.people.sv) == (entry.unit is Unit.PERCENT)


@EVERY
def test_labels_are_short_and_subjects_begin_in_lower_case(entry: Indicator) -> None:
    assert max(len(entry.short.sv), len(entry.short.en)) <= 32
    for phrase in (entry.the.sv, entry.the.en, entry.people.sv, entry.people.en):
        assert not phrase or (phrase[0].islower() and not phrase.endswith("."))
    assert entry.the.en.startswith("the ")


@EVERY
def test_ids_and_addresses_are_plain_ascii(entry: Indicator) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug_sv)


def test_ids_and_addresses_are_unique() -> None:
    assert len({e.slug_sv for e in ENTRIES}) == len(ENTRIES) == len({e.id for e in ENTRIES})


@EVERY
def test_a_smallest_change_that_matters_is_stated_and_never_zero(entry: Indicator) -> None:
    assert entry.delta > 0
    assert all(entry.delta_at(level) > 0 for level in (0.0, 0.4, 5.0, 9.9, 10.0, 60.0))


@EVERY
def test_smallest_change_does_not_jump_at_ten_per_cent(entry: Indicator) -> None:
    if entry.delta_relative:
        assert entry.delta_at(9.999999) == pytest.approx(entry.delta_at(10.0), abs=1e-5)


@EVERY
def test_related_and_replaced_indicators_exist(entry: Indicator) -> None:
    assert set(entry.related) <= set(CATALOGUE.indicators)
    assert entry.id not in entry.related
    assert not entry.replaces or entry.replaces in CATALOGUE.indicators


@EVERY
def test_reported_crime_gets_no_verdict_and_always_a_caveat(entry: Indicator) -> None:
    if entry.id.startswith("crime_"):
        assert not entry.tested
        assert not entry.direction_certain
        assert entry.caveat.sv


@pytest.mark.parametrize(
    "indicator", ["crime_partner_women", "crime_child_home_girls", "crime_drugs", "crime_traffic", "est_incidents"]
)
def test_counts_that_follow_the_will_to_report_have_no_better_way(indicator: str) -> None:
    entry = CATALOGUE.indicators[indicator]
    assert entry.direction is Direction.NEITHER
    assert entry.caveat.sv


@EVERY
def test_survey_shares_can_be_cut_by_birth_and_disability(entry: Indicator) -> None:
    if entry.sources[0] in ("bra_kommun", "hlv", "local_survey", "trygghetsmatning") and entry.unit is Unit.PERCENT:
        assert {"sex", "age", "birth", "disability"} <= set(entry.breakdowns)


def test_themes_stand_in_the_order_of_the_page_and_none_is_empty() -> None:
    assert [t.order for t in CATALOGUE.themes] == sorted({t.order for t in CATALOGUE.themes})
    assert all(CATALOGUE.in_theme(t.code) for t in CATALOGUE.themes)


def test_there_are_enough_indicators_and_few_headlines() -> None:
    assert len(ENTRIES) >= 34
    assert 12 <= len(CATALOGUE.headlines()) <= 14


def bra_measures(shared: Path) -> set[str]:
    path = shared / "data" / "indicators" / "bra_kommunindikatorer_dalarna_7omr.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if not r["enhet"].startswith("KI ")]
    named = {r["variabel"] if "NTU" in r["kalla"] else f"{r['variabel']} | {r['enhet']}" for r in rows}
    return named - {"Antal svarande i NTU."}  # the number of answers is no indicator


def test_every_measure_of_the_real_bra_file_is_an_indicator(shared: Path) -> None:
    measures = bra_measures(shared)
    assert len(measures) == 20 + 2 * 15
    assert not [m for m in sorted(measures) if CATALOGUE.by_source("bra_kommun", m) is None]


def test_rate_and_count_of_a_crime_are_one_indicator_with_the_rate_as_main(shared: Path) -> None:
    for measure in bra_measures(shared):
        if found := CATALOGUE.match("bra_kommun", measure):
            assert found.counted == measure.endswith("| Antal")


@pytest.mark.parametrize(
    "text",
    [
        "Oro för att utsättas för bostadsinbrott enligt NTU. Andel (%) i befolkningen (16–84 år) som oroar sig.",
        "Oro för att utsättas för bostadsinbrott, enligt NTU 2017–2024. Andel",
        "  ORO för att\nutsättas för  bostadsinbrott ",
    ],
)
def test_layouts_of_a_measure_name_make_no_difference(text: str) -> None:
    assert plain_measure(text) == "oro för att utsättas för bostadsinbrott"
    found = CATALOGUE.by_source("bra_kommun", text)
    assert found and found.id == "ntu_worry_burglary"


def test_a_measure_belongs_to_its_source_only() -> None:
    assert CATALOGUE.by_source("hlv", "Oro för att utsättas för bostadsinbrott") is None


def test_local_questions_replace_the_old_index_with_a_break_between() -> None:
    after = CATALOGUE.replaced_by("local_safety_index")
    assert {"local_safe_evening", "local_safe_home"} <= {i.id for i in after}
    assert {b.year for i in after for b in i.breaks} == {2021}


AREA = Area("2081", "Borlänge", AreaKind.MUNICIPALITY, "20")
NATION = Area("00", "Riket", AreaKind.NATION)


def test_a_municipal_ntu_year_is_read_as_two_years_and_a_national_as_one() -> None:
    entry = CATALOGUE.indicators["ntu_unsafe_evening"]
    assert entry.span(Period.year(2024), AREA) == Period(2023, 2024)
    assert entry.span(Period.year(2024), NATION) == Period(2024, 2024)
    assert not entry.windows_known


def test_a_window_never_reaches_back_over_a_remade_measurement() -> None:
    entry = CATALOGUE.indicators["ntu_unsafe_evening"]
    assert entry.span(Period.year(2017), AREA) == Period(2017, 2017)
    assert entry.span(Period.year(2018), AREA) == Period(2017, 2018)


def test_a_window_that_the_source_states_is_kept() -> None:
    entry = CATALOGUE.indicators["hlv_afraid_alone"]
    assert entry.span(Period(2018, 2021), AREA) == Period(2018, 2021)


ENTRY = """
[theme]
order = 1
code = "t"
sv = "T"
en = "T"

[[indicator]]
id = "one"
slug_sv = "ett"
title = { sv = "Ett", en = "One" }
short = { sv = "Ett", en = "One" }
the = { sv = "ett", en = "the one" }
question = { sv = "Ett?", en = "One?" }
population = { sv = "alla", en = "all" }
arenas = ["public"]
unit = "count"
scale_min = 0
scale_max = inf
direction = "lower"
delta = 1.0
min_n = 0
sources = ["s"]
measures = ["m"]
breakdowns = []
law_scope = "both"
breaks = [{ year = 2020, kind = "mode", note_sv = "Ny", note_en = "New" }]
"""


def catalogue_of(folder: Path, text: str) -> Catalogue:
    (folder / "t.toml").write_text(text, encoding="utf-8")
    return read_catalogue(folder)


def test_adding_an_indicator_is_one_entry(tmp_path: Path) -> None:
    one = catalogue_of(tmp_path, ENTRY).indicators["one"]
    assert one.period_kind is PeriodKind.YEAR
    assert one.breaks == (Break(2020, BreakKind.MODE, "Ny", "New"),)


@pytest.mark.parametrize(
    ("found", "written", "hint"),
    [
        ('unit = "count"', 'unit = "percentage"', "percent"),
        ('direction = "lower"', 'direktion = "lower"', "direction"),
        ('arenas = ["public"]', 'arenas = ["skool"]', "school"),
        ("delta = 1.0", "delta = 0.0", "delta"),
        ("delta = 1.0\n", "", "delta"),
        ('law_scope = "both"', 'law_scope = "lag"', "brott"),
        ('title = { sv = "Ett", en = "One" }', 'title = "Ett"', "title"),
        ('sources = ["s"]', 'sources = ["s"]\nfamily = "ntu"', "family"),
    ],
)
def test_a_faulty_entry_is_refused_by_name_with_what_to_do(tmp_path: Path, found: str, written: str, hint: str) -> None:
    assert found in ENTRY
    with pytest.raises(BadValueError) as refusal:
        catalogue_of(tmp_path, ENTRY.replace(found, written))
    for language in ("sv", "en"):
        assert hint in refusal.value.text(language)
        assert "one" in refusal.value.text(language)


def test_two_entries_may_not_share_a_measure_or_an_address(tmp_path: Path) -> None:
    entry = ENTRY[ENTRY.index("[[") :]
    twin = entry.replace('"one"', '"two"')
    with pytest.raises(BadValueError, match="slug ett"):
        catalogue_of(tmp_path, ENTRY + twin)
    with pytest.raises(BadValueError, match="already is one"):
        catalogue_of(tmp_path, ENTRY + twin.replace('"ett"', '"tva"'))


def test_mapped_table_may_name_any_indicator_by_its_id() -> None:
    catalogue = load_catalogue()
    for indicator in catalogue.indicators.values():
        match = catalogue.match("local", indicator.id)
        assert match is not None
        assert (match.indicator, match.counted) == (indicator, False)
