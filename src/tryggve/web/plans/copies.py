"""Copies: last year's activities into the next, and a decided plan into a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from tryggve.errors import NothingHereError
from tryggve.plan.dates import from_code
from tryggve.plan.periods import NamedPeriod, later
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.actions import record
from tryggve.web.evaluation.models import Lineage
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Part, Plan, Priority
from tryggve.web.plans.parts import KINDS, BudgetRow, MilestoneRow, budget_rows, kind_of, milestone_rows, write
from tryggve.web.plans.policies import require_editable, require_followable

_ASIDE = {"id", "revision", "removed_at", "removed_by"}


@transaction.atomic
def copy_year(plan: Plan, *, year: int, by: str) -> int:
    """Copy the activities of a year to the next, dates and budget moved one year; return how many.

    An activity is of the year in which it ends, or starts where no end is said. One that already has a copy with the
    same title and the moved dates is left, so that the step can be taken twice; a copy in the recycle bin is none.

    Raises:
        NothingHereError: no activity is of that year, or all are copied.
    """
    require_editable(plan)
    copied = [copy for activity in _of_year(plan, year) if (copy := _next_year(activity, year)) is not None]
    if not copied:
        raise NothingHereError(
            sv=f"Det finns inga aktiviteter från {year} att kopiera. Skriv ett år på aktiviteterna först.",
            en=f"There are no activities of {year} to copy. Give the activities a year first.",
        )
    told = {"year": year + 1, "activities": [c.title for c in copied], "copies": [c.pk for c in copied]}
    record("plans.copy_year", by=by, about=about(plan), after=told)
    return len(copied)


def _of_year(plan: Plan, year: int) -> Iterable[Activity]:
    living = Activity.objects.filter(
        measure__priority__plan=plan,
        removed_at__isnull=True,
        measure__removed_at__isnull=True,
        measure__priority__removed_at__isnull=True,
    )
    return [a for a in living if (code := a.ends or a.starts) and from_code(code).last.year == year]


def _next_year(activity: Activity, year: int) -> Activity | None:
    moved: dict[str, object] = {"starts": later(activity.starts), "ends": later(activity.ends)}
    living = activity.measure.activities.filter(removed_at__isnull=True)
    if living.filter(title=activity.title, **moved).exists():
        return None
    rows = [BudgetRow(row.year + 1, row.amount, row.funding) for row in budget_rows(activity) if row.year == year]
    copy = Activity(measure=activity.measure, **_content(activity, "measure"))
    # What a committee decided was about this year; next year's decision is another.
    steps = [MilestoneRow(later(row.when), row.text) for row in milestone_rows(activity)]
    write(
        copy,
        {
            **moved,
            "in_operational_plan": "",
            "partners": activity.partners.all(),
            "budgets": rows,
            "milestones": steps,
        },
    )
    return copy


@transaction.atomic
def new_version(plan: Plan, *, by: str, named: NamedPeriod | None = None) -> Plan:
    """Make a draft that follows a decided plan, with everything it held; the decided one stays as it is.

    It gets the name and the period that are said, else those it had. The parts keep their dates: what lies before the
    new period is told as missing, for nobody but the writers knows what it should be.
    """
    require_followable(plan)
    draft = Plan(**_content(plan, "follows", "supports"), follows=plan, supports=plan.supports)
    said = named or named_period(plan)
    span = {"title": said.title, "starts": said.starts, "ends": said.ends}
    write(draft, {"status": PlanStatus.DRAFT.value, "version": plan.version + 1, **span})
    origins = _Origins()
    for priority in plan.priorities.filter(removed_at__isnull=True):
        _copy_priority(priority, draft, origins)
    Lineage.objects.create(plan=draft, origins=origins.told)
    after = {"follows": about(plan), "version": draft.version, **span}
    record("plans.new_version", by=by, about=about(draft), after=after)
    return draft


def named_period(plan: Plan) -> NamedPeriod:
    """Return a plan's name and period."""
    return NamedPeriod(plan.title, plan.starts, plan.ends)


class _Origins:
    """Which part each new one was copied from, by kind: two versions are told apart by it."""

    def __init__(self) -> None:
        self.told: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}

    def save(self, new: Part, old: Part) -> None:
        """Save a copy and remember what it was copied from."""
        new.save()
        self.told[kind_of(new).name][str(new.pk)] = old.pk


def _copy_priority(priority: Priority, draft: Plan, origins: _Origins) -> None:
    new = Priority(plan=draft, **_content(priority, "plan"))
    origins.save(new, priority)
    for claim in priority.claims.filter(removed_at__isnull=True):
        # A draft follows the data; what was decided stays with the decided plan.
        origins.save(Claim(priority=new, **{**_content(claim, "priority"), "decided": None}), claim)
    goals: dict[int, Goal] = {}
    for goal in priority.goals.filter(removed_at__isnull=True):
        goals[goal.pk] = Goal(priority=new, **_content(goal, "priority"))
        origins.save(goals[goal.pk], goal)
    for measure in priority.measures.filter(removed_at__isnull=True):
        _copy_measure(measure, new, goals, origins)


def _copy_measure(measure: Measure, priority: Priority, goals: Mapping[int, Goal], origins: _Origins) -> None:
    new = Measure(priority=priority, **_content(measure, "priority"))
    origins.save(new, measure)
    new.goals.set(goals[pk] for pk in measure.goals.values_list("pk", flat=True) if pk in goals)
    for activity in measure.activities.filter(removed_at__isnull=True):
        copy = Activity(measure=new, **_content(activity, "measure"))
        rows = {"budgets": budget_rows(activity), "milestones": milestone_rows(activity)}
        origins.save(copy, activity)
        write(copy, {"partners": activity.partners.all(), **rows})


def _content(part: Part, *without: str) -> dict[str, object]:
    fields = (field.name for field in part._meta.concrete_fields)
    return {name: getattr(part, name) for name in fields if name not in _ASIDE | set(without)}
