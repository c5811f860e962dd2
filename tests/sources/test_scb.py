"""SCB's citizen survey in both formats, from one made-up table in the layout of the real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tryggve.errors import BadValueError, TryggveError, UnknownLayoutError
from tryggve.sources import read_release
from tryggve.terms import Estimate, Group, KnownBy, Missing, Release, Unit

QUESTION = "Hur trygg känner du dig utomhus när det är mörkt?"
CONTENTS = ("Andel höga betyg", "Andel höga betyg – Osäkerhetstal", "Antal svarande på enkäten")
BACKGROUND = ("Samtliga", "Kvinnor", "18-29 år", "65 år och äldre", "Bor i centralorten")
# Rows: background; columns: content by year 2023, 2024.
FIGURES = [
    [61.2, 63.0, 3.9, 4.1, 512, 480],
    [48.0, 50.5, 5.5, 5.9, 260, 250],
    [66.1, "..", 11.0, "..", 61, 44],
    [55.0, 56.0, 6.6, "..", 160, 150],
    [60.0, 62.0, 5.0, 5.1, 300, 280],
]


def write_px(
    path: Path, *, contents: tuple[str, ...] = CONTENTS, figures: list[list] = FIGURES, year: str = "2023"
) -> Path:
    def listed(words: tuple[str, ...]) -> str:
        return ",".join(f'"{word}"' for word in words)

    data = "\n".join(" ".join(f'"{c}"' if isinstance(c, str) else str(c) for c in row) for row in figures)
    text = f"""CHARSET="ANSI";
