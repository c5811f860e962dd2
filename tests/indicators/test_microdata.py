"""A survey's answers become estimates equal to R's, and nothing about a small group can be worked out."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tryggve.errors import BadValueError, MissingColumnError
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import SurveyDefinition, read_definition
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, Group, KnownBy, Missing, Period, Release, Row, Unit

MUNICIPALITY = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")

DEFINITION = """
[survey]
name = "reference"
title_sv = "Prov"
title_en = "Test"
publisher = "Prov"
smallest_n = 2

[design]
year = "year"
weights = "w"
strata = "stratum"
fpc = "pop_h"

[groups.sex]
column = "sex"
codes = { K = "women", M = "men" }

[groups.age]
column = "age"
codes = { "16-29" = "16-29", "30-49" = "30-49", "50-64" = "50-64", "65-84" = "65-84" }

[groups.education]
column = "edu"
codes = { 1 = "lower", 2 = "upper", 3 = "higher" }

[area]
column = "area"
codes = { 1 = "Norr", 2 = "Söder", 3 = "Öster", 4 = "Väster" }
"""
CRIME = '\n[[measure]]\nname = "utsatt_brott"\ncolumn = "q_crime"\ncounted = [1]\n'
INDEX = '\n[[measure]]\nname = "trygghetsindex"\nitems = ["q_safe", "q_park", "q_night"]\nscale = [1, 10]\n'


def definition_of(folder: Path, text: str) -> SurveyDefinition:
    path = folder / "definition.toml"
    path.write_text(text, encoding="utf-8")
    return read_definition(path)


def release_of(shared: Path, folder: Path, *, data: str, measure: str) -> Release:
    path = shared / "reference" / "survey" / "data" / f"{data}.csv"
    return read_microdata(path, definition=definition_of(folder, DEFINITION + measure), municipality=MUNICIPALITY)


def case(shared: Path, family: str, name: str) -> list[dict[str, Any]]:
    content = json.loads((shared / "reference" / "survey" / f"{family}.json").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = next(c for c in content["cases"] if c["id"] == name)["result"]["rows"]
    assert rows
    return rows


def the_row(release: Release, *, year: int, group: Group = EVERYBODY, area: str = "9901") -> Row:
    found = [r for r in release.rows if r.period == Period.year(year) and r.group == group and r.area.code == area]
    assert len(found) == 1
    return found[0]


def assert_equals_r(row: Row, expected: dict[str, Any], *, scale: float) -> None:
    estimate = row.outcome
    assert isinstance(estimate, Estimate)
    assert estimate.known_by is KnownBy.MICRODATA
    assert estimate.value == pytest.approx(expected["est"] * scale, rel=1e-9)
    assert estimate.se == pytest.approx(expected["se"] * scale, rel=1e-9)
    low, high = expected["ci_t_domain_df"]
    assert estimate.low == pytest.approx(low * scale, rel=1e-9, abs=1e-9)
    assert estimate.high == pytest.approx(high * scale, rel=1e-9)
    assert estimate.df == expected["domain_df"]
    assert estimate.n == expected["n"]


SEX = {"K": "women", "M": "men"}
AREA = {1: "9901:norr", 2: "9901:soder", 3: "9901:oster", 4: "9901:vaster"}


def test_shares_by_year_sex_and_district_equal_r(shared: Path, tmp_path: Path) -> None:
    release = release_of(shared, tmp_path, data="strat", measure=CRIME)
    for expected in case(shared, "a_stratified", "a11_prop_by_year"):
        assert_equals_r(the_row(release, year=expected["domain"]["year"]), expected, scale=100)
    for expected in case(shared, "a_stratified", "a11_prop_by_year_sex"):
        group = Group.of(sex=SEX[expected["domain"]["sex"]])
        assert_equals_r(the_row(release, year=expected["domain"]["year"], group=group), expected, scale=100)
    for expected in case(shared, "a_stratified", "a11_prop_by_year_area"):
        area = AREA[expected["domain"]["area"]]
        assert_equals_r(the_row(release, year=expected["domain"]["year"], area=area), expected, scale=100)


def test_an_index_of_three_items_equals_r(shared: Path, tmp_path: Path) -> None:
    release = release_of(shared, tmp_path, data="index", measure=INDEX)
    for expected in case(shared, "i_index", "i02_i_all_by_year"):
        row = the_row(release, year=expected["domain"]["year"])
        assert_equals_r(row, expected, scale=1)
        assert isinstance(row.outcome, Estimate) and row.outcome.unit is Unit.INDEX


def closed_form(rows: list[dict[str, str]], inside: Any, answer: Any) -> tuple[float, float]:
    """The textbook's domain mean and standard error, stratum by stratum, in plain loops."""
    mine = [r for r in rows if inside(r)]
    weight = sum(float(r["w"]) for r in mine)
    mean = sum(float(r["w"]) * answer(r) for r in mine) / weight
    strata = defaultdict(list)
    for r in rows:
        strata[r["stratum"]].append(float(r["w"]) * (answer(r) - mean) / weight if inside(r) else 0.0)
    size = {r["stratum"]: float(r["pop_h"]) for r in rows}
    variance = 0.0
    for stratum, z in strata.items():
        if len(z) > 1:
            centre = sum(z) / len(z)
            spread = sum((x - centre) ** 2 for x in z)
            variance += (1 - len(z) / size[stratum]) * len(z) / (len(z) - 1) * spread
    return mean, math.sqrt(variance)


