"""The least that Django does with a signed-in request, beside Tryggve's own addresses, to measure against."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from tryggve.web import urls
from tryggve.web.plans.models import FormDraft


def page(request: HttpRequest) -> HttpResponse:
    """Answer with the user's name: session, user and middleware, no template."""
    return HttpResponse(request.user.get_username())


@transaction.atomic
def save(request: HttpRequest) -> HttpResponse:
    """Write one row."""
    FormDraft.objects.update_or_create(
        user_id=request.user.pk, address="/bare/", defaults={"content": {}, "at": timezone.now()}
    )
    return HttpResponse(status=204)


handler400, handler500 = urls.handler400, urls.handler500
urlpatterns = [path("bare/", page), path("bare/save/", save), *urls.urlpatterns]
