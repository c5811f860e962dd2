"""What other rooms' pages show of evaluation: buttons, changes of goals, notes to the next version, woven texts."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils import timezone

from tryggve.plan.evaluation import EvaluationStatus
from tryggve.web.evaluation.designs import frozen_designs
from tryggve.web.evaluation.document import Content, delivered
from tryggve.web.evaluation.goal_changes import changes_of
from tryggve.web.evaluation.models import Design, Evaluation, RevisionNote
from tryggve.web.evaluation.policies import may_begin, may_change_goals, may_evaluate
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.parts import plan_of
from tryggve.web.plans.queries import plans_of

register = template.Library()


@register.inclusion_tag("evaluation/plan_links.html", takes_context=True)
def evaluation_links(context: Context, plan: Plan) -> dict[str, object]:
    """Show the ways from a plan to its evaluation, its design and what it changed; to members only."""
    user = context["request"].user
    member = user.is_authenticated and plans_of(user).filter(pk=plan.pk).exists()
    newest = Evaluation.objects.filter(plan=plan).first() if member else None
    begins = member and newest is None and may_begin(plan, today=timezone.localdate())
    return {
        "plan": plan,
        "member": member,
        "evaluation": newest,
        "may_begin": begins and may(user, Right.PLAN_EDIT),
    }


@register.inclusion_tag("evaluation/goal_changes.html")
def goal_changes(goal: Goal) -> dict[str, object]:
    """Show what was changed in a decided goal, by whom and why."""
    return {"changes": changes_of(goal.pk)}


@register.inclusion_tag("evaluation/goal_buttons.html", takes_context=True)
def goal_buttons(context: Context, goal: Goal) -> dict[str, object]:
    """Offer to change a decided goal to those who enter decisions."""
    user, plan = context["request"].user, plan_of(goal)
    decides = may(user, Right.DECIDE) and plans_of(user).filter(pk=plan.pk).exists()
    return {"goal": goal, "may_change": decides and may_change_goals(plan)}


@register.inclusion_tag("evaluation/revision_note.html")
def revision_note(priority: Priority) -> dict[str, object]:
    """Show what the evaluation of the earlier version wants changed in a priority."""
    note = RevisionNote.objects.filter(priority=priority).select_related("evaluation").first()
    return {"note": note}


@register.inclusion_tag("evaluation/case_card.html", takes_context=True)
def evaluation_case(context: Context, plan: Plan) -> dict[str, object]:
    """Say, on the plan's way to its decision, what its evaluation design can show and how the evaluation stands."""
    goals = Goal.objects.filter(priority__plan=plan, removed_at__isnull=True, priority__removed_at__isnull=True)
    measured = goals.exclude(indicator="")
    decided = may_evaluate(plan)
    written = len(frozen_designs(plan)) if decided else Design.objects.filter(goal__in=measured).count()
    finished = Evaluation.objects.filter(plan=plan, status=EvaluationStatus.FINISHED.value).first()
    return {
        "plan": plan,
        "decided": decided,
        "goals": measured.count(),
        "written": written,
        "finished": finished,
        "user": context["request"].user,
    }


@register.filter
def delivered_words(dose: Content) -> str:
    """Write what was delivered, with its part of what was planned where both are known."""
    return delivered(dose)
