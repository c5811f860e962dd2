"""Documents of the follow-up room: the report of a period, and a unit's appendix."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.plan.clock import Step
from tryggve.plan.dates import day_of
from tryggve.plan.table_book import write_table
from tryggve.publish.blocks import Block, Document, Paragraph
from tryggve.publish.html_blocks import block_to_html, to_html
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms import slug
from tryggve.web.followup import actions
from tryggve.web.followup.appendix import (
    Appendix,
    appendix_document,
    appendix_of,
    appendix_rows,
    headline,
    plans_with,
    units_with_appendix,
)
from tryggve.web.followup.book_views import EXCEL
from tryggve.web.followup.forms import CouncilForm
from tryggve.web.followup.models import ReportingPeriod, StepTaken
from tryggve.web.followup.permissions import sees_all
from tryggve.web.followup.queries import periods_of, view_of
from tryggve.web.followup.report_paper import ReportPaper, report_paper
from tryggve.web.followup.views import weight_of
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right


@require_GET
@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report of a period."""
    return _report_page(request, _period(request, pk), CouncilForm())


@require_GET
@login_required
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the report of a period as PDF."""
    return _pdf(_paper(request, _period(request, pk)).document)


@require_POST
@needs(Right.REPORT_ALL)
def to_council(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the report was laid before the council."""
    period = _period(request, pk)
    form = CouncilForm(request.POST)
    if not form.is_valid():
        return _report_page(request, period, form)
    date, when = day_of(form.cleaned_data["date"], today=timezone.localdate())
    actions.record_step(
        municipality=period.plan.municipality,
        step=Step.COUNCIL,
        date=date,
        when=when,
        note=council_note(period, paragraph=form.cleaned_data["paragraph"]),
        by=request.user.get_username(),
    )
    messages.success(request, _("Rapporten till kommunfullmäktige är registrerad och lagens klocka räknar från den."))
    return redirect("followup:report_paper", pk=pk)


def council_note(period: ReportingPeriod, *, paragraph: str) -> str:
    """Return what is kept of a report to the council: the paragraph, and which period it was about."""
    return f"§ {paragraph}, {period.name}"[:200]


@require_GET
@login_required
def appendices(request: HttpRequest) -> HttpResponse:
    """List the units that have an appendix."""
    return render(request, "followup/appendices.html", {"units": units_with_appendix(request.user)})


@require_GET
@login_required
def appendix(request: HttpRequest, unit: int) -> HttpResponse:
    """Show a unit's appendix to its operational plan and budget."""
    found = _appendix(request, unit)
    document = appendix_document(found, today=timezone.localdate(), language=language_now())
    context = {
        "found": found,
        "headline": headline(found),
        "document": document,
        "html": "\n".join(block_to_html(block) for block in document.blocks if not _is_lead(block)),
        "plans": plans_with(found.unit, request.user),
    }
    return render(request, "followup/appendix.html", context)


@require_GET
@login_required
def appendix_pdf(request: HttpRequest, unit: int) -> HttpResponse:
    """Send a unit's appendix as PDF."""
    return _pdf(appendix_document(_appendix(request, unit), today=timezone.localdate(), language=language_now()))


@require_GET
@login_required
def appendix_book(request: HttpRequest, unit: int) -> HttpResponse:
    """Send a unit's appendix as a workbook."""
    found = _appendix(request, unit)
    head, rows = appendix_rows(found, language_now())
    response = HttpResponse(write_table(_("Bilaga"), head, rows), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{slug(_("bilaga"))}-{slug(found.unit.name)}.xlsx"'
    return response


def _report_page(request: HttpRequest, period: ReportingPeriod, form: CouncilForm) -> HttpResponse:
    paper = _paper(request, period)
    about = f", {period.name}"[:200]
    taken = StepTaken.objects.filter(municipality=period.plan.municipality, step=Step.COUNCIL.value)
    context = {
        "period": period,
        "paper": paper,
        "html": to_html(paper.document),
        "form": form,
        "manages": may(request.user, Right.REPORT_ALL),
        "registered": [one for one in taken if one.note.endswith(about)],
        "weight": weight_of(request),
    }
    return render(request, "followup/report_paper.html", context, status=422 if form.is_bound else 200)


def _paper(request: HttpRequest, period: ReportingPeriod) -> ReportPaper:
    # The report is about everybody's activities; an owner sees only their own.
    if not sees_all(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    view = view_of(period, request.user, today=today)
    return report_paper(view, weight=weight_of(request), today=today, language=language_now())


def _appendix(request: HttpRequest, pk: int) -> Appendix:
    unit = get_object_or_404(units_of(request.user), pk=pk)
    plans = plans_with(unit, request.user)
    chosen = request.GET.get("plan", "")
    plan = next((one for one in plans if str(one.pk) == chosen), None) if chosen else next(iter(plans), None)
    if plan is None:
        raise Http404
    return appendix_of(unit, plan)


def _is_lead(block: Block) -> bool:
    # On the page the headline says it already.
    return isinstance(block, Paragraph) and block.lead


def _period(request: HttpRequest, pk: int) -> ReportingPeriod:
    return get_object_or_404(periods_of(request.user), pk=pk)


def _pdf(document: Document) -> HttpResponse:
    response = HttpResponse(to_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug(document.title.replace("–", "-"))}.pdf"'
    return response
