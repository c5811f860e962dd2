"""The situation picture as one document to read or print, and as PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.publish.blocks import Document
from tryggve.publish.html_blocks import to_html
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms import slug
from tryggve.terms.places import find_place
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.picture.document import picture_document
from tryggve.web.picture.models import Picture
from tryggve.web.picture.queries import adoption_of, pictures_of
from tryggve.web.picture.versions import current_content


@require_GET
@login_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole situation picture on one page: as it was adopted, or as the draft stands."""
    picture = get_object_or_404(pictures_of(request.user), pk=pk)
    made = _document(picture)
    context = {"picture": picture, "document": made, "content": to_html(made), "adoption": adoption_of(picture)}
    return render(request, "picture/document.html", context)


@require_GET
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the situation picture as PDF."""
    made = _document(get_object_or_404(pictures_of(request.user), pk=pk))
    response = HttpResponse(to_pdf(made), content_type="application/pdf")
    name = slug(made.title.replace("–", "-")) or _("lagesbild")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _document(picture: Picture) -> Document:
    adoption = adoption_of(picture)
    return picture_document(
        current_content(picture),
        place=find_place(picture.municipality) or own_place(),
        made=adoption.date if adoption else timezone.localdate(),
        language=language_now(),
        adoption=adoption,
    )
