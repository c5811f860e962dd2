"""What the coordinator does with periods, reports and personal links."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tryggve.plan.clock import Step
from tryggve.plan.dates import day_of
from tryggve.plan.status import PUBLIC, PlanStatus, has_begun
from tryggve.web.followup import actions
from tryggve.web.followup.forms import LinkForm, NoteForm, PeriodForm, StepForm, offer
from tryggve.web.followup.law_clock import home_of
from tryggve.web.followup.models import Report, ReportingLink, ReportingPeriod
from tryggve.web.followup.policies import require_unlocked
from tryggve.web.followup.queries import expected, periods_of, to_follow_up, view_of
from tryggve.web.followup.views import overview_page
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right


@needs(Right.REPORT_ALL)
def new_period(request: HttpRequest) -> HttpResponse:
    """Make a period for one of the municipality's plans."""
    plans = to_follow_up(request.user)
    today = timezone.localdate()
    # Most often it is the law's plan that is followed up, the one whose period has begun, and this year's budget.
    decided = plans.filter(law_plan=True, status=PlanStatus.DECIDED).order_by("-pk")
    first = {"plan": next((p for p in decided if has_begun(p.starts, today=today)), None), "year": today.year}
    form = PeriodForm(request.POST or None, initial=first)
    offer(form, "plan", plans)
    if request.method == "POST" and form.is_valid():
        made = actions.create_period(**form.cleaned_data, by=request.user.get_username())
        messages.success(request, _("Perioden är skapad."))
        if not expected(made):
            told = {"plan": made.plan.title, "year": made.budget_year}
            messages.warning(
                request, _("%(plan)s har ingen aktivitet %(year)s, så ingen har något att rapportera.") % told
            )
        return redirect("followup:period", pk=made.pk)
    context = {
        "form": form,
        "plans": plans,
        "unlocked": periods_of(request.user).filter(plan__in=plans, locked_at__isnull=True),
    }
    context["drafts"] = not plans.filter(status__in=[status.value for status in PUBLIC]).exists()
    return render(request, "followup/new_period.html", context, status=422 if form.is_bound else 200)


@needs(Right.REPORT_ALL)
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is not reported and what locking means, and lock a period."""
    found = _period(request, pk)
    require_unlocked(found, manages=True)
    if request.method != "POST":
        today = timezone.localdate()
        view = view_of(found, request.user, today=today)
        context = {"period": found, "view": view, "days_left": (found.closes - today).days}
        return render(request, "followup/lock.html", context)
    actions.lock_period(found, by=request.user.get_username())
    messages.success(request, _("Perioden är låst. Inget mer tas emot och de personliga länkarna har slutat gälla."))
    return redirect("followup:period", pk=pk)


@require_POST
@needs(Right.REPORT_ALL)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a locked period again, with a reason."""
    found = _period(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        given = bool(request.POST.get("note"))
        messages.error(
            request, " ".join(map(str, form.errors["note"])) if given else _("Skriv varför perioden öppnas igen.")
        )
        return redirect("followup:period", pk=pk)
    actions.reopen_period(found, why=form.cleaned_data["note"], by=request.user.get_username())
    messages.success(request, _("Perioden är öppen igen. Det som rapporterats tidigare finns kvar."))
    return redirect("followup:period", pk=pk)


@needs(Right.REPORT_ALL)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back to its owner with a note."""
    found = get_object_or_404(Report, pk=pk, period__in=periods_of(request.user))
    require_unlocked(found.period, manages=True)
    form = NoteForm(request.POST or None)
    form.fields["note"].label = _("Vad behöver ändras?")
    if request.method == "POST" and form.is_valid():
        actions.return_report(found, note=form.cleaned_data["note"], by=request.user.get_username())
        messages.success(request, _("Rapporten är skickad tillbaka och räknas inte förrän en ny har kommit."))
        return redirect("followup:period", pk=found.period_id)
    context = {"form": form, "report": found, "period": found.period}
    return render(request, "followup/send_back.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@needs(Right.REPORT_ALL)
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a personal link and show it, this once."""
    found = _period(request, pk)
    form = LinkForm(request.POST, prefix="link")
    offer(form, "unit", units_of(request.user).filter(municipality=found.plan.municipality))
    if not form.is_valid():
        messages.error(request, _("Länken gjordes inte. Välj enhet och skriv vem som ska ha den."))
        return redirect("followup:period", pk=pk)
    token = actions.make_link(found, **form.cleaned_data, by=request.user.get_username())
    return _show_secret(request, kind="link", address=f"/rapport/{token}/", period=found, **form.cleaned_data)


@require_POST
@needs(Right.REPORT_ALL)
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """End a personal link."""
    found = get_object_or_404(ReportingLink, pk=pk, period__in=periods_of(request.user))
    actions.revoke_link(found, by=request.user.get_username())
    messages.success(request, _("Länken gäller inte längre."))
    return redirect("followup:period", pk=found.period_id)


@needs(Right.REPORT_ALL)
def take_step(request: HttpRequest) -> HttpResponse:
    """Keep when the municipality did what the law wants again and again; asked for anew, show the overview."""
    if request.method != "POST":  # the overview is shown here with a refused form, and its links lead on from here
        return redirect(f"{reverse('followup:overview')}?{request.GET.urlencode()}")
    form, home = StepForm(request.POST), home_of(request.user)
    if form.is_valid() and not home:
        form.add_error(None, _("Du hör inte till någon kommun, så datumet kan inte sparas."))
    if not form.is_valid():
        form.point_at_fault()
        return overview_page(request, step_form=form)
    said = form.cleaned_data
    date, when = day_of(said["date"], today=timezone.localdate())
    actions.record_step(
        municipality=home,
        step=Step(said["step"]),
        date=date,
        when=when,
        note=said["note"],
        by=request.user.get_username(),
    )
    messages.success(request, _("Datumet är sparat och klockan räknar från det."))
    return redirect("followup:overview")


@never_cache
@require_POST
@needs(Right.CALENDAR)
def make_calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a person's secret address of the calendar and show it, this once."""
    user = request.user
    assert isinstance(user, User)
    token = actions.make_calendar_address(user, by=user.get_username())
    return _show_secret(request, kind="calendar", address=f"/uppfoljning/kalender.ics?nyckel={token}")


@require_POST
@needs(Right.CALENDAR)
def mail_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that a person wants the weekly mail in."""
    user, language = request.user, request.POST.get("language", "")
    assert isinstance(user, User)
    if language not in dict(settings.LANGUAGES):
        messages.warning(request, _("Välj svenska eller engelska."))
        return redirect("followup:overview")
    actions.choose_mail_language(user, language=language, by=user.get_username())
    messages.success(request, _("Veckobrevet kommer på det språk du valde."))
    return redirect("followup:overview")


def _show_secret(request: HttpRequest, *, kind: str, address: str, **more: object) -> HttpResponse:
    context = {"kind": kind, "address": request.build_absolute_uri(address), **more}
    return render(request, "followup/secret.html", context)


def _period(request: HttpRequest, pk: int) -> ReportingPeriod:
    return get_object_or_404(periods_of(request.user), pk=pk)
