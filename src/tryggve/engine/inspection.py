"""What a file is, decided by its content and not by its name, and whether it is safe to read."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tryggve.errors import UnreadableFileError, Where

KINDS = frozenset({"csv", "xlsx", "px", "json", "parquet"})
MEGABYTE = 1024 * 1024
MAX_LINE = MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 400  # a sheet of formatted empty cells packs about 1:100, a bomb 1:1000
MAX_PARTS = 5_000
_MAX_BYTES = {"csv": 2048, "parquet": 4096, "px": 200, "json": 100, "xlsx": 100}  # megabytes

_MAGIC = {
    b"%PDF": ("en PDF", "a PDF"),
    b"\x89PNG": ("en bild (PNG)", "an image (PNG)"),
    b"\xff\xd8\xff": ("en bild (JPEG)", "an image (JPEG)"),
    b"GIF8": ("en bild (GIF)", "an image (GIF)"),
    b"\x1f\x8b": ("ett packat arkiv (gzip)", "a packed archive (gzip)"),
    b"7z\xbc\xaf": ("ett packat arkiv (7z)", "a packed archive (7z)"),
    b"{\\rtf": ("ett RTF-dokument", "an RTF document"),
    b"$FL2": ("en SPSS-fil", "an SPSS file"),
}
_PX_START = re.compile(r'[A-Z][A-Z-]*(\[\w+\])?(\("[^"]*"\))?\s*=')
_NAMES = {
    "csv": ("CSV", "CSV"),
    "xlsx": ("Excel (.xlsx)", "Excel (.xlsx)"),
    "px": ("PC-Axis (.px)", "PC-Axis (.px)"),
    "json": ("JSON", "JSON"),
    "parquet": ("Parquet", "Parquet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file that has been looked through from end to end (Sv: filuppgifter). ``size`` is in bytes."""

    path: Path
    name: str
    size: int
    sha256: str
    kind: str


def inspect_file(path: Path, *, allowed: frozenset[str] = KINDS, name: str = "") -> FileFacts:
    """Tell what a file is and that it may be read.

    The whole file is read once, a piece at a time: hash, longest line and bytes that do not belong in text are checked
    before anybody parses it.

    Args:
        path: The file.
        allowed: The kinds that the caller can use, among ``KINDS``.
        name: The name that the user gave the file, where it is stored under another one.

    Raises:
        UnreadableFileError: Where the file is missing, empty, damaged, too large, locked, or of another kind.
    """
    name = name or path.name
    size = _size(path, name)
    with path.open("rb") as stream:
        head = stream.read(64 * 1024)
    kind = _kind(path, head, name)
    if kind not in allowed:
        raise _wrong_kind(name, _NAMES[kind], allowed)
    if size > _MAX_BYTES[kind] * MEGABYTE:
        raise too_large(name, f"{size // MEGABYTE} MB", f"{_MAX_BYTES[kind]} MB")
    if kind == "xlsx":
        _check_parts(path, name)
    return FileFacts(path=path, name=name, size=size, sha256=_scan(path, kind, head, name), kind=kind)


def unreadable(name: str, sv: str, en: str, *, sheet: str = "") -> UnreadableFileError:
    """Return the error that says that a file (or a sheet of it) cannot be read."""
    return UnreadableFileError(sv=sv, en=en, where=Where(file=name, sheet=sheet))


def too_large(name: str, found: str, limit: str, *, sheet: str = "") -> UnreadableFileError:
    """Return the error that says that something is over its limit; both in words, e.g. ``312 MB``."""
    return unreadable(
        name,
        f"För stort: {found}, gränsen är {limit}. Lämna in den tabell som behövs i en egen fil.",
        f"Too large: {found}, the limit is {limit}. Hand in the table that is needed in a file of its own.",
        sheet=sheet,
    )


def _size(path: Path, name: str) -> int:
    if path.is_dir():
        raise unreadable(
            name, "Det här är en mapp. Peka ut filen i den.", "This is a folder. Point out the file in it."
        )
    if not path.is_file():
        raise unreadable(name, "Filen finns inte. Kontrollera sökvägen.", "There is no such file. Check the path.")
    size = path.stat().st_size
    if not size:
        raise unreadable(name, "Filen är tom. Hämta den på nytt.", "The file is empty. Fetch it again.")
    return size


def _wrong_kind(name: str, found: tuple[str, str], allowed: frozenset[str]) -> UnreadableFileError:
    wanted = [_NAMES[kind] for kind in sorted(allowed)]
    return unreadable(
        name,
        f"Filen är {found[0]}, vad den än heter. Här kan läsas: {', '.join(sv for sv, _ in wanted)}. "
        "Spara om eller hämta filen i ett av de formaten.",
        f"The file is {found[1]}, whatever its name. What can be read here: {', '.join(en for _, en in wanted)}. "
        "Save or fetch the file in one of those formats.",
    )


def _kind(path: Path, head: bytes, name: str) -> str:
    for magic, words in _MAGIC.items():
        if head.startswith(magic):
            raise _wrong_kind(name, words, KINDS)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(path, name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path, name)
    return _text_kind(head, name)


