"""Errors that the user can mend become a page that says how."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from tryggve.errors import Language, NotAllowedError, NothingHereError, TryggveError

STATUS = {NotAllowedError: 409, NothingHereError: 404}


def language_now() -> Language:
    """Return the language of the page that is being made."""
    return "en" if get_language() == "en" else "sv"


class ShowMistakes:
    """Middleware that shows a TryggveError as a page instead of a server error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for an error of ours; leave all others alone."""
        if not isinstance(exception, TryggveError):
            return None
        context = {"mistake": exception.text(language_now())}
        return render(request, "mistake.html", context, status=STATUS.get(type(exception), 400))
