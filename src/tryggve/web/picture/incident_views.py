"""Pages of reported incidents: the strips by area and week, reading a file in, taking it back."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.errors import TryggveError
from tryggve.plan.incidents import week_table
from tryggve.publish.figures.week_figure import week_figure
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.picture.incident_files import import_incidents, undo_incidents
from tryggve.web.picture.priority_forms import IncidentFileForm
from tryggve.web.picture.queries import batches_of, incidents_of


@require_GET
@login_required
def incidents(request: HttpRequest) -> HttpResponse:
    """Show the counts by area and week, of one kind or of all together."""
    municipality = municipality_for(request.user)
    counts = incidents_of(municipality)
    kinds = sorted({row.kind for row in counts})
    kind = request.GET.get("typ", "")
    if kind and kind not in kinds:
        raise Http404
    table = week_table(counts, kind=kind, least=settings.TRYGGVE_LEAST_INCIDENTS)
    context = {
        "table": table,
        "figure": week_figure(table, language=language_now()) if counts else None,
        "kinds": kinds,
        "kind": kind,
        "least": settings.TRYGGVE_LEAST_INCIDENTS,
        "batches": batches_of(municipality),
        "may_read_in": may(request.user, Right.COUNT_INCIDENTS),
    }
    return render(request, "picture/incidents.html", context)


@needs(Right.COUNT_INCIDENTS)
def read_in(request: HttpRequest) -> HttpResponse:
    """Take a file of counts, or say what is wrong with it."""
    form = IncidentFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "picture/read_in.html", {"form": form})
    try:
        return _read(request, form)
    except TryggveError as error:
        context = {"form": form, "mistake": error.text(language_now())}
        return render(request, "picture/read_in.html", context, status=422)


@needs(Right.COUNT_INCIDENTS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, and take a file's counts back."""
    batch = get_object_or_404(batches_of(municipality_for(request.user)), pk=pk)
    if request.method == "POST":
        undo_incidents(batch, by=request.user.get_username())
        messages.success(request, _("Inläsningen av %(file)s är borttagen.") % {"file": batch.file_name})
        return redirect("picture:incidents")
    return render(request, "picture/undo.html", {"batch": batch})


def _read(request: HttpRequest, form: IncidentFileForm) -> HttpResponse:
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if not form.is_valid():
        return render(request, "picture/read_in.html", {"form": form}, status=422)
    file = form.cleaned_data["file"]
    path, by = Path(file.temporary_file_path()), request.user.get_username()
    read = import_incidents(path, name=file.name, municipality=municipality_for(request.user), by=by)
    rows = ngettext("%(count)d rad är inläst.", "%(count)d rader är inlästa.", read.batch.rows)
    messages.success(request, rows % {"count": read.batch.rows})
    if read.replaced:
        text = ngettext(
            "%(count)d rad ersätter en tidigare uppgift.", "%(count)d rader ersätter tidigare uppgifter.", read.replaced
        )
        messages.warning(request, text % {"count": read.replaced})
    if read.unread:
        messages.warning(request, _("Lästes inte: %(columns)s.") % {"columns": ", ".join(read.unread)})
    return redirect("picture:incidents")
