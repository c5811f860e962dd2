"""Pictures that somebody hands in: what they are by their content, and freed from what they tell in secret."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tryggve.errors import UnreadableFileError

LARGEST = 8 * 2**20  # bytes
_MOST_PIXELS = 60_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG's frame headers
_KEPT_APPS = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colour profile, Adobe's colour transform


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG or PNG without the place, time and maker that cameras write into it (Sv: bild)."""

    kind: str
    width: int
    height: int
    content: bytes


def read_photograph(content: bytes) -> Photograph:
    """Return a picture by its content, whatever its name says.

    Raises:
        UnreadableFileError: it is neither JPEG nor PNG, is cut short, or too large.
    """
    if len(content) > LARGEST:
        raise _unfit("större än 8 MB", "larger than 8 MB")
    try:
        if content.startswith(_PNG):
            found = _png(content)
        elif content.startswith(b"\xff\xd8\xff"):
            found = _jpeg(content)
        else:
            raise _unfit("varken JPEG eller PNG", "neither JPEG nor PNG")
    except (struct.error, IndexError) as error:
        raise _unfit("skadad eller avkortad", "damaged or cut short") from error
    if not 0 < found.width * found.height <= _MOST_PIXELS:
        raise _unfit("tom eller för stor till ytan", "empty or has too many pixels")
    return found


def _png(content: bytes) -> Photograph:
    width, height = struct.unpack_from(">II", content, 16)
    kept, at, name = [_PNG], len(_PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise IndexError
        if name not in _PNG_TELLS:
            kept.append(content[at:end])
        at = end
    return Photograph("image/png", width, height, b"".join(kept))


def _jpeg(content: bytes) -> Photograph:
    kept, at, size, turned = [b"\xff\xd8"], 2, (0, 0), 1
    while (mark := content[at + 1]) != 0xDA:
        if content[at] != 0xFF:
            raise IndexError
        (length,) = struct.unpack_from(">H", content, at + 2)
        part = content[at : at + 2 + length]
        if mark in _SIZES:
            height, width = struct.unpack_from(">HH", part, 5)
            size = (width, height)
        if mark == 0xE1 and part[4:10] == b"Exif\0\0":
            turned = _orientation(part[10:])
        elif mark in _KEPT_APPS or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            kept.append(part)
        at += 2 + length
    if b"\xff\xd9" not in content[at:]:
        raise IndexError
    width, height = size if turned < 5 else size[::-1]
    return Photograph("image/jpeg", width, height, b"".join([kept[0], _exif(turned), *kept[1:], content[at:]]))


def _orientation(tiff: bytes) -> int:
    """Return how the camera was held, 1 for upright: the one thing in Exif that a browser needs."""
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(count):
        tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
        if tag == 0x0112:
            return value if 1 <= value <= 8 else 1
    return 1


def _exif(turned: int) -> bytes:
    if turned == 1:
        return b""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def _unfit(sv: str, en: str) -> UnreadableFileError:
    return UnreadableFileError(
        sv=f"Bilden är {sv}. Välj en JPEG eller PNG på högst 8 MB.",
        en=f"The picture is {en}. Choose a JPEG or PNG of at most 8 MB.",
    )
