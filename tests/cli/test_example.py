"""The made-up municipality's files: the same every time, telling the story, and never of a real place."""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from tryggve.cli import example
from tryggve.cli.example_files import write_example
from tryggve.cli.example_files.people import answers, counted_codes, index_points, make_people
from tryggve.cli.example_files.story import AGES, AREAS, EVENING, INDEX, INDEX_ITEMS, ITEMS, NEW_YEARS, OLD_YEARS, SEXES
from tryggve.cli.main import main
from tryggve.terms.places import find_place, register

Row = dict[str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("ekhamra")
    assert len(list(write_example(to))) == 10
    return to


@pytest.fixture(scope="module")
def microdata(folder: Path) -> list[Row]:
    with (folder / "trygghetsmatningen_ekhamra_2016_2025.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def weighted_mean(rows: list[Row], value: Callable[[Row], float | None], **wanted: str) -> float:
    """The judge: one loop over the file's rows, with nothing from the package."""
    total = weights = 0.0
    for row in rows:
        answer = value(row)
        if answer is not None and all(row[name] == level for name, level in wanted.items()):
            total += float(row["vikt"]) * answer
            weights += float(row["vikt"])
    return total / weights


def index(row: Row) -> float | None:
    given = [int(row[name] or 99) for name in INDEX_ITEMS]
    return None if 99 in given else (sum(given) / 3 - 1) * 100 / 9


def safe_in_the_evening(row: Row) -> float | None:
    return None if row["trygg_kvall"] in ("", "9") else 100.0 * (row["trygg_kvall"] in ("3", "4"))


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            yield f"{book.properties.title} {book.properties.description}"
            yield from (str(cell) for rows in cells(path).values() for row in rows for cell in row if cell is not None)
        elif path.is_file():
            yield path.read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    for path in write_example(tmp_path):
        first = folder / path.relative_to(tmp_path)
        if path.suffix == ".xlsx":
            assert cells(path) == cells(first)
        else:
            assert path.read_bytes() == first.read_bytes()


def test_another_seed_gives_another_sample_of_the_same_land(folder: Path, tmp_path: Path) -> None:
    changed = {
        path.name: path.read_bytes() != (folder / path.name).read_bytes() for path in write_example(tmp_path, seed=2)
    }
    assert changed["trygghetsmatningen_ekhamra_2016_2025.csv"]
    assert changed["medborgarundersokningen.px"]
    assert not changed["ekhamra_omraden.geojson"]


def test_around_1400_of_3000_answer_each_year(microdata: list[Row]) -> None:
    years = [int(row["ar"]) for row in microdata]
    assert sorted(set(years)) == [*OLD_YEARS, *NEW_YEARS]
    assert all(1350 <= years.count(year) <= 1550 for year in set(years))


def test_weights_add_up_to_the_people_of_each_stratum(microdata: list[Row]) -> None:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in microdata:
        sums[row["stratum"], row["antal_i_stratum"]] += float(row["vikt"])
    assert len(sums) == len(AREAS) * len(SEXES) * len(AGES) * 10
    assert all(total == pytest.approx(float(people), abs=0.02) for (_, people), total in sums.items())


def test_no_year_asks_both_the_old_and_the_new_questions(microdata: list[Row]) -> None:
    for row in microdata:
        old = any(row[name] for name in INDEX_ITEMS)
        new = any(row[item.name] for item in ITEMS)
        assert not (new if int(row["ar"]) <= 2020 else old)


def test_safety_rises_to_2018_drops_in_2019_and_recovers_in_part(microdata: list[Row]) -> None:
    level = {year: weighted_mean(microdata, index, ar=str(year)) for year in OLD_YEARS}
    assert level[2016] < level[2017] < level[2018]
    assert level[2019] < level[2018] - 3
    assert level[2019] < level[2020] < level[2018]


def test_the_drop_of_2019_is_largest_among_men_and_the_young(microdata: list[Row]) -> None:
    def drop(**group: str) -> float:
        return weighted_mean(microdata, index, ar="2018", **group) - weighted_mean(microdata, index, ar="2019", **group)

    assert drop(kon="Man") > drop(kon="Kvinna") + 2
    assert drop(alder="16-29") > max(drop(alder="30-64"), drop(alder="65-84")) + 1
    assert drop(kon="Man", alder="16-29") == max(drop(kon=sex, alder=age) for sex in SEXES for age in AGES)


def test_evenings_grow_safer_in_the_municipality_but_not_in_norrbacken(microdata: list[Row]) -> None:
    def change(**group: str) -> float:
        first, last = (weighted_mean(microdata, safe_in_the_evening, ar=year, **group) for year in ("2021", "2025"))
        return last - first

    assert 3.5 < change() < 8
    assert change(omrade="Norrbacken") < -7
    last = {area.name: weighted_mean(microdata, safe_in_the_evening, ar="2025", omrade=area.name) for area in AREAS}
    assert min(last, key=lambda name: last[name]) == "Norrbacken"


@pytest.mark.parametrize("seed", [3, 4])
def test_the_story_is_exactly_true_of_the_whole_population(seed: int) -> None:
    import numpy as np

    rng = np.random.default_rng(seed)
    people = make_people(rng)
    old = index_points(answers(people, year=2019, rng=rng))
    for (sex, age), truth in INDEX.items():
        group = (people.sex == SEXES.index(sex)) & (people.age == AGES.index(age))
        assert old[group].mean() == pytest.approx(truth[3], abs=0.02)
    new = answers(people, year=2025, rng=rng)
    evening = np.isin(new[EVENING], (3, 4))
    for number, area in enumerate(AREAS):
        assert 100 * evening[people.area == number].mean() == pytest.approx(area.evening[-1], abs=0.02)
    for item in ITEMS[1:]:
        share = 100 * np.isin(new[item.name], counted_codes(item)).mean()
        assert share == pytest.approx(item.share[-1], abs=0.01)


def test_the_revision_changes_two_values_and_adds_a_year(folder: Path) -> None:
    first, later = cells(folder / "Ekhamra.xlsx"), cells(folder / "reviderad" / "Ekhamra.xlsx")
    assert first.keys() == later.keys()
    changed = 0
    for name in first:
        if "(anmälda)" not in name:
            assert first[name] == later[name]
            continue
        by_column = dict(zip(later[name][1], zip(*later[name][2:5], strict=True), strict=True))
        for heading, *values in zip(*first[name][1:5], strict=True):
            changed += sum(one != other for one, other in zip(values, by_column[heading], strict=True))
        assert {str(heading)[-4:] for heading in by_column if heading not in first[name][1]} == {"2025"}
    assert changed == 2


def test_the_county_holds_the_municipality_and_the_nation_the_county(folder: Path) -> None:
    crimes = {name: rows for name, rows in cells(folder / "Ekhamra.xlsx").items() if "(anmälda)" in name}
    assert len(crimes) == 15
    for rows in crimes.values():
        own, county, nation = (row[1:9] for row in rows[2:5])
        assert all(a <= b <= c for a, b, c in zip(own, county, nation, strict=True))  # type: ignore[operator]


def test_two_areas_are_on_the_police_list_and_one_leaves_it_in_2023(folder: Path) -> None:
    with (folder / "utsatta_omraden.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["År"], row["Namn"]) for row in csv.DictReader(file)]
    count = {year: sum(one == year for one, _ in listed) for year in ("2019", "2021", "2023", "2025")}
    assert count == {"2019": 2, "2021": 2, "2023": 1, "2025": 1}
    assert ("2023", "Norrbacken") in listed


def test_the_areas_of_the_map_tile_the_municipality(folder: Path) -> None:
    rings = {
        feature["properties"]["namn"]: [tuple(point) for point in feature["geometry"]["coordinates"][0]]
        for feature in json.loads((folder / "ekhamra_omraden.geojson").read_text(encoding="utf-8"))["features"]
    }
    assert sorted(rings) == sorted(area.name for area in AREAS)
    edges = [edge for ring in rings.values() for edge in itertools.pairwise(ring)]
    assert len(edges) == len(set(edges))
    border = {start: end for start, end in edges if (end, start) not in set(edges)}
    walk = [min(border)]
    while border[walk[-1]] != walk[0]:
        walk.append(border[walk[-1]])
    assert len(walk) == len(border)  # what no two areas share is one closed line round them all
    inside = sum(_area(ring) for ring in rings.values())
    assert inside == pytest.approx(_area([*walk, walk[0]]))
    assert all(_area(ring) > 0 for ring in rings.values())


def _area(ring: list[tuple[float, float]]) -> float:
    return sum((x - 7e5) * (v - 69e5) - (u - 7e5) * (y - 69e5) for (x, y), (u, v) in itertools.pairwise(ring)) / 2


def test_no_file_names_a_real_municipality_county_or_nation(folder: Path) -> None:
    real = [area.name for area in register().values() if not area.made_up] + ["Sverige ", "Riket"]
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, real)) + r")\b")
    found = {match.group() for text in texts(folder) for match in pattern.finditer(text)}
    assert found == set()


