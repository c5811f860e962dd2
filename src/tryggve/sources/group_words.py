"""The words by which Swedish sources name groups of people, and the group that each means."""

from __future__ import annotations

import re

EVERYBODY_WORDS = frozenset({"totalt", "total", "samtliga", "alla", "båda könen", "män och kvinnor", "kvinnor och män"})
_WORDS = {
    "kvinna": ("sex", "women"),
    "kvinnor": ("sex", "women"),
    "man": ("sex", "men"),
    "män": ("sex", "men"),
    "sverige": ("birth", "sweden"),
    "född i sverige": ("birth", "sweden"),
    "inrikes född": ("birth", "sweden"),
    "inrikes födda": ("birth", "sweden"),
    "utrikes född": ("birth", "abroad"),
    "utrikes födda": ("birth", "abroad"),
    "övriga norden": ("birth", "nordic"),
    "övriga europa": ("birth", "europe"),
    "övriga världen": ("birth", "world"),
    "förgymnasial": ("education", "lower"),
    "gymnasial": ("education", "upper"),
    "eftergymnasial": ("education", "higher"),
    "förgymnasial utbildning": ("education", "lower"),
    "gymnasial utbildning": ("education", "upper"),
    "eftergymnasial utbildning": ("education", "higher"),
}
_AGE_SPAN = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})(?: år)?")
_AGE_FROM = re.compile(r"(\d{1,3})\s*(?:år )?(?:\+|[-–]|och äldre|eller äldre)(?: år)?")


def group_part(text: str) -> tuple[str, str] | None:
    """Return the dimension and value that a word means; two empty texts for everybody, nothing if it is not known.

    Ages are written ``18-29``; an open one ``65+``.
    """
    plain = " ".join(text.lower().split())
    if plain in EVERYBODY_WORDS or plain.startswith(("samtliga ", "totalt ")):
        return "", ""
    span = _AGE_SPAN.fullmatch(plain)
    if span:
        return "age", f"{span[1]}-{span[2]}"
    start = _AGE_FROM.fullmatch(plain)
    return ("age", f"{start[1]}+") if start else _WORDS.get(plain)
