"""Pages of reported incidents: the strips by area and week, and taking a file back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.plan.incidents import week_table
from tryggve.publish.figures.week_figure import week_figure
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.picture.incident_files import undo_incidents
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
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, and take a file's counts back."""
    batch = get_object_or_404(batches_of(municipality_for(request.user)), pk=pk)
    if request.method == "POST":
        undo_incidents(batch, by=request.user.get_username())
        messages.success(request, _("Inläsningen av %(file)s är borttagen.") % {"file": batch.file_name})
        return redirect("picture:incidents")
    return render(request, "picture/undo.html", {"batch": batch})
