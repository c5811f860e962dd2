"""Pages of the decisions room: overview, one plan's way to its decision, and what is entered there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.plan.status import PlanStatus
from tryggve.web.decisions import actions, consultations
from tryggve.web.decisions.calendar_page import calendar_lines
from tryggve.web.decisions.document import decision_words
from tryggve.web.decisions.forms import AnswerForm, ConsultationForm, CouncilForm, DecisionForm, NextForm
from tryggve.web.decisions.models import Consultation, Decision, NextDecision
from tryggve.web.decisions.policies import DecisionKind, may_move, possible_decisions
from tryggve.web.decisions.queries import adopted, awaited, decisions_of
from tryggve.web.decisions.words import decision_names
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.words import status_words


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is awaited and what has been decided."""
    statuses = status_words()
    context = {
        "plans": [(plan, statuses[plan.status]) for plan in plans_of(request.user)],
        "awaited": awaited(request.user),
        "decisions": _listed(decisions_of(request.user)),
        "today": timezone.localdate(),
    }
    return render(request, "decisions/overview.html", context)


@require_GET
@login_required
def case(request: HttpRequest, plan: int) -> HttpResponse:
    """Show a plan's way to its decision, and the forms that its state and the reader's role allow."""
    return _case_page(request, _plan(request, plan))


@require_POST
@needs(Right.DECIDE)
def decide(request: HttpRequest, plan: int) -> HttpResponse:
    """Enter a decision."""
    found = _plan(request, plan)
    form = DecisionForm(request.POST, possible=possible_decisions(found.status))
    if not form.is_valid():
        return _case_page(request, found, decision_form=form)
    values = form.cleaned_data | {"kind": DecisionKind(form.cleaned_data["kind"])}
    try:
        actions.decide(found, **values, by=request.user.get_username())
    except TryggveError as error:
        return _refused(request, found, error, decision_form=form)
    messages.success(request, _("Beslutet är infört."))
    return redirect("decisions:case", plan=found.pk)


@require_POST
@needs(Right.DECIDE)
def move(request: HttpRequest, plan: int) -> HttpResponse:
    """Hand the plan over for preparation, or take it back to draft."""
    found = _plan(request, plan)
    step = actions.take_back if request.POST.get("to") == PlanStatus.DRAFT else actions.propose
    step(found, by=request.user.get_username())
    messages.success(request, _("Planens läge är ändrat."))
    return redirect("decisions:case", plan=found.pk)


@require_POST
@needs(Right.DECIDE)
def plan_next(request: HttpRequest, plan: int) -> HttpResponse:
    """Say what is decided next."""
    found = _plan(request, plan)
    form = NextForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, next_form=form)
    actions.plan_next(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Nästa beslut är infört."))
    return redirect("decisions:case", plan=found.pk)


@require_POST
@needs(Right.CONSULT)
def consult(request: HttpRequest, plan: int) -> HttpResponse:
    """Send the plan to a unit and show its link, once."""
    found = _plan(request, plan)
    form = ConsultationForm(request.POST, units=_units(request, found))
    if not form.is_valid():
        return _case_page(request, found, consultation_form=form)
    try:
        sent = consultations.send(found, **form.cleaned_data, by=request.user.get_username())
    except TryggveError as error:
        return _refused(request, found, error, consultation_form=form)
    link = request.build_absolute_uri(reverse("decisions:consultation", kwargs={"token": sent.token}))
    context = {"consultation": sent.consultation, "link": link}
    response = render(request, "decisions/sent.html", context)
    response["Cache-Control"] = "no-store"  # the link is shown once and not kept
    return response


@needs(Right.CONSULT)
def type_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in an answer that came another way."""
    found = get_object_or_404(Consultation, pk=pk, plan__in=plans_of(request.user))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {"text": form.cleaned_data["answer"], "answered_by": form.cleaned_data["answered_by"]}
        consultations.answer(found, **values, on=timezone.localdate(), by=request.user.get_username())
        messages.success(request, _("Remissvaret är infört."))
        return redirect("decisions:case", plan=found.plan_id)
    status = 422 if form.is_bound else 200
    return render(request, "decisions/answer.html", {"form": form, "consultation": found}, status=status)


def _plan(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(plans_of(request.user), pk=pk)


def _listed(decisions: QuerySet[Decision]) -> list[tuple[Decision, str, str]]:
    names, language = decision_names(), language_now()
    return [(decision, names[decision.kind], decision_words(decision, language)) for decision in decisions]


def _units(request: HttpRequest, plan: Plan) -> QuerySet[Unit]:
    return units_of(request.user).filter(municipality=plan.municipality, ended__isnull=True)


def _refused(request: HttpRequest, plan: Plan, error: TryggveError, **forms: Form) -> HttpResponse:
    for form in forms.values():
        form.add_error(None, error.text(language_now()))
    return _case_page(request, plan, **forms)


def _case_page(request: HttpRequest, plan: Plan, **bound: Form) -> HttpResponse:
    decision = adopted(plan)
    forms = {name: bound.get(name, form) for name, form in _forms(request, plan).items()}
    context = forms | {
        "plan": plan,
        "status": status_words()[plan.status],
        "decisions": _listed(plan.decisions.all()),
        "consultations": plan.consultations.select_related("unit"),
        "frozen": decision.frozen if decision else None,
        "next": NextDecision.objects.filter(plan=plan).first(),
        "may_propose": may(request.user, Right.DECIDE) and may_move(plan.status, PlanStatus.PROPOSED),
        "may_take_back": may(request.user, Right.DECIDE) and may_move(plan.status, PlanStatus.DRAFT),
        "may_consult": may(request.user, Right.CONSULT),
        "today": timezone.localdate(),
    }
    return render(request, "decisions/case.html", context | _calendar(request), status=422 if bound else 200)


def _forms(request: HttpRequest, plan: Plan) -> dict[str, Form | None]:
    decides, consults = may(request.user, Right.DECIDE), may(request.user, Right.CONSULT)
    possible = possible_decisions(plan.status)
    sendable = plan.status in (PlanStatus.DRAFT, PlanStatus.CONSULTATION)
    step = NextDecision.objects.filter(plan=plan).first()
    known = {"what": step.what, "body": step.body, "when": step.when} if step else None
    return {
        "decision_form": DecisionForm(possible=possible, auto_id="decision_%s") if decides and possible else None,
        "consultation_form": ConsultationForm(units=_units(request, plan), auto_id="consultation_%s")
        if consults and sendable
        else None,
        "next_form": NextForm(initial=known, auto_id="next_%s") if decides else None,
    }


def _calendar(request: HttpRequest) -> dict[str, object]:
    form = CouncilForm(request.GET if "council" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return {"council_form": form, "calendar": None}
    try:
        return {"council_form": form, "calendar": calendar_lines(form.cleaned_data["council"])}
    except TryggveError as error:
        form.add_error("council", error.text(language_now()))
        return {"council_form": form, "calendar": None}
