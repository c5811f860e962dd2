"""The place that a source's name or code means."""

from __future__ import annotations

import difflib

from tryggve.errors import BadValueError, Where
from tryggve.terms import Area, AreaKind, slug
from tryggve.terms.places import find_place, register


def place(text: str, *, where: Where, municipality: Area | None = None) -> Area:
    """Return the area with this name or code.

    Args:
        text: The source's own text.
        where: The cell, for the message.
        municipality: Where the file tells whose areas it lists, a name that no register knows is one of its districts.

    Raises:
        BadValueError: Where nothing has that name; the nearest names are listed.
    """
    name = " ".join(text.split())
    found = find_place(name) or _coded(name)
    if municipality is not None:
        return _inside(name, found, municipality=municipality, where=where)
    if found:
        return found
    names = [area.name for area in register().values()]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    near_sv = f" Närmast: {', '.join(near)}." if near else ""
    near_en = f" Nearest: {', '.join(near)}." if near else ""
    raise BadValueError(
        sv=f"”{name}” är ingen känd kommun, inget län och inte riket.{near_sv} Rätta namnet eller skriv kommunkoden.",
        en=f"“{name}” is no known municipality, county or nation.{near_en} Mend the name or write the code.",
        where=where,
    )


def _coded(name: str) -> Area | None:
    """Read "20 Dalarnas län", where code and name agree."""
    code, _, rest = name.partition(" ")
    area = register().get(code)
    return area if area and find_place(rest) == area else None


def _inside(name: str, found: Area | None, *, municipality: Area, where: Where) -> Area:
    if found is None:
        return Area(f"{municipality.code}:{slug(name)}", name, AreaKind.DISTRICT, municipality.code)
    plain = found.kind is not AreaKind.MUNICIPALITY or found == municipality
    if plain or name.isdigit() or name.lower().endswith(" kommun"):
        return found
    # "Mora" in Falun's file may be the municipality or a village of that name.
    raise BadValueError(
        sv=f"”{name}” kan vara kommunen {found.name} eller ett område i {municipality.name}. "
        f"Skriv {found.code} om kommunen menas, annars ett tydligare namn.",
        en=f"“{name}” may be the municipality {found.name} or an area in {municipality.name}. "
        f"Write {found.code} if the municipality is meant, else a plainer name.",
        where=where,
    )
