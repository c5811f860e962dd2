"""What may come in through the gate, and what is refused with a reason."""

from __future__ import annotations

import hashlib
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tryggve.engine.intake import inspect_file, read_sheets, read_text
from tryggve.errors import UnreadableFileError


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(path: Path, *rows: tuple[object, ...], merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def refusal(path: Path, allowed: frozenset[str] | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        facts = inspect_file(path, allowed=allowed) if allowed else inspect_file(path)
        read_sheets(facts) if facts.kind == "xlsx" else read_text(facts)
    assert caught.value.exit_code == 3
    assert caught.value.sv != caught.value.en
    assert caught.value.where.file == path.name
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "plats;år;värde\nBoden;2024;1,5\n", "csv"),
        ("a.csv", "\ufeffplats;år\n", "csv"),
        ("wide.csv", "plats\tår\nBoden\t2024\n".encode("utf-16"), "csv"),
        ("a.csv", 'CHARSET="ANSI";\nAXIS-VERSION="2010";\n', "px"),
        ("a.csv", '\n {"version": "2.0"}', "json"),
        ("a.px", "PAR1....PAR1", "parquet"),
    ],
)
def test_kind_is_decided_by_content_not_by_name(tmp_path: Path, name: str, content: bytes | str, kind: str) -> None:
    assert inspect_file(written(tmp_path / name, content)).kind == kind


def test_workbook_named_csv_is_a_workbook(tmp_path: Path) -> None:
    assert inspect_file(workbook(tmp_path / "a.csv", ("x",))).kind == "xlsx"


