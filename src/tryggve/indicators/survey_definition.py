"""What the columns of a survey's microdata file mean, as written in a TOML file beside it."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tryggve.errors import BadValueError, Where
from tryggve.survey import measures
from tryggve.survey.measures import Measure

DIMENSIONS = ("sex", "age", "birth", "education", "disability")

Table = Mapping[str, Any]  # a TOML table
Kinds = Mapping[str, type | tuple[type, ...]]

_CONTENT: Kinds = {"survey": dict, "design": dict, "groups": dict, "area": dict, "measure": list}
_SURVEY: Kinds = {
    "name": str,
    "title_sv": str,
    "title_en": str,
    "publisher": str,
    "smallest_n": int,
    "sampled": int,
}
_DESIGN: Kinds = {
    "year": str,
    "weights": str,
    "strata": str,
    "psu": (str, list),
    "fpc": (str, list),
    "lonely": str,
}
_CODED: Kinds = {"column": str, "codes": dict, "missing": list, "merged": dict}
_MEASURE: Kinds = {
    "name": str,
    "column": str,
    "counted": list,
    "items": list,
    "scale": list,
    "needs": int,
    "missing": list,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedColumn:
    """A column of categories and what its codes are called here (Sv: kodad kolumn).

    ``codes`` gives the file's code its name (several codes may share one), ``missing`` the codes that mean no answer.
    ``merged`` gives names to several names taken together, e.g. ``abroad`` for all who were born abroad.
    """

    column: str
    codes: Mapping[str, str]
    missing: frozenset[str] = frozenset()
    merged: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMeasure:
    """A measure and the name under which the catalogue knows it; ``missing`` holds the codes that mean no answer."""

    name: str
    measure: Measure
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDefinition:
    """What a survey file holds (Sv: undersökningens definition).

    ``year`` names the column of the survey year, ``weights``, ``strata``, ``psu`` and ``fpc`` those of the design
    (empty where there is none). ``groups`` maps the dimensions of ``terms.Group`` to columns; ``area`` is the column
    of districts, or nothing. Cells with fewer answers than ``smallest_n`` are hidden. ``sampled`` is the number of
    people drawn each year, 0 where not known.
    """

    name: str
    title_sv: str
    title_en: str
    publisher: str
    smallest_n: int
    sampled: int
    year: str
    weights: str
    strata: str
    psu: tuple[str, ...]
    fpc: tuple[str, ...]
    lonely: str
    groups: Mapping[str, CodedColumn]
    area: CodedColumn | None
    measures: tuple[SurveyMeasure, ...]


def read_definition(path: Path) -> SurveyDefinition:
    """Read a survey's definition.

    The file has the tables ``[survey]`` (name, title_sv, title_en, publisher, smallest_n, sampled), ``[design]``
    (year, weights, strata, psu, fpc, lonely), ``[groups.<dimension>]`` and ``[area]`` (column, codes, missing, merged),
    and one ``[[measure]]`` (name; column and counted, or items, scale and needs; missing) for each measure.

    Raises:
        BadValueError: a table or field is missing, unknown or of the wrong kind, or a dimension is not one of those
            that a group can have.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadValueError(
            sv=f"Filen är inte giltig TOML: {error}. Rätta den.",
            en=f"The file is not valid TOML: {error}. Mend it.",
            where=Where(file=str(path)),
        ) from error
    _check(content, _CONTENT, "", path)
    about = _checked(_table(content, "survey", path), _SURVEY, "survey", path)
    design = _checked(_table(content, "design", path), _DESIGN, "design", path)
    groups = content.get("groups", {})
    _refuse_dimensions(tuple(groups), path)
    return SurveyDefinition(
        name=_field(about, "name", "survey", path),
        title_sv=_field(about, "title_sv", "survey", path),
        title_en=_field(about, "title_en", "survey", path),
        publisher=_field(about, "publisher", "survey", path),
        smallest_n=about.get("smallest_n", 10),
        sampled=about.get("sampled", 0),
        year=_field(design, "year", "design", path),
        weights=design.get("weights", ""),
        strata=design.get("strata", ""),
        psu=_several(design.get("psu", [])),
        fpc=_several(design.get("fpc", [])),
        lonely=design.get("lonely", "adjust"),
        groups={name: _coded(table, f"groups.{name}", path) for name, table in groups.items()},
        area=_coded(content["area"], "area", path) if "area" in content else None,
        measures=tuple(_measure(table, path) for table in _table(content, "measure", path)),
    )


