"""Which units, functions and people somebody may see."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import Http404

from tryggve.web.once import once_in_a_request
from tryggve.web.organisation.models import Function, Membership, Unit


@once_in_a_request
def municipalities_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return the codes of the municipalities that a person works in; nobody's for a visitor."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Membership.objects.filter(user_id=user.pk).values_list("municipality", flat=True))


def municipality_for(user: User | AnonymousUser) -> str:
    """Return the municipality that a person writes for: the installation's own, else the first of theirs.

    Raises:
        Http404: the person works in no municipality here.
    """
    own: str = settings.TRYGGVE_PLACE
    theirs = municipalities_of(user)
    if own in theirs or (user.is_authenticated and user.is_superuser):
        return own
    if not theirs:
        raise Http404
    return min(theirs)


def units_of(user: User | AnonymousUser) -> QuerySet[Unit]:
    """Return the units of a person's municipalities, ended ones too; all for a superuser."""
    if user.is_authenticated and user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(municipality__in=municipalities_of(user))


def functions_of(user: User | AnonymousUser) -> QuerySet[Function]:
    """Return the functions that a person holds or stands in for, whenever that is."""
    return Function.objects.filter(Q(holder_id=user.pk) | Q(substitute_id=user.pk)).select_related("unit")


def units_acted_for(user: User | AnonymousUser, *, on: dt.date) -> QuerySet[Unit]:
    """Return the units where a person holds a function, or stands in for the holder on that day."""
    if not user.is_authenticated:
        return Unit.objects.none()
    standing_in = (
        Q(substitute_id=user.pk)
        & (Q(substitute_from__isnull=True) | Q(substitute_from__lte=on))
        & (Q(substitute_to__isnull=True) | Q(substitute_to__gte=on))
    )
    held = Function.objects.filter(Q(holder_id=user.pk) | standing_in)
    return units_of(user).filter(pk__in=held.values("unit_id"))


def people_of(municipality: str) -> QuerySet[User]:
    """Return those who work in a municipality, by name."""
    return User.objects.filter(memberships__municipality=municipality).order_by("last_name", "first_name", "username")
