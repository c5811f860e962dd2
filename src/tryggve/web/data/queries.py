"""Reads of releases and figures that views and other rooms share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from tryggve.terms import Row
from tryggve.web.data.changes import Changes, compare
from tryggve.web.data.models import Figure, Release
from tryggve.web.data.policies import Status
from tryggve.web.data.rows import to_row
from tryggve.web.once import once_in_a_request


def live_releases() -> list[Release]:
    """Return the releases behind the numbers on the pages, the newest last: it wins where two editions differ."""
    return list(Release.objects.filter(status=Status.LIVE).order_by("retrieved", "pk"))


@once_in_a_request
def live_set() -> str:
    """Return one hash for the set of live releases; whatever is computed from them may be kept under it."""
    live = Release.objects.filter(status=Status.LIVE).order_by("dataset").values_list("sha256", "read_by")
    return hashlib.sha256("".join(file + way for file, way in live).encode()).hexdigest()


def rows_of(release: Release) -> Iterator[Row]:
    """Return the rows of one release as they came."""
    return (to_row(figure) for figure in Figure.objects.filter(release=release).order_by("id").iterator(5000))


def live_counterpart(release: Release) -> Release | None:
    """Return the live release that this one would replace, or nothing."""
    return Release.objects.filter(dataset=release.dataset, status=Status.LIVE).exclude(pk=release.pk).first()


def compared_with(release: Release) -> Release | None:
    """Return what the release is compared with: for a live or replaced one what it followed, else what is live."""
    if release.status in (Status.LIVE, Status.REPLACED):
        return release.follows
    return live_counterpart(release)


def changes_between(before: Release, after: Release) -> Changes:
    """Return what differs between two releases."""
    return _changes(before.pk, after.pk, before.sha256 + after.sha256)


@lru_cache(maxsize=8)  # figures are never altered
def _changes(before: int, after: int, _hashes: str) -> Changes:
    old, new = (Release.objects.get(pk=pk) for pk in (before, after))
    return compare(rows_of(old), rows_of(new))
