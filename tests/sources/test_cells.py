"""What a cell says, and that no file whatever gives anything but a release or a mendable error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.bra_workbooks import FEAR
from tryggve.errors import BadValueError, TryggveError, UnknownLayoutError, Where
from tryggve.sources import read_release
from tryggve.sources.cells import figure, label, period, step_of
from tryggve.sources.csv_text import csv_sheet
from tryggve.sources.group_words import group_part
from tryggve.sources.localities import place
from tryggve.terms import AreaKind, Missing, Period, Reason, Release
from tryggve.terms.places import register

HERE = Where(file="fil.csv", row=2, column="värde")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,5", 1.5),
        ("1.5", 1.5),
        (" 12 345,6 ", 12345.6),
        ("12\u00a0345", 12345),
        ("−3", -3),
        ("1e-05", 1e-5),
        ("-", 0),
        ("–", 0),
        (7, 7),
        (0.25, 0.25),
    ],
)
def test_numbers_are_read_as_swedish_tables_write_them(cell: object, number: float) -> None:
    assert figure(cell, where=HERE) == number


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("..", Reason.SUPPRESSED), (".", Reason.NOT_ASKED), ("", Reason.NOT_PUBLISHED), (None, Reason.NOT_PUBLISHED)],
)
def test_marks_keep_why_there_is_no_figure(cell: object, reason: Reason) -> None:
    assert figure(cell, where=HERE) == Missing(reason=reason)


@pytest.mark.parametrize(
    "cell",
    [
        "12a",
        "1,2,3",
        "nan",
        "inf",
        "1e400",
        10**400,
        float("nan"),
        float("inf"),
        True,
        "٣",
        "12 3",
        "5 %",
        "<5",
        "1.234.567",
    ],
)
def test_stored_value_that_is_no_number_is_refused_with_its_place(cell: object) -> None:
    with pytest.raises(BadValueError) as caught:
        figure(cell, where=HERE)
    assert caught.value.where == HERE


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        (2024, (2024, 2024)),
        (2024.0, (2024, 2024)),
        ("2017/2018", (2017, 2018)),
        ("2017-18", (2017, 2018)),
        ("2004–2007", (2004, 2007)),
    ],
)
def test_year_labels_keep_both_years(cell: object, years: tuple[int, int]) -> None:
    assert period(cell, where=HERE) == Period(*years)


@pytest.mark.parametrize("cell", ["2018/2017", "24", "2024M01", 20240101, 2024.5, None, "våren 2024", "1024"])
def test_what_is_no_year_is_refused(cell: object) -> None:
    with pytest.raises(BadValueError):
        period(cell, where=HERE)


def test_step_is_what_all_values_are_rounded_to() -> None:
    assert step_of([33.0, 29.0]) == 1.0
    assert step_of([33.0, 0.3]) == 0.1
    assert step_of([33.0, 24.98796]) == 0.0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("16-29 år", ("age", "16-29")),
        ("65 år och äldre", ("age", "65+")),
        ("65+", ("age", "65+")),
        ("65- år", ("age", "65+")),
        ("Kvinnor", ("sex", "women")),
        ("Samtliga 16-84 år", ("", "")),
        ("Övriga Norden", ("birth", "nordic")),
        ("Eftergymnasial utbildning", ("education", "higher")),
        ("Hyresrätt", None),
    ],
)
def test_group_words(text: str, part: tuple[str, str] | None) -> None:
    assert group_part(text) == part


def test_places_are_found_by_name_code_and_both() -> None:
    for text in ("Borlänge", "2081", "2081 Borlänge", "Borlänge kommun"):
        assert place(text, where=HERE) == register()["2081"]
    assert place("20 Dalarnas län", where=HERE).kind is AreaKind.COUNTY
    with pytest.raises(BadValueError):
        place("2080 Borlänge", where=HERE)


def test_name_of_another_municipality_is_not_taken_for_a_district() -> None:
    home = register()["2081"]
    assert place("Romme", where=HERE, municipality=home).code == "2081:romme"
    assert place("Dalarnas län", where=HERE, municipality=home) == register()["20"]
    with pytest.raises(BadValueError, match="2062"):
        place("Mora", where=HERE, municipality=home)
    assert place("2062", where=HERE, municipality=home) == register()["2062"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found_whatever_the_cells_hold(separator: str) -> None:
    text = separator.join(["Fråga", "År", "Andel"]) + "\n" + separator.join(['"Otrygg, ute; sent"', "2024", '"33,5"'])
    assert csv_sheet(text, file="a.csv").rows[1] == ("Otrygg, ute; sent", "2024", "33,5")


def test_text_without_separator_is_an_unknown_layout() -> None:
    with pytest.raises(UnknownLayoutError, match="Bara text"):
        csv_sheet("Bara text\noch mer\n", file="a.csv")


def test_label_is_one_line() -> None:
    assert label("Otrygghet,\n enligt\u00a0 NTU ") == "Otrygghet, enligt NTU"


def test_hint_tries_one_reader_only(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("geografi,enhet,ar,variabel,varde\nGävle,Antal,2024,Bilbrott,3\n", encoding="utf-8")
    assert len(read_release(tmp_path / "a.csv", hint="bra_table").rows) == 1
    with pytest.raises(UnknownLayoutError):
        read_release(tmp_path / "a.csv", hint="folkhalsa")
    with pytest.raises(TryggveError) as caught:
        read_release(tmp_path / "a.csv", hint="gissa")
    assert "bra_table" in caught.value.sv


ROW = f'Gävle,Andel,2024,"{FEAR}",33\nGävle,KI (95 %) undre gräns,2024,"{FEAR}",29\n'
BASE = f'geografi,enhet,ar,variabel,varde\n{ROW}Gävle,KI (95 %) övre gräns,2024,"{FEAR}",38\n'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(BASE)), length=st.integers(0, 40), put=st.text(max_size=12))
def test_torn_file_gives_a_release_or_an_error_in_two_languages(tmp_path: Path, at: int, length: int, put: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((BASE[:at] + put + BASE[at + length :]).encode("utf-8", errors="replace"))
    try:
        assert isinstance(read_release(path), Release)
    except TryggveError as error:
        assert error.text("sv") != error.text("en")
