"""Pages of the evaluation room to read: what there is to evaluate, an evaluation, its document."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tryggve.plan.clock import Step
from tryggve.plan.evaluation import EvaluationStatus
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms import slug
from tryggve.terms.places import find_place
from tryggve.web.decisions.policies import DecisionKind, may_decide
from tryggve.web.evaluation.content import is_as_finished, said_by
from tryggve.web.evaluation.document import evaluation_document
from tryggve.web.evaluation.missing import missing_of
from tryggve.web.evaluation.models import Evaluation
from tryggve.web.evaluation.policies import may_write
from tryggve.web.evaluation.queries import drafts_after, evaluable, evaluations_of
from tryggve.web.evaluation.words import headline_of, state_words
from tryggve.web.followup.law_clock import clocks, home_of
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the decided plans with how far their evaluation has come, and when the law wants a follow-up."""
    today, home = timezone.localdate(), home_of(request.user)
    rows = evaluable(request.user, today=today)
    context = {
        "rows": [(row, state_words(row)) for row in rows],
        "headline": headline_of(rows),
        "clock": next((c for c in clocks(home, today=today) if c.step is Step.FOLLOW_UP), None) if home else None,
        "may_write": may(request.user, Right.PLAN_EDIT),
    }
    return render(request, "evaluation/index.html", context)


@require_GET
@login_required
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an evaluation: a draft with what is still to be written, a finished one as it was finished."""
    shown = get_object_or_404(evaluations_of(request.user), pk=pk)
    editor = may(request.user, Right.PLAN_EDIT)
    context = {
        "evaluation": shown,
        "plan": shown.plan,
        "said": said_by(shown),
        "finished": shown.status == EvaluationStatus.FINISHED,
        "unaltered": is_as_finished(shown),
        "may_write": editor and may_write(shown),
        "may_revise": editor and not may_write(shown),
        "may_decide": may_decide(shown.plan.status, DecisionKind.EVALUATE),
        "missing": missing_of(shown) if may_write(shown) else [],
        "drafts": drafts_after(shown.plan),
    }
    return render(request, "evaluation/evaluation.html", context)


@require_GET
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an evaluation as a document for the council."""
    shown: Evaluation = get_object_or_404(evaluations_of(request.user), pk=pk)
    document = evaluation_document(
        said_by(shown),
        place=find_place(shown.plan.municipality) or own_place(),
        language=language_now(),
        finished=not may_write(shown),
        sha256=shown.sha256,
    )
    response = HttpResponse(to_pdf(document), content_type="application/pdf")
    name = slug(document.title.replace("–", "-"))
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
