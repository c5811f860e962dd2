"""Figures become series: widened, sorted, kept apart by group, and never silently replaced."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tryggve.errors import BadValueError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.terms import Area, AreaKind, Estimate, Group, KnownBy, Missing, Period, Reason, Row, Unit

Maker = Callable[..., SourceFigure]
CATALOGUE = load_catalogue()
BURGLARY = "ntu_worry_burglary"


def test_points_are_sorted_and_a_single_municipal_year_is_widened(figure: Maker) -> None:
    book = build_series([figure(20.0, 2024), figure(22.0, 2020), figure(21.0, 2022)], CATALOGUE)
    series = book.get(BURGLARY, "2081")
    assert series
    assert [p.period for p in series.points] == [Period(2019, 2020), Period(2021, 2022), Period(2023, 2024)]
    assert [p.estimate.value for p in series.points if p.estimate] == [22.0, 21.0, 20.0]
    assert series.breaks == CATALOGUE.indicators[BURGLARY].breaks


def test_a_county_year_stays_one_year(figure: Maker) -> None:
    county = Area("20", "Dalarnas län", AreaKind.COUNTY, "00")
    series = build_series([figure(20.0, 2024, area=county)], CATALOGUE).get(BURGLARY, "20")
    assert series and series.points[0].period == Period(2024, 2024)


def test_a_period_that_spans_years_is_kept(figure: Maker) -> None:
    fear = "Avstått från att gå ut ensam av rädsla"
    book = build_series([figure(20.0, Period(2018, 2021), measure=fear, source="hlv")], CATALOGUE)
    series = book.get("hlv_afraid_alone", "2081")
    assert series and series.points[0].period == Period(2018, 2021)


def test_groups_are_listed_with_everybody_first(figure: Maker) -> None:
    women = Group.of(sex="women")
    book = build_series([figure(30.0, 2024, group=women), figure(20.0, 2024)], CATALOGUE)
    assert book.groups(BURGLARY, "2081") == (Group(), women)
    series = book.get(BURGLARY, "2081", women)
    assert series and series.points[0].estimate and series.points[0].estimate.value == 30.0


def test_a_missing_figure_is_a_point_with_its_reason(figure: Maker) -> None:
    missing = Missing(reason=Reason.SUPPRESSED)
    series = build_series([figure(missing, 2024)], CATALOGUE).get(BURGLARY, "2081")
    assert series and series.points[0].outcome == missing
    assert not series.known()


def test_count_and_rate_of_a_crime_are_two_series_of_one_indicator(figure: Maker) -> None:
    book = build_series(
        [
            figure(90, 2024, measure="Bostadsinbrott | Antal", unit=Unit.COUNT),
            figure(172.0, 2024, measure="Bostadsinbrott | Antal per 100 000 inv", unit=Unit.PER_100K),
        ],
        CATALOGUE,
    )
    rate, count = book.get("crime_burglary", "2081"), book.count_series("crime_burglary", "2081")
    assert rate and rate.points[0].estimate and rate.points[0].estimate.value == 172.0
    assert count and count.points[0].estimate and count.points[0].estimate.value == 90
    assert book.indicators("2081") == ("crime_burglary",)


def test_what_the_catalogue_does_not_know_is_counted_not_dropped_in_silence(figure: Maker) -> None:
    book = build_series([figure(1.0, 2023, measure="Okänt"), figure(2.0, 2024, measure="Okänt")], CATALOGUE)
    assert book.unmatched == (("bra_kommun", "Okänt", 2),)
    assert not book.places()


def test_a_figure_in_another_unit_than_the_indicators_is_not_mixed_in(figure: Maker) -> None:
    book = build_series([figure(3.0, 2024, unit=Unit.LEVEL), figure(20.0, 2022)], CATALOGUE)
    series = book.get(BURGLARY, "2081")
    assert series and len(series.points) == 1
    assert book.unmatched == (("bra_kommun", "Oro för att utsättas för bostadsinbrott", 1),)


def test_an_area_without_code_is_found_by_name_or_listed(figure: Maker) -> None:
    named = Area("", "Borlänge kommun", AreaKind.MUNICIPALITY)
    nowhere = Area("", "Ingenstans", AreaKind.DISTRICT)
    book = build_series([figure(20.0, 2024, area=named), figure(1.0, 2024, area=nowhere)], CATALOGUE)
    assert [a.code for a in book.places()] == ["2081"]
    assert book.unplaced == (("bra_kommun", "Ingenstans", 1),)


def test_districts_of_a_municipality_come_in_order_of_name(figure: Maker) -> None:
    inside = [Area(f"2081:{n.lower()}", n, AreaKind.DISTRICT, "2081") for n in ("Romme", "Domnarvet")]
    rest = Area("2081:romme:rest", "Övriga kommunen", AreaKind.REST, "2081")
    figures = [figure(50.0, 2024, measure="trygg_kvall", source="local_survey", area=a) for a in (*inside, rest)]
    book = build_series(figures, CATALOGUE)
    assert [a.name for a in book.districts("2081")] == ["Domnarvet", "Romme"]
    assert book.districts("2080") == ()


def test_later_release_of_the_same_dataset_replaces_the_earlier(figure: Maker) -> None:
    book = build_series([figure(20.0, 2024), figure(21.0, 2024, release="b" * 64)], CATALOGUE)
    series = book.get(BURGLARY, "2081")
    assert series and len(series.points) == 1
    assert series.points[0].release == "b" * 64
    assert book.releases == {"a" * 64, "b" * 64}


def test_newer_edition_wins_where_two_datasets_of_one_source_differ(figure: Maker) -> None:
    older, newer = figure(20.0, 2024, dataset="Falun"), figure(21.0, 2024, dataset="Borlänge", release="b" * 64)
    series = build_series([older, newer], CATALOGUE).get(BURGLARY, "2081")
    assert series and [p.release for p in series.points] == ["b" * 64]


def test_two_sources_that_disagree_are_refused_with_both_named(figure: Maker) -> None:
    dark = CATALOGUE.indicators["scb_safe_dark"].measures[0]
    figures = [
        figure(20.0, 2024, measure=dark, source="kolada", dataset="regionens tabell"),
        figure(21.0, 2024, measure=dark, source="scb", dataset="Brås fil", release="b" * 64),
    ]
    with pytest.raises(BadValueError) as refusal:
        build_series(figures, CATALOGUE)
    for language in ("sv", "en"):
        assert "regionens tabell" in refusal.value.text(language)
        assert "Brås fil" in refusal.value.text(language)


def with_interval(figure: SourceFigure, *, rounding: float) -> SourceFigure:
    estimate = figure.row.outcome
    assert isinstance(estimate, Estimate)
    known = replace(estimate, low=estimate.value - 2, high=estimate.value + 2, rounding=rounding)
    return replace(figure, row=replace(figure.row, outcome=known))


def test_of_two_datasets_that_agree_within_rounding_the_one_with_an_interval_is_kept(figure: Maker) -> None:
    bare = figure(20.4, 2024, dataset="one")
    rounded = with_interval(figure(20.0, 2024, dataset="two", release="b" * 64), rounding=1.0)
    for order in ([bare, rounded], [rounded, bare]):
        series = build_series(order, CATALOGUE).get(BURGLARY, "2081")
        assert series and [p.release for p in series.points] == ["b" * 64]


def test_a_published_figure_stands_before_another_datasets_suppressed_one(figure: Maker) -> None:
    gone = figure(Missing(reason=Reason.SUPPRESSED), 2024, dataset="one")
    told = figure(20.0, 2024, dataset="two", release="b" * 64)
    for order in ([gone, told], [told, gone]):
        series = build_series(order, CATALOGUE).get(BURGLARY, "2081")
        assert series and [p.release for p in series.known()] == ["b" * 64]


def test_real_bra_file_becomes_the_values_that_stand_in_it(shared: Path) -> None:
    path = shared / "data" / "indicators" / "bra_kommunindikatorer_dalarna_7omr.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["enhet"].startswith("Antal") and r["varde"]]
    book = build_series([_crime(r) for r in rows], CATALOGUE)
    nation = book.get("crime_total", "00")
    assert nation
    # 14,090 per 100,000 and 1,489,319 crimes in 2024: read in the file by eye.
    assert nation.points[-1].estimate and nation.points[-1].estimate.value == 14090
    count = book.count_series("crime_total", "00")
    assert count and count.points[-1].estimate and count.points[-1].estimate.value == 1489319
    assert len(nation.points) == 8
    assert len(book.indicators("00")) == 15


def _crime(row: dict[str, str]) -> SourceFigure:
    unit = Unit.COUNT if row["enhet"] == "Antal" else Unit.PER_100K
    outcome = Estimate(value=float(row["varde"]), unit=unit, known_by=KnownBy.COUNT)
    return SourceFigure(
        release="c" * 64,
        source="bra_kommun",
        row=Row(
            measure=f"{row['variabel']} | {row['enhet']}",
            area=Area("", row["geografi"], AreaKind.MUNICIPALITY),
            period=Period.year(int(row["ar"])),
            outcome=outcome,
        ),
    )
