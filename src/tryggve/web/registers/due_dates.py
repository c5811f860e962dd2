"""What is due in the registers: for the weekly mail and for the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.clock import DatedItem
from tryggve.plan.cooperation import IN_FORCE, AgreementState, PointState
from tryggve.plan.dates import from_code
from tryggve.web.organisation.queries import units_acted_for
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.registers.models import Council, Meeting
from tryggve.web.registers.queries import (
    action_points_in,
    agreed_day,
    agreements_in,
    council_of,
    meetings_in,
)
from tryggve.web.registers.shown import ShownPoint, open_points, shown_agreements
from tryggve.web.registers.words import date_words


def register_lines(user: User, municipality: str, *, today: dt.date) -> Iterator[str]:
    """Tell a person what is due: the action points of their units; the rest to whoever keeps the registers."""
    points, own = open_points(action_points_in(municipality), today=today), _own(user, today)
    yield from _own_lines([point for point in points if point.point.unit_id in own])
    if may(user, Right.PLAN_EDIT):
        late = [point for point in points if point.late and point.point.unit_id not in own]
        yield from _late_of_others(late)
        yield from _agreement_lines(municipality, today)


def register_items(user: User | AnonymousUser, municipality: str, *, today: dt.date) -> list[DatedItem]:
    """Return the dates of the registers: the council's meetings, own action points, and the agreements' dates."""
    items = [_meeting_item(meeting) for meeting in meetings_in(municipality).select_related("council")]
    items += _agreed_item(council_of(municipality), today)
    own, keeps = _own(user, today), may(user, Right.PLAN_EDIT)
    for point in open_points(action_points_in(municipality), today=today):
        if point.due is not None and (keeps or point.point.unit_id in own):
            title = point.point.title
            uid = f"action-point-{point.point.pk}"
            items.append(DatedItem(day=point.due.last, uid=uid, sv=f"Klart senast: {title}", en=f"Due: {title}"))
    return items + (list(_agreement_items(municipality, today)) if keeps else [])


def _own(user: User | AnonymousUser, today: dt.date) -> frozenset[int]:
    return frozenset(units_acted_for(user, on=today).values_list("pk", flat=True))


def _own_lines(points: list[ShownPoint]) -> Iterator[str]:
    for point in points:
        names = {"point": point.point.title, "day": point.when}
        if point.late:
            yield _("Rådet: ”%(point)s” skulle vara klart %(day)s.") % names
        elif point.state is PointState.SOON:
            yield _("Rådet: ”%(point)s” ska vara klart senast %(day)s.") % names


def _late_of_others(late: list[ShownPoint]) -> Iterator[str]:
    if late:
        text = ngettext(
            "Rådet: %(count)d åtgärdspunkt hos andra är försenad.",
            "Rådet: %(count)d åtgärdspunkter hos andra är försenade.",
            len(late),
        )
        yield text % {"count": len(late)}


def _agreement_lines(municipality: str, today: dt.date) -> Iterator[str]:
    for one in shown_agreements(agreements_in(municipality), today=today):
        names = {"title": one.agreement.title}
        if one.state in (AgreementState.EXPIRING, AgreementState.EXPIRED):
            more = {"state": one.words.lower(), "day": date_words(one.agreement.ends)}
            yield _("Överenskommelsen ”%(title)s” %(state)s: %(day)s.") % (names | more)
        elif one.follow_up_late:
            yield _("Överenskommelsen ”%(title)s” skulle följas upp %(day)s.") % (names | {"day": one.follow_up})


def _meeting_item(meeting: Meeting) -> DatedItem:
    name = meeting.council.name
    return DatedItem(day=meeting.date, uid=f"council-meeting-{meeting.pk}", sv=f"{name}: möte", en=f"{name}: meeting")


def _agreed_item(council: Council | None, today: dt.date) -> list[DatedItem]:
    day = agreed_day(council, today=today) if council else None
    if council is None or day is None:
        return []
    name, uid = council.name, f"council-next-{council.pk}"
    return [DatedItem(day=day, uid=uid, sv=f"{name}: möte", en=f"{name}: meeting")]


def _agreement_items(municipality: str, today: dt.date) -> Iterator[DatedItem]:
    for one in shown_agreements(agreements_in(municipality), today=today):
        agreement, uid = one.agreement, f"agreement-{one.agreement.pk}"
        if one.state not in IN_FORCE:
            continue
        if agreement.ends:
            day, title = from_code(agreement.ends).last, agreement.title
            yield DatedItem(day=day, uid=f"{uid}-ends", sv=f"{title}: löper ut", en=f"{title}: expires")
        if agreement.follow_up:
            day, title = from_code(agreement.follow_up).last, agreement.title
            yield DatedItem(day=day, uid=f"{uid}-follow-up", sv=f"{title}: följs upp", en=f"{title}: follow-up")
