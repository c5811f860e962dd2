"""Where yes-or-no goals are answered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.web.followup.goal_answers import (
    answer_goal,
    answers_to,
    behalf_of,
    may_answer,
    own_goals,
    require_answerable,
    waiting,
)
from tryggve.web.followup.goal_forms import AnswerForm
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import GOAL, plan_of
from tryggve.web.plans.queries import part_for


@require_GET
@login_required
def goals(request: HttpRequest) -> HttpResponse:
    """List the goals that somebody may answer, those that wait first."""
    today = timezone.localdate()
    found = own_goals(request.user, today=today)
    late = {goal.pk for goal in waiting(found, today=today)}
    rows = [(goal_card(goal), goal.pk in late) for goal in sorted(found, key=lambda goal: goal.pk not in late)]
    return render(request, "followup/goals.html", {"rows": rows, "waiting": len(late)})


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a yes-or-no goal; the earlier answers stay."""
    goal, today = part_for(request.user, GOAL, pk), timezone.localdate()
    assert isinstance(goal, Goal)
    require_answerable(goal)
    if not may_answer(request.user, goal, today=today):
        raise PermissionDenied
    unit = behalf_of(request.user, goal, today=today)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_goal(goal, answered=form.answered(on_behalf_of=unit), by=request.user.get_username())
        messages.success(request, _("Svaret är sparat. Tidigare svar står kvar."))
        return redirect("plans:goal", pk=pk)
    context = {"form": form, "goal": goal, "plan": plan_of(goal), "unit": unit, "card": goal_card(goal)}
    shown = context | {"answers": tuple(reversed(answers_to(goal)))}
    return render(request, "followup/answer_goal.html", shown, status=422 if form.is_bound else 200)
