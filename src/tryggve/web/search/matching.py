"""Whether a Swedish text answers a search, how well, and where the hits stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# The longest first: "arna" is tried before "na" and "a".
_ENDINGS = (
    *("arnas", "ernas", "ornas", "heten", "heter", "arna", "erna", "orna", "ande", "ens", "ets", "ers", "ars"),
    *("en", "et", "ar", "er", "or", "na", "es", "as", "a", "e", "n", "t", "s"),
)
_SHORTEST_STEM = 4
_SHORTEST_INSIDE = 3
_LONGEST = 100  # characters of a search
_MOST = 8  # words of a search
_AROUND = 70  # characters shown before a hit
# Å, ä and ö are letters of their own; an accent on another letter is not.
_KEPT = {"å", "ä", "ö"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word that was searched for: as it was written, and what of it must be found."""

    whole: str
    stem: str


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody searched for (Sv: sökning). Every word must be found, in any order."""

    text: str
    words: tuple[Word, ...]


def query_of(text: str) -> Query:
    """Read what was written in the box."""
    written = " ".join(unicodedata.normalize("NFC", text).split())[:_LONGEST]
    words = list(dict.fromkeys(re.findall(r"\w+", folded(written))))
    longer = [word for word in words if len(word) > 1] or words
    return Query(written, tuple(Word(word, stem_of(word)) for word in longer[:_MOST]))


def folded(text: str) -> str:
    """Return a text as it is compared: lower case, without accents, letter for letter as long as before."""
    return "".join(_letter(sign) for sign in text)


def stem_of(word: str) -> str:
    """Return a word without its commonest Swedish ending, but never fewer than four letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def score(query: Query, *, title: str, text: str = "") -> int:
    """Tell how well a title and a text answer; 0 where a word is missing from both.

    A whole word is worth more than the beginning of one, that more than the inside of a compound, and a word in the
    title three times as much as one in the text.
    """
    in_title, in_text = (folded(unicodedata.normalize("NFC", part)) for part in (title, text))
    ranks = [max(3 * _rank(word, in_title), _rank(word, in_text)) for word in query.words]
    return sum(ranks) if ranks and all(ranks) else 0


def marked(text: str, query: Query) -> SafeString:
    """Return the text as HTML with the hits marked."""
    plain = unicodedata.normalize("NFC", text)
    parts, end = [], 0
    for first, last in _hits(plain, query):
        parts += [conditional_escape(plain[end:first]), "<mark>", conditional_escape(plain[first:last]), "</mark>"]
        end = last
    parts.append(conditional_escape(plain[end:]))
    return mark_safe("".join(parts))  # noqa: S308  every piece of text above is escaped


def passage(text: str, query: Query, *, length: int = 180) -> str:
    """Return the part of a text where the first hit stands, cut between words."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    first = next((start for start, _end in _hits(plain, query)), 0)
    start = plain.rfind(" ", 0, max(first - _AROUND, 0)) + 1 if first > _AROUND else 0
    cut = plain[start : start + length]
    if start + length < len(plain):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut


def _letter(sign: str) -> str:
    lower = sign.lower()
    if len(lower) != 1:
        return sign
    if lower in _KEPT or lower.isascii():
        return lower
    return next((part for part in unicodedata.normalize("NFD", lower) if not unicodedata.combining(part)), lower)


def _rank(word: Word, text: str) -> int:
    if re.search(rf"\b{re.escape(word.whole)}\b", text):
        return 4
    if re.search(rf"\b{re.escape(word.stem)}", text):
        return 3
    return int(len(word.stem) >= _SHORTEST_INSIDE and word.stem in text)


def _hits(plain: str, query: Query) -> Iterator[tuple[int, int]]:
    if not query.words:
        return
    one = (_pattern(word) for word in sorted(query.words, key=lambda word: -len(word.stem)))
    for hit in re.finditer("|".join(one), folded(plain)):
        yield hit.span()


def _pattern(word: Word) -> str:
    stem, rest = re.escape(word.stem), re.escape(word.whole.removeprefix(word.stem))
    begins = "" if len(word.stem) >= _SHORTEST_INSIDE else r"\b"
    return f"{begins}{stem}(?:{rest})?" if rest else begins + stem
