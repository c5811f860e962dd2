"""Steps without a page of their own, the history and the recycle bin."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.web.organisation.queries import municipality_for
from tryggve.web.registers import actions
from tryggve.web.registers.edit_views import name_of
from tryggve.web.registers.forms import EndForm
from tryggve.web.registers.history import history_of
from tryggve.web.registers.kinds import ACTION, AGENDA, AGREEMENT, KINDS, kind_of
from tryggve.web.registers.models import ActionPoint, AgendaPoint, Agreement
from tryggve.web.registers.permissions import may_finish, may_write, require_writer
from tryggve.web.registers.places import page_of
from tryggve.web.registers.queries import any_row_for, removed_rows, row_for
from tryggve.web.registers.views import agreement_page
from tryggve.web.registers.words import kind_words


@require_POST
@login_required
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a row into the recycle bin and offer to undo it."""
    require_writer(request.user, KINDS[kind])
    row = row_for(request.user, KINDS[kind], pk)
    actions.remove_row(row, by=request.user.get_username())
    undo = reverse("registers:restore", kwargs={"kind": kind, "pk": pk})
    messages.success(request, _("”%(name)s” ligger i papperskorgen.") % {"name": name_of(row)}, extra_tags=undo)
    lists = {"agreement": "registers:agreements", "meeting": "registers:council"}
    return redirect(lists.get(kind) or page_of(row))


@require_POST
@login_required
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a row back from the recycle bin."""
    require_writer(request.user, KINDS[kind])
    row = any_row_for(request.user, KINDS[kind], pk)
    actions.restore_row(row, by=request.user.get_username())
    messages.success(request, _("Återställt: %(name)s") % {"name": name_of(row)})
    return redirect(page_of(row))


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an agreement before its time, or take that back."""
    require_writer(request.user, AGREEMENT)
    row = row_for(request.user, AGREEMENT, pk)
    assert isinstance(row, Agreement)
    by = request.user.get_username()
    if row.ended is not None:
        actions.resume_agreement(row, by=by)
        messages.success(request, _("Överenskommelsen är inte längre avslutad."))
        return redirect(page_of(row))
    form = EndForm(request.POST)
    if not form.is_valid():
        return agreement_page(request, row, end_form=form)
    actions.end_agreement(row, when=form.cleaned_data["on"], why=form.cleaned_data["why"], by=by)
    messages.success(request, _("Överenskommelsen är avslutad och står kvar i registret."), extra_tags=request.path)
    return redirect(page_of(row))


@require_POST
@login_required
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an action point is done today, or take that back."""
    row = row_for(request.user, ACTION, pk)
    assert isinstance(row, ActionPoint)
    if not may_finish(request.user, row):
        raise PermissionDenied
    by = request.user.get_username()
    if request.POST.get("to") == "done" and row.done is not None:  # pressed twice
        return redirect(page_of(row))
    if row.done is None:
        actions.finish_point(row, on=timezone.localdate(), by=by)
        messages.success(request, _("Klart: %(name)s") % {"name": row}, extra_tags=request.path)
    else:
        actions.reopen_point(row, by=by)
        messages.success(request, _("Öppen igen: %(name)s") % {"name": row})
    return redirect(page_of(row))


@require_POST
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a point of the agenda one step up or down."""
    require_writer(request.user, AGENDA)
    row = row_for(request.user, AGENDA, pk)
    assert isinstance(row, AgendaPoint)
    actions.move_agenda_point(row, steps=-1 if request.POST.get("to") == "up" else 1, by=request.user.get_username())
    return redirect(page_of(row))


@require_GET
@login_required
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show who changed what in a row and in what it holds."""
    row = row_for(request.user, KINDS[kind], pk)
    context = {"row": row, "name": name_of(row), "page": page_of(row), "events": history_of(row)}
    return render(request, "registers/history.html", context)


@require_GET
@login_required
def recycle_bin(request: HttpRequest) -> HttpResponse:
    """Show what was removed from the registers."""
    written = {name for name, kind in KINDS.items() if may_write(request.user, kind)}
    if not written:
        raise PermissionDenied
    words, place = kind_words(), municipality_for(request.user)
    removed = [row for row in removed_rows(place) if kind_of(row).name in written]
    rows = [(words[kind_of(row).name], kind_of(row), row, name_of(row)) for row in removed]
    return render(request, "registers/recycle_bin.html", {"removed": rows})
