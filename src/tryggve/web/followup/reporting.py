"""The form page's work that owners with an account and those with a link share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from tryggve.web.followup import actions
from tryggve.web.followup.forms import ReportForm
from tryggve.web.followup.models import ReportingPeriod
from tryggve.web.followup.policies import require_taking
from tryggve.web.followup.queries import Row
from tryggve.web.plans.actions import StaleError


def forms_of(rows: Collection[Row], *, data: Mapping[str, Any] | None, own: Collection[int]) -> list[ReportForm]:
    """Return a form for each activity; outside one's ``own`` units the report is on behalf of the unit."""
    return [ReportForm(data, row=row, on_behalf_of=_behalf(row, own)) for row in rows]


def save(forms: Collection[ReportForm], *, period: ReportingPeriod, by: str, today: dt.date) -> int | None:
    """Store the forms that say something new; return how many, or None where the page must be shown again.

    Raises:
        NotAllowedError: the period takes no reports.
    """
    require_taking(period, today=today)
    if not all(form.is_valid() for form in forms):
        return None
    entries = [form.entry() for form in forms if form.has_changed()]
    try:
        return len(actions.report(period, entries=entries, by=by, today=today))
    except StaleError:
        # Somebody reported between the check and the write; the page made anew shows their report.
        return None


def _behalf(row: Row, own: Collection[int]) -> str:
    owner = row.activity.owner
    return "" if owner is None or owner.pk in own else owner.name
