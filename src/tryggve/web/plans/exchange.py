"""A plan out as items of ``plan.exchange``, and items in as a plan: all or nothing, one event."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models, transaction

from tryggve.errors import BadValueError, TryggveError, UsageError, Where, refuse
from tryggve.plan.exchange import Item, impossible_faults
from tryggve.plan.exchange_fields import FIELDS, Budgeted, Step, Value
from tryggve.web.audit.actions import record
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Activity, Budget, Goal, Measure, Milestone, Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY, BudgetRow, MilestoneRow, siblings_of, told, write
from tryggve.web.plans.policies import require_editable

_LETTERS: dict[type[models.Model], str] = {Unit: "E", Plan: "PL", Priority: "P", Goal: "M", Measure: "Å", Activity: "A"}
P = TypeVar("P", bound=Part)
_KINDS = {kind.name: kind for kind in (PRIORITY, GOAL, MEASURE, ACTIVITY)}


@dataclass(slots=True, kw_only=True)
class Stored:
    """What storing did (Sv: utfall): the titles that are new, those that changed, and how many stayed the same."""

    plan: Plan
    new: list[str] = field(default_factory=list)
    new_kinds: list[str] = field(default_factory=list)  # one for each title in ``new``
    changed: list[str] = field(default_factory=list)
    same: int = 0
    parts: dict[str, Part] = field(default_factory=dict)
    differences: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    faults: list[TryggveError] = field(default_factory=list)


def items_of(plan: Plan) -> tuple[Item, ...]:
    """Return a plan's units, priorities, goals, measures and activities, without what lies in the recycle bin."""
    priorities = list(_living(plan.priorities.all()))
    goals = [goal for priority in priorities for goal in _living(priority.goals.select_related("owner"))]
    measures = [measure for priority in priorities for measure in _living(priority.measures.prefetch_related("goals"))]
    activities = [activity for measure in measures for activity in _living(_with_rows(measure))]
    named = {unit for activity in activities for unit in (activity.owner, *activity.partners.all()) if unit}
    named |= {goal.owner for goal in goals if goal.owner}
    units = [
        Item(kind="unit", key=key_of(unit), values={"title": unit.name, "unit_kind": unit.kind})
        for unit in sorted(named, key=lambda unit: unit.name)
    ]
    return (
        *units,
        _item("plan", plan),
        *(_item("priority", priority) for priority in priorities),
        *(_item("goal", goal, parent=goal.priority) for goal in goals),
        *(_item("measure", measure, parent=measure.priority) for measure in measures),
        *(_item("activity", activity, parent=activity.measure) for activity in activities),
    )


def key_of(row: models.Model) -> str:
    """Return what a row is called in a file: a letter and its number."""
    return f"{_LETTERS[type(row)]}{row.pk}"


@transaction.atomic
def store_items(items: Sequence[Item], *, municipality: str, by: str, into: Plan | None = None) -> Stored:
    """Write items into a plan, or make a new plan of them.

    A row is the part under the same parent with its id, else the one with its title, else new. Nothing is removed.

    Raises:
        NotAllowedError: the plan is decided.
        BadValueError: a unit is named that neither the file nor the municipality has.
        UsageError: a new plan is to be made and the file has no plan row.
    """
    refuse(list(storage_faults(items, municipality=municipality, into=into)))
    stored = Stored(plan=_plan(items, municipality, into))
    _units(items, municipality)
    changes: dict[str, object] = {}
    if into is not None:
        _plan_row(items, stored, changes)
    for name in _KINDS:
        for item in (item for item in items if item.kind == name):
            _store(item, stored, changes)
    refuse(stored.faults)
    after = {"new": stored.new, "changed": changes, "same": stored.same}
    record("plans.import", by=by, about=about(stored.plan), after=after)
    return stored


def preview_items(items: Sequence[Item], *, municipality: str, into: Plan | None = None) -> Stored:
    """Return what ``store_items`` would do, and leave everything as it was."""
    with transaction.atomic():
        stored = store_items(items, municipality=municipality, by="", into=into)
        transaction.set_rollback(True)
    return stored


