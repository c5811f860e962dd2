"""Which files may be attached: by their ending, and by what they really are."""

from __future__ import annotations

import pytest

from plan import made_files as made
from tryggve.errors import UnreadableFileError
from tryggve.plan.attached_files import LONGEST_NAME, check_attached, clean_name, ending_of

LARGEST = 20 * 2**20


def check(tmp_path, name: str, content: bytes, *, largest: int = LARGEST):
    path = tmp_path / "kommer-in"
    path.write_bytes(content)
    return check_attached(path, name=name, largest=largest)


GOOD = {
    "protokoll.pdf": made.PDF,
    "avtal.docx": made.docx(),
    "budget.xlsx": made.xlsx(),
    "brev.odt": made.odt(),
    "karta.png": made.PNG,
    "foto.JPG": made.JPEG,
    "foto.jpeg": made.JPEG,
    "lista.csv": "Område;Antal\nNorrbacken;3\n".encode(),
    "gammal lista.csv": "Område;Antal\n".encode("cp1252"),
    "program.txt": b"13.00 < 14.00\n",
    "tom word.TXT": b"\xef\xbb\xbfhej",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(tmp_path, name):
    found = check(tmp_path, name, GOOD[name])
    assert found.picture is (ending_of(name) in {"png", "jpg", "jpeg"})


REFUSED = {
    "a web page as PDF": ("sida.pdf", made.HTML, "inte PDF"),
    "a program as PDF": ("faktura.pdf", made.PROGRAM, "inte PDF"),
    "a PDF that was cut off": ("halv.pdf", made.PDF[:30], "inte PDF"),
    "a locked PDF": ("last.pdf", made.LOCKED_PDF, "låst med lösenord"),
    "a picture as Word": ("bild.docx", made.PNG, "inte Word"),
    "a ZIP as Word": ("arkiv.docx", made.packed({"a.txt": "a"}), "inte Word"),
    "an Excel file as Word": ("fel.docx", made.xlsx(), "inte Word"),
    "a Word file as Excel": ("fel.xlsx", made.docx(), "inte Excel"),
    "a Word file as ODT": ("fel.odt", made.docx(), "inte ODT"),
    "an old or locked Word file": ("gammal.docx", made.OLE, "låst med lösenord"),
    "a ZIP with a password": ("last.docx", made.locked_zip(), "låst med lösenord"),
    "a locked ODT": ("last.odt", made.odt("<manifest:encryption-data/>"), "låst med lösenord"),
    "a broken ZIP": ("trasig.docx", made.docx()[:-30], "skadad"),
    "a program before a ZIP": ("dold.docx", made.PROGRAM + made.docx(), "inte Word"),
    "macros": ("makro.docx", made.docx({"word/vbaProject.bin": b"x"}), "makron"),
    "macros by another name": ("makro.docx", made.docx({"word/x.bin": b"x"}, types="ms-office.vbaProject"), "makron"),
    "a macro file that was renamed": ("makro.docx", made.docx(types="word.document.macroEnabled.main+xml"), "makron"),
    "macros of old Excel": ("makro.xlsx", made.docx({"xl/macrosheets/sheet1.xml": b"x"}), "makron"),
    "ActiveX": ("aktiv.docx", made.docx({"word/activeX/activeX1.bin": b"x"}), "makron"),
    "a program within": ("paket.docx", made.docx({"word/embeddings/kor.exe": b"x"}), "makron"),
    "Basic in ODT": ("makro.odt", made.packed({"mimetype": "x", "Basic/Standard/Module1.xml": b"x"}), "makron"),
    "a bomb": ("bomb.docx", made.bomb(), "packas upp till mer än 200 MB"),
    "SVG as PNG": ("bild.png", made.SVG, "inte PNG"),
    "a web page as JPEG": ("bild.jpg", made.HTML, "inte JPEG"),
    "SVG as text": ("bild.txt", made.SVG, "webbsida"),
    "a web page as text": ("sida.csv", b"\n  " + made.HTML, "webbsida"),
    "a script within text": ("sida.txt", b"hej <script src=x></script>", "webbsida"),
    "a program as text": ("lista.csv", made.PROGRAM, "inte CSV"),
    "SVG": ("bild.svg", made.SVG, "kan inte bifogas"),
    "HTML": ("sida.html", made.HTML, "kan inte bifogas"),
    "a macro file": ("makro.docm", made.docx(), "kan inte bifogas"),
    "a program": ("kor.exe", made.PROGRAM, "kan inte bifogas"),
    "a ZIP": ("arkiv.zip", made.docx(), "kan inte bifogas"),
    "two endings": ("faktura.pdf.exe", made.PDF, "kan inte bifogas"),
    "no ending": ("faktura", made.PDF, "kan inte bifogas"),
    "nothing": ("tom.pdf", b"", "är tom"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_something_else_is_refused_and_says_why(tmp_path, what):
    name, content, says = REFUSED[what]
    with pytest.raises(UnreadableFileError) as refused:
        check(tmp_path, name, content)
    assert says in refused.value.text("sv")
    assert name in refused.value.text("en")


def test_what_a_part_says_of_its_own_size_is_not_believed(tmp_path):
    with pytest.raises(UnreadableFileError):
        check(tmp_path, "bomb.docx", made.lying_bomb())


def test_a_file_of_very_many_parts_is_refused(tmp_path):
    many = made.docx({f"word/{number}.xml": b"" for number in range(5001)})
    with pytest.raises(UnreadableFileError, match="unpacks to more"):
        check(tmp_path, "bomb.docx", many)


def test_a_file_over_the_limit_is_refused_and_told_the_limit(tmp_path):
    check(tmp_path, "stor.txt", b"a" * 2**20, largest=2**20)
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        check(tmp_path, "stor.txt", b"a" * (2**20 + 1), largest=2**20)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Anna\\avtal.pdf", "avtal.pdf"),
        ("avtal\u202efdp.exe", "avtalfdp.exe"),
        ("av\r\ntal\x00.pdf", "avtal.pdf"),
        ("..dolt.pdf", "dolt.pdf"),
        ('a"b<c>d|e?.pdf', "a-b-c-d-e-.pdf"),
        ("  två   ord .pdf", "två ord.pdf"),
        ("O\u0308verenskommelse.pdf", "Överenskommelse.pdf"),
        ("utan ändelse", "utan ändelse"),
    ],
)
def test_a_name_keeps_its_words_and_nothing_that_could_lead_astray(name, kept):
    assert clean_name(name) == kept


def test_a_long_name_keeps_its_ending():
    kept = clean_name("å" * 400 + ".docx")
    assert len(kept) == LONGEST_NAME
    assert kept.endswith("å.docx")
