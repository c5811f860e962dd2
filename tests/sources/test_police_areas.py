"""The police's list of exposed areas, as a table and as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tryggve.errors import BadValueError, NothingHereError, UnreadableFileError
from tryggve.sources import read_release
from tryggve.terms import KnownBy, Period, Release, Unit

TABLE = """Namn;Kategori;Kommun;År
Norrbacka;Utsatt område;Ekhamra;2021
Söderäng;Särskilt utsatt område;Ekhamra;2021
Söderäng;Utsatt område;Ekhamra;2023
Rosengård;Särskilt utsatt område;Malmö;2023
"""


def made(tmp_path: Path, text: str = TABLE, name: str = "lista.csv") -> Release:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_release(tmp_path / name)


def counts(release: Release, code: str, measure: str = "Utsatta områden") -> dict[str, float]:
    rows = [row for row in release.rows if row.area.code == code and row.measure == measure]
    return {row.period.label: row.outcome.value for row in rows}


def test_areas_are_counted_by_municipality_and_list(tmp_path: Path) -> None:
    release = made(tmp_path)
    assert counts(release, "9901") == {"2021": 2, "2023": 1}
    assert counts(release, "9901", "Utsatta områden | Särskilt utsatt område") == {"2021": 1, "2023": 0}
    first = release.rows[0].outcome
    assert (first.unit, first.known_by) == (Unit.COUNT, KnownBy.CENSUS)


def test_municipality_that_left_the_list_gets_zero_for_lists_in_the_same_file(tmp_path: Path) -> None:
    assert counts(made(tmp_path), "1280") == {"2021": 0, "2023": 1}


def test_extract_gives_no_zero_to_others_and_says_so(tmp_path: Path) -> None:
    release = made(tmp_path)
    assert counts(release, "2081") == {}
    assert any("utdrag" in swedish for swedish, _ in release.remarks)


def test_whole_list_gives_zero_to_every_other_municipality(tmp_path: Path) -> None:
    lines = [f"Område {i};Utsatt område;Malmö;2025" for i in range(50)]
    release = made(tmp_path, "Namn;Kategori;Ort;År\n" + "\n".join(lines))
    assert (counts(release, "1280"), counts(release, "2081")) == ({"2025": 50}, {"2025": 0})
    assert len({row.area.code for row in release.rows}) == 290
    assert release.remarks == ()


def test_row_names_the_areas_behind_its_count(tmp_path: Path) -> None:
    assert made(tmp_path).rows[0].note in {"Norrbacka, Söderäng", "Rosengård", ""}
    notes = {r.note for r in made(tmp_path).rows if r.area.code == "9901" and r.period == Period.year(2021)}
    assert "Norrbacka, Söderäng" in notes


def test_real_geojson_gives_its_year_by_its_name(shared: Path) -> None:
    release = read_release(shared / "data/geo/utsatta_omraden_2025_utdrag_epsg3006.geojson")
    assert counts(release, "1290") == {"2025": 1}
    assert counts(release, "1280") == {"2025": 2}
    assert counts(release, "1280", "Utsatta områden | Särskilt utsatt område") == {"2025": 1}


def test_geojson_without_a_year_is_refused(tmp_path: Path) -> None:
    area = {"properties": {"NAMN": "Rosengård", "KATEGORI": "Utsatt område", "ORT": "Malmö"}}
    text = json.dumps({"type": "FeatureCollection", "features": [area]}, ensure_ascii=False)
    with pytest.raises(NothingHereError, match="2025"):
        made(tmp_path, text, "omraden.geojson")
    with pytest.raises(UnreadableFileError):
        made(tmp_path, text[:-3], "omraden_2025.geojson")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Malmö", "Malmöö", "Malmö"),
        ("Malmö", "Skåne län", "no municipality"),
        ("Särskilt utsatt område;Malmö", "Otryggt;Malmö", "category"),
        ("Rosengård;Särskilt utsatt område;Malmö", "söderäng;Utsatt område;Ekhamra", "stands twice"),
    ],
)
def test_wrong_row_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(BadValueError, match=words) as caught:
        made(tmp_path, TABLE.replace(old, new))
    assert caught.value.where.row == 5
