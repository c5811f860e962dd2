"""The plan as a table: out as Excel or CSV, in again with a preview, all or nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.errors import TryggveError, UnreadableFileError
from tryggve.plan.exchange_files import read_plan_file, write_plan_file
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.exchange import Stored, items_of, preview_items, storage_faults, store_items
from tryggve.web.plans.history import Change
from tryggve.web.plans.models import Plan
from tryggve.web.plans.policies import may_edit, require_editable
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.told_words import value_words
from tryggve.web.plans.upload_forms import TableForm
from tryggve.web.plans.words import field_label, kind_words

LARGEST = 1_000_000  # bytes; between preview and confirmation the table waits in the page itself
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_GET
@needs(Right.PLAN_EDIT)
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Send the plan as a table."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{ending}"
        write_plan_file(path, items_of(plan), language=language_now())
        content = path.read_bytes()
    name = f"{slugify(plan.title.replace('–', '-')) or 'plan'}.{ending}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_TYPES[ending], headers=disposition)


@needs(Right.PLAN_EDIT)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the plan as a table, and take a changed one in: first as a preview, then for good."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    context = {"plan": plan, "form": TableForm(), "may_edit": may_edit(plan)}
    if request.method != "POST":
        return render(request, "plans/table.html", context)
    require_editable(plan)
    try:
        return _taken(request, plan, context)
    except TryggveError as error:
        faults = error.text(language_now()).splitlines()
        return render(request, "plans/table.html", context | {"faults": faults}, status=422)


def _taken(request: HttpRequest, plan: Plan, context: dict[str, object]) -> HttpResponse:
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if "content" in request.POST:
        return _confirmed(request, plan, context)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "plans/table.html", context | {"form": form}, status=422)
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        raise UnreadableFileError(
            sv="Tabellen är större än 1 MB. Ta bort det som inte hör till planen, eller läs in den med tryggve plan.",
            en="The table is larger than 1 MB. Remove what is no part of the plan, or import it by tryggve plan.",
        )
    return _preview(request, plan, context, content=file.read(), name=file.name)


def _preview(
    request: HttpRequest, plan: Plan, context: dict[str, object], *, content: bytes, name: str, again: bool = False
) -> HttpResponse:
    found = _read(content, name, plan, write=False, by="")
    changed = [(title, _changes(difference)) for title, difference in found.differences]
    shown = {
        "found": found,
        "headline": _headline(len(found.new), len(changed), found.same),
        "added": [(kind_words()[kind], title) for kind, title in zip(found.new_kinds, found.new, strict=True)],
        "changed": changed,
        "content": base64.b64encode(content).decode(),
        "name": name,
        "seen": _digest(found),
        "again": again,
    }
    return render(request, "plans/table_preview.html", context | shown)


def _headline(new: int, changed: int, same: int) -> str:
    if not new and not changed:
        return _("Tabellen säger detsamma som planen")
    said = {
        "new": ngettext("%(count)d ny", "%(count)d nya", new) % {"count": new},
        "changed": ngettext("%(count)d ändrad", "%(count)d ändrade", changed) % {"count": changed},
        "same": ngettext("%(count)d oförändrad rad", "%(count)d oförändrade rader", same) % {"count": same},
    }
    return _("%(new)s, %(changed)s och %(same)s") % said


def _confirmed(request: HttpRequest, plan: Plan, context: dict[str, object]) -> HttpResponse:
    try:
        content = base64.b64decode(request.POST["content"], validate=True)
    except ValueError as error:
        raise Http404 from error
    name = Path(request.POST.get("name", "")).name
    with transaction.atomic():
        stored = _read(content, name, plan, write=True, by=request.user.get_username())
        agreed = _digest(stored) == request.POST.get("seen")
        # Somebody may have changed the plan since the preview: then what would happen is not what was agreed to.
        transaction.set_rollback(not agreed)
    if not agreed:
        return _preview(request, plan, context, content=content, name=name, again=True)
    count = len(stored.new) + len(stored.changed)
    said = ngettext("%(count)d rad ur tabellen är inläst.", "%(count)d rader ur tabellen är inlästa.", count)
    messages.success(request, said % {"count": count})
    return redirect("plans:plan", pk=plan.pk)


def _read(content: bytes, name: str, plan: Plan, *, write: bool, by: str) -> Stored:
    ending = Path(name).suffix.lower() if Path(name).suffix.lower() in (".xlsx", ".csv") else ".csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{ending}"
        path.write_bytes(content)
        items = read_plan_file(path, name=name, also=partial(storage_faults, municipality=plan.municipality, into=plan))
    if write:
        return store_items(items, municipality=plan.municipality, by=by, into=plan)
    return preview_items(items, municipality=plan.municipality, into=plan)


def _changes(difference: dict[str, object]) -> list[Change]:
    pairs = ((name, pair) for name, pair in difference.items() if isinstance(pair, list))
    return [Change(field_label(name), value_words(name, was), value_words(name, now)) for name, (was, now) in pairs]


def _digest(found: Stored) -> str:
    told = json.dumps([found.new, found.differences, found.same], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
