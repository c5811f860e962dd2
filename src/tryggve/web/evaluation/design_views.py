"""Pages of the evaluation design, which is written while the plan is a draft and fixed when it is decided."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tryggve.web.decisions.queries import adopted
from tryggve.web.evaluation import design_actions
from tryggve.web.evaluation.design_forms import DesignForm, initial
from tryggve.web.evaluation.design_words import DesignWords, words_of, words_of_decided
from tryggve.web.evaluation.designs import frozen_designs, shown_design
from tryggve.web.evaluation.queries import goals_of
from tryggve.web.evaluation.stale import stale_page
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import GOAL, plan_of
from tryggve.web.plans.policies import may_edit, require_editable
from tryggve.web.plans.queries import part_for, plans_of


@require_GET
@login_required
def designs(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each goal's design: written or proposed in a draft, as decided afterwards."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    draft, decided = may_edit(plan), frozen_designs(plan)
    rows: list[tuple[Goal, DesignWords | None, bool]] = []
    for goal in goals_of(plan):
        if draft:
            shown = shown_design(goal)
            rows.append((goal, words_of(shown), shown.written))
        else:
            told = decided.get(str(goal.pk))
            rows.append((goal, words_of_decided(told) if told else None, told is not None))
    decision = adopted(plan)
    context = {
        "plan": plan,
        "rows": rows,
        "written": sum(written for _goal, _words, written in rows),
        "assessable": sum(bool(words and words.assessable and written) for _goal, words, written in rows),
        "may_edit": draft and may(request.user, Right.PLAN_EDIT),
        "draft": draft,
        "sha256": decision.frozen.content.get("design_sha256", "") if decision else "",
    }
    return render(request, "evaluation/designs.html", context)


@needs(Right.PLAN_EDIT)
def design(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a goal's design, with what it cannot show said at once."""
    goal = _goal(request, pk)
    plan = plan_of(goal)
    shown = shown_design(goal)
    form = DesignForm(request.POST or None, initial=initial(shown.design), own=plan.municipality)
    back = reverse("evaluation:designs", kwargs={"pk": plan.pk})
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            design_actions.save_design(goal, values=form.values(), revision=revision, by=request.user.get_username())
        except StaleError as error:
            return stale_page(request, form, error, plan=plan, name=goal.title)
        _tell(request, goal)
        return redirect(back)
    context = {
        "form": form,
        "goal": goal,
        "plan": plan,
        "words": words_of(shown),
        "written": shown.written,
        "back": back,
    }
    return render(request, "evaluation/design.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.PLAN_EDIT)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a goal have no design."""
    goal = _goal(request, pk)
    design_actions.drop_design(goal, by=request.user.get_username())
    messages.success(request, _("Utvärderingsdesignen är borttagen. Förslaget visas igen."))
    return redirect("evaluation:designs", pk=plan_of(goal).pk)


@require_POST
@needs(Right.PLAN_EDIT)
def write_proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the proposed design for every goal with an indicator that lacks one."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    count = design_actions.write_proposed(plan, by=request.user.get_username())
    text = ngettext("%(count)d mål fick förslaget.", "%(count)d mål fick förslaget.", count) % {"count": count}
    messages.success(request, text if count else _("Alla mål med indikator har redan en utvärderingsdesign."))
    return redirect("evaluation:designs", pk=pk)


def _goal(request: HttpRequest, pk: int) -> Goal:
    goal = part_for(request.user, GOAL, pk)
    assert isinstance(goal, Goal)
    require_editable(plan_of(goal))
    return goal


def _tell(request: HttpRequest, goal: Goal) -> None:
    words = words_of(shown_design(Goal.objects.get(pk=goal.pk)))
    messages.success(request, _("Sparat: %(name)s") % {"name": goal.title})
    if words.doubts:
        messages.warning(request, " ".join((f"{words.verdict}.", *words.doubts)))
