"""What a release holds, said before its figures are shown to anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.indicators.series import SeriesBook, SourceFigure, build_series
from tryggve.terms import Area, AreaKind, Row
from tryggve.web.data.models import Release
from tryggve.web.data.queries import rows_of
from tryggve.web.swedish import swedish_key

SAMPLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised in a release (Sv: vad filen innehåller)."""

    places: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    unmatched: tuple[tuple[str, int], ...]
    unplaced: tuple[tuple[str, int], ...]
    sample: tuple[Row, ...]
    districts_alone: tuple[Indicator, ...]

    def speaks_of(self, place: str) -> bool:
        """Tell whether there are figures for a municipality or an area in it."""
        return any(place in (area.code, area.parent) for area in self.places)


def recognise(release: Release) -> Recognised:
    """Read a release's figures against the catalogue and the register of places."""
    return _recognised(release.pk, release.sha256)


@lru_cache(maxsize=8)  # figures are never altered, so what a release holds stays true
def _recognised(pk: int, _sha256: str) -> Recognised:
    release = Release.objects.get(pk=pk)
    rows = tuple(rows_of(release))
    figures = [SourceFigure(release=release.sha256, source=release.source, row=row) for row in rows]
    catalogue = load_catalogue()
    book = build_series(figures, catalogue)
    places = book.places()
    ids = {name for place in places for name in book.indicators(place.code)}
    return Recognised(
        # The rest of the municipality beside each district is there for comparisons and says nothing to a reader.
        places=tuple(
            sorted(
                (place for place in places if place.kind is not AreaKind.REST),
                key=lambda area: (area.kind.value != "nation", swedish_key(area.name)),
            )
        ),
        indicators=tuple(i for i in catalogue.indicators.values() if i.id in ids),
        unmatched=tuple((measure, count) for _, measure, count in book.unmatched),
        unplaced=tuple((name, count) for _, name, count in book.unplaced),
        sample=tuple(spread(rows, SAMPLE)),
        districts_alone=tuple(i for i in catalogue.indicators.values() if i.id in ids and not _whole(book, i)),
    )


def _whole(book: SeriesBook, indicator: Indicator) -> bool:
    """Tell whether an indicator has figures for more than areas inside a municipality; else no page shows it."""
    inside = (AreaKind.DISTRICT, AreaKind.REST)
    return any(place.kind not in inside and indicator.id in book.indicators(place.code) for place in book.places())


def spread(rows: tuple[Row, ...], count: int) -> Iterable[Row]:
    """Choose rows evenly from first to last, so that a sample is more than a file's first lines."""
    step = max(1, len(rows) // count)
    return rows[::step][:count]
