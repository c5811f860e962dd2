"""The series behind the pages, built once for each set of live releases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from tryggve import __version__
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.series import SeriesBook, SourceFigure, build_series
from tryggve.terms import AreaKind
from tryggve.web.data.queries import live_releases, live_set, rows_of

JUDGED = (AreaKind.NATION, AreaKind.COUNTY, AreaKind.MUNICIPALITY)  # districts are judged with their municipality


def current_book() -> SeriesBook:
    """Return the series of the releases that are live now."""
    return _book(live_set())


def judged_on() -> str:
    """Return one hash for what findings follow from: the live releases and the version that judges them."""
    return hashlib.sha256(f"{__version__} {live_set()}".encode()).hexdigest()


@lru_cache(maxsize=2)  # the set that is live and, while one goes live, the one before
def _book(_live: str) -> SeriesBook:
    return build_series(_figures(), load_catalogue())


def _figures() -> Iterator[SourceFigure]:
    for release in live_releases():
        for row in rows_of(release):
            yield SourceFigure(release=release.sha256, source=release.source, row=row, dataset=release.dataset)
