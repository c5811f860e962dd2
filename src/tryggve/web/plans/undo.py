"""Undoing a save or a move: what the event says was before is put back, where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from tryggve.errors import NotAllowedError
from tryggve.web.audit.actions import record
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import about, require_open
from tryggve.web.plans.models import Goal, Measure, Part, Plan
from tryggve.web.plans.parts import BudgetRow, MilestoneRow, kind_of, plan_of, siblings_of, told, write

M = TypeVar("M", bound=models.Model)


def last_step(part: Part) -> AuditEvent | None:
    """Return the last save or move of a part, nothing where there is none."""
    return AuditEvent.objects.filter(object=about(part), action__in=undoable(part)).order_by("id").last()


def undoable(part: Part) -> tuple[str, ...]:
    """Return the names in the log of what can be undone on a part."""
    name = kind_of(part).name
    return (f"plans.save_{name}", f"plans.move_{name}")


@transaction.atomic
def undo_step(part: Part, event: AuditEvent, *, by: str) -> None:
    """Put back what a save or a move changed.

    Raises:
        NotAllowedError: somebody has changed the same since, the plan is decided, or what stood there is gone.
    """
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    require_open(current)
    if ".move_" in event.action:
        _move_back(current, event)
    else:
        _write_back(current, event)
    name = kind_of(current).name
    record(f"plans.undo_{name}", by=by, about=about(current), before=event.after, after=event.before)


def _move_back(part: Part, event: AuditEvent) -> None:
    row = list(siblings_of(part).select_for_update().values_list("pk", flat=True))
    if row != event.after["order"]:
        raise _changed_since(part)
    for order, pk in enumerate(event.before["order"]):
        type(part)._default_manager.filter(pk=pk).update(order=order)


def _write_back(part: Part, event: AuditEvent) -> None:
    changed = [name for name, was in event.before.items() if was != event.after.get(name)]
    now = told(part)
    if any(now.get(name) != event.after.get(name) for name in changed):
        raise _changed_since(part)
    values = {name: _stored(part, name, event.before[name]) for name in changed}
    write(part, {**values, "revision": part.revision + 1})


def _stored(part: Part, name: str, was: Any) -> object:
    """Turn what the log says of a field back into what is stored."""
    if name == "budgets":
        return [BudgetRow(year, Decimal(amount), funding) for year, amount, funding in was]
    if name == "milestones":
        return [MilestoneRow(when, text, done) for when, text, done in was]
    municipality = plan_of(part).municipality
    if name == "owner":
        return _one(Unit.objects.filter(municipality=municipality, name=was), part) if was else None
    if name == "supports":
        return _one(Plan.objects.filter(municipality=municipality, title=was), part) if was else None
    if name == "partners":
        return _all(Unit.objects.filter(municipality=municipality, name__in=was), was, part)
    if name == "goals":
        assert isinstance(part, Measure)
        return _all(Goal.objects.filter(priority=part.priority, title__in=was), was, part)
    return was


def _one(found: models.QuerySet[M], part: Part) -> M:
    return _all(found, [""], part)[0]


def _all(found: Iterable[M], names: list[str], part: Part) -> list[M]:
    # The log holds names. Two goals of one name, or one renamed since, are not guessed between.
    rows = list(found)
    if len(rows) != len(names):
        raise _changed_since(part)
    return rows


def _changed_since(part: Part) -> NotAllowedError:
    return NotAllowedError(
        sv=f"”{part}” har ändrats igen sedan dess, så det går inte att ångra. Se historiken och ändra själv.",
        en=f'"{part}" has been changed again since then, so it cannot be undone. See the history and change it.',
    )
