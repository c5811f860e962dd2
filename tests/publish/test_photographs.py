"""Pictures are what their content says, and tell nothing but what they show."""

from __future__ import annotations

import struct
import zlib

import pytest

from tryggve.errors import UnreadableFileError
from tryggve.publish.photographs import LARGEST, read_photograph


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*more: bytes, width: int = 4, height: int = 2) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    size = (width + 1) * height
    rows = chunk(b"IDAT", zlib.compress(b"\0" * min(size, 1000)))  # a picture that says it is huge need not be
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + rows + chunk(b"IEND", b"")


def segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


def exif(turned: int) -> bytes:
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack("<HHII", 0x8825, 4, 1, 38)
    return segment(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + b"\0\0\0\0" + b"65.8252N 21.6889E")


def jpeg(*more: bytes, width: int = 600, height: int = 400) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return b"\xff\xd8" + b"".join(more) + frame + segment(0xDA, b"\1\1\0\0\x3f\0") + b"scan\xff\xd9"


def test_png_and_jpeg_are_known_by_their_content_with_their_size():
    assert (lambda p: (p.kind, p.width, p.height))(read_photograph(png())) == ("image/png", 4, 2)
    assert (lambda p: (p.kind, p.width, p.height))(read_photograph(jpeg())) == ("image/jpeg", 600, 400)


def test_place_time_and_comments_are_taken_out():
    kept = read_photograph(jpeg(exif(1), segment(0xFE, b"Anna 2024"), segment(0xED, b"Photoshop"))).content
    assert b"65.8252N" not in kept
    assert b"Anna" not in kept
    assert b"Photoshop" not in kept
    assert b"scan" in kept
    assert b"Anna" not in read_photograph(png(chunk(b"tEXt", b"Author\0Anna"), chunk(b"eXIf", b"65.8"))).content


def test_how_the_camera_was_held_is_all_that_is_kept_of_exif():
    read = read_photograph(jpeg(exif(6)))
    assert b"Exif" in read.content
    assert b"65.8252N" not in read.content
    assert (read.width, read.height) == (400, 600)
    assert read_photograph(read.content) == read


def test_what_is_kept_is_still_a_whole_picture():
    again = read_photograph(read_photograph(png(chunk(b"tIME", b"1234567"))).content)
    assert again.content == png()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 40,
        png()[:-14],
        jpeg()[:30],
        jpeg().removesuffix(b"\xff\xd9"),
        b"\xff\xd8\xff",
        png(width=0),
        png(width=100_000, height=100_000),
        jpeg() + b"\0" * LARGEST,
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(UnreadableFileError):
        read_photograph(content)
