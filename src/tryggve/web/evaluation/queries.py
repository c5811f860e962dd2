"""Which evaluations somebody may see, and how far each decided plan has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from tryggve.plan.dates import from_code
from tryggve.plan.evaluation import EvaluationStatus, Judged
from tryggve.plan.status import EDITABLE, PUBLIC, PlanStatus, has_begun
from tryggve.web.evaluation.models import Evaluation, PriorityJudgement
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.queries import plans_of


class PlanState(StrEnum):
    """How far the evaluation of a plan has come (Sv: läge)."""

    COMING = "coming"  # decided, and the period has not begun
    RUNNING = "running"  # the period is not over and nothing is begun
    OVER = "over"  # the period is over and nothing is begun
    UNDER_WAY = "under_way"
    FINISHED = "finished"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A decided plan with its evaluations, the newest first."""

    plan: Plan
    state: PlanState
    over: bool
    evaluations: tuple[Evaluation, ...]

    @property
    def newest(self) -> Evaluation | None:
        """The evaluation that was made last."""
        return self.evaluations[0] if self.evaluations else None


def evaluations_of(user: User | AnonymousUser) -> QuerySet[Evaluation]:
    """Return the evaluations of the plans that a person may see, newest first."""
    return Evaluation.objects.filter(plan__in=plans_of(user)).select_related("plan")


def evaluable(user: User | AnonymousUser, *, today: dt.date) -> list[PlanRow]:
    """Return the decided plans of a person's municipalities with how far their evaluation has come."""
    decided = plans_of(user).filter(status__in=[status.value for status in PUBLIC])
    return [_row(plan, today) for plan in decided.prefetch_related("evaluations")]


def drafts_after(plan: Plan) -> QuerySet[Plan]:
    """Return the versions that follow a plan and are not decided yet."""
    return plan.later.filter(removed_at__isnull=True, status__in=[s.value for s in EDITABLE]).order_by("-id")


def priorities_of(plan: Plan) -> list[Priority]:
    """Return a plan's priorities in order."""
    return list(plan.priorities.filter(removed_at__isnull=True).order_by("order", "id"))


def goals_of(plan: Plan) -> list[Goal]:
    """Return a plan's goals in order."""
    goals = Goal.objects.filter(priority__plan=plan, removed_at__isnull=True, priority__removed_at__isnull=True)
    ordered = goals.order_by("priority__order", "priority_id", "order", "id")
    return list(ordered.select_related("priority__plan", "owner", "design"))


def judged(row: PriorityJudgement | None) -> Judged:
    """Return what is said of a priority as the rules read it."""
    if row is None:
        return Judged()
    return Judged(
        relevance=row.relevance, reason=row.reason, proposal=row.proposal, proposal_reason=row.proposal_reason
    )


def _row(plan: Plan, today: dt.date) -> PlanRow:
    made = tuple(sorted(plan.evaluations.all(), key=lambda one: (one.as_of, one.pk), reverse=True))
    over = bool(plan.ends) and from_code(plan.ends).last < today
    return PlanRow(plan, _state(plan, made, over=over, today=today), over, made)


def _state(plan: Plan, made: tuple[Evaluation, ...], *, over: bool, today: dt.date) -> PlanState:
    if any(one.status == EvaluationStatus.DRAFT for one in made):
        return PlanState.UNDER_WAY
    if made:
        return PlanState.FINISHED
    if plan.status == PlanStatus.REPLACED:
        return PlanState.REPLACED
    if not has_begun(plan.starts, today=today):
        return PlanState.COMING
    return PlanState.OVER if over else PlanState.RUNNING
