"""The public health survey's workbook, against the file read with openpyxl alone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tryggve.errors import BadValueError, TryggveError, UnknownLayoutError
from tryggve.sources import read_release
from tryggve.terms import EVERYBODY, Estimate, Group, KnownBy, Missing, Release

FEAR = "Sociala relationer - Rädd att gå ut ensam"
HEADER = ("År", "Kommun", "Kön", "Frågeområde", "Fråga", "Konfidensintervall", "Svar", "Andel", "Källa")


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "data/indicators/hlv_dalarna_trygghet_tillit_utdrag.xlsx"


@pytest.fixture(scope="module")
def release(path: Path) -> Release:
    return read_release(path)


def estimate(release: Release, area: str, year: int, group: Group, measure: str = FEAR) -> Estimate:
    key = (measure, area, year, year, group.key)
    (row,) = [row for row in release.rows if row.key == key]
    assert isinstance(row.outcome, Estimate)
    return row.outcome


def row(place: str = "Avesta", share: object = 33, limits: object = "28.5 - 37", sex: str = "Kvinna") -> tuple:
    return (2021, place, sex, "Livsförhållanden", FEAR, limits, "Ja", share, "HLV")


def made(tmp_path: Path, *sheets: list[tuple]) -> Release:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Blad {number}")
        for cells in rows:
            sheet.append(cells)
    book.save(tmp_path / "hlv.xlsx")
    return read_release(tmp_path / "hlv.xlsx")


def test_interval_in_text_becomes_limits(release: Release) -> None:
    found = estimate(release, "2084", 2014, Group.of(sex="women"))
    assert (found.value, found.low, found.high) == (33, 28.5, 37)
    assert (found.known_by, found.rounding, found.limit_rounding) == (KnownBy.INTERVAL, 1.0, 0.1)


def test_groups_of_every_sheet_have_their_codes(release: Release) -> None:
    young = estimate(release, "2084", 2014, Group.of(sex="women", age="16-29"))
    assert (young.value, young.low, young.high) == (47, 33.3, 60.7)
    dimensions = {row.group.dimensions for row in release.rows}
    assert dimensions == {(), ("sex",), *((d,) for d in ("age", "birth", "education"))} | {
        ("age", "sex"),
        ("birth", "sex"),
        ("education", "sex"),
    }
    assert estimate(release, "00", 2021, EVERYBODY).value == 29


def test_all_rows_but_those_of_unknown_education_are_read(release: Release, path: Path) -> None:
    book = openpyxl.load_workbook(path)
    wanted, unknown = [], 0
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        for cells in rows:
            if "Utbildning" in header and cells[header.index("Utbildning")] is None:
                unknown += 1
                continue
            low, high = cells[header.index("Konfidensintervall")].replace("*", "").split(" - ")
            wanted.append((cells[header.index("Andel")], float(low), float(high)))
    got = [(r.outcome.value, r.outcome.low, r.outcome.high) for r in release.rows if isinstance(r.outcome, Estimate)]
    assert sorted(got) == sorted(wanted)
    assert any(swedish.startswith(f"{unknown} rader saknar grupp") for swedish, _ in release.remarks)


def test_people_of_unknown_education_are_not_the_total(release: Release) -> None:
    # The sheet says 17 per cent for those without known education; the nation's total is 29.
    assert estimate(release, "00", 2021, EVERYBODY).value != 17


def test_star_is_kept_as_note(release: Release) -> None:
    notes = {row.note for row in release.rows}
    assert notes == {"", "*"}


def test_total_on_two_sheets_is_one_row(tmp_path: Path) -> None:
    assert len(made(tmp_path, [HEADER, row()], [HEADER, row()]).rows) == 1


def test_total_that_differs_between_sheets_is_refused_naming_both(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="Blad 1, row 2") as caught:
        made(tmp_path, [HEADER, row()], [HEADER, row(share=34)])
    assert (caught.value.where.sheet, caught.value.where.row) == ("Blad 2", 2)


def test_suppressed_share_is_missing(tmp_path: Path) -> None:
    (only,) = made(tmp_path, [HEADER, row(share="..", limits="..")]).rows
    assert isinstance(only.outcome, Missing)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (row(limits="37 - 28.5"), "Andel"),
        (row(limits="28.5 till 37"), "Konfidensintervall"),
        (row(sex="Flicka"), "Kön"),
        (row(place="Averstad"), "Kommun"),
        (row(share="en tredjedel"), "Andel"),
    ],
)
def test_wrong_cell_is_refused_with_sheet_row_and_column(tmp_path: Path, cells: tuple, column: str) -> None:
    with pytest.raises(BadValueError) as caught:
        made(tmp_path, [HEADER, row("Falun"), cells])
    assert (caught.value.where.sheet, caught.value.where.row, caught.value.where.column) == ("Blad 1", 3, column)


def test_breakdown_that_is_not_known_is_refused_not_taken_for_a_total(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="Civilstånd"):
        made(tmp_path, [(*HEADER, "Civilstånd"), (*row(), "Gift")])


def test_sheet_without_the_column_is_refused_naming_it(tmp_path: Path) -> None:
    with pytest.raises(TryggveError, match="Andel") as caught:
        made(tmp_path, [HEADER, row()], [HEADER[:7], row()[:7]])
    assert caught.value.where.sheet == "Blad 2"
