"""Which plans somebody may see; every other read of the plan starts here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from tryggve.plan.status import EDITABLE, PUBLIC
from tryggve.web.organisation.queries import municipalities_of, units_acted_for
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Part, Plan
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.parts import KINDS, PLAN, plan_of, removed_with

_HELD_BY = {
    "priority": ("plan",),
    "claim": ("priority__plan",),
    "goal": ("priority__plan",),
    "measure": ("priority__plan",),
    "activity": ("measure__priority__plan",),
}
_WRITERS = (Right.PLAN_EDIT, Right.DECIDE, Right.CONSULT)


def plans_of(user: User | AnonymousUser) -> QuerySet[Plan]:
    """Return the plans of a person's municipalities, newest first, without those in the recycle bin.

    All for a superuser; none for a visitor, who reads ``public_plans``. A draft that only those who write may read is
    seen by them and by those who act for the units that are named.
    """
    return _seen_by(user, Plan.objects.filter(removed_at__isnull=True)).order_by("-id")


def public_plans(municipality: str) -> QuerySet[Plan]:
    """Return a municipality's decided plans, newest first; these anybody may read."""
    statuses = [status.value for status in PUBLIC]
    return Plan.objects.filter(municipality=municipality, status__in=statuses, removed_at__isnull=True).order_by("-id")


def readable_plans(user: User | AnonymousUser) -> QuerySet[Plan]:
    """Return the plans that a person may open: those of their municipalities, and what the own one has made public."""
    # Decided is not yet public: the decision says from which day.
    public = public_plans(settings.TRYGGVE_PLACE).filter(
        decisions__kind="adopt", decisions__public_from__lte=timezone.localdate()
    )
    return Plan.objects.filter(Q(pk__in=plans_of(user).values("pk")) | Q(pk__in=public.values("pk")))


def part_for(user: User | AnonymousUser, kind: Kind, pk: int, *, readable: QuerySet[Plan] | None = None) -> Part:
    """Return a part of a plan that a person may see.

    Raises:
        Http404: there is none, it or what holds it is removed, or it belongs to another municipality.
    """
    part = any_part_for(user, kind, pk, readable=readable)
    if removed_with(part):
        raise Http404
    return part


def any_part_for(user: User | AnonymousUser, kind: Kind, pk: int, *, readable: QuerySet[Plan] | None = None) -> Part:
    """Return a part as ``part_for`` does, from the recycle bin too."""
    part = kind.model._default_manager.filter(pk=pk).first()
    plans = plans_of(user) | _removed_plans_of(user) if readable is None else readable
    if part is None or not plans.filter(pk=plan_of(part).pk).exists():
        raise Http404
    return part


def living_parts(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Part]:
    """Return parts by kind and number, in one question a kind, without those in the recycle bin."""
    asked: dict[str, list[int]] = {}
    for kind, pk in keys:
        asked.setdefault(kind, []).append(pk)
    rows = (
        ((kind, part.pk), part)
        for kind, pks in asked.items()
        for part in KINDS[kind].model._default_manager.filter(pk__in=pks).select_related(*_HELD_BY.get(kind, ()))
    )
    return {key: part for key, part in rows if not removed_with(part)}


def removed_parts(plan: Plan) -> list[Part]:
    """Return what lies in a plan's recycle bin, the latest first; a part lies there with all that it holds."""
    held = [kind.model._default_manager.filter(removed_at__isnull=False) for kind in KINDS.values() if kind is not PLAN]
    parts = [part for rows in held for part in rows if plan_of(part).pk == plan.pk]
    return sorted(parts, key=lambda part: (part.removed_at is not None, part.removed_at), reverse=True)


def removed_plans(user: User | AnonymousUser) -> QuerySet[Plan]:
    """Return the plans in the recycle bin of a person's municipalities."""
    return _removed_plans_of(user).order_by("-removed_at")


def _removed_plans_of(user: User | AnonymousUser) -> QuerySet[Plan]:
    return _seen_by(user, Plan.objects.filter(removed_at__isnull=False))


def _seen_by(user: User | AnonymousUser, plans: QuerySet[Plan]) -> QuerySet[Plan]:
    if user.is_authenticated and user.is_superuser:
        return plans
    theirs = plans.filter(municipality__in=municipalities_of(user))
    if any(may(user, right) for right in _WRITERS):
        return theirs
    units = units_acted_for(user, on=timezone.localdate())
    closed = Q(draft_readers__who="writers", status__in=[status.value for status in EDITABLE])
    named = Plan.objects.filter(draft_readers__units__in=units).values("pk")
    return theirs.exclude(closed & ~Q(pk__in=named))


@dataclass(frozen=True, slots=True)
class Tied:
    """The documents that a plan belongs to, and those that belong to it (Sv: kopplade styrdokument)."""

    above: Plan | None
    below: tuple[Plan, ...]


def tied_to(plan: Plan, readable: QuerySet[Plan]) -> Tied:
    """Return the documents tied to a plan, both ways, of those that a person may read."""
    above = readable.filter(pk=plan.supports_id).first() if plan.supports_id else None
    return Tied(above, tuple(readable.filter(supports=plan).order_by("-id")))
