"""The way of a file of unknown layout: its saved mapping, or a page that asks what the columns mean."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import TryggveError, UnknownLayoutError
from tryggve.sources import DroppedFile, Mapping, open_file, read_mapping, suggest_mapping
from tryggve.sources.headed_table import HeadedTable
from tryggve.sources.incidents import counts_incidents
from tryggve.sources.local_tables import read_mapped
from tryggve.sources.registry import knows
from tryggve.sources.table_search import find_table
from tryggve.web.data.actions import Imported, discard, import_file
from tryggve.web.data.kept_uploads import forget_upload, keep_upload, kept_upload
from tryggve.web.data.mapped_files import import_known, import_mapped, known_mapping, mapping_behind
from tryggve.web.data.mapping_forms import MappingForm
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.data.raw_files import raw_path
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right

SHOWN_ROWS = 6
HEADER_ROWS = range(1, 21)


def read_file(request: HttpRequest, path: Path, *, name: str) -> HttpResponse:
    """Read a file into a draft and lead to it; a table that needs a mapping leads to the page that asks.

    Raises:
        TryggveError: whatever the reader says of a file it cannot read.
    """
    by = request.user.get_username()
    try:
        return show_imported(request, import_file(path, name=name, by=by))
    except UnknownLayoutError:
        file = open_file(path, name=name)
        if not file.sheets or knows(file):
            raise
        if counts_incidents(file):
            return _show_incidents(request, file)
        find_table(file)
    try:
        imported = import_known(path, name=name, by=by)
    except TryggveError:
        imported = None  # the page tells what did not fit, beside the mapping that can be changed
    if imported:
        return show_imported(request, imported)
    return redirect("data:mapping", token=keep_upload(request.session, path, name=name))


def _show_incidents(request: HttpRequest, file: DroppedFile) -> HttpResponse:
    """Lead a file of reported incidents to the page that reads it in: counts by week are no indicator of a year."""
    text = _("%(file)s räknar händelser per vecka. Sådana filer läses in här, under Lägesbild. Välj filen igen.")
    messages.info(request, text % {"file": file.name})
    return redirect("picture:read_in")


def show_imported(request: HttpRequest, imported: Imported) -> HttpResponse:
    """Lead to a release, and say so where the same file had made it before."""
    known = imported.release
    if imported.known_before:
        when = date_format(known.retrieved, "j F Y")
        text = _("Samma fil lästes in %(when)s av %(who)s. Här är utgåvan som den gav.")
        messages.info(request, text % {"when": when, "who": known.by})
    return redirect("data:release", pk=known.pk)


@needs(Right.IMPORT)
def waiting(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what the columns of a file mean that was just handed in."""
    upload = kept_upload(request.session, token)
    if upload is None:
        messages.info(request, _("Filen finns inte kvar. Välj den igen."))
        return redirect("data:new")
    file = open_file(upload.path, name=upload.name)
    known = known_mapping(file)
    return _page(
        request,
        file,
        saved=known.mapping if known else None,
        done=lambda _imported: forget_upload(request.session, token),
    )


@needs(Right.IMPORT)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more what the columns of a release's table mean."""
    release = get_object_or_404(Release, pk=pk)
    saved = mapping_behind(release)
    path = raw_path(release.sha256)
    if saved is None or not path.exists():
        raise Http404
    file = open_file(path, name=release.file_name)
    known = known_mapping(file)
    mapping = known.mapping if known else read_mapping(saved.toml, file=saved.name)

    def put_aside(imported: Imported) -> None:
        if release.status == Status.DRAFT and imported.release != release:
            discard(release, by=request.user.get_username())

    return _page(request, file, saved=mapping, done=put_aside, release=release)


def _page(
    request: HttpRequest,
    file: DroppedFile,
    *,
    saved: Mapping | None,
    done: Callable[[Imported], None],
    release: Release | None = None,
) -> HttpResponse:
    mistake = ""
    try:
        table = _chosen_table(request, file, saved)
    except TryggveError as error:
        mistake = error.text(language_now())
        table = find_table(file)
    fits = saved is not None and (saved.sheet, saved.header_row) == (table.sheet, table.header_row)
    given = saved if saved and fits else suggest_mapping(file, sheet=table.sheet, header_row=table.header_row)
    form = MappingForm(
        request.POST if request.method == "POST" else None, table=table, given=given, own=settings.TRYGGVE_PLACE
    )
    if form.is_bound and form.is_valid():
        imported = _imported(request, file, form)
        if imported:
            done(imported)
            return show_imported(request, imported)
    if not form.is_bound and saved and fits:
        mistake = mistake or _misfit(file, saved)
    context = {
        "file_name": file.name,
        "release": release,
        "form": form,
        "mistake": mistake,
        "table": table,
        "records": list(islice(table.records(), SHOWN_ROWS)),
        "sheets": [sheet.name for sheet in file.sheets],
        "header_rows": HEADER_ROWS,
    }
    return render(request, "data/mapping.html", context, status=422 if form.errors else 200)


def _chosen_table(request: HttpRequest, file: DroppedFile, saved: Mapping | None) -> HeadedTable:
    sheet, row = request.GET.get("blad", ""), request.GET.get("rubrikrad", "")
    number = next((number for number in HEADER_ROWS if row == str(number)), 0)
    if saved and not sheet and not number:
        return find_table(file, sheet=saved.sheet, header_row=saved.header_row)
    return find_table(file, sheet=sheet, header_row=number)


def _imported(request: HttpRequest, file: DroppedFile, form: MappingForm) -> Imported | None:
    try:
        return import_mapped(file.facts.path, mapping=form.mapping(), name=file.name, by=request.user.get_username())
    except TryggveError as error:
        form.add_mistake(error)
        return None


def _misfit(file: DroppedFile, saved: Mapping) -> str:
    try:
        read_mapped(file, saved)
    except TryggveError as error:
        return _("Tabellen har samma rubriker som en sparad kolumnkarta, men passar den inte. %(mistake)s") % {
            "mistake": error.text(language_now())
        }
    return ""
