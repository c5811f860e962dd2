"""One catalogue entry: from the tables of a TOML file to an Indicator, refusing what is missing or unknown."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tryggve.errors import BadValueError, Where
from tryggve.indicators.indicator import Indicator, PeriodKind, Words
from tryggve.terms import AreaKind, Break, BreakKind, Direction, Unit

ARENAS = ("home", "school", "work", "leisure", "public")
DIMENSIONS = ("sex", "age", "birth", "education", "disability", "district")
LAW_SCOPES = ("brott", "trygghet", "both")

Table = Mapping[str, Any]  # a TOML table: its values are what this module checks

_NAMES = frozenset(f.name for f in dataclasses.fields(Indicator))
_DEFAULTS: Table = {
    "people": {"sv": "", "en": ""},
    "caveat": {"sv": "", "en": ""},
    "question_exact": False,
    "direction_certain": True,
    "delta_relative": 0.0,
    "headline": False,
    "count_measures": [],
    "period_kind": "year",
    "pooled": {},
    "windows_known": True,
    "breaks": [],
    "related": [],
    "tested": True,
    "replaces": "",
}


def read_entry(entry: Table, *, families: Mapping[str, Table], theme: str, file: str) -> Indicator:
    """Make an indicator of an entry, its family's shared fields and the defaults, the entry's own coming first.

    Raises:
        BadValueError: a field is missing, unknown or holds a value that does not exist.
    """
    where = Where(file=file, sheet=str(entry.get("id", "")))
    own = {key: value for key, value in entry.items() if key != "family"}
    family = entry.get("family", "")
    if family and family not in families:
        raise _not_among("family", family, tuple(families), where)
    fields = {**_DEFAULTS, **families.get(family, {}), **own, "theme": theme}
    for name in sorted(fields.keys() - _NAMES):
        raise _not_among("field", name, tuple(sorted(_NAMES)), where)
    if lacking := sorted(_NAMES - fields.keys()):
        raise BadValueError(
            sv=f"Fält saknas: {', '.join(lacking)}. Lägg till dem i posten eller i dess familj.",
            en=f"Fields are missing: {', '.join(lacking)}. Add them to the entry or to its family.",
            where=where,
        )
    return Indicator(**{name: _READERS.get(name, _as_is)(value, name, where) for name, value in fields.items()})


Reader = Callable[[Any, str, Where], Any]


def _as_is(value: Any, _name: str, _where: Where) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _words(value: Any, name: str, where: Where) -> Words:
    if not isinstance(value, Mapping) or value.keys() != {"sv", "en"}:
        raise BadValueError(
            sv=f"{name} behöver en text på svenska (sv) och en på engelska (en), inget annat.",
            en=f"{name} needs one text in Swedish (sv) and one in English (en), nothing else.",
            where=where,
        )
    return Words(**value)


def _member(kind: type[StrEnum]) -> Reader:
    def read(value: Any, name: str, where: Where) -> StrEnum:
        known = tuple(member.value for member in kind)
        if value not in known:
            raise _not_among(name, value, known, where)
        return kind(value)

    return read


def _all_of(known: tuple[str, ...]) -> Reader:
    def read(value: Any, name: str, where: Where) -> tuple[str, ...]:
        for word in value:
            if word not in known:
                raise _not_among(name, word, known, where)
        return tuple(value)

    return read


def _one_of(known: tuple[str, ...]) -> Reader:
    return lambda value, name, where: _all_of(known)([value], name, where)[0]


def _pooled(value: Any, name: str, where: Where) -> Mapping[AreaKind, int]:
    kind = _member(AreaKind)
    return MappingProxyType({AreaKind(kind(area, name, where)): int(years) for area, years in value.items()})


def _breaks(value: Any, name: str, where: Where) -> tuple[Break, ...]:
    kind = _member(BreakKind)
    return tuple(sorted(Break(**{**b, "kind": BreakKind(kind(b["kind"], name, where))}) for b in value))


def _positive(value: Any, name: str, where: Where) -> float:
    if not value > 0:
        raise BadValueError(
            sv=f"{name} är {value} men ska vara större än noll.",
            en=f"{name} is {value} but must be greater than zero.",
            where=where,
        )
    return float(value)


def _not_among(name: str, value: Any, known: tuple[str, ...], where: Where) -> BadValueError:
    near = difflib.get_close_matches(str(value), known, n=3) or known
    return BadValueError(
        sv=f"{name}: ”{value}” finns inte. Närmast: {', '.join(near)}.",
        en=f'{name}: "{value}" does not exist. Nearest: {", ".join(near)}.',
        where=where,
    )


_READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("title", "short", "the", "people", "question", "population", "caveat"), _words),
    "unit": _member(Unit),
    "direction": _member(Direction),
    "period_kind": _member(PeriodKind),
    "arenas": _all_of(ARENAS),
    "breakdowns": _all_of(DIMENSIONS),
    "law_scope": _one_of(LAW_SCOPES),
    "pooled": _pooled,
    "breaks": _breaks,
    "delta": _positive,
}
