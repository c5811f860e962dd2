"""A unit's workbook: written, filled in, and read back with every fault told by its cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tryggve.errors import UnknownLayoutError, UnreadableFileError
from tryggve.plan.report_book import BookHead, BookRow, Identity, opened, write_book
from tryggve.plan.report_book_reading import read_book
from tryggve.plan.status import ActivityStatus

SECRET = b"made for the test"
HEAD = BookHead(plan="Trygghetsplan", period="Tertial 1", unit="Fritid", closes=dt.date(2026, 5, 20))
FIRST = 9  # the row of the first activity


def row(number: int, title: str, **more) -> BookRow:
    return BookRow(identity=Identity(period=1, unit=2, activity=number, seen=0), title=title, **more)


@pytest.fixture
def filled(tmp_path):
    """Write a workbook, put values into its cells and read it back."""

    def fill(cells=None, *, rows=None, language="sv"):
        path = tmp_path / "rapport.xlsx"
        rows = rows or [row(3, "Vuxna ute"), row(4, "Belysning")]
        path.write_bytes(write_book(HEAD, rows, secret=SECRET, language=language))
        book = load_workbook(path)
        for at, value in (cells or {}).items():
            book.active[at] = value
        book.save(path)
        return path

    return fill


def read(path):
    return read_book(path, name=path.name, secret=SECRET)


def test_list_is_in_swedish_the_key_is_hidden_and_only_the_answers_are_open(filled):
    sheet = load_workbook(filled()).active
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert lists[0].formula1 == '"Inte påbörjad,Pågår,Genomförd,Pausad,Inställd"'
    assert str(lists[0].sqref) == f"D{FIRST}:D{FIRST + 1}"
    assert sheet.column_dimensions["H"].hidden
    assert sheet.protection.sheet
    assert sheet[f"A{FIRST}"].protection.locked
    assert not sheet[f"D{FIRST}"].protection.locked


def test_filled_in_rows_read_back_and_an_empty_one_says_nothing(filled):
    cells = {f"D{FIRST}": "pågår", f"E{FIRST}": "31,5", f"F{FIRST}": "420 000", f"G{FIRST}": "Går bra"}
    book = read(filled(cells))
    assert book.faults == ()
    first, second = book.rows
    assert (first.status, first.dose, first.cost) == (ActivityStatus.ONGOING, 31.5, Decimal("420000.00"))
    assert first.comment == "Går bra"
    assert (second.status, second.dose, second.cost) == (None, None, None)


def test_what_was_reported_before_comes_back_as_it_was_written(filled):
    said = row(3, "=1+1", status=ActivityStatus.DONE, dose=2.5, cost=Decimal("10.50"), comment="=SUMMA(A1)")
    found = read(filled(rows=[said])).rows[0]
    assert (found.title, found.comment) == ("=1+1", "=SUMMA(A1)")
    assert (found.status, found.dose, found.cost) == (said.status, said.dose, said.cost)


def test_english_workbook_is_read_too(filled):
    assert read(filled({f"D{FIRST}": "Done"}, language="en")).rows[0].status is ActivityStatus.DONE


@pytest.mark.parametrize(
    ("cells", "where", "found"),
    [
        ({"D9": "Klart"}, (9, "D (Läge)"), "Klart"),
        ({"D10": "Pågår", "E10": "många"}, (10, "E (Genomfört hittills)"), "många"),
        ({"D9": "Pågår", "F9": -5}, (9, "F (Kostnad hittills i år, kr)"), "-5"),
        ({"D9": "Pågår", "F9": dt.date(2026, 5, 1)}, (9, "F (Kostnad hittills i år, kr)"), "2026-05-01"),
        ({"D9": "Pågår", "E9": "nan"}, (9, "E (Genomfört hittills)"), "nan"),
        ({"G9": "Glömde läget"}, (9, "D (Läge)"), ""),
        ({"H9": "1-2-999-0-0123456789abcdef"}, (9, "A (Aktivitet)"), "Vuxna ute"),
        ({"H9": None}, (9, "A (Aktivitet)"), "Vuxna ute"),
    ],
)
def test_fault_says_its_sheet_row_and_column(filled, cells, where, found):
    (fault,) = read(filled(cells)).faults
    assert (fault.where.sheet, fault.where.row, fault.where.column) == ("Rapport", *where)
    assert fault.found == found
    assert fault.expects("sv") != fault.expects("en")


def test_too_long_comment_is_a_fault(filled):
    (fault,) = read(filled({"D9": "Pågår", "G9": "x" * 2001})).faults
    assert "2000" in fault.expects("sv")


def test_all_faults_are_told_at_once_and_a_row_twice_is_one(filled):
    path = filled({"D9": "Klart", "D10": "Pågår", "E10": "x"})
    assert len(read(path).faults) == 2
    key = load_workbook(path).active["H9"].value
    (fault,) = read(filled({"H10": key})).faults
    assert "redan på rad 9" in fault.expects("sv")


def test_key_of_another_row_or_another_installation_is_not_ours():
    sealed = Identity(period=1, unit=2, activity=3, seen=4).sealed(SECRET)
    assert opened(sealed, SECRET) == Identity(period=1, unit=2, activity=3, seen=4)
    assert opened(sealed, b"another") is None
    assert opened(sealed.replace("1-2-3-", "1-2-5-"), SECRET) is None
    assert opened("1-2-3", SECRET) is None


def test_other_workbook_is_told_that_its_headings_are_missing(filled):
    with pytest.raises(UnknownLayoutError, match="headings"):
        read(filled({"D8": "Något annat"}))


def test_macros_are_refused(filled):
    path = filled()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(UnreadableFileError):
        read(path)


def test_zip_bomb_is_refused(filled):
    path = filled()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(400 * 2**20))
    with pytest.raises(UnreadableFileError):
        read(path)


def test_entity_in_the_sheet_is_refused(filled, tmp_path):
    path, evil = filled(), tmp_path / "ond.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(evil, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(name, data)
    with pytest.raises(UnreadableFileError):
        read(evil)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"Aktivitet;L\xe4ge\n", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(tmp_path, data):
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError):
        read(path)
