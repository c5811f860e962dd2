"""Who may write in the registers; everybody who works in the municipality reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tryggve.web.organisation.queries import units_acted_for
from tryggve.web.people.permissions import may
from tryggve.web.registers.kinds import ACTION, Kind
from tryggve.web.registers.models import ActionPoint


def may_write(user: User | AnonymousUser, kind: Kind) -> bool:
    """Tell whether a person's role lets them write a kind of row."""
    return any(may(user, right) for right in kind.rights)


def require_writer(user: User | AnonymousUser, kind: Kind) -> None:
    """Raise PermissionDenied for who may not write a kind of row."""
    if not may_write(user, kind):
        raise PermissionDenied


def may_finish(user: User | AnonymousUser, point: ActionPoint) -> bool:
    """Tell whether a person may say that an action point is done: who keeps the minutes, or who acts for its unit."""
    return bool(finishable(user, [point]))


def finishable(user: User | AnonymousUser, points: Iterable[ActionPoint]) -> frozenset[int]:
    """Return the keys of those action points that a person may say are done."""
    points = list(points)
    if may_write(user, ACTION):
        return frozenset(point.pk for point in points)
    own = frozenset(units_acted_for(user, on=timezone.localdate()).values_list("pk", flat=True))
    return frozenset(point.pk for point in points if point.unit_id in own)
