"""What changes releases: read one in, put it live, put it aside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tryggve import terms
from tryggve.sources.registry import read_release
from tryggve.web.audit.actions import hold_chain, record
from tryggve.web.data import raw_files
from tryggve.web.data.areas import areas_path, kept_areas, read_areas
from tryggve.web.data.models import Figure, Release
from tryggve.web.data.policies import Status, require_move
from tryggve.web.data.queries import live_counterpart
from tryggve.web.data.rows import to_figure
from tryggve.web.situation.actions import store_findings

FIGURES_AT_A_TIME = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """A release and whether the same file was here before."""

    release: Release
    known_before: bool


def import_file(path: Path, *, by: str, name: str = "") -> Imported:
    """Read a file into a draft, or find the release that the same file made before.

    ``name`` is the file's own name, where it lies under another.

    Raises:
        TryggveError: whatever the reader says of a file it cannot read.
    """
    return import_release(read_release(path, name=name), path=path, by=by)


def import_release(read: terms.Release, *, path: Path, by: str, read_by: str = "") -> Imported:
    """Make a draft of what was read from a file, or find the release that the same file made before.

    ``read_by`` is the SHA-256 of the mapping or definition that said what the columns mean: the same file read in
    another way is another release.
    """
    same = Release.objects.filter(dataset=read.dataset, sha256=read.sha256, read_by=read_by).first()
    if same:
        return Imported(same, known_before=True)
    if read.keep_raw:
        # Before the transaction: a file without a release does no harm, a release without its file does.
        raw_files.keep_raw(path, sha256=read.sha256)
    return Imported(store_draft(read, by=by, read_by=read_by), known_before=False)


@transaction.atomic
def import_areas(path: Path, *, by: str) -> int:
    """Keep a GeoJSON file as the map of the municipality's areas and return how many it holds.

    Raises:
        TryggveError: if it is no collection of named surfaces.
    """
    found = read_areas(path, municipality=settings.TRYGGVE_PLACE)
    before = {"areas": sorted(kept_areas())}
    kept = areas_path()
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(".half")
    half.write_bytes(path.read_bytes())
    half.replace(kept)
    record("data.import_areas", by=by, about="map of areas", before=before, after={"areas": sorted(found)})
    return len(found)


@transaction.atomic
def store_draft(read: terms.Release, *, by: str, read_by: str = "") -> Release:
    """Store a release and all of its figures, or nothing."""
    release = Release.objects.create(
        **_release_fields(read), read_by=read_by, by=by, retrieved=timezone.now(), status=Status.DRAFT
    )
    figures = (to_figure(row, release=release) for row in read.rows)
    Figure.objects.bulk_create(figures, batch_size=FIGURES_AT_A_TIME)
    after = {"sha256": read.sha256, "dataset": read.dataset, "rows": len(read.rows), "status": release.status}
    record("data.import", by=by, about=f"release {release.pk} {read.file_name}", after=after)
    return release


@transaction.atomic
def make_live(*releases: Release, by: str) -> None:
    """Put releases behind the numbers; those that were there step back. Findings are made anew, once.

    Raises:
        NotAllowedError: if one of them is live already; then nothing changes.
    """
    hold_chain()  # one at a time: two at once would each judge without the other's figures
    for release in releases:
        _put_live(release, by=by)
    store_findings(by=by)


def _put_live(given: Release, *, by: str) -> None:
    release = Release.objects.select_for_update().get(pk=given.pk)
    require_move(release.status, to=Status.LIVE)
    before: dict[str, object] = {"status": release.status}
    replaced = live_counterpart(release)
    if replaced:
        Release.objects.filter(pk=replaced.pk).update(status=Status.REPLACED)
        before["live"] = replaced.sha256
        # Taken back, a release keeps what it once followed; else two would follow each other.
        if release.follows is None and replaced.follows_id != release.pk:
            release.follows = replaced
    release.status = Status.LIVE
    release.live_since = timezone.now()
    release.live_by = by
    release.save(update_fields=["status", "live_since", "live_by", "follows"])
    after = {"status": release.status, "live": release.sha256}
    record("data.make_live", by=by, about=f"release {release.pk} {release.file_name}", before=before, after=after)


@transaction.atomic
def discard(given: Release, *, by: str) -> None:
    """Put a draft aside; its figures stay, so that it can be taken up again.

    Raises:
        NotAllowedError: if it is no draft.
    """
    release = Release.objects.select_for_update().get(pk=given.pk)
    require_move(release.status, to=Status.DISCARDED)
    before = {"status": release.status}
    release.status = Status.DISCARDED
    release.save(update_fields=["status"])
    after = {"status": release.status}
    record("data.discard", by=by, about=f"release {release.pk} {release.file_name}", before=before, after=after)


def _release_fields(read: terms.Release) -> dict[str, object]:
    years = [year for row in read.rows for year in (row.period.first, row.period.last)]
    return {
        "dataset": read.dataset,
        "sha256": read.sha256,
        "source": read.source.code,
        "publisher": read.source.publisher,
        "title_sv": read.source.title_sv,
        "title_en": read.source.title_en,
        "address": read.source.address,
        "licence": read.source.licence,
        "file_name": read.file_name,
        "size": read.size,
        "layout": read.layout,
        "published": read.published,
        "row_count": len(read.rows),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "remarks": [list(pair) for pair in read.remarks],
        "keep_raw": read.keep_raw,
    }
