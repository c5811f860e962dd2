"""PC-Axis files (.px): keywords in text, then the figures with the heading's last variable running fastest."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from tryggve.engine.intake import FileFacts, read_text
from tryggve.errors import BadValueError, UnknownLayoutError, Where
from tryggve.sources.cells import Figure, figure
from tryggve.sources.cube import Cube, Dimension

_PIECE = re.compile(r'"[^"]*"|;')
_KEYWORD = re.compile(r'\s*([A-Z][A-Z0-9-]*)(?:\[([\w-]+)\])?(?:\(\s*((?:"[^"]*"\s*,?\s*)+)\))?\s*=', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"([^"]*)"|(,)')
_TIME_CODES = frozenset({"tid", "time", "year"})
_REGION_CODES = frozenset({"region", "län", "kommun"})


@dataclass(frozen=True, slots=True)
class _Keywords:
    """The file's keywords by (name, language, subject)."""

    file: str
    raw: dict[tuple[str, str, str], str] = field(repr=False)

    def words(self, name: str, language: str = "", subject: str = "") -> tuple[str, ...]:
        return _strings(self.raw.get((name, language, subject), ""))

    def word(self, name: str, language: str = "", subject: str = "") -> str:
        return "".join(self.words(name, language, subject)[:1])


def read_px(facts: FileFacts) -> Cube:
    """Return the table of a PX file, with Swedish labels where the file has them.

    The file's own code page is used. Codes stand where the file has codes, else the labels.

    Raises:
        UnknownLayoutError: Where the figures are stored with KEYS, or no figures are found.
        BadValueError: Where there are more or fewer figures than the dimensions say.
    """
    return parse_px(px_text(facts), file=facts.name)


def px_text(facts: FileFacts) -> str:
    """Return the text of a PX file in the code page that it names."""
    # The keywords that name the code page are plain ASCII in every code page.
    with facts.path.open("rb") as stream:
        head = stream.read(4096).decode("ascii", errors="ignore")
    page = re.search(r'CODEPAGE\s*=\s*"([^"]+)"', head)
    # Without CHARSET a PX file is older than Windows and has DOS letters.
    return read_text(facts, encoding=page[1] if page else "" if "CHARSET" in head else "cp850")


def parse_px(text: str, *, file: str) -> Cube:
    """Return the table of a PX file's text; see ``read_px``."""
    keywords, figures = _split(text, file)
    if any(name == "KEYS" for name, _, _ in keywords.raw):
        raise UnknownLayoutError(
            sv="PX-filen lagrar siffrorna med KEYS. Spara den utan nycklar (vanlig PX), eller som Excel.",
            en="The PX file stores its figures with KEYS. Save it without keys (plain PX), or as Excel.",
            where=Where(file=file),
        )
    names = keywords.words("STUB") + keywords.words("HEADING")
    language = _language(keywords, len(names))
    shown = keywords.words("STUB", language) + keywords.words("HEADING", language)
    dimensions = tuple(
        _dimension(keywords, name, shown_name, language) for name, shown_name in zip(names, shown, strict=True)
    )
    return Cube(
        table_id=keywords.word("TABLEID") or keywords.word("MATRIX"),
        title=keywords.word("TITLE", language) or keywords.word("TITLE"),
        dimensions=dimensions,
        values=_values(figures, dimensions, file),
    )


def _split(text: str, file: str) -> tuple[_Keywords, str]:
    """Cut the text at the semicolons outside quotes; what follows DATA= is returned apart."""
    raw: dict[tuple[str, str, str], str] = {}
    start = 0
    for piece in _PIECE.finditer(text):
        if piece[0] != ";":
            continue
        found = _KEYWORD.match(text, start, piece.end())
        if found and found[1] == "DATA":
            return _Keywords(file, raw), text[found.end() : piece.start()]
        if found:
            subject = ",".join(_strings(found[3] or ""))
            raw[found[1], found[2] or "", subject] = text[found.end() : piece.start()]
        start = piece.end()
    raise UnknownLayoutError(
        sv="PX-filen har inget DATA. Den är avbruten: hämta den på nytt.",
        en="The PX file has no DATA. It was cut short: fetch it again.",
        where=Where(file=file),
    )


def _strings(raw: str) -> tuple[str, ...]:
    """Return the quoted strings of a list; strings that follow each other without a comma are one."""
    found: list[str] = []
    open_string = False
    for match in _STRING_OR_COMMA.finditer(raw):
        if match[2]:
            open_string = False
        elif open_string:
            found[-1] += match[1]
        else:
            found.append(match[1])
            open_string = True
    return tuple(found)


def _language(keywords: _Keywords, count: int) -> str:
    """Return the tag of the Swedish texts; empty where they are the file's own or not all there."""
    swedish = keywords.words("STUB", "sv") + keywords.words("HEADING", "sv")
    return "sv" if keywords.word("LANGUAGE") not in {"", "sv"} and len(swedish) == count else ""


def _dimension(keywords: _Keywords, name: str, shown: str, language: str) -> Dimension:
    values = keywords.words("VALUES", "", name)
    labels = keywords.words("VALUES", language, shown) or values
    contents = name == keywords.word("CONTVARIABLE")
    code = keywords.word("VARIABLECODE", "", name) or name
    codes = keywords.words("CODES", "", name) or values
    if not codes or len(codes) != len(labels):
        raise BadValueError(
            sv=f"Variabeln ”{shown}” har {len(codes)} koder men {len(labels)} namn i PX-filen. Hämta den på nytt.",
            en=f"The variable “{shown}” has {len(codes)} codes but {len(labels)} names in the PX file. Fetch it again.",
            where=Where(file=keywords.file, column="VALUES"),
        )
    return Dimension(
        code=code,
        label=shown,
        codes=codes,
        labels=labels,
        role="contents" if contents else _role(keywords, name, code),
        units=tuple(_unit(keywords, label, language) for label in labels) if contents else (),
    )


def _unit(keywords: _Keywords, label: str, language: str) -> str:
    return keywords.word("UNITS", language, label) or keywords.word("UNITS", "", label) or keywords.word("UNITS")


def _role(keywords: _Keywords, name: str, code: str) -> str:
    if ("TIMEVAL", "", name) in keywords.raw or code.lower() in _TIME_CODES:
        return "time"
    return "region" if code.lower() in _REGION_CODES else ""


def _values(raw: str, dimensions: tuple[Dimension, ...], file: str) -> tuple[Figure, ...]:
    expected = math.prod(len(dimension.codes) for dimension in dimensions)
    words = raw.split()
    if len(words) != expected or not expected:
        sizes = " × ".join(str(len(dimension.codes)) for dimension in dimensions)
        raise BadValueError(
            sv=f"PX-filen har {len(words)} siffror men rubrikerna ger {sizes} = {expected}. Hämta den på nytt.",
            en=f"The PX file has {len(words)} figures but the headings make {sizes} = {expected}. Fetch it again.",
            where=Where(file=file, column="DATA"),
        )
    where = Where(file=file, column="DATA")
    # "..." is the third mark for a figure that is not there; like an empty cell it gives no reason.
    return tuple(figure("" if word == '"..."' else word.strip('"'), where=where) for word in words)