def test_the_rest_of_the_municipality_equals_the_closed_form(shared: Path, tmp_path: Path) -> None:
    release = release_of(shared, tmp_path, data="strat", measure=CRIME)
    with (shared / "reference/survey/data/strat.csv").open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["year"] == "2023"]
    mean, se = closed_form(rows, lambda r: r["area"] != "2", lambda r: float(r["q_crime"] == "1"))
    row = the_row(release, year=2023, area="9901:soder:rest")
    assert row.area.kind is AreaKind.REST and row.area.parent == "9901"
    assert isinstance(row.outcome, Estimate)
    assert row.outcome.value == pytest.approx(100 * mean, rel=1e-9)
    assert row.outcome.se == pytest.approx(100 * se, rel=1e-9)


def test_the_release_keeps_no_answers_and_says_where_it_came_from(shared: Path, tmp_path: Path) -> None:
    release = release_of(shared, tmp_path, data="strat", measure=CRIME)
    content = (shared / "reference/survey/data/strat.csv").read_bytes()
    assert release.sha256 == hashlib.sha256(content).hexdigest()
    assert (release.size, release.keep_raw, release.source.code) == (len(content), False, "local_survey")
    assert any("2022: 336" in sv for sv, _ in release.remarks)
    assert {"sex", "age", "education"} == {d for r in release.rows for d in r.group.dimensions}
    assert any(r.group.dimensions == ("age", "sex") for r in release.rows)


HEADER = "ar,kon,land,omrade,svar"
SMALL = """
[survey]
name = "small"
title_sv = "Prov"
title_en = "Test"
publisher = "Prov"
smallest_n = 10

[design]
year = "ar"

[groups.sex]
column = "kon"
codes = { Kvinna = "women", Man = "men", Annat = "other" }
missing = ["9"]

[groups.birth]
column = "land"
codes = { S = "sweden", N = "nordic", E = "europe" }
merged = { abroad = ["nordic", "europe"] }

[area]
column = "omrade"
codes = { a = "Åby", b = "Berga", c = "Centrum" }

[[measure]]
name = "trygg_kvall"
column = "svar"
counted = [3, 4]
missing = [9]
"""


def people(count: int, *, sex: str = "Kvinna", land: str = "S", area: str = "a", year: int = 2024) -> list[str]:
    return [f"{year},{sex},{land},{area},{1 + i % 4}" for i in range(count)]


def small_release(folder: Path, lines: list[str], definition: str = SMALL) -> Release:
    path = folder / "answers.csv"
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return read_microdata(path, definition=definition_of(folder, definition), municipality=MUNICIPALITY)


def shown(release: Release, **group: str) -> bool:
    return not isinstance(the_row(release, year=2024, group=Group.of(group)).outcome, Missing)


def test_women_and_men_do_not_reveal_the_few_who_are_neither(tmp_path: Path) -> None:
    release = small_release(tmp_path, [*people(60), *people(40, sex="Man"), *people(7, sex="Annat")])
    assert not shown(release, sex="other")
    assert not shown(release, sex="men")
    assert shown(release, sex="women")


