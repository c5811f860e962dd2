"""Pages that are open to everybody: the decided plan, its document, and a unit's answer by its link."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tryggve.plan.status import PUBLIC, PlanStatus
from tryggve.publish.blocks import Block, Document
from tryggve.publish.html_blocks import to_html
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms import slug
from tryggve.terms.places import find_place
from tryggve.web.decisions import consultations
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.decision_words import day_words
from tryggve.web.decisions.document import plan_document
from tryggve.web.decisions.forms import AnswerForm
from tryggve.web.decisions.kept_files import kept
from tryggve.web.decisions.models import Decision, FrozenPlan, PublicFace
from tryggve.web.decisions.public_page import public_page
from tryggve.web.decisions.queries import PublicPlan, adopted, published
from tryggve.web.decisions.words import stance_names
from tryggve.web.evaluation.versions import appendix, compared
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.words import said_state


@require_safe
@login_not_required
def plans(request: HttpRequest) -> HttpResponse:
    """List the municipality's decided plans."""
    language = language_now()
    shown = [(found, said_state(found.plan), day_words(found.decision, language)) for found in _published()]
    return render(request, "decisions/public_plans.html", {"plans": shown})


@require_safe
@login_not_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decided plan to anybody."""
    page = public_page(_found(pk), today=timezone.localdate(), language=language_now())
    return render(request, "decisions/public_plan.html", {"page": page})


@require_safe
@login_not_required
def plan_pdf(_request: HttpRequest, pk: int) -> HttpResponse:
    """Send a decided plan's document: the file that was made when it was decided."""
    found = _found(pk)
    return _decided_pdf(found.decision, found.frozen)


@require_safe
@login_not_required
def picture(_request: HttpRequest, pk: int) -> HttpResponse:
    """Send the picture of a public plan's page."""
    return picture_of(_found(pk).plan)


@require_safe
@login_required
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a plan as it stands, to those who work with it; once it is decided, what was decided."""
    found = get_object_or_404(plans_of(request.user), pk=pk)
    if (decision := adopted(found)) and PlanStatus(found.status) in PUBLIC:
        return _decided_pdf(decision, decision.frozen)
    versions = compared(found)
    return pdf_of(_as_it_stands(found, appendix=appendix(versions) if versions else ()))


@login_not_required
def consultation(request: HttpRequest, token: str) -> HttpResponse:
    """Show a plan on consultation to the unit that was asked, and take its answer, once."""
    found = consultations.by_token(token)
    if found is None:
        return _unlisted(render(request, "decisions/spent.html", status=404))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["answered_by"]
        values = {"text": form.cleaned_data["answer"], "answered_by": who, "stance": form.cleaned_data["stance"]}
        consultations.answer(found, **values, on=timezone.localdate(), by=f"{who} ({found.unit.name}), länk"[:150])
        stance = stance_names().get(values["stance"], "")
        receipt = {"consultation": found, **values, "stance": stance, "today": timezone.localdate()}
        return _unlisted(render(request, "decisions/thanks.html", receipt))
    document = to_html(_as_it_stands(found.plan))
    context = {"consultation": found, "token": token, "form": form, "document": document}
    status = 422 if form.is_bound else 200
    return _unlisted(render(request, "decisions/consultation.html", context, status=status))


@require_safe
@login_not_required
def consultation_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Send a plan on consultation as a document to the unit that was asked, while its link is open."""
    found = consultations.by_token(token)
    if found is None:
        return _unlisted(render(request, "decisions/spent.html", status=404))
    return _unlisted(pdf_of(_as_it_stands(found.plan)))


def _published() -> list[PublicPlan]:
    return published(own_place().code, on=timezone.localdate())


def _found(pk: int) -> PublicPlan:
    found = next((one for one in _published() if one.plan.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _as_it_stands(found: Plan, *, appendix: Iterable[Block] = ()) -> Document:
    place, today = find_place(found.municipality) or own_place(), timezone.localdate()
    content = content_of(found, known_by=today)
    return plan_document(content, place=place, made=today, language=language_now(), appendix=appendix)


def _decided_pdf(decision: Decision, frozen: FrozenPlan) -> HttpResponse:
    stored = kept(frozen.pdf_sha256)
    if stored is not None:
        return _sent(stored, title=frozen.content["title"])
    place, language = find_place(frozen.content["municipality"]) or own_place(), language_now()
    return pdf_of(plan_document(frozen.content, place=place, made=decision.date, language=language, decision=decision))


def pdf_of(document: Document) -> HttpResponse:
    """Send a document as PDF."""
    return _sent(to_pdf(document), title=document.title)


def picture_of(plan: Plan) -> HttpResponse:
    """Send the picture of a plan's page.

    Raises:
        Http404: it has none.
    """
    face = PublicFace.objects.filter(plan=plan).first()
    content = kept(face.picture) if face and face.alt else None
    if face is None or content is None:
        raise Http404
    return HttpResponse(content, content_type=face.picture_kind)


def _sent(pdf: bytes, *, title: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    name = slug(title.replace("–", "-")) or _("plan")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    # The address is the key: no search engine, no cache and no other site may learn it.
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"  # with none at all, the form could not be sent
    return response
