"""Who sees and reports what."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser, User

from tryggve.web.organisation.queries import units_acted_for
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right


def sees_all(user: User | AnonymousUser) -> bool:
    """Tell whether somebody sees every unit's reports; an owner sees only their own."""
    return may(user, Right.REPORT_ALL) or not may(user, Right.REPORT)


def sees_reports_of(user: User | AnonymousUser, unit: int | None, *, today: dt.date) -> bool:
    """Tell whether somebody who may read the plan sees what one of its units has reported."""
    return sees_all(user) or unit in own_units(user, today=today)


def own_units(user: User | AnonymousUser, *, today: dt.date) -> frozenset[int]:
    """Return the units that somebody reports for by holding or substituting a function."""
    if not may(user, Right.REPORT):
        return frozenset()
    return frozenset(units_acted_for(user, on=today).values_list("pk", flat=True))
