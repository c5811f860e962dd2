"""The layout of a CSV file: its separator, header and encoding, or one clear reason why it has none."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from tryggve.engine.inspection import MEGABYTE
from tryggve.errors import UnknownLayoutError, Where

SEPARATORS = {",": ("komma", "comma"), ";": ("semikolon", "semicolon"), "\t": ("tabb", "tab"), "|": ("|", "|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLayout:
    """How a CSV file is to be read (Sv: filens uppställning). ``header_lines`` is the number of lines to skip."""

    separator: str
    names: tuple[str, ...]
    encoding: str
    header_lines: int

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma in a number can only be its decimal sign."""
        return self.separator != ","


def csv_layout(path: Path) -> CsvLayout:
    """Find the layout of a CSV file from its first line.

    Raises:
        UnknownLayoutError: Where the first line has no separator that we know, or columns without a name.
    """
    encoding = _encoding(path)
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as stream:
        first = stream.readline()
    separator = max(SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    names = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
    if len(names) < 2:
        raise _one_column(path, first)
    _refuse_nameless(path, names)
    return CsvLayout(separator=separator, names=tuple(names), encoding=encoding, header_lines=1)


def _one_column(path: Path, first: str) -> UnknownLayoutError:
    shown = first.strip()[:60]
    return UnknownLayoutError(
        sv=f"Första raden är ”{shown}” och innehåller ingen avgränsare vi känner (komma, semikolon, tabb eller |). "
        "Exportera filen på nytt med komma eller semikolon mellan kolumnerna.",
        en=f"The first line is “{shown}” and holds no separator that we know (comma, semicolon, tab or |). "
        "Export the file again with a comma or semicolon between the columns.",
        where=Where(file=str(path), row=1),
    )


def _refuse_nameless(path: Path, names: list[str]) -> None:
    if all(names):
        return
    position = names.index("") + 1
    raise UnknownLayoutError(
        sv=f"Kolumn {position} har inget namn på första raden. Ge varje kolumn ett namn.",
        en=f"Column {position} has no name on the first line. Give each column a name.",
        where=Where(file=str(path), row=1),
    )


def wrong_width(path: Path, *, line: int | None, expected: int, separator: str) -> UnknownLayoutError:
    """Return the error that says that a line has another number of fields than the header."""
    sv, en = SEPARATORS[separator]
    return UnknownLayoutError(
        sv=f"Raden har inte {expected} fält åtskilda av {sv}, som första raden har. "
        "Kontrollera att samma avgränsare används i hela filen och att text med avgränsare i står inom citattecken.",
        en=f"The line does not have {expected} fields separated by {en}, as the first line has. "
        "Check that one separator is used in the whole file and that text which holds it stands within quotes.",
        where=Where(file=str(path), row=line),
    )


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece := stream.read(MEGABYTE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8"
