"""Findings on the real published figures of Dalarna, and on made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tryggve.analysis import findings_for, top_findings
from tryggve.analysis.codec import finding_from_json, finding_to_json
from tryggve.analysis.combine import pooled, rest_of
from tryggve.analysis.contrast import believable
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.series import SeriesBook, SourceFigure, build_series
from tryggve.publish.wording import claim, word
from tryggve.sources import read_release
from tryggve.terms import Estimate, Finding, FindingKind, KnownBy, Unit, Verdict
from tryggve.terms.places import find_place

FILES = ("bra_kommunindikatorer_dalarna_7omr.csv", "hlv_dalarna_trygghet_tillit_utdrag.xlsx")
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def book(shared: Path) -> SeriesBook:
    releases = [read_release(shared / "data/indicators" / name) for name in FILES]
    figures = [
        SourceFigure(release=r.sha256, source=r.source.code, row=row, dataset=r.dataset)
        for r in releases
        for row in r.rows
    ]
    return build_series(figures, CATALOGUE)


def of(book: SeriesBook, name: str) -> tuple[Finding, ...]:
    place = find_place(name)
    assert place
    return findings_for(place, book, CATALOGUE)


@pytest.mark.parametrize("name", ["Borlänge", "Gagnef"])
def test_top_five_say_something_true_and_useful(book: SeriesBook, name: str) -> None:
    top = top_findings(of(book, name), CATALOGUE)
    assert len(top) == 5
    assert sum(finding.certain for finding in top) >= 4
    assert len({finding.indicator for finding in top}) == 5


def test_borlange_is_less_safe_in_the_evening_than_the_rest_of_the_county(book: SeriesBook) -> None:
    """Published: Borlänge 33 (29-38) for 2025, taken as 2024-2025; the county 19.1 in 2024 and 21.2 in 2025.

    Their mean is 20.15; Borlänge has 18 per cent of the county's people, so the rest has 17.3.
    """
    first = top_findings(of(book, "Borlänge"), CATALOGUE)[0]
    assert (first.indicator, first.kind, first.verdict) == ("ntu_unsafe_evening", FindingKind.AREA_GAP, Verdict.UP)
    assert first.side.estimate.value == 33
    said = word(first, CATALOGUE, "sv")
    assert said.headline.startswith("33 procent i Borlänge känner sig otrygga")
    assert said.headline.endswith("16 procentenheter högre än i övriga Dalarnas län.")


def test_a_municipalitys_adjacent_years_are_never_compared(book: SeriesBook) -> None:
    changes = [f for f in of(book, "Borlänge") if f.indicator.startswith("ntu_") and f.other]
    over_time = [f for f in changes if f.other and f.other.area == f.side.area and f.other.group == f.side.group]
    assert over_time
    assert not [f for f in over_time if f.other and f.side.period.overlaps(f.other.period)]


def test_reported_crime_gets_no_verdict(book: SeriesBook) -> None:
    crimes = [f for f in of(book, "Borlänge") if f.indicator.startswith("crime_")]
    assert {f.verdict for f in crimes} == {Verdict.COUNTS}
    assert all("färre anmälningar behöver inte" in word(f, CATALOGUE, "sv").detail.lower() for f in crimes)


def test_every_finding_can_be_said_and_stored(book: SeriesBook) -> None:
    for finding in of(book, "Falun"):
        again = finding_from_json(finding_to_json(finding))
        for language in ("sv", "en"):
            said = word(finding, CATALOGUE, language)
            assert said == word(again, CATALOGUE, language)
            assert said.headline.endswith(".")
            assert "{" not in said.headline + said.detail + said.verdict
        if finding.certain:
            assert claim(finding, CATALOGUE, "sv")


def test_an_arrow_or_a_better_or_worse_needs_a_clear_verdict(book: SeriesBook) -> None:
    for finding in of(book, "Hela landet"):
        said = word(finding, CATALOGUE, "en")
        if not finding.certain:
            assert said.symbol not in "▲▼"
            assert said.tone in ("plain", "unknown")


def test_family_holds_one_question_of_the_tier(book: SeriesBook) -> None:
    findings = of(book, "Borlänge")
    for family in {f.family for f in findings if f.difference and f.family_size}:
        members = [f for f in findings if f.family == family and f.family_size]
        assert {f.family_size for f in members} == {len(members)}


def test_no_comparison_is_judged_twice(book: SeriesBook) -> None:
    for name in ("Borlänge", "Falun", "Hela landet"):
        pairs = [
            (f.indicator, f.side.area.code, f.side.group, f.other.period, f.side.period)
            for f in of(book, name)
            if f.kind in (FindingKind.CHANGE, FindingKind.HISTORY) and f.other
        ]
        assert len(pairs) == len(set(pairs))


def test_both_sides_of_a_gap_speak_of_the_same_years(book: SeriesBook) -> None:
    gaps = [f for f in of(book, "Borlänge") if f.kind is FindingKind.AREA_GAP and f.indicator.startswith("ntu_")]
    assert gaps
    assert {f.side.period == f.other.period for f in gaps if f.other} == {True}


def test_what_could_have_been_seen_is_more_than_what_was_not_clear(book: SeriesBook) -> None:
    for name in ("Borlänge", "Gagnef", "Falun", "Hela landet"):
        short = [f for f in of(book, name) if f.verdict is Verdict.SHORT and f.difference]
        assert [f for f in short if f.difference and abs(f.difference.value) > f.difference.detectable] == []


def test_margins_narrower_than_the_answers_allow_are_not_believed() -> None:
    """5.8 per cent, 4.9 to 6.7, of 71 answers: Wilson's limits for two years of 71 answers are 3.0 to 10.9, by hand."""
    printed = Estimate(value=5.8, unit=Unit.PERCENT, known_by=KnownBy.INTERVAL, low=4.9, high=6.7, n=71, rounding=0.1)
    widened = believable(printed, years=2)
    assert (widened.low, widened.high) == pytest.approx((2.996, 10.932), abs=0.001)
    assert widened.value == printed.value
    wide = Estimate(value=25.0, unit=Unit.PERCENT, known_by=KnownBy.INTERVAL, low=22.0, high=28.0, n=2000)
    assert believable(wide, years=1) is wide


def figure(value: float, se: float) -> Estimate:
    return Estimate(value=value, unit=Unit.PERCENT, known_by=KnownBy.MICRODATA, se=se)


def test_rest_of_a_whole_gives_the_whole_back() -> None:
    part, rest, share = figure(30, 1.5), figure(20, 0.8), 0.2
    whole = figure(
        share * part.value + (1 - share) * rest.value, ((share * part.se) ** 2 + ((1 - share) * rest.se) ** 2) ** 0.5
    )
    found = rest_of(whole, part, share=share)
    assert found
    assert (found.value, found.se) == pytest.approx((rest.value, rest.se), rel=1e-12)


def test_rest_is_not_worked_out_when_the_whole_is_less_precise_than_its_part_allows() -> None:
    assert rest_of(figure(22, 0.2), figure(30, 2.0), share=0.5) is None


def test_pooled_mean_of_two_has_the_error_of_the_mean() -> None:
    mean = pooled([figure(30, 3.0), figure(34, 4.0)])
    assert (mean.value, mean.se) == pytest.approx((32.0, 2.5), rel=1e-12)
