"""Pages of a plan's case: its number, who took part, its days, who may read the draft, and the registry's ZIP."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.plan.calendar import CONSULTATION_WEEKS
from tryggve.plan.icalendar import calendar_text
from tryggve.terms import slug
from tryggve.web.decisions import case_actions
from tryggve.web.decisions.case_page import case_page, plan_for, refused
from tryggve.web.decisions.consultation_views import units_for
from tryggve.web.decisions.forms import CaseForm, CouncilForm, ParticipantForm, PathForm, ReadersForm
from tryggve.web.decisions.models import CaseStep, DraftReaders, Participant
from tryggve.web.decisions.origin import commission_sentence, origin_of
from tryggve.web.decisions.path_page import path_items, path_lines
from tryggve.web.decisions.registry import registry_zip
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.queries import plans_of


@require_POST
@needs(Right.DECIDE)
def number(request: HttpRequest, plan: int) -> HttpResponse:
    """Note the registry's number."""
    found = plan_for(request, plan)
    form = CaseForm(request.POST, auto_id="case_%s")
    if not form.is_valid():
        return case_page(request, found, number_form=form)
    case_actions.number_case(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Diarienumret är sparat."))
    return redirect("decisions:case", plan=found.pk)


@needs(Right.DECIDE)
def readers(request: HttpRequest, plan: int) -> HttpResponse:
    """Choose who may read the draft."""
    found = plan_for(request, plan)
    row = DraftReaders.objects.filter(plan=found).first()
    known = {"who": row.who if row else "all", "units": list(row.units.all()) if row else []}
    form = ReadersForm(request.POST or None, units=units_for(request, found), initial=known)
    if request.method == "POST" and form.is_valid():
        values = {"who": form.cleaned_data["who"], "units": list(form.cleaned_data["units"])}
        case_actions.choose_readers(found, **values, by=request.user.get_username())
        messages.success(request, _("Läskretsen är sparad."))
        return redirect("decisions:case", plan=found.pk)
    context = {
        "plan": found,
        "form": form,
        "title": _("Vem får läsa utkastet?"),
        "lead": _("Gäller tills planen är beslutad. De som skriver är samordnaren och nämndsekreteraren."),
        "button": _("Spara läskretsen"),
    }
    return render(request, "decisions/form_page.html", context, status=422 if form.is_bound else 200)


@login_required
def participants(request: HttpRequest, plan: int) -> HttpResponseBase:
    """Show who took part in drafting the plan, and take one more."""
    found = plan_for(request, plan)
    writes = may(request.user, Right.DECIDE)
    form = ParticipantForm(request.POST or None, units=units_for(request, found))
    if request.method == "POST":
        return _add_participant(request, plan=plan)
    context = {
        "plan": found,
        "form": form if writes else None,
        "participants": found.participants.select_related("unit"),
        "commission": commission_sentence(origin_of(found), language_now()),
        "may_decide": writes,
    }
    return render(request, "decisions/participants.html", context)


@needs(Right.DECIDE)
def _add_participant(request: HttpRequest, plan: int) -> HttpResponse:
    found = plan_for(request, plan)
    form = ParticipantForm(request.POST, units=units_for(request, found))
    if form.is_valid():
        try:
            case_actions.add_participant(found, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Medverkan är införd."))
            return redirect("decisions:participants", plan=found.pk)
    context = {
        "plan": found,
        "form": form,
        "participants": found.participants.select_related("unit"),
        "commission": commission_sentence(origin_of(found), language_now()),
        "may_decide": True,
    }
    return render(request, "decisions/participants.html", context, status=422)


@require_POST
@needs(Right.DECIDE)
def remove_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a note of who took part."""
    row = get_object_or_404(Participant, pk=pk, plan__in=plans_of(request.user))
    plan = row.plan_id
    case_actions.remove_participant(row, by=request.user.get_username())
    messages.success(request, _("Uppgiften är borttagen."))
    return redirect("decisions:participants", plan=plan)


@require_POST
@needs(Right.DECIDE)
def path_back(request: HttpRequest, plan: int) -> HttpResponse:
    """Give the case its days, counted from the council's meeting."""
    found = plan_for(request, plan)
    form = CouncilForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        weeks = form.cleaned_data["weeks"] or CONSULTATION_WEEKS
        try:
            case_actions.plan_path_back(
                found, council=form.cleaned_data["council"], weeks=weeks, by=request.user.get_username()
            )
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Vägen till beslutet är planerad."))
            return redirect("decisions:case", plan=found.pk)
    return case_page(request, found, council_form=form)


@needs(Right.DECIDE)
def path(request: HttpRequest, plan: int) -> HttpResponse:
    """Change the days of the case."""
    found = plan_for(request, plan)
    form = PathForm(request.POST or None, initial={row.step: row.day for row in found.case_steps.all()})
    if request.method == "POST" and form.is_valid():
        try:
            case_actions.save_path(found, days=form.days(), by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            doubts = [doubt for line in path_lines(found, today=timezone.localdate()) for doubt in line.doubts]
            messages.success(request, _("Dagarna är sparade."))
            if doubts:
                messages.warning(request, " ".join(dict.fromkeys(doubts)))
            return redirect("decisions:case", plan=found.pk)
    context = {
        "plan": found,
        "form": form,
        "title": _("Dagarna på vägen till beslut"),
        "lead": _("Ett steg utan dag tas bort. En söndag eller en omöjlig ordning går inte att spara."),
        "button": _("Spara dagarna"),
    }
    return render(request, "decisions/form_page.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.DECIDE)
def mark_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a step is taken today, or take the note away."""
    row = get_object_or_404(CaseStep, pk=pk, plan__in=plans_of(request.user))
    done = None if row.done else timezone.localdate()
    case_actions.mark_step(row, done=done, by=request.user.get_username())
    messages.success(
        request, _("Steget är markerat som gjort.") if done else _("Steget är inte längre markerat som gjort.")
    )
    return redirect("decisions:case", plan=row.plan_id)


@require_GET
@login_required
def calendar(request: HttpRequest, plan: int) -> HttpResponse:
    """Send the days of the case to a calendar program."""
    found = plan_for(request, plan)
    stamp = dt.datetime.combine(timezone.localdate(), dt.time(), dt.UTC)
    text = calendar_text(
        path_items(found, today=timezone.localdate()),
        name=found.title,
        language=language_now(),
        stamp=stamp,
        domain=request.get_host(),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug(found.title.replace("–", "-"))}.ics"'
    return response


@require_GET
@login_required
def registry(request: HttpRequest, plan: int) -> HttpResponse:
    """Send everything that the registry keeps of the case, as one ZIP."""
    found = plan_for(request, plan)
    response = HttpResponse(registry_zip(found, today=timezone.localdate()), content_type="application/zip")
    name = slug(found.title.replace("–", "-"))
    response["Content-Disposition"] = f'attachment; filename="{name}-till-diariet.zip"'
    return response
