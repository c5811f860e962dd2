"""What waits for a person in the registers: action points of the council, and agreements that run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.plan.cooperation import AgreementState, PointState
from tryggve.plan.dates import from_code
from tryggve.web.followup.law_clock import home_of
from tryggve.web.organisation.queries import units_acted_for
from tryggve.web.registers.kinds import AGREEMENT
from tryggve.web.registers.permissions import may_write
from tryggve.web.registers.queries import action_points_in, agreements_in
from tryggve.web.registers.shown import ShownPoint, open_points, shown_agreements
from tryggve.web.start.duty import Duty


def register_duties(user: User, today: dt.date) -> Iterator[Duty]:
    """Tell a person of the action points of their units; whoever keeps the registers of everybody's late ones too."""
    home = home_of(user)
    if not home:
        return
    own = frozenset(units_acted_for(user, on=today).values_list("pk", flat=True))
    keeps = may_write(user, AGREEMENT)
    for point in open_points(action_points_in(home), today=today):
        mine = point.point.unit_id in own and point.state in (PointState.LATE, PointState.SOON)
        if mine or (keeps and point.late):
            yield _of_point(point)
    yield from _of_agreements(home, today) if keeps else ()


def _of_point(point: ShownPoint) -> Duty:
    return Duty(
        text=_("Från rådet: %(point)s") % {"point": point.point.title},
        address=reverse("registers:meeting", kwargs={"pk": point.point.meeting_id}),
        day=point.due.last if point.due else None,
        late=point.late,
        detail=point.who,
    )


def _of_agreements(municipality: str, today: dt.date) -> Iterator[Duty]:
    for one in shown_agreements(agreements_in(municipality), today=today):
        running_out = one.state in (AgreementState.EXPIRING, AgreementState.EXPIRED)
        if not running_out and not one.follow_up_late:
            continue
        code = one.agreement.ends if running_out else one.agreement.follow_up
        yield Duty(
            text=_("Förnya eller avsluta: %(title)s") % {"title": one.agreement.title}
            if running_out
            else _("Följ upp: %(title)s") % {"title": one.agreement.title},
            address=reverse("registers:agreement", kwargs={"pk": one.agreement.pk}),
            day=from_code(code).last,
            late=one.follow_up_late or one.state is AgreementState.EXPIRED,
            detail=_("Överenskommelse"),
        )
