"""Undoing a save, a move or a copied year: what was before is put back, where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.web.audit.actions import record
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import about, require_open
from tryggve.web.plans.models import Activity, Goal, Measure, Part, Plan
from tryggve.web.plans.parts import BudgetRow, MilestoneRow, kind_of, plan_of, siblings_of, told, write
from tryggve.web.plans.policies import require_editable

M = TypeVar("M", bound=models.Model)
COPY_YEAR = "plans.copy_year"
_AS_MADE = 1  # the revision of a part that nobody has saved since it was made


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


def last_copy(plan: Plan, *, by: str) -> AuditEvent | None:
    """Return the last time that somebody copied a year's activities in a plan."""
    return AuditEvent.objects.filter(object=about(plan), action=COPY_YEAR, who=by).order_by("id").last()


@transaction.atomic
def undo_copied_year(plan: Plan, event: AuditEvent, *, by: str) -> int:
    """Put what a copying of a year made into the recycle bin, all or nothing; return how many it was.

    Raises:
        NotAllowedError: one of them is changed or removed since, or the plan is decided.
    """
    require_editable(plan)
    numbers = event.after.get("copies", [])
    copies = list(Activity.objects.select_for_update().filter(pk__in=numbers, measure__priority__plan=plan))
    changed = [copy.title for copy in copies if copy.revision > _AS_MADE or copy.removed_at is not None]
    if changed or not copies:
        raise _copies_changed(changed)
    for copy in copies:
        write(copy, {"removed_at": timezone.now(), "removed_by": by, "revision": copy.revision + 1})
    record("plans.undo_copy_year", by=by, about=about(plan), before=event.after)
    return len(copies)


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


def _copies_changed(titles: list[str]) -> NotAllowedError:
    named = ", ".join(titles)
    return NotAllowedError(
        sv=f"Kopieringen går inte att ångra i ett steg, för det här har ändrats eller tagits bort sedan dess: {named}. "
        "Inget är borttaget. Lägg de kopior som inte ska vara kvar i papperskorgen var för sig.",
        en=f"The copying cannot be undone in one step, as this has been changed or removed since then: {named}. "
        "Nothing is removed. Put the copies that are not to stay into the recycle bin one by one.",
    )


def _changed_since(part: Part) -> NotAllowedError:
    return NotAllowedError(
        sv=f"”{part}” har ändrats igen sedan dess, så det går inte att ångra. Se historiken och ändra själv.",
        en=f'"{part}" has been changed again since then, so it cannot be undone. See the history and change it.',
    )
