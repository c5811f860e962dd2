"""Working out the findings of a set of live releases and storing them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from tryggve.analysis.codec import finding_from_json, finding_to_json
from tryggve.analysis.findings import findings_for
from tryggve.indicators.catalogue import load_catalogue
from tryggve.terms import Area
from tryggve.web.audit.actions import record
from tryggve.web.data.queries import live_releases, live_set
from tryggve.web.situation.book import JUDGED, current_book, judged_on
from tryggve.web.situation.models import StoredFinding


@transaction.atomic
def store_findings(*, by: str) -> int:
    """Judge every place anew on what is live and return how many findings there are.

    Earlier findings go: they follow from releases that are kept, and can be worked out again.
    """
    judged = judged_on()
    places = [place for place in current_book().places() if place.kind in JUDGED]
    StoredFinding.objects.all().delete()
    for place in places:
        StoredFinding.objects.bulk_create(_judged(place, judged), batch_size=500)
    count = StoredFinding.objects.count()
    record("situation.store_findings", by=by, about=f"releases {live_set()[:12]}", after={"findings": count})
    return count


def renew_findings(*, by: str) -> None:
    """Judge anew where the stored findings are of other releases, or of a version that wrote them differently."""
    stored = StoredFinding.objects.order_by("pk").first()
    if live_releases() and (stored is None or stored.release_set != judged_on() or not _readable(stored)):
        store_findings(by=by)


def _readable(stored: StoredFinding) -> bool:
    try:
        finding_from_json(stored.content)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _judged(place: Area, judged: str) -> Iterator[StoredFinding]:
    for rank, finding in enumerate(findings_for(place, current_book(), load_catalogue())):
        yield StoredFinding(
            place=place.code,
            release_set=judged,
            family=finding.family,
            rank=rank,
            indicator=finding.indicator,
            content=finding_to_json(finding),
        )
