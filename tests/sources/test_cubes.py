"""PX and JSON-stat tables, against the same tables in PxWeb's own answers and against the raw text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tryggve.engine.intake import inspect_file
from tryggve.errors import BadValueError, TryggveError, UnknownLayoutError, UnreadableFileError
from tryggve.sources.cube import Cube
from tryggve.sources.json_stat import parse_json_stat
from tryggve.sources.px import parse_px, read_px
from tryggve.terms import Missing, Reason

SMALL = """CHARSET="ANSI";
CODEPAGE="iso-8859-15";
LANGUAGE="sv";
MATRIX="T1";
TITLE="Folkmängd efter "
"region; och år";
STUB="region";
HEADING="tabellinnehåll","år";
CONTVARIABLE="tabellinnehåll";
VALUES("region")="Boden","Åre";
VALUES("tabellinnehåll")="Antal";
VALUES("år")="2023","2024";
TIMEVAL("år")=TLIST(A1),"2023","2024";
CODES("region")="2582","2321";
UNITS="antal";
DATA=
1 ".."
"-" "." ;"""


def px(path: Path) -> Cube:
    return read_px(inspect_file(path))


@pytest.mark.parametrize("table", ["001", "003", "004"])
def test_px_dimensions_and_codes_are_those_of_pxwebs_own_metadata(shared: Path, table: str) -> None:
    api = shared / "data/api"
    cube = px(api / f"pxfiles/TAB{table}.px")
    wanted = json.loads((api / f"pxwebapi2_expected/MetadataById_tab{table}_js2.json").read_text())
    assert [d.code for d in cube.dimensions] == wanted["id"]
    assert [len(d.codes) for d in cube.dimensions] == wanted["size"]
    for dimension in cube.dimensions:
        assert (
            dict(zip(dimension.codes, range(len(dimension.codes)), strict=True))
            == (wanted["dimension"][dimension.code]["category"]["index"])
        )
    roles = {d.code: d.role for d in cube.dimensions}
    assert [roles[code] for code in wanted["role"]["time"] + wanted["role"]["metric"]] == ["time", "contents"]


def test_px_labels_are_swedish_where_the_file_has_them(shared: Path) -> None:
    cube = px(shared / "data/api/pxfiles/TAB005.px")
    assert cube.title == "Markanvändningen i Sverige, hektar efter region, markanvändning, tabellinnehåll och år"
    assert cube.dimensions[1].labels[:2] == ("åkermark", "betesmark")


def test_px_figure_stands_where_pxweb_says_it_does(shared: Path) -> None:
    api = shared / "data/api"
    whole, cut = px(api / "pxfiles/TAB004.px"), px(api / "pxwebapi2_expected/tab4_fewcells.px")
    place = {"SECTOR": "7.0", "GREENHOUSEGAS": "CO2", "ContentsCode": "Emission", "TIME": "2017"}
    assert whole.at(place) == cut.at(place)
    assert isinstance(whole.at(place), float)


def test_px_file_in_another_code_page_than_it_says_keeps_its_letters(shared: Path) -> None:
    # PxWeb's stored answer names iso-8859-1 but was saved as UTF-8.
    cube = px(shared / "data/api/pxwebapi2_expected/tab4_fewcells.px")
    assert cube.dimensions[1].label == "växthusgas"


def test_px_figures_are_the_words_after_data(shared: Path) -> None:
    path = shared / "data/api/pxfiles/TAB003.px"
    raw = path.read_text(encoding="iso-8859-1").split("DATA=")[1].rstrip().rstrip(";").split()
    values = px(path).values
    assert len(values) == len(raw) == 2448
    assert [v for v in values if isinstance(v, float)] == [float(w) for w in raw if not w.startswith('"')]
    assert sum(isinstance(v, Missing) for v in values) == raw.count('".."') + raw.count('"."')


def test_px_marks_have_their_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.px").write_bytes(SMALL.encode("iso-8859-15"))
    cube = px(tmp_path / "a.px")
    assert cube.title == "Folkmängd efter region; och år"
    assert cube.values == (1.0, Missing(reason=Reason.SUPPRESSED), 0.0, Missing(reason=Reason.NOT_ASKED))
    assert cube.at({"region": "2321", "tabellinnehåll": "Antal", "år": "2023"}) == 0.0


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("1 ", "1 2 ", BadValueError),
        ("1 ", "ett ", BadValueError),
        ("1 ", "1e400 ", BadValueError),
        ('"Boden",', "", BadValueError),
        ('UNITS="antal"', 'KEYS("region")=CODES', UnknownLayoutError),
        ("DATA=", "DATE=", UnknownLayoutError),
    ],
)
def test_px_that_cannot_be_read_whole_is_refused(old: str, new: str, error: type[TryggveError]) -> None:
    with pytest.raises(error):
        parse_px(SMALL.replace(old, new), file="a.px")


def test_json_stat_figures_are_those_of_the_answer(shared: Path) -> None:
    path = shared / "data/api/pxweb_v2_scb/TAB6471_data.json"
    cube = parse_json_stat(path.read_text(), file=path.name)
    raw = json.loads(path.read_text())
    assert list(cube.values) == raw["value"]
    assert cube.table_id == "TAB6471"
    region = cube.dimension("region")
    assert region is not None
    assert dict(zip(region.codes, region.labels, strict=True)) == raw["dimension"]["Region"]["category"]["label"]
    time = cube.dimension("time")
    assert time is not None
    first = {d.code: d.codes[0] for d in cube.dimensions}
    assert cube.at(first | {"Tid": time.codes[1]}) == 247245


def test_json_stat_status_gives_the_reason(shared: Path) -> None:
    path = shared / "data/api/pxweb_v1/mock__response_no.json"
    cube = parse_json_stat(path.read_text(), file=path.name)
    status = json.loads(path.read_text())["status"]
    suppressed = [i for i, v in enumerate(cube.values) if v == Missing(reason=Reason.SUPPRESSED)]
    assert suppressed == sorted(int(i) for i, mark in status.items() if mark == "..")


def test_json_stat_sparse_values_and_nil(shared: Path) -> None:
    table = {
        "class": "dataset",
        "id": ["Tid"],
        "size": [4],
        "dimension": {"Tid": {"category": {"index": ["1", "2", "3", "4"]}}},
        "value": {"0": 5.5, "3": None},
        "status": {"1": "-", "2": "."},
    }
    values = parse_json_stat(json.dumps(table), file="a.json").values
    assert values == (5.5, 0.0, Missing(reason=Reason.NOT_ASKED), Missing(reason=Reason.NOT_PUBLISHED))


@pytest.mark.parametrize("name", ["pxweb_v1/queries__valid_query.json", "pxweb_v2_scb/TAB6471_metadata.json"])
def test_json_of_another_kind_is_an_unknown_layout(shared: Path, name: str) -> None:
    text = (shared / "data/api" / name).read_text()
    with pytest.raises(UnknownLayoutError):
        parse_json_stat(text, file=name)


def test_json_stat_of_absurd_size_is_refused_at_once() -> None:
    table = {"class": "dataset", "id": ["Tid"], "size": [10**12], "dimension": {}, "value": {"0": 1}}
    with pytest.raises(UnknownLayoutError):
        parse_json_stat(json.dumps(table), file="a.json")


def test_invalid_json_is_unreadable(shared: Path) -> None:
    text = (shared / "data/api/pxweb_v1/queries__invalid_query.json").read_text()
    with pytest.raises(UnreadableFileError):
        parse_json_stat(text, file="query.json")
