"""Reading in files of incident counts, with a preview, and taking one back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.plan.dates import known_words
from tryggve.sources.dropped_file import open_file
from tryggve.sources.incidents import IncidentFile, IncidentRow, read_incidents, refuse_many_names
from tryggve.web.audit.actions import record
from tryggve.web.picture.models import LONGEST_NAME, IncidentBatch, IncidentCount
from tryggve.web.picture.queries import incidents_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A count that a file gives another figure than an earlier file did (Sv: ersatt uppgift)."""

    row: IncidentRow
    was: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a file does to the counts that stand (Sv: förhandsvisning). The names that are new no earlier file has."""

    read: IncidentFile
    replaced: tuple[Replaced, ...]
    same: int
    new_areas: tuple[str, ...]
    new_kinds: tuple[str, ...]
    first: bool  # no counts stand before it

    @property
    def new(self) -> int:
        """How many rows speak of what no earlier file does."""
        return len(self.read.rows) - len(self.replaced) - self.same

    @property
    def digest(self) -> str:
        """A checksum of all of it: the same where the file does the same."""
        replaced = [(one.row.area, one.row.kind, one.row.year, one.row.week, one.was) for one in self.replaced]
        told = json.dumps([self.read.sha256, replaced, self.same, self.new_areas, self.new_kinds])
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadIn:
    """A file that was read in, and what it did."""

    batch: IncidentBatch
    did: Foreseen


def preview_incidents(path: Path, *, municipality: str, name: str = "") -> Foreseen:
    """Read a file of counts and say what it would do; nothing is kept.

    Raises:
        NotAllowedError: the same file is already read in.
        TryggveError: whatever is wrong with the file.
    """
    read = read_incidents(open_file(path, name=name))
    _refuse_twice(read, municipality)
    standing = incidents_of(municipality)
    areas, kinds = {row.area for row in standing}, {row.kind for row in standing}
    new_areas, new_kinds = {row.area for row in read.rows} - areas, {row.kind for row in read.rows} - kinds
    refuse_many_names(areas | new_areas, kinds | new_kinds)
    known = {(row.area, row.kind, row.week.year, row.week.number): row.count for row in standing}
    there = [
        (row, was) for row in read.rows if (was := known.get((row.area, row.kind, row.year, row.week))) is not None
    ]
    return Foreseen(
        read=read,
        replaced=tuple(Replaced(row=row, was=was) for row, was in there if was != row.count),
        same=sum(was == row.count for row, was in there),
        new_areas=tuple(sorted(new_areas)),
        new_kinds=tuple(sorted(new_kinds)),
        first=not standing,
    )


@transaction.atomic
def import_incidents(path: Path, *, municipality: str, by: str, name: str = "") -> ReadIn:
    """Read a file of counts and keep them; the file itself is not kept.

    Raises:
        NotAllowedError: the same file is already read in.
        TryggveError: whatever is wrong with the file.
    """
    foreseen = preview_incidents(path, municipality=municipality, name=name)
    read = foreseen.read
    batch = IncidentBatch.objects.create(
        municipality=municipality,
        file_name=read.name[-LONGEST_NAME:],  # its end says more than its beginning
        sha256=read.sha256,
        rows=len(read.rows),
        at=timezone.now(),
        by=by,
    )
    IncidentCount.objects.bulk_create(
        IncidentCount(batch=batch, area=row.area, kind=row.kind, year=row.year, week=row.week, count=row.count)
        for row in read.rows
    )
    after = {"file": read.name, "sha256": read.sha256, "rows": len(read.rows), "replaced": len(foreseen.replaced)}
    record("picture.import_incidents", by=by, about=f"incidents {batch.pk}", after=after)
    return ReadIn(batch, foreseen)


@transaction.atomic
def undo_incidents(batch: IncidentBatch, *, by: str) -> None:
    """Take a file's counts back: they are kept, and counted no more.

    Raises:
        NotAllowedError: it is taken back already.
    """
    current = IncidentBatch.objects.select_for_update().get(pk=batch.pk)
    if current.undone_at is not None:
        raise NotAllowedError(
            sv=f"”{current.file_name}” är redan borttagen.", en=f'"{current.file_name}" is already taken back.'
        )
    current.undone_at, current.undone_by = timezone.now(), by
    current.save()
    before = {"file": current.file_name, "sha256": current.sha256, "rows": current.rows}
    record("picture.undo_incidents", by=by, about=f"incidents {current.pk}", before=before)


def _refuse_twice(read: IncidentFile, municipality: str) -> None:
    there = IncidentBatch.objects.filter(municipality=municipality, sha256=read.sha256, undone_at__isnull=True).first()
    if there is not None:
        at = timezone.localtime(there.at)
        sv, en = (
            f"{known_words(at.date(), '', 'sv')} kl. {at:%H.%M}",
            f"on {known_words(at.date(), '', 'en')} at {at:%H:%M}",
        )
        raise NotAllowedError(
            sv=f"Filen är redan inläst, av {there.by} {sv}. Ta bort den inläsningen först om den ska läsas om.",
            en=f"The file is already read in, by {there.by} {en}. Take that one back first to read it again.",
        )
