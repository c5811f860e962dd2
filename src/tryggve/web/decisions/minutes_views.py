"""The page of one decision: minutes, motions, reservations, and a clerical error mended."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.plan.dates import day_of
from tryggve.web.decisions import minutes as actions
from tryggve.web.decisions.case_page import decision_lines, refused
from tryggve.web.decisions.forms import CorrectionForm, MinutesForm, MotionForm
from tryggve.web.decisions.models import UNKNOWN, Decision, Motion
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.queries import plans_of


@require_GET
@login_required
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision with all that the minutes say."""
    return _page(request, _decision(request, pk))


@require_POST
@needs(Right.DECIDE)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Note approval, announcement, link and how the decision can be tested."""
    found = _decision(request, pk)
    form = MinutesForm(request.POST, auto_id="minutes_%s")
    if form.is_valid():
        try:
            actions.enter_minutes(found, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Uppgifterna om protokollet är sparade."))
            return redirect("decisions:decision", pk=found.pk)
    return _page(request, _decision(request, pk), minutes_form=form)


@require_POST
@needs(Right.DECIDE)
def add_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a motion or a reservation."""
    found = _decision(request, pk)
    form = MotionForm(request.POST, auto_id="motion_%s")
    if not form.is_valid():
        return _page(request, found, motion_form=form)
    actions.add_motion(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Infört."))
    return redirect("decisions:decision", pk=found.pk)


@require_POST
@needs(Right.DECIDE)
def remove_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a motion that was noted wrongly."""
    row = get_object_or_404(Motion, pk=pk, decision__plan__in=plans_of(request.user))
    decision_pk = row.decision_id
    actions.remove_motion(row, by=request.user.get_username())
    messages.success(request, _("Uppgiften är borttagen."))
    return redirect("decisions:decision", pk=decision_pk)


@needs(Right.DECIDE)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a clerical error by a new entry."""
    found = _decision(request, pk)
    known = {name: getattr(found, name) for name in ("body", "paragraph", "case_number", "addressee", "note")}
    known["date"] = (found.when if found.when != UNKNOWN else "") or found.date.isoformat()
    form = CorrectionForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        why = values.pop("why")
        date, when = day_of(values.pop("date"), today=timezone.localdate())
        try:
            made = actions.correct(
                found, values=values | {"date": date, "when": when}, why=why, by=request.user.get_username()
            )
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Beslutet är rättat. Den tidigare uppgiften står kvar bredvid."))
            return redirect("decisions:decision", pk=made.pk)
    context = {
        "plan": found.plan,
        "form": form,
        "title": _("Rätta ett skrivfel i beslutet"),
        "lead": _("Rättelsen blir en ny uppgift. Den gamla står kvar och visas bredvid."),
        "button": _("Rätta"),
    }
    return render(request, "decisions/form_page.html", context, status=422 if form.is_bound else 200)


def _decision(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(Decision.objects.filter(plan__in=plans_of(request.user)), pk=pk)


def _page(request: HttpRequest, found: Decision, **bound: Form) -> HttpResponse:
    known = {name: getattr(found, name) for name in ("adjusted", "announced", "minutes", "appeal")}
    forms: dict[str, Form] = {}
    if may(request.user, Right.DECIDE):
        forms = {
            "minutes_form": MinutesForm(initial=known, auto_id="minutes_%s"),
            "motion_form": MotionForm(auto_id="motion_%s"),
        }
    (line,) = decision_lines(Decision.objects.filter(pk=found.pk))
    context = {"plan": found.plan, "line": line, "may_decide": bool(forms)} | forms | bound
    return render(request, "decisions/decision.html", context, status=422 if bound else 200)
