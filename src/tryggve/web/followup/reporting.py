"""The form page's work that owners with an account and those with a link share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Any

from tryggve.web.followup import actions
from tryggve.web.followup.models import ReportingPeriod
from tryggve.web.followup.policies import require_taking
from tryggve.web.followup.queries import Row, reported_before
from tryggve.web.followup.report_form import ReportForm
from tryggve.web.plans.actions import StaleError

_SAVED = "just_reported"


def forms_of(
    rows: Collection[Row], *, period: ReportingPeriod, data: Mapping[str, Any] | None, own: Collection[int]
) -> list[ReportForm]:
    """Return a form for each activity; outside one's ``own`` units the report is on behalf of the unit."""
    before = reported_before(period, [row.activity for row in rows])
    return [
        ReportForm(data, row=row, on_behalf_of=_behalf(row, own), before=before.get(row.activity.pk)) for row in rows
    ]


def save(
    forms: Collection[ReportForm],
    *,
    period: ReportingPeriod,
    by: str,
    today: dt.date,
    way: str = "",
    manages: bool = False,
) -> list[int] | None:
    """Store the forms that say something new; return their activities, or None where the page must be shown again.

    Raises:
        NotAllowedError: the period takes no reports.
    """
    require_taking(period, today=today, manages=manages)
    if not all(form.is_valid() for form in forms):
        return None
    entries = [replace(form.entry(), way=way) for form in forms if form.has_changed()]
    try:
        actions.report(period, entries=entries, by=by, today=today)
    except StaleError:
        # Somebody reported between the check and the write; the page made anew shows their report.
        return None
    return [entry.activity.pk for entry in entries]


def keep_saved(session: MutableMapping[str, Any], activities: Sequence[int]) -> None:
    """Remember what was saved until the next page has told it."""
    session[_SAVED] = list(activities)


def just_saved(session: MutableMapping[str, Any], rows: Iterable[Row], *, period: ReportingPeriod) -> list[Row]:
    """Return the rows that were saved by the request before this one, once, with what was reported before."""
    saved = set(session.pop(_SAVED, []))
    found = [row for row in rows if row.activity.pk in saved]
    before = reported_before(period, [row.activity for row in found]) if found else {}
    return [replace(row, before=before.get(row.activity.pk)) for row in found]


def _behalf(row: Row, own: Collection[int]) -> str:
    owner = row.activity.owner
    return "" if owner is None or owner.pk in own else owner.name
