"""A municipality's own tables: read by a mapping, which is saved for the next table with the same headings."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tryggve.sources import DroppedFile, Mapping, mapping_text, open_file, read_mapping
from tryggve.sources.cells import label
from tryggve.sources.local_tables import chosen_sheet, read_mapped
from tryggve.web.audit.actions import record
from tryggve.web.data.actions import Imported, import_release
from tryggve.web.data.models import Release, SavedMapping


@dataclass(frozen=True, slots=True)
class Known:
    """A saved mapping that fits a file, with the sheet where the file's own headings stand."""

    saved: SavedMapping
    mapping: Mapping


def known_mapping(file: DroppedFile) -> Known | None:
    """Return the newest mapping that was saved for a table with the same headings, or nothing."""
    header_rows = SavedMapping.objects.order_by().values_list("header_row", flat=True).distinct()
    for sheet in file.sheets:
        for number in header_rows:
            headings = _headings(file, sheet.name, number)
            saved = SavedMapping.objects.filter(headings=headings, header_row=number).first() if headings else None
            if saved:
                mapping = read_mapping(saved.toml, file=saved.name)
                return Known(saved, dataclasses.replace(mapping, sheet=sheet.name))
    return None


def mapping_behind(release: Release) -> SavedMapping | None:
    """Return the mapping that a release was read with, or nothing where its layout was known."""
    return SavedMapping.objects.filter(sha256=release.read_by).first() if release.read_by else None


def import_mapped(path: Path, *, mapping: Mapping, by: str, name: str = "") -> Imported:
    """Read a table into a draft and save its mapping for next time; or nothing of it.

    ``name`` is the file's own name, where it lies under another.

    Raises:
        TryggveError: whatever the reader says of a table that does not fit the mapping.
    """
    file = open_file(path, name=name)
    read = read_mapped(file, mapping)
    with transaction.atomic():
        saved = _save(file, mapping, by=by)
        return import_release(read, path=path, by=by, read_by=saved.sha256)


def import_known(path: Path, *, by: str, name: str = "") -> Imported | None:
    """Read a table by the mapping that was saved for its headings; nothing where there is none.

    Raises:
        TryggveError: whatever the reader says of a table that does not fit the mapping.
    """
    file = open_file(path, name=name)
    known = known_mapping(file)
    if known is None:
        return None
    return import_release(read_mapped(file, known.mapping), path=path, by=by, read_by=known.saved.sha256)


def _save(file: DroppedFile, mapping: Mapping, *, by: str) -> SavedMapping:
    headings = _headings(file, mapping.sheet, mapping.header_row)
    text = mapping_text(mapping)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    newest = SavedMapping.objects.filter(headings=headings, header_row=mapping.header_row).first()
    if newest and newest.sha256 == sha256:
        return newest
    saved = SavedMapping.objects.create(
        name=mapping.name,
        headings=headings,
        header_row=mapping.header_row,
        toml=text,
        sha256=sha256,
        by=by,
        saved=timezone.now(),
    )
    before = {"sha256": newest.sha256} if newest else {}
    after = {"sha256": sha256, "file": file.name}
    record("data.save_mapping", by=by, about=f"mapping {saved.pk} {saved.name}"[:200], before=before, after=after)
    return saved


def _headings(file: DroppedFile, sheet: str, header_row: int) -> str:
    """Return the SHA-256 of a sheet's header row, or nothing where there is no such row."""
    rows = chosen_sheet(file, sheet).rows
    names = [label(cell).lower() for cell in rows[header_row - 1]] if header_row <= len(rows) else []
    while names and not names[-1]:
        names.pop()
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest() if names else ""
