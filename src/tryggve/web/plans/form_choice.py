"""Which form a part has, and what stands in it from the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict

from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind
from tryggve.terms import Area, Finding, FindingKind
from tryggve.terms.places import find_place
from tryggve.web.organisation.queries import units_of
from tryggve.web.plans.activity_form import ActivityForm
from tryggve.web.plans.forms import ClaimForm, ClaimTextForm, PartForm, PlanForm, PriorityForm
from tryggve.web.plans.goal_form import GoalForm
from tryggve.web.plans.measure_form import MeasureForm
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.parts import ACTIVITY, CLAIM, GOAL, MEASURE, PLAN, budget_rows, milestone_rows, plan_of
from tryggve.web.plans.queries import plans_of
from tryggve.web.situation.queries import findings_of


def form_for(request: HttpRequest, part: Part) -> PartForm:
    """Return the form that edits a part."""
    data, start = _data(request), initial(part)
    if isinstance(part, Plan):
        return PlanForm(data, initial=start, others=_others(request.user, part))
    if isinstance(part, Claim):
        return ClaimTextForm(data, initial=start)
    if isinstance(part, Goal):
        return _goal_form(request, plan_of(part), data, start, GoalKind(part.kind), named=_named(part))
    if isinstance(part, Measure):
        return MeasureForm(data, initial=start, priority=part.priority, measure=part)
    if isinstance(part, Activity):
        return _activity_form(request, part, data, start)
    return PriorityForm(data, initial=start)


def new_form(request: HttpRequest, kind: Kind, parent: Part | None) -> PartForm:
    """Return the form that adds a part under its parent."""
    data = _data(request)
    if kind is PLAN or parent is None:
        return PlanForm(
            data, initial=_next_period(request.user) | _asked_document(request), others=_others(request.user)
        )
    if kind is CLAIM:
        place = find_place(plan_of(parent).municipality)
        return ClaimForm(data, findings=_worth_resting_on(place) if place else ())
    if kind is GOAL:
        assert isinstance(parent, Priority)
        asked: dict[str, object] = {"deadline": parent.plan.ends}
        return _goal_form(request, parent.plan, data, asked, GoalKind.REACH, measures=_living_measures(parent))
    if kind is MEASURE:
        assert isinstance(parent, Priority)
        return MeasureForm(data, priority=parent, initial={"goals": _only_goal(parent)})
    if kind is ACTIVITY:
        assert isinstance(parent, Measure)
        plan = plan_of(parent)
        start: dict[str, object] = {"starts": plan.starts, "ends": plan.ends, "owner": _last_owner(parent)}
        return _activity_form(request, Activity(measure=parent), data, start)
    return PriorityForm(data)


SHOWN = 24  # findings to choose between; the ranked list's first hold what matters


def initial(part: Part) -> dict[str, object]:
    """Return what a part's form shows."""
    start: dict[str, object] = {field.name: getattr(part, field.name) for field in part._meta.concrete_fields}
    start |= {field.name: list(getattr(part, field.name).all()) for field in part._meta.many_to_many}
    return start


def _worth_resting_on(place: Area) -> list[Finding]:
    """Return the findings to choose between: what holds now, not what changed between two earlier years."""
    return [finding for finding in findings_of(place) if finding.kind is not FindingKind.HISTORY][:SHOWN]


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _goal_form(
    request: HttpRequest,
    plan: Plan,
    data: QueryDict | None,
    start: dict[str, object],
    kind: GoalKind,
    *,
    measures: QuerySet[Measure] | None = None,
    named: Iterable[int] = (),
) -> GoalForm:
    asked = request.GET.get("slag", "")
    chosen = GoalKind(asked) if asked in set(GoalKind) else kind
    units = _units(request.user, plan, named=named)
    return GoalForm(data, initial=start, plan=plan, goal_kind=chosen, units=units, measures=measures)


def _activity_form(
    request: HttpRequest, part: Activity, data: QueryDict | None, start: dict[str, object]
) -> ActivityForm:
    plan = plan_of(part)
    rows = budget_rows(part) if part.pk else []
    steps = milestone_rows(part) if part.pk else []
    first = from_code(plan.starts).last.year if plan.starts else dt.datetime.now(tz=dt.UTC).year
    return ActivityForm(
        data,
        initial=start,
        units=_units(request.user, plan, named=_named(part)),
        budgets=rows,
        milestones=steps,
        year=first,
        last=from_code(plan.ends).last.year if plan.ends else None,
    )


def _others(user: User | AnonymousUser, plan: Plan | None = None) -> object:
    """Return the plans that a document can belong to: not itself, nor what belongs to it."""
    plans = plans_of(user).order_by("title", "version")
    if plan is None:
        return plans
    others = plans.filter(municipality=plan.municipality).exclude(pk=plan.pk).exclude(supports=plan)
    # What the plan belongs to already stays, even where it lies in the recycle bin.
    return Plan.objects.filter(Q(pk__in=others) | Q(pk=plan.supports_id)).order_by("title", "version")


def _units(user: User | AnonymousUser, plan: Plan, *, named: Iterable[int]) -> object:
    """Return the municipality's units that go on, and those that the part names already."""
    kept = Q(ended__isnull=True) | Q(pk__in=named)
    return units_of(user).filter(kept, municipality=plan.municipality)


def _named(part: Goal | Activity) -> set[int]:
    """Return the units that a part names, also those that have ended since."""
    partners = part.partners.values_list("pk", flat=True) if isinstance(part, Activity) and part.pk else ()
    return {pk for pk in (part.owner_id, *partners) if pk is not None}


def _living_measures(priority: Priority) -> QuerySet[Measure]:
    return priority.measures.filter(removed_at__isnull=True).order_by("order", "id")


def _only_goal(priority: Priority) -> list[int]:
    """Return a priority's goal where it has one only: what is done is done for it."""
    goals = list(priority.goals.filter(removed_at__isnull=True).values_list("pk", flat=True)[:2])
    return goals if len(goals) == 1 else []


def _last_owner(measure: Measure) -> object:
    """Return who owns the measure's latest activity: the next is often theirs too. Another measure's is a guess."""
    last = measure.activities.filter(removed_at__isnull=True, owner__isnull=False).order_by("id").last()
    return last.owner_id if last else None


def _next_period(user: User | AnonymousUser) -> dict[str, object]:
    year = _first_free(plans_of(user).filter(document="council_plan"), years=3)
    return {"title": f"Trygghetsplan {year}–{year + 2}", "starts": str(year), "ends": str(year + 2)}


def _first_free(plans: QuerySet[Plan], *, years: int) -> int:
    """Return the year, the next at the earliest, from which none of the plans holds for that many years."""
    spans = plans.exclude(starts="").exclude(ends="").values_list("starts", "ends")
    taken = sorted((from_code(starts).first.year, from_code(ends).last.year) for starts, ends in spans)
    year = dt.datetime.now(tz=dt.UTC).year + 1
    for first, last in taken:
        if first < year + years and last >= year:
            year = last + 1
    return year


def _asked_document(request: HttpRequest) -> dict[str, object]:
    """Return what a link to the form of a new plan asks for: a yearly plan that belongs to another."""
    asked = request.GET.get("till", "")
    if not asked.isdecimal():
        return {}
    year = _first_free(plans_of(request.user).filter(document="action_plan", supports=int(asked)), years=1)
    return {
        "title": f"Handlingsplan {year}",
        "starts": str(year),
        "ends": str(year),
        "document": "action_plan",
        "supports": int(asked),
    }
