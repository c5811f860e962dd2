"""What the columns of a municipality's own table mean, kept as a TOML file for next year's table."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tryggve.errors import BadValueError, UnreadableFileError, Where
from tryggve.terms import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupColumn:
    """A column that cuts the figures by group (Sv: gruppkolumn).

    ``values`` says what the column's words mean, e.g. ``Tjejer`` is ``women``; an empty meaning is everybody. Words
    that Swedish sources commonly use need no entry.
    """

    column: str
    dimension: str
    values: Table[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column is what (Sv: kolumnkarta). Columns are named by their headings; empty where there is none.

    ``fixed_place``, ``fixed_period`` and ``fixed_measure`` stand for a column that the table lacks. ``municipality``
    (a code or name) says whose districts the names are that no register knows; ``places`` says which place a name
    means, ``measures`` which measure a text means (an indicator's id, or the catalogue's own name of a measure).
    ``decimal`` is "," or "." where the table writes the other one between thousands. ``scale`` is what the
    figures are multiplied by: 100 for shares from 0 to 1. ``publisher``, ``title_sv``, ``title_en``, ``address`` and
    ``licence`` are the citation; ``name`` is the series of files that next year's table replaces.
    """

    name: str
    value: str
    unit: Unit
    place: str = ""
    fixed_place: str = ""
    period: str = ""
    fixed_period: str = ""
    measure: str = ""
    fixed_measure: str = ""
    lower: str = ""
    upper: str = ""
    margin: str = ""
    n: str = ""
    population: str = ""
    groups: tuple[GroupColumn, ...] = ()
    places: Table[str, str] = field(default_factory=dict)
    measures: Table[str, str] = field(default_factory=dict)
    municipality: str = ""
    sheet: str = ""
    header_row: int = 1
    decimal: str = ""
    scale: float = 1.0
    publisher: str = ""
    title_sv: str = ""
    title_en: str = ""
    address: str = ""
    licence: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every heading that the mapping names."""
        own = (self.value, self.place, self.period, self.measure, self.lower, self.upper, self.margin, self.n)
        return tuple(c for c in (*own, self.population, *(g.column for g in self.groups)) if c)


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping as TOML; fields that say nothing are left out."""
    path.write_text(mapping_text(mapping), encoding="utf-8")


def mapping_text(mapping: Mapping) -> str:
    """Return the mapping as TOML; fields that say nothing are left out."""
    lines = [f"{name} = {_toml(value)}" for name, value in _told(mapping)]
    for group in mapping.groups:
        lines += ["", "[[groups]]", f"column = {_toml(group.column)}", f"dimension = {_toml(group.dimension)}"]
        lines += [f"values = {_inline(group.values)}"] if group.values else []
    return "\n".join(lines) + "\n"


def _told(mapping: Mapping) -> list[tuple[str, Any]]:
    pairs = [(f.name, getattr(mapping, f.name)) for f in fields(mapping) if f.name != "groups"]
    unsaid = Mapping(name="", value="", unit=mapping.unit)
    return [(name, value) for name, value in pairs if name == "unit" or value != getattr(unsaid, name)]


def _toml(value: object) -> str:
    if isinstance(value, Table):
        return _inline(value)
    # TOML's strings are JSON's, but for DEL, which must be escaped.
    text = json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value) if isinstance(value, int | float) else text


def _inline(table: Table[str, str]) -> str:
    return "{ " + ", ".join(f"{_toml(key)} = {_toml(value)}" for key, value in table.items()) + " }"


def load_mapping(path: Path) -> Mapping:
    """Read a mapping that ``save_mapping`` wrote, or somebody by hand.

    Raises:
        UnreadableFileError: Where the file is not there or is no TOML.
        BadValueError: Where a field is unknown, missing or of the wrong kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _unreadable(error, Where(file=path.name)) from error
    return read_mapping(text, file=path.name)


def read_mapping(text: str, *, file: str) -> Mapping:
    """Read a mapping from its text; ``file`` names it in messages.

    Raises:
        UnreadableFileError: Where the text is no TOML.
        BadValueError: Where a field is unknown, missing or of the wrong kind.
    """
    where = Where(file=file)
    try:
        content = tomllib.loads(text)
    except ValueError as error:
        raise _unreadable(error, where) from error
    groups = tuple(_group(table, where) for table in content.pop("groups", []))
    _check_names(content, {f.name for f in fields(Mapping)}, where)
    _check_types(content, where)
    unit = content.pop("unit", "")
    if unit not in set(Unit):
        raise _wrong("unit", f"”{unit}”", ", ".join(Unit), where)
    if not content.get("value") or not content.get("name"):
        raise _wrong("value, name", "–", 'name = "…", value = "…"', where)
    return Mapping(**content, unit=Unit(unit), groups=groups)


def _group(table: object, where: Where) -> GroupColumn:
    if not isinstance(table, dict) or not {"column", "dimension"} <= table.keys():
        raise _wrong("groups", str(table), "column, dimension", where)
    _check_names(table, {"column", "dimension", "values"}, where)
    values = {str(key): str(value) for key, value in table.get("values", {}).items()}
    return GroupColumn(column=str(table["column"]), dimension=str(table["dimension"]), values=values)


def _check_names(content: dict[str, Any], known: set[str], where: Where) -> None:
    for name in content.keys() - known:
        near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.4)) or ", ".join(sorted(known))
        raise _wrong(name, name, near, where)


def _check_types(content: dict[str, Any], where: Where) -> None:
    kinds: dict[str, type | tuple[type, ...]] = {
        "header_row": int,
        "scale": (int, float),
        "places": dict,
        "measures": dict,
    }
    for name, value in content.items():
        if not isinstance(value, kinds.get(name, str)) or isinstance(value, bool):
            raise _wrong(name, repr(value), "text" if name not in kinds else name, where)
    if content.get("decimal", "") not in {"", ",", "."}:
        raise _wrong("decimal", repr(content["decimal"]), '"," ".", ""', where)


def _unreadable(error: Exception, where: Where) -> UnreadableFileError:
    return UnreadableFileError(
        sv=f"Kolumnkartan kan inte läsas ({error}).", en=f"The mapping cannot be read ({error}).", where=where
    )


def _wrong(name: str, found: str, expected: str, where: Where) -> BadValueError:
    return BadValueError(
        sv=f"Kolumnkartans fält {name} är {found}. Väntat: {expected}.",
        en=f"The mapping's field {name} is {found}. Expected: {expected}.",
        where=where,
    )
