"""Reads of places and findings that the situation pages share."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404

from tryggve.analysis.codec import finding_from_json
from tryggve.terms import Area, Finding
from tryggve.terms.places import find_place
from tryggve.web.frame import own_place
from tryggve.web.once import once_in_a_request
from tryggve.web.situation.book import JUDGED, current_book, judged_on
from tryggve.web.situation.models import StoredFinding
from tryggve.web.swedish import swedish_key


def places_with_figures() -> list[Area]:
    """Return every place that has pages: own first, then the nation, counties and municipalities by name."""
    own = own_place()
    order = {kind: number for number, kind in enumerate(JUDGED)}
    shown = [place for place in current_book().places() if place.kind in JUDGED]
    return sorted(shown, key=lambda p: (p.code != own.code, order[p.kind], swedish_key(p.name)))


def place_at(address: str) -> Area:
    """Return the place that a web address speaks of; the own one where it is empty.

    Raises:
        Http404: if there is no such place or it has no figures.
    """
    if not address:
        return own_place()
    place = find_place(address)
    if place is None or all(place.code != shown.code for shown in places_with_figures()):
        raise Http404
    return place


def findings_of(place: Area) -> tuple[Finding, ...]:
    """Return a place's findings as they were judged when the live releases went live, in ranked order."""
    return _findings(place.code, judged_on(), _version())


@once_in_a_request
def _version() -> int:
    # Judging anew gives new rows, so the newest row's number tells whether what is kept in memory is of today.
    return StoredFinding.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@lru_cache(maxsize=64)
def _findings(code: str, judged: str, _newest: int) -> tuple[Finding, ...]:
    stored = StoredFinding.objects.filter(place=code, release_set=judged).order_by("rank")
    return tuple(finding_from_json(content) for content in stored.values_list("content", flat=True))
