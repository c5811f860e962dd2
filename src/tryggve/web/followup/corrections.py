"""What changed after a locked period was opened again: the value that was locked beside the one that stands now."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from tryggve.web.followup.models import Reopening, Report, ReportingPeriod
from tryggve.web.followup.queries import Row, counting


@dataclass(frozen=True, slots=True)
class Correction:
    """An activity whose report changed after a reopening (Sv: rättelse); ``before`` is None where none was locked."""

    row: Row
    before: Report | None
    after: Report
    reopening: Reopening


def corrections(period: ReportingPeriod, rows: Iterable[Row]) -> list[Correction]:
    """Return what was corrected, reopening by reopening."""
    opened = list(period.reopenings.all())
    listed = list(rows)
    found = []
    for reopening, later in itertools.zip_longest(opened, opened[1:]):
        made = (_correction(row, reopening, until=later) for row in listed)
        found += [one for one in made if one]
    return found


def _correction(row: Row, reopening: Reopening, *, until: Reopening | None) -> Correction | None:
    locked = tuple(report for report in row.history if report.at <= reopening.locked_at)
    since = [report for report in row.history if report.at > reopening.at and (until is None or report.at <= until.at)]
    return Correction(row, counting(locked), since[-1], reopening) if since else None
