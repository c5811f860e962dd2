"""The fixed words in both languages, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from tryggve.errors import Language
from tryggve.terms import Area, AreaKind, Group
from tryggve.terms.places import register

_ON = {"sv": {"Landsbygden", "Öland", "Gotland"}, "en": {"Öland", "Gotland"}}


@cache
def words(name: str) -> dict[str, Any]:
    """Return one word file, e.g. ``verdicts``, as nested tables."""
    text = resources.files("tryggve.publish.words").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def group_label(group: Group, language: Language) -> str:
    """Return a group's name for charts and tables: ``Kvinnor, 16–29 år``; ``Alla`` for everybody."""
    if not group.parts:
        return {"sv": "Alla", "en": "Everybody"}[language]
    first, *others = [_group_word(dimension, value, "label", language) for dimension, value in group.parts]
    return ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])


def group_phrase(group: Group, form: str, language: Language) -> str:
    """Return a group inside a sentence; ``form`` is ``of`` (av kvinnorna) or ``among`` (bland kvinnorna)."""
    parts = [_group_word(dimension, value, form, language) for dimension, value in group.parts]
    together = " och " if language == "sv" else " and "
    sex = group.get("sex")
    # One group, not two: "av kvinnorna som är 65–84 år", not "av dem som är 65–84 år och av kvinnorna".
    others = [_after_those(part, language) for part, cut in zip(parts, group.dimensions, strict=True) if cut != "sex"]
    if sex and others and all(others):
        return f"{_group_word('sex', sex, form, language)} {together.join(others)}"
    return together.join(parts)


def _after_those(phrase: str, language: Language) -> str:
    return phrase.partition(" dem " if language == "sv" else " those ")[2]


def dimension_label(dimension: str, language: Language) -> str:
    """Return the name of a breakdown: ``Kön``."""
    known = words("groups")["dimensions"].get(dimension)
    return str(known[language]) if known else dimension


def place_phrase(area: Area, language: Language) -> str:
    """Return where an area is, with its preposition: ``i Borlänge``, ``i övriga Dalarnas län``, ``på Landsbygden``."""
    if area.kind is not AreaKind.REST:
        preposition = {"sv": "på", "en": "on"} if area.name in _ON[language] else {"sv": "i", "en": "in"}
        return f"{preposition[language]} {place_name(area, language)}"
    return f"{'i' if language == 'sv' else 'in'} {place_name(area, language)}"


def place_name(area: Area, language: Language) -> str:
    """Return an area's name inside a sentence: ``hela landet``, ``övriga Dalarnas län``, ``Borlänge``."""
    if area.kind is AreaKind.REST:
        whole = register().get(area.parent)
        return f"{'övriga' if language == 'sv' else 'the rest of'} {whole.name if whole else area.name}"
    if area.kind is AreaKind.NATION and not area.made_up:
        return "hela landet" if language == "sv" else "Sweden"
    return area.name


def _group_word(dimension: str, value: str, form: str, language: Language) -> str:
    if dimension == "age":
        return _age(value, form, language)
    table = words("groups").get(dimension, {}).get(value)
    return str(table[form][language]) if table else value


def _age(value: str, form: str, language: Language) -> str:
    years = value.replace("-", "–")
    if language == "sv":
        return {"label": f"{years} år", "of": f"av dem som är {years} år", "among": f"bland dem som är {years} år"}[
            form
        ]
    return {"label": f"Ages {years}", "of": f"of those aged {years}", "among": f"among those aged {years}"}[form]
