"""What writes an evaluation design; only while the plan is a draft."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from tryggve.web.audit.actions import record
from tryggve.web.evaluation.designs import proposed
from tryggve.web.evaluation.models import Design
from tryggve.web.evaluation.queries import goals_of
from tryggve.web.plans.actions import about, refuse_stale
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.parts import plan_of
from tryggve.web.plans.policies import require_editable

FIELDS = ("comparison", "municipalities", "before_first", "before_last", "after_first", "after_last")


@transaction.atomic
def save_design(goal: Goal, *, values: Mapping[str, object], revision: int, by: str) -> Design:
    """Write a goal's design.

    Raises:
        StaleError: somebody wrote another one while the form was open.
        NotAllowedError: the plan is decided.
    """
    _hold(goal)
    design = Design.objects.select_for_update().filter(goal=goal).first() or proposed(goal)
    before = told(design) if design.pk else {}
    if design.revision != revision and before:
        refuse_stale(before, values, revision=design.revision)
    for name in FIELDS:
        setattr(design, name, values[name])
    design.revision += 1
    design.save()
    record("evaluation.save_design", by=by, about=about(goal), before=before, after=told(design))
    return design


@transaction.atomic
def write_proposed(plan: Plan, *, by: str) -> int:
    """Write the proposed design for every goal with an indicator that lacks one; return how many."""
    require_editable(Plan.objects.select_for_update().get(pk=plan.pk))
    lacking = [g for g in goals_of(plan) if g.indicator and not Design.objects.filter(goal=g).exists()]
    if not lacking:
        return 0
    for goal in lacking:
        design = proposed(goal)
        design.revision = 1
        design.save()
    after = {"goals": [goal.title for goal in lacking]}
    record("evaluation.write_proposed", by=by, about=about(plan), after=after)
    return len(lacking)


@transaction.atomic
def drop_design(goal: Goal, *, by: str) -> None:
    """Let a goal have no design."""
    _hold(goal)
    design = Design.objects.select_for_update().filter(goal=goal).first()
    if design is not None:
        before = told(design)
        design.delete()
        record("evaluation.drop_design", by=by, about=about(goal), before=before)


def told(design: Design) -> dict[str, object]:
    """Return what a design says, as JSON values."""
    return {name: getattr(design, name) for name in FIELDS}


def _hold(goal: Goal) -> None:
    # The plan is locked first, so that a decision taken at the same moment freezes the design or refuses it.
    require_editable(Plan.objects.select_for_update().get(pk=plan_of(goal).pk))
