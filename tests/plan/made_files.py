"""Files made for the tests of attachments: good ones, and such as must be refused."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 2 0 R")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(32) + b"\xff\xd9"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)  # an old, or a locked, office file
PROGRAM = b"MZ\x90\x00" + bytes(512)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Return a ZIP of the parts, packed hard."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(extra: dict[str, bytes | str] | None = None, *, types: str = _TYPES) -> bytes:
    """Return a Word file, with parts more."""
    return packed({"[Content_Types].xml": types, "word/document.xml": "<w:document/>"} | (extra or {}))


def xlsx() -> bytes:
    """Return an Excel file."""
    return packed({"[Content_Types].xml": "sheet.main+xml", "xl/workbook.xml": "<workbook/>"})


def odt(manifest: str = "<manifest/>") -> bytes:
    """Return an ODT file."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": manifest})


def bomb() -> bytes:
    """Return a small Word file that unpacks to more than anybody can open, in parts that each look harmless."""
    return docx({f"word/media/{number}.xml": bytes(30 * 2**20) for number in range(7)})


def lying_bomb() -> bytes:
    """Return the same, where every part says that it is one byte long."""
    made = bytearray(bomb())
    size = (30 * 2**20).to_bytes(4, "little")
    return bytes(made).replace(size, (1).to_bytes(4, "little"))


def locked_zip() -> bytes:
    """Return a Word file whose parts say that they are encrypted."""
    made = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 1)
    return bytes(made)