def _with_rows(measure: Measure) -> models.QuerySet[Activity]:
    return measure.activities.select_related("owner").prefetch_related("partners", "budgets", "milestones")


def _living(parts: models.QuerySet[P]) -> Iterable[P]:
    return parts.filter(removed_at__isnull=True).order_by("order", "id")


def _item(kind: str, part: Part, parent: Part | None = None) -> Item:
    values = {f.name: _value(getattr(part, f.name)) for f in FIELDS if kind in f.kinds}
    # The plan's own row has no parent; a priority belongs to the one plan of the file.
    return Item(kind=kind, key=key_of(part), parent=key_of(parent) if parent else "", values=values)


def _value(found: object) -> Value:
    if isinstance(found, Unit):
        return found.name
    if isinstance(found, Plan):
        return found.title
    if isinstance(found, models.Manager):
        return tuple(_named(row) for row in found.all())  # type: ignore[return-value]  # all rows are of one kind
    if found is None or isinstance(found, str | float | bool):
        return found
    raise TypeError(f"{found!r} has no place in a file")


def _named(row: models.Model) -> str | Budgeted | Step:
    if isinstance(row, Budget):
        return Budgeted(row.year, row.amount, row.funding)
    if isinstance(row, Milestone):
        return Step(row.when, row.text, row.done)
    return row.name if isinstance(row, Unit) else key_of(row)


def _plan(items: Sequence[Item], municipality: str, into: Plan | None) -> Plan:
    said = next((item for item in items if item.kind == "plan"), None)
    if into is not None:
        current = Plan.objects.select_for_update().get(pk=into.pk)
        require_editable(current)
        return current
    if said is None:
        raise UsageError(
            sv="Filen har ingen rad av typen plan. Lägg till en, eller välj vilken plan den ska läsas in i.",
            en="The file has no row of the type plan. Add one, or choose which plan it is to be read into.",
        )
    plan = Plan(municipality=municipality)
    write(plan, _fields(said, plan))
    return plan


def _plan_row(items: Sequence[Item], stored: Stored, changes: dict[str, object]) -> None:
    said = next((item for item in items if item.kind == "plan"), None)
    difference = _write_changed(stored.plan, _fields(said, stored.plan)) if said else {}
    if difference:
        changes[key_of(stored.plan)] = difference
        stored.changed.append(stored.plan.title)
        stored.differences.append((stored.plan.title, difference))


def _units(items: Iterable[Item], municipality: str) -> None:
    for item in items:
        if item.kind == "unit":
            kind = str(item.values.get("unit_kind") or "department")
            Unit.objects.get_or_create(municipality=municipality, name=item.title, defaults={"kind": kind})


def storage_faults(items: Iterable[Item], *, municipality: str, into: Plan | None = None) -> Iterator[TryggveError]:
    """Return the units and plans that rows name and that neither the file nor the municipality has."""
    rows = list(items)
    known = set(Unit.objects.filter(municipality=municipality).values_list("name", flat=True))
    known |= {item.title for item in rows if item.kind == "unit"}
    for item in rows:
        partners = item.values.get("partners")
        named = [("medverkande", name) for name in partners] if isinstance(partners, tuple) else []
        for column, name in (("ansvarig", item.values.get("owner")), *named):
            if name and name not in known:
                yield _unknown_unit(str(name), known, item.where, column)
        if supported := item.values.get("supports"):
            yield from _unknown_plan(str(supported), _others(municipality, into), item.where)


def _unknown_unit(name: str, known: set[str], where: Where, column: str) -> BadValueError:
    near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)[:5]) or "–"
    return BadValueError(
        sv=f"Det finns ingen enhet som heter ”{name}”. Närmast: {near}. Lägg till den under Organisation eller som en "
        "rad av typen enhet.",
        en=f'There is no unit called "{name}". Nearest: {near}. Add it under Organisation or as a row of the type '
        "unit.",
        where=Where(file=where.file, sheet=where.sheet, row=where.row, column=column),
    )


