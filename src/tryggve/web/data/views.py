"""Pages of the data room: the list, a new file, one release, what changed, the file as it came."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.sources.registry import layout_name
from tryggve.web.data import actions, areas, mapping_views
from tryggve.web.data.changes import Changes
from tryggve.web.data.forms import FileForm, GoLiveForm
from tryggve.web.data.mapped_files import mapping_behind
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status, may_move
from tryggve.web.data.preview import recognise
from tryggve.web.data.queries import changes_between, compared_with
from tryggve.web.data.raw_files import raw_path
from tryggve.web.data.survey_preview import survey_years
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right

SHOWN_CHANGES = 200


@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """List every release, newest first; drafts only for those who import."""
    shown = Release.objects.all()
    if not may(request.user, Right.IMPORT):
        shown = shown.filter(status__in=(Status.LIVE, Status.REPLACED))
    return render(request, "data/releases.html", {"releases": shown})


@needs(Right.IMPORT)
def new(request: HttpRequest) -> HttpResponse:
    """Take a file, read it into a draft and show the draft; or say what is wrong with the file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "data/new.html", {"form": FileForm()})
    try:
        return _read(request, form)
    except TryggveError as error:
        context = {"form": form, "mistake": error.text(language_now())}
        return render(request, "data/new.html", context, status=422)


def _read(request: HttpRequest, form: FileForm) -> HttpResponse:
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if not form.is_valid():
        return render(request, "data/new.html", {"form": form}, status=422)
    file = form.cleaned_data["file"]
    if areas.is_map(Path(file.temporary_file_path()), name=file.name):
        return _read_areas(request, file)
    return mapping_views.read_file(request, Path(file.temporary_file_path()), name=file.name)


def _read_areas(request: HttpRequest, file: TemporaryUploadedFile) -> HttpResponse:
    count = actions.import_areas(Path(file.temporary_file_path()), by=request.user.get_username())
    messages.success(request, _("Kartan med %(count)d områden är inläst.") % {"count": count})
    return redirect("data:releases")


@require_GET
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one release: a draft with what it would change, others with where they come from."""
    return _release_page(request, _visible(request, pk), GoLiveForm())


@require_GET
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that changed from the release before."""
    shown = _visible(request, pk)
    before = compared_with(shown)
    if before is None:
        raise Http404
    context = {
        "release": shown,
        "before": before,
        "changes": changes_between(before, shown),
        "shown": f":{SHOWN_CHANGES}",
        "limit": SHOWN_CHANGES,
    }
    return render(request, "data/changes.html", context)


@require_POST
@needs(Right.IMPORT)
def go_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a release live once its importer says that the changes are seen."""
    shown = get_object_or_404(Release, pk=pk)
    form = GoLiveForm(request.POST)
    if not form.is_valid():
        return _release_page(request, shown, form, status=422)
    actions.make_live(shown, by=request.user.get_username())
    messages.success(request, _("Siffrorna visas nu på sidorna. Slutsatserna är omräknade."))
    return redirect("data:release", pk=pk)


@require_POST
@needs(Right.IMPORT)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft aside."""
    shown = get_object_or_404(Release, pk=pk)
    actions.discard(shown, by=request.user.get_username())
    messages.success(request, _("Utkastet är bortlagt. Inget har ändrats på sidorna."))
    return redirect("data:releases")


@require_GET
@needs(Right.RAW_FILE)
def raw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the file as it came."""
    shown = _visible(request, pk)
    path = raw_path(shown.sha256)
    if not shown.keep_raw or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=shown.file_name)


def _visible(request: HttpRequest, pk: int) -> Release:
    found = get_object_or_404(Release, pk=pk)
    hidden = found.status in (Status.DRAFT, Status.DISCARDED)
    if hidden and not may(request.user, Right.IMPORT):
        raise Http404
    return found


def _release_page(request: HttpRequest, shown: Release, form: GoLiveForm, *, status: int = 200) -> HttpResponse:
    before = compared_with(shown)
    difference: Changes | None = changes_between(before, shown) if before else None
    recognised = recognise(shown)
    context = {
        "release": shown,
        "recognised": recognised,
        "elsewhere": not recognised.speaks_of(settings.TRYGGVE_PLACE),
        "layout": layout_name(shown.layout),
        "mapping": mapping_behind(shown),
        "survey": survey_years(shown),
        "before": before,
        "changes": difference,
        "form": form,
        "may_go_live": may(request.user, Right.IMPORT) and may_move(shown.status, Status.LIVE),
        "may_discard": may(request.user, Right.IMPORT) and may_move(shown.status, Status.DISCARDED),
        "may_remap": may(request.user, Right.IMPORT) and raw_path(shown.sha256).exists(),
        "may_download": may(request.user, Right.RAW_FILE) and shown.keep_raw,
    }
    return render(request, "data/release.html", context, status=status)