def _old_office(path: Path, name: str) -> UnreadableFileError:
    with path.open("rb") as stream:
        locked = "EncryptedPackage".encode("utf-16-le") in stream.read(100 * MEGABYTE)
    if locked:
        return unreadable(
            name,
            "Arbetsboken är låst med lösenord. Öppna den i Excel, ta bort lösenordet och spara.",
            "The workbook is locked with a password. Open it in Excel, remove the password and save.",
        )
    return _wrong_kind(name, ("en äldre Excel- eller Office-fil (.xls, .doc)", "an older Excel or Office file"), KINDS)


def _zip_kind(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    # zipfile raises NotImplementedError for a way of packing that it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(
            name,
            "Filen är skadad: den börjar som en Excel-fil men går inte att packa upp. Hämta den på nytt.",
            "The file is damaged: it begins as an Excel file but cannot be unpacked. Fetch it again.",
        ) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    folder_words = {
        "word/": ("ett Word-dokument", "a Word document"),
        "ppt/": ("en presentation", "a presentation"),
        "xl/": ("en binär Excel-fil (.xlsb)", "a binary Excel file (.xlsb)"),
        "mimetype": ("ett OpenDocument-dokument", "an OpenDocument file"),
    }
    words = [w for start, w in folder_words.items() if any(n.startswith(start) for n in names)]
    raise _wrong_kind(name, (words or [("ett packat arkiv (zip)", "a packed archive (zip)")])[0], KINDS)


def _check_parts(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable(
            name,
            "Filens innehåll är låst med lösenord. Spara den utan lösenord.",
            "The file's content is locked with a password. Save it without.",
        )
    bomb = any(part.file_size > 10 * MEGABYTE and part.file_size > MAX_RATIO * part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or bomb or len(parts) > MAX_PARTS:
        found = f"{unpacked // MEGABYTE} MB i {len(parts)} delar när filen packas upp"
        found_en = f"{unpacked // MEGABYTE} MB in {len(parts)} parts when unpacked"
        raise unreadable(
            name,
            f"Filen läses inte: {found}. Spara bara de blad som behövs i en ny arbetsbok.",
            f"The file is not read: {found_en}. Save only the sheets that are needed in a new workbook.",
        )


def _text_kind(head: bytes, name: str) -> str:
    start = _as_text(head).lstrip()
    low = start[:200].lower()
    if low.startswith(("<!doctype html", "<html", "<head", "<table")):
        words = ("en webbsida (HTML), kanske ett felmeddelande", "a web page (HTML), perhaps an error message")
        raise _wrong_kind(name, words, KINDS)
    if low.startswith("<"):
        raise _wrong_kind(name, ("en XML-fil", "an XML file"), KINDS)
    if b"\0" in head and not _is_wide(head):
        raise _binary(name)
    if start[:1] in {"{", "["}:
        return "json"
    return "px" if _PX_START.match(start) else "csv"


def _binary(name: str) -> UnreadableFileError:
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return unreadable(
            name,
            "Filen är ingen Excel-fil fast den heter så, och ingen text: den innehåller nolltecken. Hämta den på nytt, "
            "eller öppna den i programmet som den kommer från och spara den som Excel.",
            "The file is no Excel file although it is named so, and no text: it holds NUL bytes. Fetch it again, or "
            "open it in the program that it comes from and save it as Excel.",
        )
    return unreadable(
        name,
        "Filen är inte text: den innehåller nolltecken. Exportera den som CSV (UTF-8) eller Excel.",
        "The file is not text: it holds NUL bytes. Export it as CSV (UTF-8) or Excel.",
    )


def _is_wide(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16, where every other byte may be zero


def _as_text(head: bytes) -> str:
    return head.decode("utf-16" if _is_wide(head) else "utf-8-sig", errors="replace")


def _scan(path: Path, kind: str, head: bytes, name: str) -> str:
    wide = _is_wide(head)
    digest = hashlib.sha256()
    since_break = 0
    for piece in _pieces(path):
        digest.update(piece)
        if kind in {"xlsx", "parquet"}:
            continue
        if b"\0" in piece and not wide:
            raise _binary(name)
        longest, since_break = _line_lengths(piece, since_break)
        # JSON is often written on one line; its size has a limit of its own.
        if longest > MAX_LINE and kind != "json":
            raise unreadable(
                name,
                "En rad är längre än 1 MB. Det är ingen tabell med rader; exportera den på nytt med radbrytningar.",
                "A line is longer than 1 MB. This is no table of rows; export it again with line breaks.",
            )
    return digest.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(MEGABYTE):
            yield piece


def _line_lengths(piece: bytes, before: int) -> tuple[int, int]:
    """Return the longest line that touches the piece and the length of the one still open at its end."""
    lines = piece.replace(b"\r", b"\n").split(b"\n")
    first = before + len(lines[0])
    longest = max(first, max((len(line) for line in lines[1:]), default=0))
    return longest, first if len(lines) == 1 else len(lines[-1])
