"""Pages of the decisions room: overview, one plan's way to its decision, and the decisions entered there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.plan.dates import day_of, from_code
from tryggve.plan.status import EDITABLE, PlanStatus
from tryggve.web.decisions import actions
from tryggve.web.decisions.actions import Details
from tryggve.web.decisions.case_page import case_page, decision_lines, plan_for, refused
from tryggve.web.decisions.decision_days import day_doubt, require_order
from tryggve.web.decisions.decision_words import number_of
from tryggve.web.decisions.forms import DecisionForm, NextForm
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.outstanding import outstanding
from tryggve.web.decisions.path_page import PATH, Place, path_lines
from tryggve.web.decisions.policies import (
    DecisionKind,
    likely_decision,
    may_decide,
    possible_decisions,
    require_decision,
    require_sound_days,
)
from tryggve.web.decisions.queries import awaited, decisions_of, is_commissioned
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.words import said_state


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is awaited and what has been decided."""
    today = timezone.localdate()
    plans = plans_of(request.user).prefetch_related(*PATH)
    context = {
        "plans": [(plan, said_state(plan), _next_line(plan)) for plan in plans],
        "awaited": awaited(request.user),
        "decisions": decision_lines(decisions_of(request.user)),
        "today": today,
    }
    return render(request, "decisions/overview.html", context)


@require_GET
@login_required
def case(request: HttpRequest, plan: int) -> HttpResponse:
    """Show a plan's way to its decision, and what its state and the reader's role allow."""
    return case_page(request, plan_for(request, plan))


@needs(Right.DECIDE)
def decide(request: HttpRequest, plan: int) -> HttpResponse:
    """Enter a decision."""
    found = plan_for(request, plan)
    known = {
        "case_number": number_of(found),
        "kind": _proposed_kind(found),
    }
    form = DecisionForm(request.POST or None, possible=possible_decisions(found.status), initial=known)
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid() and step != "change":
        try:
            if form.cleaned_data["kind"] == DecisionKind.ADOPT and step != "adopt":
                return _confirm(request, found, form)
            made = _decide(request, found, form)
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Beslutet är infört."))
            _ask_about_the_day(request, made)
            return redirect("decisions:case", plan=found.pk)
    lead = _("Skriv som i protokollet. Ett infört beslut ändras inte; ett skrivfel rättas bredvid det.")
    if PlanStatus(found.status) in EDITABLE and not may_decide(found.status, DecisionKind.ADOPT):
        lead += " " + _(
            "Att planen antas kan föras in först när den är lämnad till beredning: "
            "välj Lämna till beredning på ärendets sida."
        )
    context = {
        "plan": found,
        "form": form,
        "title": _("För in ett beslut om %(title)s") % {"title": found.title},
        "lead": lead,
        "button": _("För in beslutet"),
    }
    return render(request, "decisions/form_page.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Right.DECIDE)
def move(request: HttpRequest, plan: int) -> HttpResponse:
    """Hand the plan over for preparation, or take it back to draft."""
    found = plan_for(request, plan)
    step = actions.take_back if request.POST.get("to") == PlanStatus.DRAFT else actions.propose
    step(found, by=request.user.get_username())
    found.refresh_from_db()
    told = _("Planens läge är nu: %(status)s.") % {"status": said_state(found)}
    if may_decide(found.status, DecisionKind.ADOPT):
        told += " " + _("Nästa steg är att föra in beslutet.")
    messages.success(request, told)
    return redirect("decisions:case", plan=found.pk)


@require_POST
@needs(Right.DECIDE)
def plan_next(request: HttpRequest, plan: int) -> HttpResponse:
    """Say what is decided next."""
    found = plan_for(request, plan)
    form = NextForm(request.POST, auto_id="next_%s")
    if not form.is_valid():
        return case_page(request, found, next_form=form)
    actions.plan_next(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Nästa beslut är infört."))
    return redirect("decisions:case", plan=found.pk)


def _proposed_kind(plan: Plan) -> DecisionKind | None:
    if plan.status == PlanStatus.CONSULTATION:
        return None
    return likely_decision(plan.status, commissioned=is_commissioned(plan))


def _confirm(request: HttpRequest, plan: Plan, form: DecisionForm) -> HttpResponse:
    """Show what is left to do before the plan is adopted, which cannot be undone."""
    today = timezone.localdate()
    date, when = day_of(form.cleaned_data["date"], today=today)
    require_decision(plan.status, kind=DecisionKind.ADOPT)
    require_sound_days(date, public_from=form.cleaned_data["public_from"], today=today, when=when)
    require_order(plan, kind=DecisionKind.ADOPT, date=date)
    said = from_code(form.cleaned_data["date"]).text(language_now())
    doubt, left = day_doubt(date, when=when), outstanding(plan, date=date, when=when)
    context = {"plan": plan, "form": form, "said": said, "doubt": doubt, "left": left}
    return render(request, "decisions/adopt.html", context)


def _ask_about_the_day(request: HttpRequest, made: Decision) -> None:
    doubt = day_doubt(made.date, when=made.when)
    # A plan is adopted by a second press, and the page before it has asked.
    if doubt and made.kind != DecisionKind.ADOPT:
        messages.warning(request, f"{doubt} {_('Annars går det att rätta på beslutets sida.')}")


def _decide(request: HttpRequest, plan: Plan, form: DecisionForm) -> Decision:
    values = dict(form.cleaned_data)
    date, when = day_of(values.pop("date"), today=timezone.localdate())
    details = Details(
        when=when,
        addressee=values.pop("addressee", ""),
        tabled_to=values.pop("tabled_to", None),
        appeal=values.pop("appeal"),
    )
    values["kind"] = DecisionKind(values["kind"])
    return actions.decide(plan, **values, date=date, details=details, by=request.user.get_username())


def _next_line(plan: Plan) -> object:
    lines = path_lines(plan, today=timezone.localdate())
    return next((line for line in lines if line.place in (Place.LATE, Place.NEXT)), None)
