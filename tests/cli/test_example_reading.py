"""The example's files go in through the same readers as the real sources' files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tryggve.cli.example_files import write_example
from tryggve.cli.example_files.story import AREAS, ITEMS
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import read_definition
from tryggve.sources import read_release
from tryggve.terms import Area, Estimate, Release, Row
from tryggve.terms.places import find_place

PLACES = {"Ekhamra", "Fjällviks län", "Exempellandet"}
DISTRICTS = {area.name for area in AREAS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("ekhamra")
    list(write_example(to))
    return to


def indicators(release: Release) -> set[str]:
    """The catalogue's indicators in a release; a measure that the catalogue does not know is an error, but a level."""
    named = {measure for measure in measures(release) if not measure.endswith("| nivå")}
    found = {measure: load_catalogue().by_source(release.source.code, measure) for measure in named}
    assert all(found.values()), [measure for measure, indicator in found.items() if indicator is None]
    return {indicator.id for indicator in found.values() if indicator}


def measures(release: Release) -> set[str]:
    return {row.measure for row in release.rows}


def places(release: Release) -> set[str]:
    assert all(row.area.made_up for row in release.rows)
    return {row.area.name for row in release.rows}


def years(release: Release) -> set[int]:
    return {row.period.last for row in release.rows}


@pytest.mark.parametrize(("name", "last"), [("Ekhamra.xlsx", 2024), ("reviderad/Ekhamra.xlsx", 2025)])
def test_the_workbook_is_read_as_bras(folder: Path, name: str, last: int) -> None:
    release = read_release(folder / name)
    assert release.source.code == "bra_kommun"
    assert "b" in release.layout
    assert places(release) == PLACES
    assert len(indicators(release)) == 15 + 20
    counted = {row.period.last for row in release.rows if row.measure == "Bilbrott | Antal"}
    assert counted == set(range(2017, last + 1))


def test_the_revision_is_a_newer_release_of_the_same_data_with_two_other_values(folder: Path) -> None:
    first, later = (read_release(folder / name) for name in ("Ekhamra.xlsx", "reviderad/Ekhamra.xlsx"))
    assert first.dataset == later.dataset
    before = {row.key: row.outcome for row in first.rows}
    after = {row.key: row.outcome for row in later.rows}
    changed = [key for key in before if value(before[key]) != value(after[key])]
    assert {key[0] for key in changed} == {"Skadegörelsebrott | Antal", "Skadegörelsebrott | Antal per 100 000 inv"}
    assert len(changed) == 2
    assert {key[2] for key in after.keys() - before.keys()} == {2025}


def value(outcome: object) -> float:
    assert isinstance(outcome, Estimate)
    return outcome.value


def test_the_extract_is_read_as_the_public_health_survey(folder: Path) -> None:
    release = read_release(folder / "HLV_Fjällviks_län.xlsx")
    assert release.source.code == "hlv"
    assert places(release) == PLACES
    assert years(release) == {2014, 2018, 2021}
    assert indicators(release) == {"hlv_afraid_alone", "hlv_low_trust"}
    assert {row.group.dimensions for row in release.rows} >= {(), ("sex",), ("age",), ("age", "sex"), ("birth", "sex")}


def test_the_px_file_is_read_as_statistics_swedens(folder: Path) -> None:
    release = read_release(folder / "medborgarundersokningen.px")
    assert places(release) == PLACES
    assert years(release) == set(range(2021, 2026))
    assert indicators(release) == {"scb_safe_dark", "scb_safe_light", "scb_worry_violence", "scb_trust"}
    assert all(isinstance(row.outcome, Estimate) and row.outcome.margin > 0 for row in release.rows)
    assert {row.group.key for row in release.rows} == {"", "sex=women", "sex=men"}


def test_the_list_is_read_as_the_polices(folder: Path) -> None:
    release = read_release(folder / "utsatta_omraden.csv")
    assert release.source.code == "police_areas"
    assert places(release) == {"Ekhamra"}
    counts = {row.period.last: value(row.outcome) for row in release.rows if row.measure == "Utsatta områden"}
    assert counts == {2019: 2, 2021: 2, 2023: 1, 2025: 1}


