"""Pages where an evaluation is written, finished, and made into the next version of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.errors import TryggveError
from tryggve.web.evaluation import actions, revising
from tryggve.web.evaluation.forms import FrameForm, GoalForm, PriorityForm
from tryggve.web.evaluation.missing import missing_of
from tryggve.web.evaluation.models import Evaluation, GoalJudgement, PriorityJudgement
from tryggve.web.evaluation.policies import require_evaluable, require_writable
from tryggve.web.evaluation.queries import evaluations_of
from tryggve.web.evaluation.results import dose_of, result_of
from tryggve.web.evaluation.stale import stale_page
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.next_version import next_version_form, next_version_page
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.shown_claims import shown_claims


@needs(Right.PLAN_EDIT)
def begin(request: HttpRequest, plan: int) -> HttpResponse:
    """Ask for the period and the author, and begin an evaluation of a decided plan."""
    found: Plan = get_object_or_404(plans_of(request.user), pk=plan)
    require_evaluable(found, today=timezone.localdate())
    start = {"starts": found.starts, "ends": found.ends, "as_of": timezone.localdate()}
    form = FrameForm(request.POST or None, initial=start | {"author": request.user.get_full_name()})  # type: ignore[union-attr]  # signed in
    del form.fields["summary"]
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.begin(
            found,
            starts=values["starts"],
            ends=values["ends"],
            as_of=values["as_of"],
            author=values["author"],
            by=request.user.get_username(),
        )
        messages.success(request, _("Utvärderingen är påbörjad. Resultaten är redan ifyllda; bedömningarna är era."))
        return redirect("evaluation:evaluation", pk=made.pk)
    context = {"plan": found, "back": reverse("evaluation:index"), "title": _("Börja utvärdera planen")}
    return _form_page(request, form, context)


@needs(Right.PLAN_EDIT)
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the period, the date, the author and the summary."""
    found = _evaluation(request, pk)
    start = {name: getattr(found, name) for name in (*actions.FRAME, "revision")}
    form = FrameForm(request.POST or None, initial=start)

    def save(values: dict[str, Any], revision: int) -> None:
        actions.save_frame(found, values=values, revision=revision, by=request.user.get_username())

    context = {"title": _("Period, datum och sammanfattning")}
    return _written(request, found, form, save, context)


@needs(Right.PLAN_EDIT)
def goal(request: HttpRequest, pk: int, goal: int) -> HttpResponse:
    """Write what is said of a goal, with what the system knows beside it."""
    found = _evaluation(request, pk)
    goals = Goal.objects.filter(priority__plan=found.plan, removed_at__isnull=True, priority__removed_at__isnull=True)
    part = get_object_or_404(goals.select_related("priority__plan", "owner"), pk=goal)
    row = found.goal_judgements.filter(goal=part).first() or GoalJudgement()
    form = GoalForm(request.POST or None, initial=_start(row, ("participants", "judgement")))

    def save(values: dict[str, Any], revision: int) -> None:
        actions.judge_goal(found, goal=part, values=values, revision=revision, by=request.user.get_username())

    known = result_of(part) | {"dose": dose_of(part, as_of=found.as_of)}
    context = {"title": part.title, "kind": _("Mål"), "known": known, "anchor": f"omrade-{part.priority_id}"}
    return _written(request, found, form, save, context)


@needs(Right.PLAN_EDIT)
def priority(request: HttpRequest, pk: int, priority: int) -> HttpResponse:
    """Write the verdict on a priority, with its claims as they stand beside it."""
    found = _evaluation(request, pk)
    part = get_object_or_404(Priority, pk=priority, plan=found.plan, removed_at__isnull=True)
    row = found.priority_judgements.filter(priority=part).first() or PriorityJudgement()
    names = ("relevance", "reason", "proposal", "proposal_reason", "lessons")
    form = PriorityForm(request.POST or None, initial=_start(row, names))

    def save(values: dict[str, Any], revision: int) -> None:
        actions.judge_priority(found, priority=part, values=values, revision=revision, by=request.user.get_username())

    adopted = found.plan.decisions.filter(kind="adopt").order_by("date", "id").last()
    claims = shown_claims(found.plan, decided_year=adopted.date.year if adopted else None)
    context = {
        "title": part.title,
        "kind": _("Prioriterat område"),
        "claims": claims.get(part.pk, []),
        "anchor": f"omrade-{part.pk}",
    }
    return _written(request, found, form, save, context)


@needs(Right.PLAN_EDIT)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what finishing means, and finish."""
    found = _evaluation(request, pk)
    context: dict[str, object] = {"evaluation": found, "plan": found.plan}
    if request.method == "POST":
        try:
            actions.finish(found, by=request.user.get_username())
        except TryggveError as error:
            context["mistake"] = error.text(language_now())
        else:
            messages.success(request, _("Utvärderingen är avslutad och låst."))
            return redirect("evaluation:evaluation", pk=pk)
    context["missing"] = missing_of(found)
    return render(request, "evaluation/finish.html", context, status=422 if "mistake" in context else 200)


@needs(Right.PLAN_EDIT)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a draft is to be thrown away, and do it."""
    found = _evaluation(request, pk)
    if request.method == "POST":
        actions.discard(found, by=request.user.get_username())
        messages.success(request, _("Utkastet till utvärdering är borttaget."))
        return redirect("evaluation:index")
    return render(request, "evaluation/discard.html", {"evaluation": found, "plan": found.plan})


@needs(Right.PLAN_EDIT)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for name and period, and make the next version of the plan by what the evaluation proposed."""
    found = get_object_or_404(evaluations_of(request.user), pk=pk)
    revising.require_revisable(found)
    form = next_version_form(request, found.plan)
    if request.method != "POST" or not form.is_valid():
        back = reverse("evaluation:evaluation", kwargs={"pk": pk})
        return next_version_page(request, form, plan=found.plan, back=back, proposed=True)
    draft = revising.revise(found, by=request.user.get_username(), named=form.named)
    messages.success(request, _("Nästa version är ett utkast. Områden som ska avslutas ligger i dess papperskorg."))
    return redirect("plans:plan", pk=draft.pk)


def _evaluation(request: HttpRequest, pk: int) -> Evaluation:
    found = get_object_or_404(evaluations_of(request.user), pk=pk)
    require_writable(found)
    return found


def _start(row: GoalJudgement | PriorityJudgement, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in (*names, "revision")}


def _written(
    request: HttpRequest,
    found: Evaluation,
    form: PartForm,
    save: Callable[[dict[str, Any], int], None],
    context: Mapping[str, object],
) -> HttpResponse:
    """Save a valid form and go back to the evaluation; else show the form, or both versions where one is stale."""
    back = reverse("evaluation:evaluation", kwargs={"pk": found.pk})
    back += f"#{context['anchor']}" if "anchor" in context else ""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.values(), form.cleaned_data["revision"] or 0)
        except StaleError as error:
            return stale_page(request, form, error, plan=found.plan, name=str(context["title"]))
        messages.success(request, _("Sparat: %(name)s") % {"name": context["title"]})
        return redirect(back)
    return _form_page(request, form, dict(context) | {"evaluation": found, "plan": found.plan, "back": back})


def _form_page(request: HttpRequest, form: PartForm, context: dict[str, object]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "evaluation/form.html", context | {"form": form}, status=status)
