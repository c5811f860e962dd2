"""Opening a plan that was written in Word: its text, the marks, the preview and the parts."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tryggve.errors import TryggveError
from tryggve.plan.marking import Mark, guess_marks, marked_plan
from tryggve.plan.word_file import Passage, passages_from_json, read_pasted, read_word
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans import texts
from tryggve.web.plans.models import Plan, SourceText
from tryggve.web.plans.policies import require_editable
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.upload_forms import TextForm
from tryggve.web.plans.words import kind_words


@needs(Right.PLAN_EDIT)
def open_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a Word file or pasted text, keep its paragraphs and go on to mark them."""
    plan = _plan(request, pk)
    form = TextForm(request.POST or None, request.FILES or None)
    mistake = ""
    if request.method == "POST":
        try:
            if kept := _kept(request, plan, form):
                return redirect("plans:text", pk=plan.pk, text=kept.pk)
        except TryggveError as error:
            mistake = error.text(language_now())
    context = {"plan": plan, "form": form, "mistake": mistake, "texts": plan.source_texts.all()}
    return render(request, "plans/open_text.html", context, status=422 if request.method == "POST" else 200)


def _kept(request: HttpRequest, plan: Plan, form: TextForm) -> SourceText | None:
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if not form.is_valid():
        return None
    file, pasted = form.cleaned_data["file"], form.cleaned_data["text"]
    by = request.user.get_username()
    if file:
        content = file.read()
        passages, name = read_word(content, name=file.name), file.name
    else:
        content = pasted.encode()
        passages, name = read_pasted(pasted), texts.PASTED
    return texts.keep_text(plan, passages=passages, name=name, content=content, by=by)


@needs(Right.PLAN_EDIT)
def mark(request: HttpRequest, pk: int, text: int) -> HttpResponse:
    """Show a text's paragraphs with what each is taken to be; preview what the marks make, and make it."""
    plan = _plan(request, pk)
    kept = get_object_or_404(SourceText, pk=text, plan=plan)
    passages = passages_from_json(kept.paragraphs)
    marks = _marks(request, passages) if request.method == "POST" else guess_marks(passages)
    context = {"plan": plan, "text": kept, "rows": list(zip(passages, marks, strict=True)), "choices": list(Mark)}
    if request.method != "POST" or "back" in request.POST:
        return render(request, "plans/mark_text.html", context)
    try:
        if "create" in request.POST:
            return _create(request, plan, kept, marks)
        found = marked_plan(passages, marks, name=kept.name)
    except TryggveError as error:
        return render(request, "plans/mark_text.html", context | {"mistake": error.text(language_now())}, status=422)
    words = kind_words()
    parts = [(words[part.kind], part, bool(texts.owner_of(part, plan))) for part in found.parts]
    return render(request, "plans/marked_preview.html", context | {"found": found, "parts": parts})


def _create(request: HttpRequest, plan: Plan, kept: SourceText, marks: Sequence[Mark]) -> HttpResponse:
    made = texts.create_from_text(kept, marks=marks, by=request.user.get_username())
    said = ngettext("%(count)d del är skapad ur texten.", "%(count)d delar är skapade ur texten.", len(made))
    messages.success(request, said % {"count": len(made)})
    messages.info(
        request,
        _("Gå igenom det som saknas"),
        extra_tags=f"next:{reverse('plans:plan', kwargs={'pk': plan.pk})}#saknas",
    )
    return redirect("plans:plan", pk=plan.pk)


@require_POST
@needs(Right.PLAN_EDIT)
def drop(request: HttpRequest, pk: int, text: int) -> HttpResponse:
    """Throw away a kept text."""
    plan = _plan(request, pk)
    texts.drop_text(get_object_or_404(SourceText, pk=text, plan=plan), by=request.user.get_username())
    messages.success(request, _("Texten är borttagen. Delarna som skapades ur den finns kvar."))
    return redirect("plans:texts", pk=plan.pk)


def _plan(request: HttpRequest, pk: int) -> Plan:
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    require_editable(plan)
    return plan


def _marks(request: HttpRequest, passages: Sequence[Passage]) -> tuple[Mark, ...]:
    sent = (request.POST.get(f"mark_{passage.number}", "") for passage in passages)
    return tuple(Mark(value) if value in set(Mark) else Mark.SKIP for value in sent)
