"""A measure's link to a spatial plan: its name, and its address where it has one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tryggve.errors import BadValueError

LONGEST = 300
_ADDRESS = re.compile(r"https?://[^\s|<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpatialPlan:
    """A comprehensive or detailed plan that a measure is tied to (Sv: översiktsplan, detaljplan)."""

    name: str
    address: str = ""

    @property
    def line(self) -> str:
        """The plan as it is stored and typed: ``Detaljplan Torget | https://…``."""
        return f"{self.name} | {self.address}" if self.address else self.name


def read_spatial_plan(text: str) -> SpatialPlan:
    """Read a typed line: a name, an address, or both with anything between.

    Raises:
        BadValueError: the line has no name, is too long, or what looks like an address is none.
    """
    found = _ADDRESS.search(text)
    address = found.group() if found else ""
    name = text.replace(address, "").strip(" \t|,;–-") if address else text.strip(" \t|")
    if not name or len(text) > LONGEST or "://" in name or "|" in name:
        raise BadValueError(
            sv=f"”{text.strip()[:80]}” går inte att läsa. Skriv planens namn och en adress som börjar med https://, "
            "till exempel: Detaljplan Torget | https://kommunen.se/torget.",
            en=f'"{text.strip()[:80]}" cannot be read. Write the plan\'s name and an address that begins with '
            "https://, for example: Detailed plan Torget | https://kommunen.se/torget.",
        )
    return SpatialPlan(name, address)


def spatial_plans(text: str) -> tuple[SpatialPlan, ...]:
    """Return the plans of stored text, a line each."""
    return tuple(read_spatial_plan(line) for line in text.splitlines() if line.strip())