CODEPAGE="utf-8";
LANGUAGE="sv";
MATRIX="MedborgTrygghet1";
TITLE="Trygghet";
STUB="region","fråga","bakgrund";
HEADING="tabellinnehåll","år";
CONTVARIABLE="tabellinnehåll";
VARIABLECODE("region")="Region";
VARIABLECODE("fråga")="MedbVariabel1";
VARIABLECODE("bakgrund")="MedbBakgrund";
VALUES("region")="Ekhamra";
CODES("region")="9901";
VALUES("fråga")="{QUESTION}";
VALUES("bakgrund")={listed(BACKGROUND)};
VALUES("tabellinnehåll")={listed(contents)};
VALUES("år")="{year}","2024";
UNITS("{contents[0]}")="procent";
TIMEVAL("år")=TLIST(A1),"{year}","2024";
DATA=
{data};"""
    path.write_text(text, encoding="utf-8")
    return path


def write_json(path: Path) -> Path:
    flat = [cell for row in FIGURES for cell in row]
    dimensions = {
        "Region": {"9901": "Ekhamra"},
        "MedbVariabel1": {"A": QUESTION},
        "MedbBakgrund": {f"{i:03}": words for i, words in enumerate(BACKGROUND)},
        "ContentsCode": {f"C{i}": words for i, words in enumerate(CONTENTS)},
        "Tid": {"2023": "2023", "2024": "2024"},
    }
    table = {
        "version": "2.0",
        "class": "dataset",
        "label": "Trygghet",
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": list(dimensions),
        "size": [len(labels) for labels in dimensions.values()],
        "dimension": {
            code: {"category": {"index": {c: i for i, c in enumerate(labels)}, "label": labels}}
            for code, labels in dimensions.items()
        },
        "value": [None if isinstance(cell, str) else cell for cell in flat],
        "status": {str(i): cell for i, cell in enumerate(flat) if isinstance(cell, str)},
        "extension": {"px": {"tableid": "MedborgTrygghet1"}},
    }
    table["dimension"]["ContentsCode"]["category"]["unit"] = {"C0": {"base": "procent"}}
    path.write_text(json.dumps(table))  # with every å, ä, ö as an escape
    return path


@pytest.fixture(params=["px", "json"])
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Release:
    path = tmp_path / f"tabell.{request.param}"
    return read_release(write_px(path) if request.param == "px" else write_json(path))


def outcome(release: Release, year: int, group: Group) -> Estimate | Missing:
    (found,) = [r.outcome for r in release.rows if r.period.last == year and r.group == group]
    return found


def test_margin_gives_limits_and_standard_error(release: Release) -> None:
    found = outcome(release, 2023, Group())
    assert isinstance(found, Estimate)
    assert (found.value, found.known_by, found.unit, found.n) == (61.2, KnownBy.MARGIN, Unit.PERCENT, 512)
    assert (found.low, found.high) == (pytest.approx(57.3), pytest.approx(65.1))
    assert found.se == pytest.approx(3.9 / 1.96)
    assert found.rounding == 0.1


def test_background_becomes_groups_and_unknown_ones_are_told(release: Release) -> None:
    assert {row.group for row in release.rows} == {
        Group(),
        Group.of(sex="women"),
        Group.of(age="18-29"),
        Group.of(age="65+"),
    }
    assert any("Bor i centralorten" in swedish for swedish, _ in release.remarks)


def test_suppressed_value_is_missing_and_suppressed_margin_leaves_the_sample_size(release: Release) -> None:
    assert isinstance(outcome(release, 2024, Group.of(age="18-29")), Missing)
    found = outcome(release, 2024, Group.of(age="65+"))
    assert isinstance(found, Estimate)
    assert (found.known_by, found.n, found.has_interval) == (KnownBy.SAMPLE_SIZE, 150, False)


def test_question_names_the_measure_and_table_and_place_the_dataset(release: Release) -> None:
    assert {row.measure for row in release.rows} == {QUESTION}
    assert release.dataset == "scb_mu:MedborgTrygghet1:9901"
    assert release.source.code == "scb_mu"


@pytest.mark.parametrize(
    "margin", ["Osäkerhetstal, Andel höga betyg", "Andel höga betyg, osäkerhetstal", "Andel höga betyg (osäkerhetstal)"]
)
def test_twin_is_found_however_it_is_written(tmp_path: Path, margin: str) -> None:
    release = read_release(write_px(tmp_path / "a.px", contents=(CONTENTS[0], margin, CONTENTS[2])))
    found = outcome(release, 2023, Group())
    assert isinstance(found, Estimate)
    assert found.margin == pytest.approx(3.9)


def test_content_is_named_too_where_there_are_several(tmp_path: Path) -> None:
    contents = (
        "Andel höga betyg",
        "Osäkerhetstal, Andel höga betyg",
        "Andel låga betyg",
        "Osäkerhetstal, Andel låga betyg",
    )
    figures = [[61, 63, 4, 4, 20, 21, 3, 3]] * len(BACKGROUND)
    release = read_release(write_px(tmp_path / "a.px", contents=contents, figures=figures))
    assert {r.measure for r in release.rows} == {f"{QUESTION} | Andel höga betyg", f"{QUESTION} | Andel låga betyg"}


def test_content_without_twin_is_refused(tmp_path: Path) -> None:
    contents = ("Andel höga betyg", "Andel låga betyg – Osäkerhetstal", CONTENTS[2])
    with pytest.raises(UnknownLayoutError, match="Andel höga betyg"):
        read_release(write_px(tmp_path / "a.px", contents=contents))


def test_negative_margin_is_refused(tmp_path: Path) -> None:
    figures = [[61.2, 63.0, -3.9, 4.1, 512, 480], *FIGURES[1:]]
    with pytest.raises(BadValueError, match="negative"):
        read_release(write_px(tmp_path / "a.px", figures=figures))


def test_month_where_a_year_is_expected_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="2023M01"):
        read_release(write_px(tmp_path / "a.px", year="2023M01"))


def test_population_table_is_no_survey_and_says_what_is_known(shared: Path) -> None:
    with pytest.raises(TryggveError) as caught:
        read_release(shared / "data/api/pxweb_v2_scb/TAB6471_data.json")
    assert caught.value.exit_code == 4
    assert "Medborgarundersökningen" in caught.value.sv
    assert "citizen survey" in caught.value.en