def _coded(table: Table, name: str, path: Path) -> CodedColumn:
    _check(table, _CODED, name, path)
    codes = _field(table, "codes", name, path)
    return CodedColumn(
        column=_field(table, "column", name, path),
        codes={str(code): str(meaning) for code, meaning in codes.items()},
        missing=_texts(table.get("missing", [])),
        merged={wide: _several(names) for wide, names in table.get("merged", {}).items()},
    )


def _measure(table: Table, path: Path) -> SurveyMeasure:
    _check(table, _MEASURE, "measure", path)
    name = _field(table, "name", "measure", path)
    if "items" in table:
        low, high = _ends(table.get("scale", [1, 10]), f"measure {name}", path)
        measure = measures.index(tuple(table["items"]), needs=table.get("needs", 0), scale=(low, high))
    else:
        counted = _field(table, "counted", f"measure {name}", path)
        measure = measures.share(_field(table, "column", f"measure {name}", path), tuple(counted))
    return SurveyMeasure(name=name, measure=measure, missing=_texts(table.get("missing", [])))


def _ends(scale: list[Any], section: str, path: Path) -> tuple[float, ...]:
    if len(scale) != 2 or not all(isinstance(end, int | float) for end in scale):
        raise _wrong("scale", scale, "[1, 10]", section, path)
    return tuple(float(end) for end in scale)


def _texts(codes: list[object]) -> frozenset[str]:
    return frozenset(str(code) for code in codes)


def _several(names: str | list[str]) -> tuple[str, ...]:
    return ((names,) if names else ()) if isinstance(names, str) else tuple(names)


def _table(content: Table, name: str, path: Path) -> Any:
    return _field(content, name, "", path)


def _field(table: Table, name: str, section: str, path: Path) -> Any:
    if name in table:
        return table[name]
    there = ", ".join(table) or "–"
    raise BadValueError(
        sv=f"”{name}” saknas. Här finns: {there}. Lägg till det.",
        en=f'"{name}" is missing. There are: {there}. Add it.',
        where=Where(file=str(path), sheet=section),
    )


def _checked(table: Any, kinds: Kinds, section: str, path: Path) -> Table:
    _check(table, kinds, section, path)
    return dict(table)


def _check(table: Any, kinds: Kinds, section: str, path: Path) -> None:
    """Refuse fields that nobody reads: a misspelt ``weights`` would else give an unweighted survey."""
    if not isinstance(table, Mapping):
        raise _wrong(section, table, f"[{section}]", section, path)
    for name, value in table.items():
        if name not in kinds:
            near = difflib.get_close_matches(name, kinds, n=3, cutoff=0.4) or list(kinds)
            raise BadValueError(
                sv=f"Fältet ”{name}” finns inte. Närmast: {', '.join(near)}. Rätta namnet.",
                en=f'There is no field "{name}". Nearest: {", ".join(near)}. Mend the name.',
                where=Where(file=str(path), sheet=section),
            )
        if not isinstance(value, kinds[name]) or isinstance(value, bool):
            wanted = {str: '"…"', int: "1, 2, 3 …", list: "[ … ]", dict: "{ … }"}
            kind = kinds[name]
            raise _wrong(name, value, wanted[kind if isinstance(kind, type) else kind[0]], section, path)
        if isinstance(value, int) and value < 0:
            raise _wrong(name, value, "0, 1, 2 …", section, path)


def _wrong(name: str, found: object, expected: str, section: str, path: Path) -> BadValueError:
    return BadValueError(
        sv=f"”{name}” är {found}. Väntat: {expected}. Rätta definitionen.",
        en=f'"{name}" is {found}. Expected: {expected}. Mend the definition.',
        where=Where(file=str(path), sheet=section),
    )


def _refuse_dimensions(names: tuple[str, ...], path: Path) -> None:
    for name in names:
        if name not in DIMENSIONS:
            raise BadValueError(
                sv=f"Gruppen ”{name}” finns inte. Välj bland: {', '.join(DIMENSIONS)}.",
                en=f'There is no group "{name}". Choose among: {", ".join(DIMENSIONS)}.',
                where=Where(file=str(path), sheet="groups"),
            )
