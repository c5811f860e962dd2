"""Steps with little or no form: move, remove, restore, adopt, make a new version, link to a plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tryggve.plan.dates import day_of
from tryggve.plan.picture import LAW_PARTS, missing_parts
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.picture.actions import adopt, link_priority, move_part, remove_part, restore_part, unlink_priority
from tryggve.web.picture.edit_views import named, page_of
from tryggve.web.picture.missing import gaps
from tryggve.web.picture.models import PriorityProblem
from tryggve.web.picture.parts import KINDS, parent_of
from tryggve.web.picture.policies import require_editable
from tryggve.web.picture.priority_forms import AdoptForm, LinkForm, ProblemLinkForm
from tryggve.web.picture.queries import any_part_for, part_for, pictures_of, problem_for, problems_to_rest_on
from tryggve.web.picture.versions import new_version as make_version
from tryggve.web.plans.models import Priority
from tryggve.web.plans.parts import PRIORITY
from tryggve.web.plans.places import place_on_plan
from tryggve.web.plans.policies import may_edit as may_edit_plan
from tryggve.web.plans.policies import require_editable as require_editable_plan
from tryggve.web.plans.queries import part_for as plan_part_for
from tryggve.web.plans.queries import plans_of


@require_POST
@needs(Right.PLAN_EDIT)
def move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Move a part one step up or down."""
    part = part_for(request.user, KINDS[kind], pk)
    move_part(part, steps=-1 if request.POST.get("to") == "up" else 1, by=request.user.get_username())
    return redirect(page_of(parent_of(part) or part))


@require_POST
@needs(Right.PLAN_EDIT)
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a part into the recycle bin and offer to undo it."""
    part = part_for(request.user, KINDS[kind], pk)
    remove_part(part, by=request.user.get_username())
    undo = reverse("picture:restore", kwargs={"kind": kind, "pk": pk})
    messages.success(request, _("”%(name)s” ligger i papperskorgen.") % {"name": named(part)}, extra_tags=undo)
    parent = parent_of(part)
    return redirect(page_of(parent) if parent else reverse("picture:index"))


@require_POST
@needs(Right.PLAN_EDIT)
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a part back from the recycle bin."""
    part = any_part_for(request.user, KINDS[kind], pk)
    restore_part(part, by=request.user.get_username())
    messages.success(request, _("Återställt: %(name)s") % {"name": named(part)})
    return redirect(page_of(part))


@needs(Right.DECIDE)
def adopt_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who adopted the picture and when; say first what the law misses and what is not done."""
    picture = get_object_or_404(pictures_of(request.user), pk=pk)
    require_editable(picture)
    form = AdoptForm(request.POST or None, initial={"date": f"{timezone.localdate()}"})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        date, when = day_of(values.pop("date"), today=timezone.localdate())
        adopt(picture, **values, date=date, when=when, by=request.user.get_username())
        messages.success(request, _("Lägesbilden är fastställd. Texten ändras inte mer."))
        return redirect("picture:picture", pk=pk)
    missing = missing_parts({part.field: getattr(picture, part.field) for part in LAW_PARTS})
    edits = may(request.user, Right.PLAN_EDIT)
    context = {"form": form, "picture": picture, "missing": missing, "left": gaps(picture), "may_edit": edits}
    return render(request, "picture/adopt.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.PLAN_EDIT)
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of an adopted picture."""
    draft = make_version(get_object_or_404(pictures_of(request.user), pk=pk), by=request.user.get_username())
    messages.success(request, _("Den nya versionen är ett utkast. Den fastställda står kvar som den är."))
    return redirect("picture:picture", pk=draft.pk)


@needs(Right.PLAN_EDIT)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a plan's priority rest on the problem."""
    problem = problem_for(request.user, pk)
    plans = plans_of(request.user).filter(municipality=problem.picture.municipality)
    open_plans = [plan.pk for plan in plans if may_edit_plan(plan)]
    priorities = Priority.objects.filter(plan__in=open_plans, removed_at__isnull=True).select_related("plan")
    form = LinkForm(request.POST or None, priorities=priorities.order_by("-plan_id", "order", "id"))
    if request.method == "POST" and form.is_valid():
        link_priority(problem, priority=form.cleaned_data["priority"], by=request.user.get_username())
        messages.success(request, _("Det prioriterade området vilar nu på problemet."))
        return redirect("picture:problem", pk=pk)
    context = {"form": form, "problem": problem, "picture": problem.picture, "some": priorities.exists()}
    return render(request, "picture/link.html", context, status=422 if form.is_bound else 200)


@needs(Right.PLAN_EDIT)
def link_problem(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a plan's priority rest on a problem, asked for from the plan."""
    priority = plan_part_for(request.user, PRIORITY, pk)
    assert isinstance(priority, Priority)
    require_editable_plan(priority.plan)
    problems = problems_to_rest_on(priority)
    form = ProblemLinkForm(request.POST if request.method == "POST" else None, problems=problems)
    if request.method == "POST" and form.is_valid():
        link_priority(form.cleaned_data["problem"], priority=priority, by=request.user.get_username())
        messages.success(request, _("Det prioriterade området vilar nu på problemet."))
        return redirect(place_on_plan(priority))
    context = {"form": form, "priority": priority, "some": problems.exists(), "back": place_on_plan(priority)}
    return render(request, "picture/link_problem.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.PLAN_EDIT)
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the link to a plan's priority away."""
    found = get_object_or_404(PriorityProblem, pk=pk)
    if not plans_of(request.user).filter(pk=found.priority.plan_id).exists():
        raise Http404
    problem = problem_for(request.user, found.problem_id)
    unlink_priority(found, by=request.user.get_username())
    messages.success(request, _("Kopplingen till planen är borttagen."))
    return redirect("picture:problem", pk=problem.pk)
