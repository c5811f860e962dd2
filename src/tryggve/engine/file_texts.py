"""The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows' own Western code page."""

from __future__ import annotations

import re

from tryggve.engine.inspection import MEGABYTE, FileFacts, too_large, unreadable

MAX_TEXT = 200 * MEGABYTE
_LOST = "\N{REPLACEMENT CHARACTER}"
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–\x85\x84\x96]")  # å ä ö Å Ä Ö as UTF-8 that was read as cp1252 and saved again


def read_text(facts: FileFacts, *, encoding: str = "") -> str:
    """Return the whole text of an inspected file, with line ends as ``\\n``.

    Args:
        facts: What ``inspect_file`` said.
        encoding: The code page, where the file itself names one; UTF-8 is tried first all the same.

    Raises:
        UnreadableFileError: Where the file is too large, or letters (å, ä, ö) were lost before it came here.
    """
    if facts.size > MAX_TEXT:
        raise too_large(facts.name, f"{facts.size // MEGABYTE} MB", f"{MAX_TEXT // MEGABYTE} MB")
    text = _decoded(facts, facts.path.read_bytes(), encoding)
    _refuse_damaged(facts, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(facts: FileFacts, raw: bytes, encoding: str) -> str:
    marked = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    mark = next((code for start, code in marked.items() if raw.startswith(start)), "")
    # Text that happens to be right as UTF-8 with å, ä, ö is UTF-8, also where the file names an older code page.
    for code in (mark,) if mark else ("utf-8", encoding or "cp1252"):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            continue
        except LookupError as error:
            raise unreadable(
                facts.name,
                f"Filen säger sig ha teckenkodningen {encoding}, som inte är känd. Spara den som UTF-8.",
                f"The file says that its encoding is {encoding}, which is not known. Save it as UTF-8.",
            ) from error
    raise unreadable(
        facts.name,
        "Texten går inte att tolka som UTF-8 eller Windows-1252. Spara filen som UTF-8.",
        "The text is neither UTF-8 nor Windows-1252. Save the file as UTF-8.",
    )


def _refuse_damaged(facts: FileFacts, text: str) -> None:
    twice = _TWICE_ENCODED.search(text)
    position = text.find(_LOST) if _LOST in text else twice.start() if twice else -1
    if position < 0:
        return
    row = text.count("\n", 0, position) + 1
    seen = text[max(0, position - 15) : position + 15].replace("\n", " ")
    raise unreadable(
        facts.name,
        f"Bokstäver som å, ä och ö har gått förlorade (rad {row}: ”{seen}”). Filen har sparats med fel "
        "teckenkodning. Hämta den på nytt från källan, eller exportera den igen som UTF-8.",
        f"Letters such as å, ä and ö have been lost (row {row}: “{seen}”). The file was saved with the wrong "
        "encoding. Fetch it again from the source, or export it again as UTF-8.",
    )
