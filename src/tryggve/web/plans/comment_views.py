"""Pages of what people say of a plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans import comments
from tryggve.web.plans.comment_form import CommentForm
from tryggve.web.plans.models import Comment, Part
from tryggve.web.plans.parts import KINDS, kind_of, plan_of
from tryggve.web.plans.places import place_on_plan
from tryggve.web.plans.policies import may_edit
from tryggve.web.plans.queries import living_parts, part_for, plans_of
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.words import kind_words


@require_GET
@needs(Right.COMMENT)
def of_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every thread of a plan, those that wait first."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    said, words = comments.threads_of(plan), kind_words()
    parts = living_parts(said)
    rows = [(parts[key], words[key[0]], thread) for key, threads in said.items() for thread in threads]
    rows.sort(key=lambda row: not row[2].open)
    waiting = sum(thread.open for _part, _kind, thread in rows)
    context = {"plan": plan, "rows": rows, "waiting": waiting, "may_comment": may_edit(plan)}
    return render(request, "plans/comments.html", context)


@needs(Right.COMMENT)
def of_part(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show what is said of a part, and take what somebody says or answers."""
    part = part_for(request.user, KINDS[kind], pk)
    plan = plan_of(part)
    form = CommentForm(request.POST or None, part=part, initial={"field": request.GET.get("stycke", "")})
    if request.method == "POST" and form.is_valid():
        said = comments.say(
            part,
            text=form.cleaned_data["text"],
            field=form.cleaned_data["field"],
            answers=_first(form.cleaned_data["answers"], part),
            by=request.user.get_username(),
        )
        undo = reverse("plans:remove_comment", kwargs={"pk": said.pk})
        messages.success(request, _("Synpunkten finns nu bredvid texten."), extra_tags=undo)
        return redirect(f"{_page(part)}#synpunkt-{said.answers_id or said.pk}")
    context = {
        "plan": plan,
        "part": part,
        "name": named(part),
        "kind": kind,
        "kind_name": kind_words()[kind],
        "threads": comments.threads_of(plan).get((kind, pk), []),
        "form": form,
        "may_comment": may_edit(plan),
        "back": place_on_plan(part),
        "editor": may(request.user, Right.PLAN_EDIT),
    }
    return render(request, "plans/part_comments.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Right.COMMENT)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a thread as settled, or open it again."""
    comment, part = _own(request, pk)
    settled = request.POST.get("to") != "open"
    comments.settle(comment, part, settled=settled, by=request.user.get_username())
    messages.success(request, _("Synpunkten är löst.") if settled else _("Synpunkten är öppen igen."))
    return redirect(f"{_page(part)}#synpunkt-{comment.pk}")


@require_POST
@needs(Right.COMMENT)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment away and offer to undo it."""
    comment, part = _own(request, pk)
    comments.take_away(comment, part, by=request.user.get_username())
    undo = reverse("plans:restore_comment", kwargs={"pk": pk})
    messages.success(request, _("Synpunkten är borttagen."), extra_tags=undo)
    return redirect(_page(part))


@require_POST
@needs(Right.COMMENT)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a comment again that was taken away."""
    comment, part = _own(request, pk)
    comments.take_back(comment, part, by=request.user.get_username())
    messages.success(request, _("Synpunkten finns igen."))
    return redirect(_page(part))


def _own(request: HttpRequest, pk: int) -> tuple[Comment, Part]:
    """Return a comment that the person may settle or take away, with its part."""
    comment = get_object_or_404(Comment, pk=pk)
    part = part_for(request.user, KINDS[comment.kind], comment.part)
    if not comments.may_settle(request.user, comment):
        raise PermissionDenied
    return comment, part


def _first(pk: int | None, part: Part) -> Comment | None:
    if not pk:
        return None
    keys = {"kind": kind_of(part).name, "part": part.pk}
    found = Comment.objects.filter(pk=pk, answers__isnull=True, removed_at__isnull=True, **keys).first()
    if found is None:
        raise Http404
    return found


def _page(part: Part) -> str:
    return reverse("plans:comments_of", kwargs={"kind": kind_of(part).name, "pk": part.pk})
