"""What the state of a plan and of its evaluation allows."""

from __future__ import annotations

import datetime as dt

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.dates import PlanDate, from_code
from tryggve.plan.evaluation import EvaluationStatus
from tryggve.plan.status import PUBLIC, PlanStatus, has_begun
from tryggve.web.evaluation.models import Evaluation
from tryggve.web.plans.models import Plan

IN_FORCE = (PlanStatus.DECIDED, PlanStatus.EVALUATED)


def may_evaluate(plan: Plan) -> bool:
    """Tell whether a plan can be evaluated; only what is decided can."""
    return plan.removed_at is None and PlanStatus(plan.status) in PUBLIC


def may_begin(plan: Plan, *, today: dt.date) -> bool:
    """Tell whether an evaluation can be begun; before the period begins there is nothing to evaluate."""
    return may_evaluate(plan) and has_begun(plan.starts, today=today)


def may_change_goals(plan: Plan) -> bool:
    """Tell whether a decided goal of the plan can be changed by a decision; a replaced plan's never are."""
    return plan.removed_at is None and PlanStatus(plan.status) in IN_FORCE


def may_write(evaluation: Evaluation) -> bool:
    """Tell whether an evaluation may still be written in."""
    return evaluation.status == EvaluationStatus.DRAFT


def require_evaluable(plan: Plan, *, today: dt.date) -> None:
    """Raise NotAllowedError where the plan is not decided, or its period has not begun."""
    if not may_evaluate(plan):
        raise NotAllowedError(
            sv=f"”{plan.title}” är inte beslutad och kan inte utvärderas. Utvärdera planen när den har beslutats.",
            en=f'"{plan.title}" is not decided and cannot be evaluated. Evaluate the plan when it is decided.',
        )
    if not may_begin(plan, today=today):
        starts = from_code(plan.starts)
        raise NotAllowedError(
            sv=f"”{plan.title}” gäller från {starts.text('sv')}. Utvärdera planen när dess period har börjat.",
            en=f'"{plan.title}" is in force from {starts.text("en")}. Evaluate the plan when its period has begun.',
        )


def require_changeable(plan: Plan) -> None:
    """Raise NotAllowedError where the plan's goals cannot be changed by a decision."""
    if not may_change_goals(plan):
        raise NotAllowedError(
            sv=f"”{plan.title}” gäller inte, så dess mål ändras inte genom beslut. Ändra i utkastet i stället.",
            en=f'"{plan.title}" is not in force, so its goals are not changed by decision. Change the draft instead.',
        )


def require_writable(evaluation: Evaluation) -> None:
    """Raise NotAllowedError where the evaluation is finished."""
    if not may_write(evaluation):
        raise NotAllowedError(
            sv="Utvärderingen är avslutad och låst. Gör en ny utvärdering om något behöver sägas på nytt.",
            en="The evaluation is finished and locked. Make a new evaluation if something needs to be said anew.",
        )


def require_finished(evaluation: Evaluation) -> None:
    """Raise NotAllowedError where the evaluation is still a draft."""
    if may_write(evaluation):
        raise NotAllowedError(
            sv="Utvärderingen är ett utkast. Avsluta den innan planen revideras efter den.",
            en="The evaluation is a draft. Finish it before the plan is revised by it.",
        )


def require_day_of_change(changed: PlanDate, *, adopted: PlanDate | None) -> None:
    """Raise UsageError where a goal was changed before it can have been decided."""
    if adopted is not None and changed.last < adopted.first:
        raise UsageError(
            sv=f"Ändringen är daterad {changed.text('sv')}, före planens beslut {adopted.text('sv')}. "
            "Skriv när ändringen beslutades.",
            en=f"The change is dated {changed.text('en')}, before the plan's decision {adopted.text('en')}. "
            "Write when the change was decided.",
        )
