"""The parts of a plan: which hold which, which fields are written, and how a row is told in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from tryggve.plan.dates import from_code
from tryggve.web.plans.models import Activity, Budget, Claim, Goal, Measure, Milestone, Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind, PartTree


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """An activity's money for one year, in kronor, as it is written in a form."""

    year: int
    amount: Decimal
    funding: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step on an activity's way as it is written in a form; ``when`` is a code of ``plan.dates``."""

    when: str
    text: str
    done: bool = False


PLAN = Kind("plan", Plan, "")
PRIORITY = Kind("priority", Priority, "plan")
CLAIM = Kind("claim", Claim, "priority")
GOAL = Kind("goal", Goal, "priority")
MEASURE = Kind("measure", Measure, "priority")
ACTIVITY = Kind("activity", Activity, "measure")
_TREE = PartTree((PLAN, PRIORITY, CLAIM, GOAL, MEASURE, ACTIVITY))
KINDS = _TREE.kinds
kind_of, parent_of = _TREE.kind_of, _TREE.parent_of
removed_with, require_present, siblings_of = _TREE.removed_with, _TREE.require_present, _TREE.siblings_of

_KEPT_ASIDE = {"id", "revision", "removed_at", "removed_by", "order", "decided", "came_from"}


def kind_above(kind: Kind) -> Kind:
    """Return the kind that holds this one."""
    model = kind.model._meta.get_field(kind.parent).related_model
    return next(above for above in KINDS.values() if above.model is model)


def plan_of(part: Part) -> Plan:
    """Return the plan that a part belongs to."""
    found = _TREE.root_of(part)
    assert isinstance(found, Plan)
    return found


def told(part: Part) -> dict[str, object]:
    """Return what a row says, as JSON values: names instead of keys, so that the log is readable alone."""
    kind = kind_of(part)
    fields = [f for f in part._meta.concrete_fields if f.name not in _KEPT_ASIDE | {kind.parent}]
    content = {field.name: as_told(getattr(part, field.name)) for field in fields}
    content |= {field.name: as_told(getattr(part, field.name).all()) for field in part._meta.many_to_many}
    if isinstance(part, Activity):
        content["budgets"] = as_told(budget_rows(part))
        content["milestones"] = as_told(milestone_rows(part))
    return content


def as_told(value: object) -> object:
    """Return a value as the log and a comparison of two versions write it."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, BudgetRow):
        return [value.year, f"{value.amount:.2f}", value.funding]
    if isinstance(value, MilestoneRow):
        return [value.when, value.text, value.done]
    if isinstance(value, Decimal | dt.date):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return sorted((as_told(row) for row in value), key=str)
    return value


def budget_rows(activity: Activity) -> list[BudgetRow]:
    """Return an activity's budget as rows."""
    return [BudgetRow(row.year, row.amount, row.funding) for row in activity.budgets.all()]


def milestone_rows(activity: Activity) -> list[MilestoneRow]:
    """Return an activity's milestones as rows."""
    return [MilestoneRow(row.when, row.text, row.done) for row in activity.milestones.all()]


def write(part: Part, values: Mapping[str, object]) -> None:
    """Set the fields and save, with what lies in other tables: partners, goals, budget, milestones.

    A goal's ``measures`` are those that lead to it from now on, beside what they lead to already.
    """
    many = {field.name for field in part._meta.many_to_many}
    for name, value in values.items():
        if name not in many | {"budgets", "milestones", "measures"}:
            setattr(part, name, value)
    part.save()
    for name in many & values.keys():
        getattr(part, name).set(values[name])
    if isinstance(part, Activity):
        _write_rows(part, values)
    if isinstance(part, Goal):
        _lead_to(part, values.get("measures", ()))


def _lead_to(goal: Goal, measures: object) -> None:
    # A measure that was open in somebody's form is newer now: its revision says so, so that the form asks.
    assert isinstance(measures, Iterable)
    for measure in measures:
        measure.goals.add(goal)
        Measure.objects.filter(pk=measure.pk).update(revision=models.F("revision") + 1)


def _write_rows(activity: Activity, values: Mapping[str, object]) -> None:
    budgets, milestones = values.get("budgets"), values.get("milestones")
    if isinstance(budgets, list):
        activity.budgets.all().delete()
        Budget.objects.bulk_create(
            Budget(activity=activity, year=row.year, amount=row.amount, funding=row.funding) for row in budgets
        )
    if isinstance(milestones, list):
        activity.milestones.all().delete()
        in_time = sorted(milestones, key=lambda row: from_code(row.when))
        Milestone.objects.bulk_create(
            Milestone(activity=activity, when=row.when, text=row.text, done=row.done) for row in in_time
        )
