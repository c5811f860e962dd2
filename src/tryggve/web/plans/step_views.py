"""Steps without a form: move, remove, restore, copy a year."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans import copies
from tryggve.web.plans.actions import about, move_part, remove_part, restore_part
from tryggve.web.plans.models import Claim, Plan
from tryggve.web.plans.parts import KINDS, PRIORITY, parent_of
from tryggve.web.plans.places import place_on_plan
from tryggve.web.plans.queries import any_part_for, part_for, plans_of
from tryggve.web.plans.saved import undo_address
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.undo import COPY_YEAR, last_copy, undo_copied_year, undo_step, undoable


@require_POST
@needs(Right.PLAN_EDIT)
def move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Move a part one step up or down."""
    part = part_for(request.user, KINDS[kind], pk)
    move_part(part, steps=-1 if request.POST.get("to") == "up" else 1, by=request.user.get_username())
    text = _("Flyttat: %(name)s") % {"name": named(part)}
    messages.success(request, text, extra_tags=undo_address(part))
    return redirect(place_on_plan(part))


@require_POST
@needs(Right.PLAN_EDIT)
def undo(request: HttpRequest, kind: str, pk: int, event: int) -> HttpResponse:
    """Put back what the last save or move of a part changed."""
    part = part_for(request.user, KINDS[kind], pk)
    step = get_object_or_404(AuditEvent, pk=event, object=about(part), action__in=undoable(part))
    undo_step(part, step, by=request.user.get_username())
    part.refresh_from_db()
    messages.success(request, _("Ångrat: %(name)s är som före ändringen.") % {"name": named(part)})
    return redirect(place_on_plan(part))


@require_POST
@needs(Right.PLAN_EDIT)
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a part into the recycle bin and offer to undo it."""
    part = part_for(request.user, KINDS[kind], pk)
    remove_part(part, by=request.user.get_username())
    undo = reverse("plans:restore", kwargs={"kind": kind, "pk": pk})
    text = _("”%(name)s” ligger i papperskorgen.") % {"name": named(part)}
    messages.success(request, text, extra_tags=undo)
    parent = parent_of(part)
    return redirect(place_on_plan(parent) if parent else reverse("plans:index"))


@require_POST
@needs(Right.PLAN_EDIT)
def remove_claims(request: HttpRequest, pk: int, claims: str) -> HttpResponse:
    """Undo that several claims were saved together: all go into the recycle bin, or none."""
    priority = part_for(request.user, PRIORITY, pk)
    found = get_list_or_404(Claim, priority=priority, pk__in=claims.split("-"), removed_at__isnull=True)
    with transaction.atomic():
        for claim in found:
            remove_part(claim, by=request.user.get_username())
    text = ngettext(
        "%(count)d slutsats ligger i papperskorgen.", "%(count)d slutsatser ligger i papperskorgen.", len(found)
    )
    messages.success(request, text % {"count": len(found)})
    return redirect(place_on_plan(priority))


@require_POST
@needs(Right.PLAN_EDIT)
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a part back from the recycle bin."""
    part = any_part_for(request.user, KINDS[kind], pk)
    restore_part(part, by=request.user.get_username())
    messages.success(request, _("Återställt: %(name)s") % {"name": named(part)})
    return redirect(place_on_plan(part))


@require_POST
@needs(Right.PLAN_EDIT)
def copy_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a year's activities to the next."""
    plan = _plan(request, pk)
    year = request.POST.get("year", "")
    if not year.isdecimal():
        raise Http404
    by = request.user.get_username()
    count = copies.copy_year(plan, year=int(year), by=by)
    text = ngettext(
        "%(count)d aktivitet är kopierad till %(year)d.", "%(count)d aktiviteter är kopierade till %(year)d.", count
    )
    made = last_copy(plan, by=by)
    undo = reverse("plans:undo_copy", kwargs={"pk": pk, "event": made.pk}) if made else ""
    messages.success(request, text % {"count": count, "year": int(year) + 1}, extra_tags=undo)
    return redirect("plans:plan", pk=pk)


@require_POST
@needs(Right.PLAN_EDIT)
def undo_copy(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    """Undo that a year's activities were copied: all the copies go into the recycle bin, or none."""
    plan = _plan(request, pk)
    step = get_object_or_404(AuditEvent, pk=event, object=about(plan), action=COPY_YEAR)
    count = undo_copied_year(plan, step, by=request.user.get_username())
    text = ngettext(
        "Ångrat: %(count)d kopierad aktivitet ligger i papperskorgen.",
        "Ångrat: %(count)d kopierade aktiviteter ligger i papperskorgen.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("plans:plan", pk=pk)


def _plan(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(plans_of(request.user), pk=pk)
