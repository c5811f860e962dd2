"""Pages of what changed: a decision that changes a decided goal, and a version held against the earlier one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.errors import TryggveError
from tryggve.plan.status import GoalKind
from tryggve.publish.evaluation_words import sort_words
from tryggve.web.evaluation.change_form import ChangeForm
from tryggve.web.evaluation.goal_changes import CHANGEABLE, change_goal, changes_of
from tryggve.web.evaluation.policies import require_changeable
from tryggve.web.evaluation.stale import stale_page
from tryggve.web.evaluation.versions import compared
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import GOAL, plan_of
from tryggve.web.plans.queries import part_for, plans_of
from tryggve.web.plans.words import kind_words


@needs(Right.DECIDE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a decision that changes a decided goal."""
    goal = part_for(request.user, GOAL, pk)
    assert isinstance(goal, Goal)
    plan = plan_of(goal)
    require_changeable(plan)
    start = {name: getattr(goal, name) for name in (*CHANGEABLE, "revision")}
    form = ChangeForm(request.POST or None, initial=start, plan=plan, goal_kind=GoalKind(goal.kind))
    if request.method == "POST" and form.is_valid():
        try:
            change_goal(
                goal,
                values=form.changed(),
                decided=form.decision(),
                revision=form.cleaned_data["revision"] or 0,
                by=request.user.get_username(),
            )
        except StaleError as error:
            return stale_page(request, form, error, plan=plan, name=goal.title)
        except TryggveError as error:
            form.add_error(None, error.text(language_now()))
        else:
            messages.success(request, _("Ändringen är införd. Det beslutade står kvar bredvid."))
            return redirect("plans:goal", pk=pk)
    context = {"form": form, "goal": goal, "plan": plan, "card": goal_card(goal), "changes": changes_of(goal.pk)}
    return render(request, "evaluation/change.html", context, status=422 if form.is_bound else 200)


@require_GET
@login_required
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs between a version and the one that it follows."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    versions = compared(plan)
    if versions is None:
        raise Http404
    sorts, kinds = sort_words(language_now()), kind_words()
    shown = [(sorts[found.sort.value], kinds[found.kind], found) for found in versions.differences]
    counted = [(text, sum(found.sort.value == code for found in versions.differences)) for code, text in sorts.items()]
    context = {
        "plan": plan,
        "earlier": versions.earlier,
        "shown": shown,
        "counted": [(text, number) for text, number in counted if number],
    }
    return render(request, "evaluation/differences.html", context)
