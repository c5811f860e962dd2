"""Reading in a file of incident counts: a preview of what it does, then for good, all or nothing."""

from __future__ import annotations

import base64
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from tryggve.errors import TryggveError, UnreadableFileError
from tryggve.plan.incidents import Week, shown_sum
from tryggve.publish.figures.week_figure import cell_words, week_words
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.picture.incident_files import Foreseen, Replaced, import_incidents, preview_incidents
from tryggve.web.picture.priority_forms import IncidentFileForm

LARGEST = 1_400_000  # bytes, packed; between preview and confirmation the file waits in the page itself
_MOST_SHOWN = 50  # replaced rows


@dataclass(frozen=True, slots=True)
class _Change:
    row: Replaced
    week: str
    was: str
    becomes: str


@needs(Right.COUNT_INCIDENTS)
def read_in(request: HttpRequest) -> HttpResponse:
    """Take a file of counts, first as a preview; or say what is wrong with it."""
    if request.method != "POST":
        return render(request, "picture/read_in.html", {"form": IncidentFileForm()})
    try:
        return _taken(request)
    except TryggveError as error:
        context = {"form": IncidentFileForm(), "faults": error.text(language_now()).splitlines()}
        return render(request, "picture/read_in.html", context, status=422)


def _taken(request: HttpRequest) -> HttpResponse:
    form = IncidentFileForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if "content" in request.POST:
        return _confirmed(request)
    if not form.is_valid():
        return render(request, "picture/read_in.html", {"form": form}, status=422)
    file = form.cleaned_data["file"]
    path = Path(file.temporary_file_path())
    foreseen = preview_incidents(path, municipality=municipality_for(request.user), name=file.name)
    return _preview(request, foreseen, packed=_pack(path.read_bytes()))


def _preview(request: HttpRequest, foreseen: Foreseen, *, packed: str, again: bool = False) -> HttpResponse:
    rows, language = foreseen.read.rows, language_now()
    weeks = sorted({Week(row.year, row.week) for row in rows})
    shown = {
        "found": foreseen,
        "areas": sorted({row.area for row in rows}),
        "kinds": sorted({row.kind for row in rows}),
        "weeks": weeks,
        "first": week_words(weeks[0], language),
        "last": week_words(weeks[-1], language),
        "changes": [_change(one) for one in foreseen.replaced[:_MOST_SHOWN]],
        "more": max(len(foreseen.replaced) - _MOST_SHOWN, 0),
        "content": packed,
        "again": again,
    }
    return render(request, "picture/read_in_preview.html", shown)


def _change(one: Replaced) -> _Change:
    """Put a replaced count into words; small counts are as hidden here as on every page."""
    least, language = settings.TRYGGVE_LEAST_INCIDENTS, language_now()
    was, becomes = (
        cell_words(shown_sum([count], least=least), least=least, language=language)
        for count in (one.was, one.row.count)
    )
    return _Change(one, week_words(Week(one.row.year, one.row.week), language), was, becomes)


def _confirmed(request: HttpRequest) -> HttpResponse:
    packed, name = request.POST["content"], Path(request.POST.get("name", "")).name
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "counts"
        path.write_bytes(_unpack(packed))
        by = request.user.get_username()
        stored = import_incidents(path, name=name, municipality=municipality_for(request.user), by=by)
        agreed = stored.did.digest == request.POST.get("seen")
        # Another file may have been read in since the preview: then what would happen is not what was agreed to.
        transaction.set_rollback(not agreed)
    if not agreed:
        return _preview(request, stored.did, packed=packed, again=True)
    count = stored.batch.rows
    rows = ngettext("%(count)d rad är inläst.", "%(count)d rader är inlästa.", count) % {"count": count}
    messages.success(request, rows, extra_tags=reverse("picture:undo", kwargs={"pk": stored.batch.pk}))
    return redirect("picture:incidents")


def _pack(content: bytes) -> str:
    packed = zlib.compress(content, level=9)
    if len(packed) > LARGEST:
        raise UnreadableFileError(
            sv="Filen är för stor: packad får den vara högst 1,4 MB. Ta bort blad och kolumner som inte behövs, eller "
            "dela den, till exempel per år.",
            en="The file is too large: packed it may be at most 1.4 MB. Remove sheets and columns that are not needed, "
            "or split it, for example by year.",
        )
    return base64.urlsafe_b64encode(packed).decode()


def _unpack(packed: str) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.urlsafe_b64decode(packed), settings.TRYGGVE_MAX_UPLOAD)
    except (ValueError, zlib.error) as error:
        raise Http404 from error
    if not unpacking.eof:  # larger than any file that was previewed
        raise Http404
    return content
