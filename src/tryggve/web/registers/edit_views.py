"""Adding and editing: one pair of views for every kind of row."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.errors import TryggveError
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Plan
from tryggve.web.registers.actions import add_row, save_row
from tryggve.web.registers.form_choice import row_form
from tryggve.web.registers.kinds import KINDS, MEETING, Kind, kind_of, municipality_of
from tryggve.web.registers.models import Council, Meeting, Row
from tryggve.web.registers.permissions import require_writer
from tryggve.web.registers.places import back_from, page_of
from tryggve.web.registers.queries import agreed_day, living, parent_for, row_for
from tryggve.web.registers.told_words import said
from tryggve.web.registers.words import kind_words, list_words, meeting_title, title_words


@login_required
def new(request: HttpRequest, kind: str, pk: int | None = None) -> HttpResponse:
    """Ask for a new row and add it under its parent, or under the municipality."""
    chosen = KINDS[kind]
    require_writer(request.user, chosen)
    parent = _parent(request, chosen, pk)
    place = parent.municipality if isinstance(parent, Plan) else municipality_of(parent) if parent else ""
    place = place or municipality_for(request.user)
    there = living(chosen, place).first() if chosen.single and parent is None else None
    if there is not None:
        return redirect("registers:edit", kind=kind, pk=there.pk)
    form = row_form(chosen, _data(request), municipality=place)
    if isinstance(parent, Council) and chosen is MEETING:
        form.initial["date"] = agreed_day(parent, today=timezone.localdate())
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, chosen, parent=parent)
    try:
        row = add_row(chosen, parent=parent or place, values=form.values(), by=request.user.get_username())
    except TryggveError as error:
        form.add_error(None, error.text(language_now()))
        return _form_page(request, form, chosen, parent=parent)
    messages.success(request, _("Sparat: %(name)s") % {"name": name_of(row)})
    return redirect(request.get_full_path() if "another" in request.POST else page_of(row))


@login_required
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show a row's form and save it; where somebody else was first, show both."""
    chosen = KINDS[kind]
    require_writer(request.user, chosen)
    row = row_for(request.user, chosen, pk)
    form = row_form(chosen, _data(request), municipality=municipality_of(row), row=row)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, chosen, row=row)
    by = request.user.get_username()
    try:
        saved = save_row(row, values=form.values(), revision=form.cleaned_data["revision"] or 0, by=by)
    except StaleError as error:
        return _stale_page(request, form, row, error)
    messages.success(request, _("Sparat: %(name)s") % {"name": name_of(saved)})
    return redirect(page_of(saved))


def name_of(row: Row) -> str:
    """Return what a row is called on the pages."""
    return meeting_title(row) if isinstance(row, Meeting) else str(row)


def _parent(request: HttpRequest, kind: Kind, pk: int | None) -> Row | Plan | None:
    if bool(kind.parent) != (pk is not None):
        raise Http404
    return parent_for(request.user, kind, pk) if pk is not None else None


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest, form: PartForm, kind: Kind, *, parent: Row | Plan | None = None, row: Row | None = None
) -> HttpResponse:
    words, above = kind_words()[kind.name], list_words().get(kind.name, "")
    above = name_of(parent) if isinstance(parent, Row) else str(parent or above)
    context = {
        "form": form,
        "kind": kind,
        "title": _("Ändra %(kind)s") % {"kind": words.lower()} if row else title_words()[kind.name],
        "row": row,
        "name": name_of(row) if row else above,
        "back": page_of(row) if row else back_from(parent, kind.model),
        "another": row is None and not kind.single and kind.name != "meeting",
    }
    return render(request, "registers/form.html", context, status=422 if form.is_bound else 200)


def _stale_page(request: HttpRequest, form: PartForm, row: Row, error: StaleError) -> HttpResponse:
    sent = (pair for pair in request.POST.lists() if pair[0] not in ("csrfmiddlewaretoken", "revision"))
    context = {
        "rows": [
            (form.fields[name].label, said(name, error.theirs[name]), said(name, error.yours[name]))
            for name in error.yours
        ],
        "again": [(name, str(value)) for name, values in sent for value in values],
        "revision": error.revision,
        "name": name_of(row_for(request.user, kind_of(row), row.pk)),
        "page": page_of(row),
        "back": request.get_full_path(),
    }
    return render(request, "registers/stale.html", context, status=409)
