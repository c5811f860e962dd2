"""Which plans somebody may see; every other read of the plan starts here."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from tryggve.plan.status import PUBLIC
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.plans.models import Plan


def plans_of(user: User | AnonymousUser) -> QuerySet[Plan]:
    """Return the plans of a person's municipalities, newest first, without those in the recycle bin.

    All for a superuser; none for a visitor, who reads ``public_plans``.
    """
    plans = Plan.objects.filter(removed_at__isnull=True).order_by("-id")
    if user.is_authenticated and user.is_superuser:
        return plans
    return plans.filter(municipality__in=municipalities_of(user))


def public_plans(municipality: str) -> QuerySet[Plan]:
    """Return a municipality's decided plans, newest first; these anybody may read."""
    statuses = [status.value for status in PUBLIC]
    return Plan.objects.filter(municipality=municipality, status__in=statuses, removed_at__isnull=True).order_by("-id")
