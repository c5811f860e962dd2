"""Brå's workbook per municipality, in each of its layouts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sources.bra_workbooks import FEAR, LONG_TITLE, PLACES, UNITS, BraWorkbook
from tryggve.errors import BadValueError, UnknownLayoutError, UnreadableFileError
from tryggve.sources import read_release
from tryggve.terms import Estimate, KnownBy, Missing, Period, Reason, Release, Unit

YEARS = (2023, 2024, 2025)
SHARES = {
    PLACES[0]: [("..", "..", ".."), (31, 27, 36), (33, 29, 38)],
    PLACES[2]: [(25.61, 25.2, 26.02), (25.13, 24.7, 25.56), (24.99, 24.56, 25.41)],
}
ANSWERS_TITLE = "Antal svarande i NTU."
EXPOSED_TITLE = "Självrapporterad utsatthet för misshandel, enligt NTU 2016–2024. Andel (%) utsatta i befolkningen."


def saved(tmp_path: Path, book: BraWorkbook) -> Release:
    return read_release(book.save(tmp_path / "Ekhamra.xlsx"))


def estimates(release: Release, measure: str) -> dict[tuple[str, str], Estimate]:
    rows = [row for row in release.rows if row.measure == measure]
    return {(r.area.name, r.period.label): r.outcome for r in rows if isinstance(r.outcome, Estimate)}


@pytest.mark.parametrize(
    ("merged", "title", "layout"),
    [(True, LONG_TITLE, "bra_kommun:b"), (False, LONG_TITLE.replace(", enligt", ",\nenligt"), "bra_kommun:c")],
)
def test_blocks_of_years_give_intervals(tmp_path: Path, merged: bool, title: str, layout: str) -> None:
    answers = {PLACES[0]: [("..",), (310,), (330,)], PLACES[2]: [(60000,), (64000,), (65338,)]}
    book = BraWorkbook().blocks(YEARS, SHARES, title, merged=merged)
    book.blocks(YEARS, answers, ANSWERS_TITLE, units=("Antal",), merged=merged)
    release = saved(tmp_path, book)
    found = estimates(release, FEAR)
    local, nation = found["Ekhamra", "2025"], found["Exempellandet", "2025"]
    assert (local.value, local.low, local.high, local.n, local.rounding) == (33, 29, 38, 330, 1.0)
    assert (nation.value, nation.low, nation.high, nation.n, nation.rounding) == (24.99, 24.56, 25.41, 65338, 0.0)
    assert release.rows[0].outcome == Missing(reason=Reason.SUPPRESSED)
    assert (len(release.rows), release.dataset) == (6, "bra_kommun:9901")
    assert layout in release.layout


def test_numbers_stored_as_text_are_read(tmp_path: Path) -> None:
    shares = {PLACES[0]: [("33,5", "29,1", "38,2")]}
    found = estimates(saved(tmp_path, BraWorkbook().blocks(("2025",), shares)), FEAR)["Ekhamra", "2025"]
    assert (found.value, found.low, found.high, found.rounding) == (33.5, 29.1, 38.2, 0.1)


def test_windows_of_two_years_keep_both_years_and_have_no_interval(tmp_path: Path) -> None:
    book = BraWorkbook().windows(("2017/2018", "2019/2020"), {PLACES[0]: (28, 30), PLACES[1]: (24, "..")})
    book.windows(("2017/2018", "2019/2020"), {PLACES[0]: (640, 655), PLACES[1]: (4000, 4100)}, ANSWERS_TITLE)
    release = saved(tmp_path, book)
    assert release.layout == "bra_kommun:a"
    assert release.rows[0].period == Period(2017, 2018)
    found = estimates(release, FEAR)["Ekhamra", "2019–2020"]
    assert (found.value, found.n, found.known_by, found.has_interval) == (30, 655, KnownBy.SAMPLE_SIZE, False)


def test_share_without_answers_has_an_unknown_error(tmp_path: Path) -> None:
    release = saved(tmp_path, BraWorkbook().windows(("2017/2018",), {PLACES[0]: (28,)}))
    assert estimates(release, FEAR)["Ekhamra", "2017–2018"].known_by is KnownBy.NONE


def test_exposure_gets_the_answers_of_the_survey_after_it(tmp_path: Path) -> None:
    book = BraWorkbook().blocks((2023, 2024), {PLACES[0]: [(4, 2, 6), (5, 3, 8)]}, EXPOSED_TITLE)
    book.blocks((2024, 2025), {PLACES[0]: [(310,), (330,)]}, ANSWERS_TITLE, units=("Antal",))
    found = estimates(saved(tmp_path, book), "Självrapporterad utsatthet för misshandel")
    assert (found["Ekhamra", "2023"].n, found["Ekhamra", "2024"].n) == (310, 330)


def test_crime_sheet_gives_count_and_rate_with_population(tmp_path: Path) -> None:
    counts = {PLACES[0]: [(3000, 10000), (3300, 11000)], PLACES[2]: [(1489319, 14090), ("..", "..")]}
    theft = {PLACES[0]: [(30, 100), ("-", "-")]}
    book = BraWorkbook().crimes((2023, 2024), counts, "Totalt antal anmälda brott")
    release = saved(tmp_path, book.crimes((2023, 2024), theft, "Bilbrott"))
    found = estimates(release, "Bilbrott | Antal")
    assert (found["Ekhamra", "2023"].value, found["Ekhamra", "2023"].population) == (30, pytest.approx(30000))
    assert found["Ekhamra", "2024"].value == 0
    rate = estimates(release, "Totalt antal anmälda brott | Antal per 100 000 inv")["Exempellandet", "2023"]
    assert (rate.value, rate.unit, rate.known_by) == (14090, Unit.PER_100K, KnownBy.COUNT)


def test_measures_are_named_as_in_the_tidy_table(tmp_path: Path, shared: Path) -> None:
    table = read_release(shared / "data/indicators/bra_kommunindikatorer_dalarna_7omr.csv")
    book = BraWorkbook().blocks((2025,), {PLACES[0]: [(33, 29, 38)]})
    book.crimes((2024,), {PLACES[0]: [(30, 100)]}, "Våld i nära relationer, mot kvinnor")
    measures = {row.measure for row in saved(tmp_path, book).rows}
    assert len(measures) == 3
    assert measures <= {row.measure for row in table.rows}


def test_place_merged_over_the_wrong_columns_is_refused_naming_the_cell(tmp_path: Path) -> None:
    book = BraWorkbook().rows(
        "NTU",
        [LONG_TITLE],
        [],
        [None, "Ekhamra", None, None, None, "Exempellandet", None],
        ["År", *UNITS, *UNITS],
        [2025, 33, 29, 38, 25, 24, 26],
        merge=("B3:E3", "F3:G3"),
    )
    with pytest.raises(UnknownLayoutError) as caught:
        saved(tmp_path, book)
    assert (caught.value.where.sheet, caught.value.where.row, caught.value.where.column) == ("NTU", 3, "E")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (["År", "Andel", "Undre", "Övre"], "C"),
        (["År", "KI (95 %) undre gräns", "Andel", "KI (95 %) övre gräns"], "B"),
        (["År", "Andel", None, "KI (95 %) övre gräns"], "C"),
        (["År", "Antal", *UNITS[1:]], "B"),
    ],
)
def test_headings_in_another_order_are_refused_naming_the_cell(tmp_path: Path, header: list, column: str) -> None:
    book = BraWorkbook().rows("NTU", [LONG_TITLE], [], [None, "Ekhamra", None, None], header, [2025, 33, 29, 38])
    with pytest.raises(UnknownLayoutError) as caught:
        saved(tmp_path, book)
    assert (caught.value.where.row, caught.value.where.column) == (4, column)


def test_header_with_a_year_twice_is_refused_and_one_missing_is_told(tmp_path: Path) -> None:
    # A real page has the years 2012, 2014, 2014, 2015.
    four = {PLACES[0]: [(739, 1), (714, 1), (1082, 1), (895, 1)]}
    with pytest.raises(BadValueError, match="2014 stands twice") as caught:
        saved(tmp_path, BraWorkbook().crimes((2012, 2014, 2014, 2015), four, "Bostadsinbrott"))
    assert caught.value.where.column == "F"
    three = {PLACES[0]: four[PLACES[0]][:3]}
    release = saved(tmp_path, BraWorkbook().crimes((2012, 2014, 2015), three, "Bostadsinbrott"))
    assert any("hoppar över 2013" in swedish for swedish, _ in release.remarks)


def test_limit_on_the_wrong_side_is_refused_naming_sheet_and_cell(tmp_path: Path) -> None:
    with pytest.raises(BadValueError) as caught:
        saved(tmp_path, BraWorkbook().blocks((2024, 2025), {PLACES[0]: [(31, 27, 36), (33, 38, 29)]}))
    assert (caught.value.where.sheet, caught.value.where.row, caught.value.where.column) == ("NTU blad 0", 6, "B")


def test_sheet_of_text_is_passed_and_told_but_unknown_figures_are_refused(tmp_path: Path) -> None:
    book = (
        BraWorkbook()
        .rows("Om statistiken", ["Uppgifterna kommer från Brå."])
        .rows("Innehåll", ["Blad", 1], ["Blad", 2])
    )
    book.blocks((2025,), {PLACES[0]: [(33, 29, 38)]})
    assert any("Om statistiken, Innehåll" in swedish for swedish, _ in saved(tmp_path, book).remarks)
    with pytest.raises(UnknownLayoutError) as caught:
        saved(tmp_path, book.rows("Nytt", ["Trygghetsindex 2026"], ["Ekhamra", 4.2]))
    assert caught.value.where.sheet == "Nytt"
    assert "Trygghetsindex 2026" in caught.value.sv


def test_notes_below_the_table_are_passed(tmp_path: Path) -> None:
    book = BraWorkbook().rows(
        "Rån (anmälda)", ["Rån (anmälda brott)"], ["", "Antal 2024"], ["Ekhamra", 3], ["Källa: Brå"]
    )
    assert len(saved(tmp_path, book).rows) == 1


def test_empty_workbook_is_an_unknown_layout(tmp_path: Path) -> None:
    path = tmp_path / "tom.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(UnknownLayoutError):
        read_release(path)


def test_pdf_named_as_brås_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Enköping.xlsx"
    path.write_bytes(b"%PDF-1.7\n1 0 obj")
    with pytest.raises(UnreadableFileError, match="PDF"):
        read_release(path)
