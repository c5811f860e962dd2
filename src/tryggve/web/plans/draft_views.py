"""Keeping what is being written in a form, and throwing it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tryggve.errors import TryggveError
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.drafts import drop_draft, keep_draft, when_kept
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.parts import KINDS, kind_above, plan_of
from tryggve.web.plans.policies import require_editable
from tryggve.web.plans.queries import part_for


def draft_address(kind: Kind, pk: int, *, new: bool) -> str:
    """Return what a form's draft is called: the part that is edited, or what a new one is to be under."""
    return f"new {kind.name} {pk}" if new else f"{kind.name} {pk}"


@require_POST
@needs(Right.PLAN_EDIT)
def keep(request: HttpRequest, kind: str, pk: int, *, new: bool) -> HttpResponse:
    """Keep what is written, and say when; the script of the form asks for this in the pauses."""
    address = _checked(request, KINDS[kind], pk, new=new)
    content = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    try:
        draft = keep_draft(address=address, content=content, by=request.user.get_username())
    except TryggveError as error:
        return JsonResponse({"said": error.text(language_now())}, status=422)
    return JsonResponse({"said": _("Sparat utkast %(when)s") % {"when": when_kept(draft)}})


@require_POST
@needs(Right.PLAN_EDIT)
def drop(request: HttpRequest, kind: str, pk: int, *, new: bool) -> HttpResponse:
    """Throw away what was not saved, and show the form as it is saved."""
    drop_draft(address=_checked(request, KINDS[kind], pk, new=new), by=request.user.get_username())
    messages.success(request, _("Det osparade är kastat."))
    if kind == "plan" and new:
        return redirect("plans:new")
    return redirect(reverse(f"plans:{'new' if new else 'edit'}_{kind}", kwargs={"pk": pk}))


def _checked(request: HttpRequest, kind: Kind, pk: int, *, new: bool) -> str:
    """Return the draft's address, where the person may write that form."""
    if not (new and kind.name == "plan"):
        require_editable(plan_of(part_for(request.user, kind_above(kind) if new else kind, pk)))
    return draft_address(kind, pk, new=new)
