"""Where the coordinator states what happened to the list behind a goal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tryggve.errors import TryggveError
from tryggve.web.followup.list_changes import goal_series, list_turn, state_step, take_back_step
from tryggve.web.followup.list_forms import ListStepForm
from tryggve.web.followup.list_words import turn_words
from tryggve.web.followup.models import ListStep
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import GOAL, plan_of
from tryggve.web.plans.queries import part_for


@needs(Right.REPORT_ALL)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """State a technical change of the list, or that there was none."""
    goal = _goal(request, pk)
    turn = list_turn(goal_series(goal))
    if turn is None:
        raise Http404
    form = ListStepForm(request.POST or None, turn=turn)
    if request.method == "POST" and form.is_valid():
        try:
            state_step(goal, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            form.add_error("when", error.text(language_now()))
        else:
            messages.success(request, _("Uppgiften är sparad och gäller alla mål som mäts med samma lista."))
            return redirect("plans:goal", pk=pk)
    lists = [(one.year, ", ".join(sorted(one.names)) or one.count) for one in (turn.then, turn.now)]
    context = {
        "form": form,
        "goal": goal,
        "plan": plan_of(goal),
        "turn": turn,
        "lists": lists,
        "lines": turn_words(goal),
    }
    return render(request, "followup/state_list.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.REPORT_ALL)
def take_back(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Take back what was stated by mistake."""
    goal = _goal(request, pk)
    own = ListStep.objects.filter(
        municipality=plan_of(goal).municipality, indicator=goal.indicator, taken_back_at__isnull=True
    )
    take_back_step(goal, get_object_or_404(own, pk=step), by=request.user.get_username())
    messages.success(request, _("Uppgiften är tillbakatagen."))
    return redirect("plans:goal", pk=pk)


def _goal(request: HttpRequest, pk: int) -> Goal:
    goal = part_for(request.user, GOAL, pk)
    assert isinstance(goal, Goal)
    return goal
