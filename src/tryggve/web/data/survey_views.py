"""The page where a municipality's own survey is read in; the answers are removed as soon as they are counted."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tryggve.errors import TryggveError
from tryggve.web.data.mapping_views import show_imported
from tryggve.web.data.survey_forms import SurveyForm
from tryggve.web.data.surveys import Handed, import_survey, surveyed_place
from tryggve.web.data.uploads import too_large
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right

EXAMPLES = {"sv": "undersokning.toml", "en": "survey.toml"}


@needs(Right.IMPORT)
def survey(request: HttpRequest) -> HttpResponse:
    """Take a survey's answers and definition, and lead to the draft of its estimates."""
    if request.method != "POST":
        own = surveyed_place(settings.TRYGGVE_PLACE)
        return render(request, "data/survey.html", {"form": SurveyForm(initial={"place": own.name})})
    try:
        return _read(request)
    except TryggveError as error:
        context = {"form": SurveyForm(request.POST, request.FILES), "mistake": error.text(language_now())}
        return render(request, "data/survey.html", context, status=422)
    finally:
        for file in request.FILES.values():
            _remove(file)


def _read(request: HttpRequest) -> HttpResponse:
    form = SurveyForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if not form.is_valid():
        return render(request, "data/survey.html", {"form": form}, status=422)
    told = form.cleaned_data
    imported = import_survey(
        _handed(told["answers"]),
        definition=_handed(told["definition"]),
        place=told["place"].code,
        by=request.user.get_username(),
    )
    return show_imported(request, imported)


def _handed(file: TemporaryUploadedFile) -> Handed:
    return Handed(Path(file.temporary_file_path()), file.name or "")


def _remove(file: object) -> None:
    if isinstance(file, TemporaryUploadedFile):
        file.close()  # the temporary file goes with it


@require_GET
@needs(Right.IMPORT)
def example(_request: HttpRequest) -> HttpResponse:
    """Send an example of a definition, with comments in the page's language."""
    name = EXAMPLES[language_now()]
    text = resources.files("tryggve.web.data").joinpath(name).read_text(encoding="utf-8")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)
