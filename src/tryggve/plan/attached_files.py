"""What may be attached to a plan, a meeting or an agreement: known by its content and by its ending."""

from __future__ import annotations

import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tryggve.errors import UnreadableFileError

LONGEST_NAME = 150
UNPACKED = 200 * 2**20  # bytes that an office file may hold when unpacked
MANY = 5000  # parts in one office file
_CHUNK = 2**16
# What zipfile raises at a damaged file; NotImplementedError is a way of packing that it does not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError, OSError)
_START = 2**20  # bytes of a part that are looked at
_MACROS = re.compile(r"vba(project|data)[^/]*\.(bin|xml)$|(^|/)(macrosheets|activex|basic|scripts)/", re.IGNORECASE)
_PROGRAMS = re.compile(r"\.(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|exe|dll|scr|js|jse|vbs|bat|cmd|ps1|jar)$", re.IGNORECASE)
_MARKUP = re.compile(r"^\s*<(!doctype|html|svg|\?xml|!--)|<script\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that may be attached (Sv: filtyp)."""

    ending: str
    media_type: str
    picture: bool = False


def clean_name(name: str) -> str:
    """Return a file's name without path, invisible signs and leading dots; its ending is kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r'[<>:"|?*]+', "-", " ".join(seen.split())).lstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"[:LONGEST_NAME]


def ending_of(name: str) -> str:
    """Return the last ending of a name in lower case: ``docx``."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def is_picture(name: str) -> bool:
    """Tell whether a name is that of a picture, which needs words for those who do not see it."""
    return ending_of(name) in ("png", "jpg", "jpeg")


def check_attached(path: Path, *, name: str, largest: int) -> FileType:
    """Return the type of a file that is to be attached; ``largest`` is in bytes.

    Raises:
        UnreadableFileError: the file is empty or too large, its type is not allowed, its content is not what the
            ending says, or it is locked, holds macros, or unpacks to more than anybody can open.
    """
    found = _CHECKS.get(ending_of(name))
    if found is None:
        raise _refused(
            f"”{name}” kan inte bifogas. Det går bra med {LISTED}. Spara om filen som en PDF.",
            f'"{name}" cannot be attached. {LISTED} will do. Save the file as a PDF.',
        )
    size = path.stat().st_size
    if size == 0:
        raise _refused(f"”{name}” är tom. Hämta filen på nytt.", f'"{name}" is empty. Get the file again.')
    if size > largest:
        limit = f"{largest / 2**20:.0f}"
        raise _refused(
            f"”{name}” är större än {limit} MB, som är gränsen för bilagor. Gör bilderna mindre eller dela upp filen.",
            f'"{name}" is larger than {limit} MB, the limit for attachments. Make its pictures smaller or split it.',
        )
    kind, check = found
    check(path, name)
    return kind


def _pdf(path: Path, name: str) -> None:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise _other(name, "PDF")
    if re.search(rb"/Encrypt\b", content):
        raise _locked(name)


def _png(path: Path, name: str) -> None:
    content = path.read_bytes()
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        raise _other(name, "PNG")


def _jpeg(path: Path, name: str) -> None:
    content = path.read_bytes()
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-4096:]:
        raise _other(name, "JPEG")


def _text(path: Path, name: str) -> None:
    content = path.read_bytes()
    if re.search(rb"[\x00-\x08\x0e-\x1f]", content):
        raise _other(name, ending_of(name).upper())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if _MARKUP.search(text):
        raise _refused(
            f"”{name}” är en webbsida eller en bild i text. Spara den som PDF och bifoga den i stället.",
            f'"{name}" is a web page or a picture written as text. Save it as a PDF and attach that.',
        )


def _word(path: Path, name: str) -> None:
    _office(path, name, part="word/document.xml", called="Word (docx)")


def _excel(path: Path, name: str) -> None:
    _office(path, name, part="xl/workbook.xml", called="Excel (xlsx)")


def _odt(path: Path, name: str) -> None:
    parts = _unpack(path, name, called="ODT", keep=("mimetype", "META-INF/manifest.xml"))
    if parts.get("mimetype", b"").strip() != b"application/vnd.oasis.opendocument.text":
        raise _other(name, "ODT")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _locked(name)


