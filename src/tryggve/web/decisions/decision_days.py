"""The day of a decision held against the calendar and against what was decided before it."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import UsageError
from tryggve.plan.dates import known_words
from tryggve.plan.holidays import holidays
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.policies import DecisionKind, earliest_day
from tryggve.web.plans.models import Plan


def require_order(plan: Plan, *, kind: DecisionKind, date: dt.date) -> None:
    """Raise UsageError where a decision is dated before one that the plan has already got.

    ``date`` is the last day that it can have been taken on. A commission may be entered afterwards, and stands first.
    """
    if kind is DecisionKind.COMMISSION:
        return
    for earlier in Decision.objects.filter(plan=plan):
        first = earliest_day(earlier.date, earlier.when)
        if first is not None and date < first:
            sv, en = (known_words(earlier.date, earlier.when, language) for language in ("sv", "en"))
            raise UsageError(
                sv=f"Beslutet är daterat {date}, före ett beslut som redan är fört in i ärendet ({sv}). Rätta det av "
                "datumen som är fel.",
                en=f"The decision is dated {date}, before one that is already entered in the case ({en}). Correct "
                "whichever of the dates is wrong.",
            )


def day_doubt(date: dt.date, *, when: str) -> str:
    """Say that a decision is dated on a day when nobody meets; empty where somebody may, or only the month is known."""
    if when:
        return ""
    said = {"day": date_format(date, "j F Y")}
    if date.weekday() == 6:
        return _("%(day)s är en söndag. Stämmer datumet?") % said
    if date in holidays(date.year):
        return _("%(day)s är en helgdag. Stämmer datumet?") % said
    return _("%(day)s är en lördag. Stämmer datumet?") % said if date.weekday() == 5 else ""