def test_every_file_says_that_it_is_made_up(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            assert "Påhittat exempel" in str(book.properties.description)
            assert any("åhitta" in str(cell) for rows in cells(path).values() for row in rows for cell in row)
        elif path.suffix in (".px", ".geojson", ".toml", ".txt") or path.name == "utsatta_omraden.csv":
            assert "åhitta" in path.read_text(encoding="utf-8")


def test_the_places_are_in_the_register_and_made_up() -> None:
    for name in ("Ekhamra", "Fjällviks län", "Fjällvik", "Exempellandet", "9901", "99", "990"):
        place = find_place(name)
        assert place is not None
        assert place.made_up


@pytest.mark.parametrize(("language", "word"), [("sv", "påhittad"), ("en", "made-up")])
def test_the_command_tells_each_file_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    parser = argparse.ArgumentParser()
    parser.set_defaults(language=language)
    example.add_arguments(parser)
    assert parser.parse_args([]).to == Path("var/ekhamra")
    assert example.run(parser.parse_args(["--to", str(tmp_path / "new")])) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert "LÄS MIG.txt" in lines[2]
    assert word in lines[-1]


def test_the_command_is_one_of_tryggves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["example", "--to", str(tmp_path), "--language", "en"]) == 0
    assert "Ekhamra is a made-up municipality" in capsys.readouterr().out
