"""Working out the findings of a set of live releases and storing them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from tryggve.analysis.codec import finding_to_json
from tryggve.analysis.findings import findings_for
from tryggve.indicators.catalogue import load_catalogue
from tryggve.terms import Area
from tryggve.web.audit.actions import record
from tryggve.web.data.queries import live_set
from tryggve.web.situation.book import JUDGED, current_book
from tryggve.web.situation.models import StoredFinding


@transaction.atomic
def store_findings(*, by: str) -> int:
    """Judge every place anew on what is live and return how many findings there are.

    Earlier findings go: they follow from releases that are kept, and can be worked out again.
    """
    live = live_set()
    places = [place for place in current_book().places() if place.kind in JUDGED]
    StoredFinding.objects.all().delete()
    for place in places:
        StoredFinding.objects.bulk_create(_judged(place, live), batch_size=500)
    count = StoredFinding.objects.count()
    record("situation.store_findings", by=by, about=f"releases {live[:12]}", after={"findings": count})
    return count


def _judged(place: Area, live: str) -> Iterator[StoredFinding]:
    for rank, finding in enumerate(findings_for(place, current_book(), load_catalogue())):
        yield StoredFinding(
            place=place.code,
            release_set=live,
            family=finding.family,
            rank=rank,
            indicator=finding.indicator,
            content=finding_to_json(finding),
        )
