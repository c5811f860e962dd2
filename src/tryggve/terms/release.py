"""Releases: one file as it came, and the rows that a reader found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tryggve.terms.area import Area
from tryggve.terms.estimate import Outcome
from tryggve.terms.group import EVERYBODY, Group
from tryggve.terms.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure as the source names it (Sv: rad). ``measure`` is the source's own name of what was measured.

    The catalogue knows which indicator a (source, measure) pair is. ``area`` with an empty code is an area the reader
    knows only by name. ``note`` keeps what the cell said besides, e.g. ``*``.
    """

    measure: str
    area: Area
    period: Period
    outcome: Outcome
    group: Group = EVERYBODY
    note: str = ""

    @property
    def key(self) -> tuple[str, str, int, int, str]:
        """What makes the row one and the same between two releases."""
        return (
            self.measure,
            self.area.code or self.area.name,
            self.period.first,
            self.period.last,
            self.group.key,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes, under which licence, and how it is cited (Sv: källa)."""

    code: str
    publisher: str
    title_sv: str
    title_en: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One fetched or dropped file (Sv: utgåva).

    ``dataset`` says which series of files it belongs to: a newer release of the same dataset replaces the older one.
    ``layout`` names the layout that was recognised. ``keep_raw`` is false for survey microdata, of which only hash,
    schema and sums are kept.
    """

    source: Source
    dataset: str
    file_name: str
    sha256: str
    size: int
    layout: str
    rows: tuple[Row, ...] = field(repr=False)
    published: dt.date | None = None
    keep_raw: bool = True
    remarks: tuple[tuple[str, str], ...] = ()  # (Swedish, English): what the reader wants the user to know
