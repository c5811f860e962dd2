"""What a plan's state allows."""

from __future__ import annotations

from tryggve.errors import NotAllowedError
from tryggve.plan.status import EDITABLE, PUBLIC, PlanStatus
from tryggve.web.plans.models import Plan


def may_edit(plan: Plan) -> bool:
    """Tell whether the plan's text may still change; a decided plan never does."""
    return plan.removed_at is None and PlanStatus(plan.status) in EDITABLE


def may_follow(plan: Plan) -> bool:
    """Tell whether a new version can be made from the plan."""
    return plan.removed_at is None and PlanStatus(plan.status) in PUBLIC


def require_editable(plan: Plan) -> None:
    """Raise NotAllowedError where the plan is decided or removed."""
    if not may_edit(plan):
        raise NotAllowedError(
            sv=f"”{plan.title}” är beslutad och ändras inte. Gör en ny version av planen och ändra i den.",
            en=f'"{plan.title}" is decided and does not change. Make a new version of the plan and change that.',
        )


def require_followable(plan: Plan) -> None:
    """Raise NotAllowedError where the plan is not decided yet."""
    if not may_follow(plan):
        raise NotAllowedError(
            sv=f"”{plan.title}” är inte beslutad. Ändra i den i stället för att göra en ny version.",
            en=f'"{plan.title}" is not decided. Change it instead of making a new version.',
        )