def test_facts_hold_size_and_hash_of_the_whole_file(tmp_path: Path) -> None:
    content = b"a,b\n" * 1_000_000
    facts = inspect_file(written(tmp_path / "long.csv", content))
    assert (facts.size, facts.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_file_stored_under_another_name_is_called_what_the_user_called_it(tmp_path: Path) -> None:
    assert inspect_file(written(tmp_path / "f3a9", "a,b\n"), name="Enköping.csv").name == "Enköping.csv"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"<!DOCTYPE html><html>Sidan finns inte</html>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"a;b\n\0\0\0", "nolltecken"),
    ],
)
@pytest.mark.parametrize("name", ["tabell.xlsx", "tabell.csv"])
def test_other_kinds_are_refused_whatever_their_name(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    assert word in refusal(written(tmp_path / name, content)).sv


def test_bytes_named_as_excel_are_said_to_be_no_excel_file_and_not_offered_as_text(tmp_path: Path) -> None:
    said = refusal(written(tmp_path / "skräp.XLSX", b"\x07\0\x91\0\xfe" * 99))
    assert "ingen Excel-fil" in said.sv
    assert "no Excel file" in said.en
    assert "Excel-fil" not in refusal(written(tmp_path / "skräp.csv", b"\x07\0\x91\0\xfe" * 99)).sv


def test_missing_file_folder_and_empty_file_are_told_apart(tmp_path: Path) -> None:
    texts = {refusal(path).sv for path in (tmp_path / "nej.csv", tmp_path, written(tmp_path / "tom.csv", b""))}
    assert len(texts) == 3


def test_kind_that_is_not_allowed_names_those_that_are(tmp_path: Path) -> None:
    error = refusal(written(tmp_path / "a.csv", "a,b\n"), frozenset({"xlsx"}))
    assert "CSV" in error.sv
    assert "Excel (.xlsx)" in error.sv


def test_locked_workbook_is_told_apart_from_old_excel(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    assert "lösenord" in refusal(written(tmp_path / "a.xlsx", content)).sv


def test_word_document_named_xlsx_is_called_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "Word" in refusal(path).sv


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", ("x",))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (60 * 1024 * 1024))
    started = time.perf_counter()
    assert "packas upp" in refusal(path).sv
    assert time.perf_counter() - started < 2


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as stream:
        for _ in range(200):
            stream.write(b"1234567," * 131_072)
    assert "längre än 1 MB" in refusal(path).sv


def test_line_just_under_the_limit_across_pieces_is_read(tmp_path: Path) -> None:
    line = "x" * 700_000 + "\n"
    facts = inspect_file(written(tmp_path / "long.csv", line * 3))
    assert len(read_text(facts)) == 3 * len(line)


def test_json_on_one_long_line_is_read(tmp_path: Path) -> None:
    facts = inspect_file(written(tmp_path / "a.json", "[" + "1," * 1_000_000 + "1]"))
    assert read_text(facts).endswith("1]")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_swedish_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "År;Kön\n2024;Både flickor och pojkar – Öv\n"
    facts = inspect_file(written(tmp_path / "a.csv", text.replace("\n", "\r\n").encode(encoding)))
    assert read_text(facts) == text


def test_latin_1_file_of_a_real_region_keeps_its_letters(shared: Path) -> None:
    text = read_text(inspect_file(shared / "data/indicators/dalastrategin/lupp_ungadel.csv"))
    assert '"År","Undersökning","andel","Boendekommun"' in text
    assert "Högstadiet" in text


@pytest.mark.parametrize("content", ["Fr�ga;V�rde\n", "Ã…r;Undersökning;Högstadiet;FrÃ¥ga\n"])
def test_text_that_lost_its_swedish_letters_is_refused_with_row(tmp_path: Path, content: str) -> None:
    error = refusal(written(tmp_path / "a.csv", "a;b\n" + content))
    assert "rad 2" in error.sv
    assert "å, ä och ö" in error.sv


def test_named_code_page_is_used_and_an_unknown_one_refused(tmp_path: Path) -> None:
    facts = inspect_file(written(tmp_path / "a.px", 'CHARSET="DOS";\nTITLE="å";'.encode("cp850")))
    assert 'TITLE="å"' in read_text(facts, encoding="cp850")
    with pytest.raises(UnreadableFileError, match="klingon"):
        read_text(facts, encoding="klingon")


def test_sheet_is_trimmed_to_what_it_holds(tmp_path: Path) -> None:
    facts = inspect_file(workbook(tmp_path / "a.xlsx", ("a", None, 1.5, None), (), (None, "b", "", None)))
    (sheet,) = read_sheets(facts)
    assert sheet.rows == (("a", None, 1.5), (None, None, None), (None, "b", None))


def test_merged_header_fills_its_range(tmp_path: Path) -> None:
    facts = inspect_file(workbook(tmp_path / "a.xlsx", ("år", "Boden", None, None), (2024, 1, 2, 3), merge="B1:D1"))
    (sheet,) = read_sheets(facts)
    assert sheet.rows[0] == ("år", "Boden", None, None)
    assert sheet.filled().rows[0] == ("år", "Boden", "Boden", "Boden")


def test_a_million_formatted_empty_rows_cost_little(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("x", 1))
    small = path.read_bytes()
    rows = "".join(f'<row r="{r}" ht="15" customHeight="1"/>' for r in range(2, 1_048_577))
    rewrite(
        path, small, lambda xml: xml.replace("</sheetData>", rows + "</sheetData>").replace("A1:B1", "A1:XFD1048576")
    )
    (sheet,) = read_sheets(inspect_file(path))
    assert sheet.rows == (("x", 1),)


def test_formula_never_worked_out_is_refused_not_read_as_empty(tmp_path: Path) -> None:
    error = refusal(workbook(tmp_path / "a.xlsx", ("andel",), ("=1+1",)))
    assert "formler" in error.sv
    assert error.where.sheet == "Sheet"


def test_workbook_with_a_torn_sheet_is_damaged_not_a_traceback(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("x",))
    rewrite(path, path.read_bytes(), lambda xml: xml[: len(xml) // 2])
    assert "skadad" in refusal(path).sv


def test_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("x",))
    assert "skadad" in refusal(written(path, path.read_bytes()[:-200])).sv


def test_xml_bomb_in_a_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("x",))
    doctype = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    rewrite(path, path.read_bytes(), lambda xml: doctype + xml.split("?>", 1)[-1])
    assert "skadad" in refusal(path).sv


def rewrite(path: Path, original: bytes, change) -> None:  # type: ignore[no-untyped-def]
    copy = path.with_suffix(".old")
    copy.write_bytes(original)
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == "xl/worksheets/sheet1.xml" else text)