def test_born_abroad_is_shown_beside_its_parts_unless_a_small_part_could_be_worked_out(tmp_path: Path) -> None:
    enough = small_release(tmp_path, [*people(60), *people(30, land="N"), *people(20, land="E")])
    assert all(shown(enough, birth=value) for value in ("sweden", "nordic", "europe", "abroad"))
    few = small_release(tmp_path, [*people(60), *people(30, land="N"), *people(4, land="E")])
    assert not shown(few, birth="europe")
    assert not shown(few, birth="nordic")
    assert shown(few, birth="abroad")


def test_the_rest_of_the_municipality_is_hidden_with_its_district(tmp_path: Path) -> None:
    lines = [*people(50), *people(30, area="b"), *people(5, area="c")]
    release = small_release(tmp_path, lines)
    hidden = {r.area.code for r in release.rows if isinstance(r.outcome, Missing)}
    assert {"9901:centrum", "9901:centrum:rest", "9901:berga", "9901:berga:rest"} <= hidden
    assert not {"9901:aby", "9901:aby:rest", "9901"} & hidden


def test_a_measure_not_asked_in_a_year_has_no_rows_that_year(tmp_path: Path) -> None:
    unasked = [f"2020,Kvinna,S,a,{answer}" for answer in ("", "9") * 20]
    release = small_release(tmp_path, [*unasked, *people(50)])
    assert {r.period for r in release.rows} == {Period.year(2024)}


def test_a_code_that_means_no_answer_is_not_counted(tmp_path: Path) -> None:
    release = small_release(tmp_path, [*people(40), *[f"2024,Kvinna,S,a,{9}" for _ in range(40)]])
    outcome = the_row(release, year=2024).outcome
    assert isinstance(outcome, Estimate)
    assert (outcome.n, outcome.value) == (40, 50.0)


def test_nine_is_an_answer_on_a_scale_of_ten_where_another_question_means_no_answer(tmp_path: Path) -> None:
    index = '\n[[measure]]\nname = "trygghetsindex"\nitems = ["betyg"]\nmissing = [99]\n'
    path = tmp_path / "answers.csv"
    lines = [f"2024,Kvinna,S,a,9,{betyg}" for betyg in ("9", "9", "99", "10") * 10]
    path.write_text("\n".join([HEADER + ",betyg", *lines, ""]), encoding="utf-8")
    release = read_microdata(path, definition=definition_of(tmp_path, SMALL + index), municipality=MUNICIPALITY)
    outcome = the_row(release, year=2024).outcome
    assert {r.measure for r in release.rows} == {"trygghetsindex"}
    assert isinstance(outcome, Estimate)
    assert outcome.n == 30
    assert outcome.value == pytest.approx((2 * 800 / 9 + 100) / 3)


def test_a_code_that_the_definition_does_not_name_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadValueError) as refusal:
        small_release(tmp_path, [*people(3), *people(1, sex="Kv")])
    assert refusal.value.where.row == 5
    assert refusal.value.where.column == "kon"
    assert "Kvinna" in refusal.value.sv


def test_a_row_without_year_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadValueError) as refusal:
        small_release(tmp_path, [*people(3), ",Kvinna,S,a,1"])
    assert refusal.value.where.row == 5


def test_a_column_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError, match="koen"):
        small_release(tmp_path, people(3), SMALL.replace('"kon"', '"koen"'))


@pytest.mark.parametrize(
    ("found", "written", "hint"),
    [
        ('year = "ar"', 'aar = "ar"', "year"),
        ("[groups.sex]", "[groups.gender]", "gender"),
        ("counted = [3, 4]\n", "", "counted"),
        ("[survey]", "[survey", "TOML"),
        ("smallest_n = 10", "smalest_n = 10", "smallest_n"),
        ("counted = [3, 4]", "counted = 3", "counted"),
        ('column = "kon"', "column = 3", "column"),
    ],
)
def test_a_faulty_definition_is_refused_by_name(tmp_path: Path, found: str, written: str, hint: str) -> None:
    assert found in SMALL
    with pytest.raises(BadValueError) as refusal:
        definition_of(tmp_path, SMALL.replace(found, written))
    assert hint in refusal.value.text("sv")
    assert hint in refusal.value.text("en")


def test_the_response_rate_is_told_where_the_sample_size_is_known(tmp_path: Path) -> None:
    told = small_release(tmp_path, people(50), SMALL.replace("smallest_n = 10", "smallest_n = 10\nsampled = 200"))
    assert any("2024: 25." in sv and "inte svarat" in sv for sv, _ in told.remarks)
    assert not any("Svarsfrekvens" in sv for sv, _ in small_release(tmp_path, people(50)).remarks)