def test_the_published_survey_is_read_as_police_and_municipalitys(folder: Path) -> None:
    release = read_release(folder / "trygghetsmatning_polisen.xlsx")
    assert release.source.code == "trygghetsmatning"
    assert places(release) == {"Ekhamra"} | DISTRICTS
    assert indicators(release) == {"police_unsafe_evening", "police_worry_assault", "police_not_exposed"}
    assert {row.group.key for row in release.rows} == {"", "sex=women", "sex=men"}
    unsafe = {row.area.name: value(row.outcome) for row in release.rows if latest_of_all(row, "Otrygg ute sent")}
    assert max(unsafe, key=lambda name: unsafe[name]) == "Norrbacken"
    levels = [value(row.outcome) for row in release.rows if row.measure.endswith("nivå")]
    assert set(levels) <= set(range(7))


def latest_of_all(row: Row, measure: str) -> bool:
    return (row.measure, row.period.last, row.group.key) == (measure, 2025, "")


@pytest.fixture(scope="module")
def survey(folder: Path) -> Release:
    municipality = find_place("Ekhamra")
    assert municipality is not None
    definition = read_definition(folder / "trygghetsmatningen.toml")
    path = folder / "trygghetsmatningen_ekhamra_2016_2025.csv"
    return read_microdata(path, definition=definition, municipality=municipality)


def test_the_survey_is_read_by_its_definition(survey: Release) -> None:
    assert places(survey) == {"Ekhamra", "Övriga Ekhamra"} | DISTRICTS
    assert years(survey) == set(range(2016, 2026))
    assert measures(survey) == {"trygghetsindex", *(item.name for item in ITEMS)}
    assert len(indicators(survey)) == 7
    assert {row.period.last for row in survey.rows if row.measure == "trygghetsindex"} == set(range(2016, 2021))


def test_the_surveys_figures_are_those_of_a_stratified_sample(folder: Path, survey: Release) -> None:
    with (folder / "trygghetsmatningen_ekhamra_2016_2025.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ar"] == "2025"]
    _, stratum = np.unique([row["stratum"] for row in rows], return_inverse=True)
    weight = np.array([float(row["vikt"]) for row in rows])
    given = np.array([row["trygg_kvall"] for row in rows])
    answered, safe = np.isin(given, list("1234")), np.isin(given, ["3", "4"])
    ratio = (weight * safe).sum() / (weight * answered).sum()
    linear = weight * answered * (safe - ratio) / (weight * answered).sum()
    n, living = np.bincount(stratum), np.zeros(stratum.max() + 1)
    living[stratum] = [float(row["antal_i_stratum"]) for row in rows]
    spread = np.bincount(stratum, linear**2) - np.bincount(stratum, linear) ** 2 / n
    error = np.sqrt(((1 - n / living) * n / (n - 1) * spread).sum())
    found = estimate(survey, "trygg_kvall", 2025, find_place("Ekhamra"))
    assert found.value == pytest.approx(100 * ratio, rel=1e-9)
    assert found.se == pytest.approx(100 * error, rel=1e-9)
    assert found.n == answered.sum()


def test_the_change_in_the_evening_and_the_drop_of_2019_stand_outside_their_margins(survey: Release) -> None:
    place = find_place("Ekhamra")
    for measure, before, after, sign in (("trygg_kvall", 2021, 2025, 1), ("trygghetsindex", 2018, 2019, -1)):
        first, last = (estimate(survey, measure, year, place) for year in (before, after))
        assert sign * (last.value - first.value) > 1.96 * np.hypot(first.se, last.se)


def estimate(release: Release, measure: str, year: int, area: Area | None) -> Estimate:
    (outcome,) = (
        row.outcome
        for row in release.rows
        if (row.measure, row.period.last, row.area, row.group.key) == (measure, year, area, "")
    )
    assert isinstance(outcome, Estimate)
    return outcome
