"""Pages of the consultation: sending, reminding, typing in, responding, and all answers together."""

from __future__ import annotations

from collections.abc import Sequence

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
from tryggve.web.decisions import consultations
from tryggve.web.decisions.case_page import plan_for, refused
from tryggve.web.decisions.consultations import Sent, short_time
from tryggve.web.decisions.decision_words import number_of
from tryggve.web.decisions.forms import ConsultationForm, ExtensionForm, ResponseForm, TypedAnswerForm
from tryggve.web.decisions.models import Consultation
from tryggve.web.decisions.path_page import answers_due
from tryggve.web.decisions.public_views import pdf_of
from tryggve.web.decisions.summary import summary_document, summary_of
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of


@needs(Right.CONSULT)
def consult(request: HttpRequest, plan: int) -> HttpResponse:
    """Send the plan to units and show their links, once."""
    found = plan_for(request, plan)
    today = timezone.localdate()
    known = {"sent": today, "due": answers_due(found, after=today)}
    form = ConsultationForm(request.POST or None, units=asked_for(request, found), initial=known)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            sent = consultations.send_to(
                found,
                units=list(values["unit"]),
                sent=values["sent"],
                due=values["due"],
                by=request.user.get_username(),
            )
        except TryggveError as error:
            refused(form, error)
        else:
            return _links(request, sent, short=short_time(values["sent"], values["due"]))
    context = {
        "plan": found,
        "form": form,
        "title": _("Skicka planen på remiss"),
        "lead": _("Var och en får en egen länk att läsa planen och svara med. Länkarna visas när du har skickat."),
        "button": _("Skicka och visa länkarna"),
    }
    return render(request, "decisions/form_page.html", context, status=422 if form.is_bound else 200)


@needs(Right.CONSULT)
def type_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in an answer that came another way."""
    found = _consultation(request, pk)
    form = TypedAnswerForm(request.POST or None, initial={"came": timezone.localdate()}, sent=found.sent)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        consultations.answer(
            found,
            text=values["answer"],
            answered_by=values["answered_by"],
            stance=values["stance"],
            on=values["came"],
            by=request.user.get_username(),
        )
        messages.success(request, _("Remissvaret är infört."))
        return redirect("decisions:case", plan=found.plan_id)
    title = _("Remissvar från %(name)s") % {"name": found.unit.name}
    return _form_page(request, found, form, title=title, button=_("För in svaret"))


@needs(Right.CONSULT)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit more time."""
    found = _consultation(request, pk)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            consultations.extend(found, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Svarstiden är förlängd."))
            return redirect("decisions:case", plan=found.plan_id)
    title = _("Ge %(name)s längre tid att svara") % {"name": found.unit.name}
    return _form_page(request, found, form, title=title, button=_("Förläng svarstiden"))


@require_POST
@needs(Right.CONSULT)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a new link to send as a reminder."""
    found = _consultation(request, pk)
    return _links(request, [consultations.remind(found, on=timezone.localdate(), by=request.user.get_username())])


@needs(Right.CONSULT)
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an answer was heeded."""
    found = _consultation(request, pk)
    known = {"heeded": found.heeded, "response": found.response}
    form = ResponseForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        consultations.respond(found, **form.cleaned_data, by=request.user.get_username())
        messages.success(request, _("Bemötandet är sparat."))
        return redirect("decisions:summary", plan=found.plan_id)
    title = _("Så bemöts svaret från %(name)s") % {"name": found.unit.name}
    return _form_page(request, found, form, title=title, button=_("Spara bemötandet"), said=found.answer)


@require_GET
@login_required
def summary(request: HttpRequest, plan: int) -> HttpResponse:
    """Show all answers and how each was heeded."""
    found = plan_for(request, plan)
    context = {
        "plan": found,
        "summary": summary_of(found),
        "number": number_of(found),
        "may_consult": may(request.user, Right.CONSULT),
        "today": timezone.localdate(),
    }
    return render(request, "decisions/summary.html", context)


@require_GET
@login_required
def summary_pdf(request: HttpRequest, plan: int) -> HttpResponse:
    """Send all answers as a document for the council."""
    found = plan_for(request, plan)
    return pdf_of(summary_document(found, made=timezone.localdate(), language=language_now()))


def units_for(request: HttpRequest, plan: Plan) -> QuerySet[Unit]:
    """Return the units of a plan's municipality that still are."""
    return units_of(request.user).filter(municipality=plan.municipality, ended__isnull=True)


def asked_for(request: HttpRequest, plan: Plan) -> QuerySet[Unit]:
    """Return the units that can be asked for a formal opinion; a group without members has nobody who answers."""
    return units_for(request, plan).exclude(kind="group")


def _consultation(request: HttpRequest, pk: int) -> Consultation:
    asked = Consultation.objects.select_related("plan", "unit")
    return get_object_or_404(asked, pk=pk, plan__in=plans_of(request.user))


def _links(request: HttpRequest, sent: Sequence[Sent], *, short: int = 0) -> HttpResponse:
    links = [
        (one.consultation, request.build_absolute_uri(reverse("decisions:consultation", kwargs={"token": one.token})))
        for one in sent
    ]
    context = {"plan": sent[0].consultation.plan, "links": links, "due": sent[0].consultation.due, "short": short}
    response = render(request, "decisions/sent.html", context)
    response["Cache-Control"] = "no-store"  # the links are shown once and not kept
    return response


def _form_page(
    request: HttpRequest, consultation: Consultation, form: Form, *, title: str, button: str, said: str = ""
) -> HttpResponse:
    context = {"plan": consultation.plan, "form": form, "title": title, "button": button, "said": said}
    return render(request, "decisions/form_page.html", context, status=422 if form.is_bound else 200)
