"""The catalogue of indicators, read from one TOML file per theme."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from tryggve.errors import BadValueError, Where
from tryggve.indicators.entry import read_entry
from tryggve.indicators.indicator import Indicator, Theme, plain_measure

_FAMILIES = "families.toml"
_MAPPED = "local"  # the source of tables that a person mapped, who may name any indicator by its id


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator that a source's measure is, and whether it is the indicator's count instead of its main measure."""

    indicator: Indicator
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every indicator and theme (Sv: indikatorkatalog); ``themes`` stand in the order of the page."""

    indicators: Mapping[str, Indicator]
    themes: tuple[Theme, ...]
    _matches: Mapping[tuple[str, str], Match] = field(repr=False)

    def match(self, source: str, measure: str) -> Match | None:
        """Return what a source's measure is; spaces, case and a trailing "enligt NTU ..." make no difference."""
        return self._matches.get((source, plain_measure(measure)))

    def by_source(self, source: str, measure: str) -> Indicator | None:
        """Return the indicator that a source's measure belongs to, also where the measure is its count."""
        found = self.match(source, measure)
        return found.indicator if found else None

    def in_theme(self, code: str) -> tuple[Indicator, ...]:
        """Return a theme's indicators in the catalogue's order."""
        return tuple(i for i in self.indicators.values() if i.theme == code)

    def headlines(self) -> tuple[Indicator, ...]:
        """Return the headline indicators, which make up a place's Holm family."""
        return tuple(i for i in self.indicators.values() if i.headline)

    def by_slug(self, slug_sv: str) -> Indicator | None:
        """Return the indicator with this part of a web address."""
        return next((i for i in self.indicators.values() if i.slug_sv == slug_sv), None)

    def replaced_by(self, indicator_id: str) -> tuple[Indicator, ...]:
        """Return the indicators that took over when this one's measurement was remade."""
        return tuple(i for i in self.indicators.values() if i.replaces == indicator_id)


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue that comes with the package."""
    return read_catalogue(resources.files("tryggve.indicators").joinpath("catalogue"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read a folder of TOML files: ``families.toml`` with shared fields, and one file per theme.

    Raises:
        BadValueError: a field is missing, unknown or holds a value that does not exist, or two entries collide.
    """
    files = {f.name: tomllib.loads(f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")}
    families = files.pop(_FAMILIES, {})
    themes = {name: Theme(**content["theme"]) for name, content in files.items()}
    indicators = [
        read_entry(entry, families=families, theme=theme.code, file=name)
        for name, theme in sorted(themes.items(), key=lambda item: item[1])
        for entry in files[name].get("indicator", ())
    ]
    _refuse_twins(indicators)
    return Catalogue(
        indicators=MappingProxyType({i.id: i for i in indicators}),
        themes=tuple(sorted(themes.values())),
        _matches=MappingProxyType(_matches(indicators)),
    )


def _refuse_twins(indicators: Iterable[Indicator]) -> None:
    seen: dict[str, str] = {}
    for indicator in indicators:
        for name in {f"id {indicator.id}", f"slug {indicator.slug_sv}"}:
            if name in seen:
                raise BadValueError(
                    sv=f"{name} finns i två poster. Varje indikator behöver ett eget; byt i den ena.",
                    en=f"{name} stands in two entries. Each indicator needs its own; change one of them.",
                    where=Where(sheet=indicator.id),
                )
            seen[name] = indicator.id


def _matches(indicators: Iterable[Indicator]) -> dict[tuple[str, str], Match]:
    found: dict[tuple[str, str], Match] = {}
    for indicator in indicators:
        names = [(m, False) for m in indicator.measures] + [(m, True) for m in indicator.count_measures]
        found[_MAPPED, plain_measure(indicator.id)] = Match(indicator, counted=False)
        for source in indicator.sources:
            for measure, counted in names:
                taken = found.setdefault((source, plain_measure(measure)), Match(indicator, counted))
                if taken.indicator is not indicator:
                    raise BadValueError(
                        sv=f"Måttet ”{measure}” från {source} hör redan till {taken.indicator.id}; ta bort det ena.",
                        en=f'The measure "{measure}" from {source} already is {taken.indicator.id}; remove one.',
                        where=Where(sheet=indicator.id),
                    )
    return found
