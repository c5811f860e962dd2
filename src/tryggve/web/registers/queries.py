"""Which rows of the registers somebody may see; every other read starts here."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import Http404

from tryggve.plan.dates import from_code
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.registers.kinds import (
    ACTION,
    AGREEMENT,
    COORDINATION,
    COUNCIL,
    INFORMATION,
    KINDS,
    LEADING,
    MEETING,
    MEMBER,
    Kind,
    holder_of,
    parent_of,
)
from tryggve.web.registers.models import (
    ActionPoint,
    Agreement,
    Coordination,
    Council,
    InformationGiven,
    LeadingBody,
    Meeting,
    Member,
    Row,
)

R = TypeVar("R", bound=Row)
_NAMED_BY = {MEMBER.name: ("unit",)}  # what a row's name is read from


def living(kind: Kind, municipality: str) -> QuerySet[Any]:
    """Return a municipality's rows of a kind, without those that are in the recycle bin or held by one that is."""
    return _within(kind, frozenset({municipality})).filter(**_not_removed(kind))


def row_for(user: User | AnonymousUser, kind: Kind, pk: int) -> Row:
    """Return a row that a person may see.

    Raises:
        Http404: there is none, it or what holds it is removed, or it is another municipality's.
    """
    return _one(_seen_by(user, kind).filter(**_not_removed(kind)), pk)


def any_row_for(user: User | AnonymousUser, kind: Kind, pk: int) -> Row:
    """Return a row as ``row_for`` does, from the recycle bin too."""
    return _one(_seen_by(user, kind), pk)


def parent_for(user: User | AnonymousUser, kind: Kind, pk: int) -> Row | Plan:
    """Return what a new row of a kind is to be put under.

    Raises:
        Http404: there is none that the person may see.
    """
    holder = holder_of(kind)
    if holder is not None:
        return row_for(user, holder, pk)
    plan = plans_of(user).filter(pk=pk).first()
    if plan is None:
        raise Http404
    return plan


def removed_rows(municipality: str) -> list[Row]:
    """Return what lies in the recycle bin, the latest first."""
    places = frozenset({municipality})
    rows = [
        row
        for kind in KINDS.values()
        for row in _within(kind, places).filter(removed_at__isnull=False).select_related(*_NAMED_BY.get(kind.name, ()))
    ]
    return sorted(rows, key=lambda row: (row.removed_at is not None, row.removed_at), reverse=True)


def agreements_in(municipality: str) -> QuerySet[Agreement]:
    """Return a municipality's agreements."""
    return living(AGREEMENT, municipality).prefetch_related("parties", "plans")


def council_of(municipality: str) -> Council | None:
    """Return a municipality's crime prevention council."""
    found: Council | None = living(COUNCIL, municipality).select_related("led_by").first()
    return found


def members_of(council: Council) -> list[Member]:
    """Return a council's seats, those of former members too."""
    return list(living(MEMBER, council.municipality).filter(council=council).select_related("unit"))


def meetings_in(municipality: str) -> QuerySet[Meeting]:
    """Return the council's meetings, newest first."""
    return living(MEETING, municipality)


def agreed_day(council: Council, *, today: dt.date) -> dt.date | None:
    """Return the coming day that a meeting agreed to meet again, where no meeting is put in for it yet."""
    meetings = living(MEETING, council.municipality).filter(council=council)
    agreed = meetings.filter(next_meeting__gte=today).exclude(next_meeting__in=meetings.values("date"))
    found: dt.date | None = agreed.order_by("next_meeting").values_list("next_meeting", flat=True).first()
    return found


def action_points_in(municipality: str) -> QuerySet[ActionPoint]:
    """Return the action points of every meeting."""
    return living(ACTION, municipality).select_related("unit", "meeting")


def earlier_points(meeting: Meeting) -> QuerySet[ActionPoint]:
    """Return the action points that earlier meetings left open."""
    before = action_points_in(meeting.council.municipality).filter(meeting__date__lt=meeting.date)
    return before.filter(Q(done__isnull=True) | Q(done__gt=meeting.date))


def coordination_of(municipality: str) -> Coordination | None:
    """Return a municipality's coordination function."""
    found: Coordination | None = living(COORDINATION, municipality).select_related("unit").first()
    return found


def information_in(municipality: str) -> list[InformationGiven]:
    """Return what the inhabitants were told, newest first."""
    rows: list[InformationGiven] = list(living(INFORMATION, municipality))
    return sorted(rows, key=lambda row: (from_code(row.date), row.pk), reverse=True)


def last_information(municipality: str, *, today: dt.date) -> InformationGiven | None:
    """Return what the inhabitants were told last; what is only planned is not told yet."""
    return next((row for row in information_in(municipality) if from_code(row.date).first <= today), None)


def leading_body_of(municipality: str) -> LeadingBody | None:
    """Return the body that leads a municipality's work."""
    found: LeadingBody | None = living(LEADING, municipality).first()
    return found


def removed_with(row: Row) -> bool:
    """Tell whether something that holds the row lies in the recycle bin."""
    above = parent_of(row)
    while above is not None:
        if above.removed_at is not None:
            return True
        above = parent_of(above) if isinstance(above, Row) else None
    return False


def _one(rows: QuerySet[Any], pk: int) -> Row:
    row: Row | None = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _seen_by(user: User | AnonymousUser, kind: Kind) -> QuerySet[Any]:
    if user.is_authenticated and user.is_superuser:
        return kind.model._default_manager.all()
    return _within(kind, municipalities_of(user))


def _within(kind: Kind, places: frozenset[str]) -> QuerySet[Any]:
    path = "__".join((*kind.above, "municipality"))
    return kind.model._default_manager.filter(**{f"{path}__in": places})


def _not_removed(kind: Kind) -> dict[str, bool]:
    steps = [kind.above[:count] for count in range(len(kind.above) + 1)]
    return {"__".join((*path, "removed_at", "isnull")): True for path in steps}