def _office(path: Path, name: str, *, part: str, called: str) -> None:
    with path.open("rb") as file:
        if file.read(4) == b"\xd0\xcf\x11\xe0":  # an old or a locked office file lies in this container
            raise _locked(name)
    parts = _unpack(path, name, called=called, keep=("[Content_Types].xml", part))
    if part not in parts or "[Content_Types].xml" not in parts:
        raise _other(name, called)
    if re.search(rb"macroenabled|vbaproject", parts["[Content_Types].xml"].lower()):
        raise _macros(name)


def _unpack(path: Path, name: str, *, called: str, keep: tuple[str, ...]) -> dict[str, bytes]:
    """Return the starts of some parts of an office file, after every part was read through and counted."""
    kept: dict[str, bytes] = {}
    left = UNPACKED
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":  # something else may stand before a ZIP, and be opened as that
            raise _other(name, called)
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            _refuse_parts(entries, name)
            for entry in entries:
                start, size = _read_through(packed, entry, most=left)
                left -= size
                if left < 0:
                    raise _bomb(name)
                if entry.filename in keep:
                    kept[entry.filename] = start
    except _UNREADABLE as error:
        raise _other(name, called) from error
    return kept


def _read_through(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int) -> tuple[bytes, int]:
    """Return a part's start and its size; what a part says of its own size is not believed."""
    start, size = b"", 0
    with packed.open(entry) as part:
        while size <= most and (chunk := part.read(_CHUNK)):
            start = start if len(start) > _START else start + chunk
            size += len(chunk)
    return start, size


def _refuse_parts(entries: list[zipfile.ZipInfo], name: str) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _locked(name)
    if len(entries) > MANY or sum(entry.file_size for entry in entries) > UNPACKED:
        raise _bomb(name)
    if any(_MACROS.search(entry.filename) or _PROGRAMS.search(entry.filename) for entry in entries):
        raise _macros(name)


def _refused(sv: str, en: str) -> UnreadableFileError:
    return UnreadableFileError(sv=sv, en=en)


def _other(name: str, called: str) -> UnreadableFileError:
    return _refused(
        f"”{name}” är skadad eller är inte {called}, som namnet säger. Öppna filen, spara den på nytt och försök igen.",
        f'"{name}" is damaged or is not {called}, as its name says. Open the file, save it again and try once more.',
    )


def _locked(name: str) -> UnreadableFileError:
    return _refused(
        f"”{name}” är låst med lösenord eller sparad i ett äldre format. Ta bort lösenordet och spara den på nytt.",
        f'"{name}" is locked with a password or saved in an old format. Remove the password and save it again.',
    )


def _macros(name: str) -> UnreadableFileError:
    return _refused(
        f"”{name}” innehåller makron eller program och kan inte bifogas. Spara den utan makron, eller som PDF.",
        f'"{name}" holds macros or programs and cannot be attached. Save it without macros, or as a PDF.',
    )


def _bomb(name: str) -> UnreadableFileError:
    return _refused(
        f"”{name}” packas upp till mer än {UNPACKED // 2**20} MB och kan inte bifogas. Dela upp den.",
        f'"{name}" unpacks to more than {UNPACKED // 2**20} MB and cannot be attached. Split it.',
    )


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_JPEG = FileType("jpg", "image/jpeg", picture=True)
_CHECKS: dict[str, tuple[FileType, Callable[[Path, str], None]]] = {
    "pdf": (FileType("pdf", "application/pdf"), _pdf),
    "docx": (FileType("docx", f"{_OPEN_XML}.wordprocessingml.document"), _word),
    "xlsx": (FileType("xlsx", f"{_OPEN_XML}.spreadsheetml.sheet"), _excel),
    "odt": (FileType("odt", "application/vnd.oasis.opendocument.text"), _odt),
    "png": (FileType("png", "image/png", picture=True), _png),
    "jpg": (_JPEG, _jpeg),
    "jpeg": (_JPEG, _jpeg),
    "csv": (FileType("csv", "text/csv"), _text),
    "txt": (FileType("txt", "text/plain"), _text),
}
LISTED = "PDF, DOCX, XLSX, ODT, PNG, JPEG, CSV, TXT"
ENDINGS = tuple(f".{ending}" for ending in _CHECKS)
