"""What changes units, functions and who works where."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.dates import first_day, from_code
from tryggve.web.audit.actions import record
from tryggve.web.organisation.models import Function, Membership, Unit
from tryggve.web.people.actions import save_account
from tryggve.web.people.roles import Role


@transaction.atomic
def add_unit(*, municipality: str, name: str, kind: str, by: str, parent: Unit | None = None) -> Unit:
    """Add a unit.

    Raises:
        UsageError: the municipality has a unit of that name.
    """
    _refuse_taken(municipality, name, besides=None)
    unit = Unit.objects.create(municipality=municipality, name=name, kind=kind, parent=parent)
    record("organisation.add_unit", by=by, about=f"unit {unit.pk}", after=_told(unit))
    return unit


@transaction.atomic
def save_unit(unit: Unit, *, name: str, kind: str, parent: Unit | None, by: str) -> None:
    """Write a unit's name, kind and place under another."""
    _refuse_taken(unit.municipality, name, besides=unit)
    _refuse_ring(unit, parent)
    before = _told(Unit.objects.get(pk=unit.pk))
    unit.name, unit.kind, unit.parent = name, kind, parent
    unit.save()
    record("organisation.save_unit", by=by, about=f"unit {unit.pk}", before=before, after=_told(unit))


@transaction.atomic
def end_unit(unit: Unit, *, when: str, by: str) -> None:
    """End a unit; what it did stays under its name. ``when`` is a code of ``plan.dates``.

    Raises:
        UsageError: the time lies in the future.
    """
    if first_day(when) > timezone.localdate():
        raise UsageError(
            sv="Tiden ligger i framtiden. Skriv när enheten upphörde.",
            en="The time lies in the future. Write when the unit ended.",
        )
    unit.ended, unit.ended_when = from_code(when).last, when
    unit.save()
    record("organisation.end_unit", by=by, about=f"unit {unit.pk}", after={"ended": when})


@transaction.atomic
def reopen_unit(unit: Unit, *, by: str) -> None:
    """Take back that a unit has ended."""
    before = {"ended": unit.ended_when or str(unit.ended)}
    unit.ended, unit.ended_when = None, ""
    unit.save()
    record("organisation.reopen_unit", by=by, about=f"unit {unit.pk}", before=before, after={"ended": None})


@transaction.atomic
def save_function(function: Function, *, values: Mapping[str, object], by: str) -> None:
    """Add or write a function: its title, who holds it, who stands in and when."""
    before = _function_told(Function.objects.get(pk=function.pk)) if function.pk else {}
    for name, value in values.items():
        setattr(function, name, value)
    function.save()
    about = f"unit {function.unit_id} function {function.pk}"
    record("organisation.save_function", by=by, about=about, before=before, after=_function_told(function))


@transaction.atomic
def hand_over(*, giver: User, taker: User, municipality: str, by: str) -> int:
    """Give everything that one person holds or stands in for in a municipality to another; return how many posts.

    The work follows at once, for it hangs on the posts.

    Raises:
        UsageError: giver and taker are the same person.
    """
    if giver.pk == taker.pk:
        raise UsageError(
            sv="Uppdragen kan inte lämnas till samma person. Välj någon annan.",
            en="The posts cannot be handed to the same person. Choose somebody else.",
        )
    held = Function.objects.filter(unit__municipality=municipality, holder=giver)
    stood_in = Function.objects.filter(unit__municipality=municipality, substitute=giver)
    posts = [f"{post.title}, {post.unit}" for post in held | stood_in]
    # Who takes over a post does not stand in for himself.
    held.filter(substitute=taker).update(substitute=None, substitute_from=None, substitute_to=None)
    held.update(holder=taker)
    stood_in.exclude(holder=taker).update(substitute=taker)
    stood_in.filter(holder=taker).update(substitute=None, substitute_from=None, substitute_to=None)
    about = f"person {giver.username}"
    record("organisation.hand_over", by=by, about=about, before={"posts": posts}, after={"to": taker.username})
    return len(posts)


@transaction.atomic
def save_person(person: User, *, municipality: str, name: str, email: str, by: str) -> None:
    """Write a person's name and e-mail address; the log tells which changed, not to what.

    Raises:
        NotAllowedError: the person works in another municipality too.
        UsageError: another account has the address.
    """
    require_only_here(person, municipality=municipality)
    save_account(person, name=name, email=email, by=by)


@transaction.atomic
def give_role(person: User, *, municipality: str, role: Role, by: str) -> None:
    """Let a person have one role instead of those before.

    Raises:
        NotAllowedError: the person works in another municipality too, where the role would hold as well.
    """
    require_only_here(person, municipality=municipality)
    before = sorted(person.groups.values_list("name", flat=True))
    if before == [role.value]:
        return
    person.groups.set([Group.objects.get(name=role.value)])
    about = f"person {person.username}"
    record("organisation.give_role", by=by, about=about, before={"roles": before}, after={"roles": [role.value]})


@transaction.atomic
def end_membership(person: User, *, municipality: str, by: str) -> None:
    """Let a person no longer see what is the municipality's own; what they wrote stays.

    Raises:
        NotAllowedError: the person acts, which would lock them out.
    """
    if person.username == by:
        raise NotAllowedError(
            sv="Du kan inte ta bort dig själv. Be någon annan som sköter organisationen.",
            en="You cannot remove yourself. Ask somebody else who looks after the organisation.",
        )
    Membership.objects.filter(user=person, municipality=municipality).delete()
    about = f"person {person.username}"
    record("organisation.end_membership", by=by, about=about, before={"municipality": municipality})


def require_only_here(person: User, *, municipality: str) -> None:
    """Raise NotAllowedError for somebody who works in another municipality too: their account is not ours to change."""
    if Membership.objects.filter(user=person).exclude(municipality=municipality).exists():
        raise NotAllowedError(
            sv=f"{person.username} arbetar också i en annan kommun. Be den som driver Tryggve att ändra kontot.",
            en=f"{person.username} works in another municipality too. Ask whoever runs Tryggve to change the account.",
        )


def _refuse_taken(municipality: str, name: str, *, besides: Unit | None) -> None:
    same = Unit.objects.filter(municipality=municipality, name__iexact=name)
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise UsageError(
            sv=f"Det finns redan en enhet som heter {name}. Välj ett annat namn.",
            en=f"There is already a unit called {name}. Choose another name.",
        )


def _refuse_ring(unit: Unit, parent: Unit | None) -> None:
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            raise UsageError(
                sv=f"{unit.name} kan inte ligga under sig själv. Välj en annan överordnad enhet.",
                en=f"{unit.name} cannot lie under itself. Choose another unit above it.",
            )
        above = above.parent


def _told(unit: Unit) -> dict[str, object]:
    return {"name": unit.name, "kind": unit.kind, "parent": str(unit.parent or "")}


def _function_told(function: Function) -> dict[str, object]:
    return {
        "title": function.title,
        "holder": function.holder.username if function.holder else "",
        "substitute": function.substitute.username if function.substitute else "",
        "from": str(function.substitute_from or ""),
        "to": str(function.substitute_to or ""),
    }
