"""Groups: the part of the population that a figure speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A cell of the breakdowns, as sorted (dimension, value) pairs; empty means everybody (Sv: grupp).

    Dimensions and values are the codes in ``publish/words/groups.toml``: ``sex`` (women, men), ``age`` (16-29),
    ``birth`` (sweden, nordic, europe, world, abroad), ``education`` (lower, upper, higher), ``disability`` (yes, no).
    """

    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, parts: Mapping[str, str] | None = None, **named: str) -> Group:
        """Make a group from named parts, e.g. ``Group.of(sex="women", age="16-29")``."""
        return cls(tuple(sorted({**(parts or {}), **named}.items())))

    @classmethod
    def from_key(cls, key: str) -> Group:
        """Read a group back from its ``key``."""
        pairs = (part.split("=", 1) for part in key.split(";") if part)
        return cls(tuple(sorted((name, value) for name, value in pairs)))

    @property
    def key(self) -> str:
        """A text that sorts and stores well: ``age=16-29;sex=women``; empty for everybody."""
        return ";".join(f"{name}={value}" for name, value in self.parts)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that are cut, in order."""
        return tuple(name for name, _ in self.parts)

    def get(self, dimension: str) -> str:
        """Return the value of a dimension, or an empty text where it is not cut."""
        return dict(self.parts).get(dimension, "")


EVERYBODY = Group()
