"""A plan's whole content as plain values: what is frozen when it is decided, and what the document is made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from tryggve.web.decisions.claims import followed
from tryggve.web.decisions.origin import origin_of
from tryggve.web.evaluation.designs import design_content
from tryggve.web.evaluation.queries import goals_of
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Part, Plan, Priority
from tryggve.web.registers.models import Agreement

Content = dict[str, Any]

_PLAN = ("title", "municipality", "document", "law_plan", "starts", "ends", "background", "vision", "version")
_CLAIM = ("text", "place", "finding")
GOAL_FIELDS = (
    *("title", "description", "kind", "indicator", "place", "group", "baseline", "baseline_when", "baseline_note"),
    *("target_low", "target_high", "deadline", "unmeasured"),
)
_MEASURE = (
    *("title", "cause", "changes_conditions", "mechanism", "evidence", "sort", "reach"),
    *("places", "target_group", "spatial_plans", "effect_short", "effect_long"),
    *("risks", "risk_displacement", "risk_stigma", "risk_privacy"),
)
_ACTIVITY = ("title", "starts", "ends", "planned_dose", "dose_unit", "in_operational_plan")


def content_of(plan: Plan, *, known_by: dt.date) -> Content:
    """Return everything that the plan says, without what lies in the recycle bin.

    ``known_by`` is the day that the claims speak of: today for a draft, the decision's for what is decided.
    """
    priorities = _living(plan.priorities.all())
    told = {
        "supports": plan.supports.title if plan.supports else "",
        "priorities": [_priority(part, known_by) for part in priorities],
        "agreements": [_agreement(row) for row in plan.agreements.filter(removed_at__isnull=True)],
        "origin": origin_of(plan),
    }
    return _fields(plan, _PLAN) | told | design_content(goals_of(plan))


def _priority(priority: Priority, known_by: dt.date) -> Content:
    return {
        "id": priority.pk,
        "title": priority.title,
        "text": priority.text,
        "problems": [link.problem.title for link in priority.problem_links.select_related("problem")],
        "claims": [_claim(claim, known_by) for claim in _living(priority.claims.all())],
        "goals": [_goal(goal) for goal in _living(priority.goals.all())],
        "measures": [_measure(measure) for measure in _living(priority.measures.all())],
    }


def _agreement(row: Agreement) -> Content:
    parties = sorted(unit.name for unit in row.parties.all())
    other = [row.other_parties] if row.other_parties else []
    return {"title": row.title, "parties": parties + other, "signed": row.signed, "ends": row.ends}


def _claim(claim: Claim, known_by: dt.date) -> Content:
    kept = _fields(claim, _CLAIM)
    return kept | {"id": claim.pk, "finding": followed(kept, known_by=known_by)}


def _goal(goal: Goal) -> Content:
    return _fields(goal, GOAL_FIELDS) | {"id": goal.pk, "owner": goal.owner.name if goal.owner else ""}


def _measure(measure: Measure) -> Content:
    return _fields(measure, _MEASURE) | {
        "id": measure.pk,
        "goals": [goal.pk for goal in _living(measure.goals.all())],
        "activities": [_activity(activity) for activity in _living(measure.activities.all())],
    }


def _activity(activity: Activity) -> Content:
    budgets = [{"year": row.year, "amount": str(row.amount), "funding": row.funding} for row in activity.budgets.all()]
    return _fields(activity, _ACTIVITY) | {
        "id": activity.pk,
        "owner": activity.owner.name if activity.owner else "",
        "partners": sorted(unit.name for unit in activity.partners.all()),
        "budgets": budgets,
        "milestones": [{"when": row.when, "text": row.text, "done": row.done} for row in activity.milestones.all()],
    }


def _living(parts: QuerySet[Any]) -> QuerySet[Any]:
    return parts.filter(removed_at__isnull=True).order_by("order", "id")


def _fields(part: Part, names: tuple[str, ...]) -> Content:
    return {name: getattr(part, name) for name in names}