def _store(item: Item, stored: Stored, changes: dict[str, object]) -> None:
    kind = _KINDS[item.kind]
    parent: Part = stored.parts[item.parent] if item.parent else stored.plan
    part = _found(item, kind, parent)
    values = _fields(item, part, stored)
    # A file may hold one of the two times only; the other is the plan's.
    stored.faults += impossible_faults(item.kind, _as_it_would_be(item, part), item.where)
    if part.pk is None:
        last = siblings_of(part).last()
        part.order = last.order + 1 if last else 0
        write(part, values)
        stored.new.append(item.title)
        stored.new_kinds.append(kind.name)
    elif difference := _write_changed(part, values):
        changes[key_of(part)] = difference
        stored.changed.append(item.title)
        stored.differences.append((item.title, difference))
    else:
        stored.same += 1
    stored.parts[item.key] = part


def _as_it_would_be(item: Item, part: Part) -> dict[str, object]:
    return {column.name: getattr(part, column.attname) for column in part._meta.concrete_fields} | dict(item.values)


def _found(item: Item, kind: Kind, parent: Part) -> Part:
    new = kind.model(**{kind.parent: parent})
    siblings = list(siblings_of(new)) if parent.pk else []
    by_key = next((part for part in siblings if key_of(part) == item.key), None)
    return by_key or next((part for part in siblings if str(part) == item.title), None) or new


def _others(municipality: str, plan: Plan | None) -> models.QuerySet[Plan]:
    others = Plan.objects.filter(municipality=municipality, removed_at__isnull=True)
    return others.exclude(pk=plan.pk) if plan and plan.pk else others


def _supported(title: str, part: Part) -> Plan:
    assert isinstance(part, Plan)
    # storage_faults has told where there is none.
    return _others(part.municipality, part).filter(title=title).order_by("-id")[0]


def _unknown_plan(title: str, others: models.QuerySet[Plan], where: Where) -> Iterator[TryggveError]:
    if not others.filter(title=title).exists():
        known = ", ".join(dict.fromkeys(others.values_list("title", flat=True)[:5])) or "–"
        yield BadValueError(
            sv=f"Det finns ingen plan som heter ”{title}” att stödja. De som finns: {known}.",
            en=f'There is no plan called "{title}" to support. Those there are: {known}.',
            where=Where(file=where.file, sheet=where.sheet, row=where.row, column="stöder planen"),
        )


def _write_changed(part: Part, values: dict[str, object]) -> dict[str, object]:
    """Write what differs, and return field by field what it was and became."""
    before = told(part)
    with transaction.atomic():
        write(part, values)
        after = told(type(part)._default_manager.get(pk=part.pk))
        difference: dict[str, object] = {n: [before[n], after[n]] for n in before if before[n] != after[n]}
        if difference:
            write(part, {"revision": part.revision + 1})
    return difference


def _fields(item: Item, part: Part, stored: Stored | None = None) -> dict[str, object]:
    return {name: _stored_value(name, value, part, stored) for name, value in item.values.items()}


def _stored_value(name: str, value: Value, part: Part, stored: Stored | None) -> object:
    municipality = stored.plan.municipality if stored else ""
    units = Unit.objects.filter(municipality=municipality)
    if name == "owner":
        return units.get(name=value) if value else None
    if name == "supports":
        return _supported(str(value), part) if value else None
    rows = value if isinstance(value, tuple) else ()
    if name == "partners":
        return list(units.filter(name__in=rows))
    if name == "goals":
        return [stored.parts[str(key)] for key in rows] if stored else []
    if name == "budgets":
        return [BudgetRow(row.year, row.amount, row.funding) for row in rows if isinstance(row, Budgeted)]
    if name == "milestones":
        return [MilestoneRow(row.when, row.text, row.done) for row in rows if isinstance(row, Step)]
    column = part._meta.get_field(name)
    if value is None and isinstance(column, models.Field) and not column.null:
        return column.get_default()
    return value
