"""Reading in files of incident counts, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.plan.incidents import Incidents
from tryggve.sources.dropped_file import open_file
from tryggve.sources.incidents import IncidentFile, read_incidents, refuse_many_names
from tryggve.web.audit.actions import record
from tryggve.web.picture.models import IncidentBatch, IncidentCount
from tryggve.web.picture.queries import incidents_of


@dataclass(frozen=True, slots=True)
class ReadIn:
    """A file that was read in; ``replaced`` counts the rows that gave another figure than an earlier file did."""

    batch: IncidentBatch
    replaced: int
    unread: tuple[str, ...]


@transaction.atomic
def import_incidents(path: Path, *, municipality: str, by: str, name: str = "") -> ReadIn:
    """Read a file of counts and keep them; the file itself is not kept.

    Raises:
        NotAllowedError: the same file is already read in.
        TryggveError: whatever is wrong with the file.
    """
    read = read_incidents(open_file(path, name=name))
    _refuse_twice(read, municipality)
    standing = incidents_of(municipality)
    refuse_many_names(
        {row.area for row in standing} | {row.area for row in read.rows},
        {row.kind for row in standing} | {row.kind for row in read.rows},
    )
    replaced = _replaced(read, standing)
    batch = IncidentBatch.objects.create(
        municipality=municipality,
        file_name=read.name,
        sha256=read.sha256,
        rows=len(read.rows),
        at=timezone.now(),
        by=by,
    )
    IncidentCount.objects.bulk_create(
        IncidentCount(batch=batch, area=row.area, kind=row.kind, year=row.year, week=row.week, count=row.count)
        for row in read.rows
    )
    after = {"file": read.name, "sha256": read.sha256, "rows": len(read.rows), "replaced": replaced}
    record("picture.import_incidents", by=by, about=f"incidents {batch.pk}", after=after)
    return ReadIn(batch, replaced, read.unread)


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
        when = timezone.localtime(there.at).strftime("%Y-%m-%d %H:%M")
        raise NotAllowedError(
            sv=f"Filen är redan inläst, av {there.by} {when}. Ta bort den inläsningen först om den ska läsas om.",
            en=f"The file is already read in, by {there.by} {when}. Take that one back first to read it again.",
        )


def _replaced(read: IncidentFile, standing: tuple[Incidents, ...]) -> int:
    known = {(row.area, row.kind, row.week.year, row.week.number): row.count for row in standing}
    new = {(row.area, row.kind, row.year, row.week): row.count for row in read.rows}
    return sum(key in known and known[key] != count for key, count in new.items())
