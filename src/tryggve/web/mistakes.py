"""Errors that the user can mend become a page that says how; a full disk becomes one that says so."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views import defaults

from tryggve.errors import Language, NotAllowedError, NothingHereError, TryggveError
from tryggve.web.database import faults

STATUS = {NotAllowedError: 409, NothingHereError: 404}
_log = logging.getLogger("tryggve.database")


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
            return unsaved(request, exception)
        context = {"mistake": exception.text(language_now())}
        return render(request, "mistake.html", context, status=STATUS.get(type(exception), 400))


def unsaved(request: HttpRequest, error: BaseException | None, *, rolled_back: bool = True) -> HttpResponse | None:
    """Return the page for a disk or a database that refuses; nothing for other errors.

    ``rolled_back`` is false where the action may have been done before the error came.
    """
    fault = faults.fault_of(error)
    if fault is None:
        return None
    _log.error("%s %s: %s", request.method, request.path, error)
    wrote = request.method == "POST"
    context = {"fault": fault.value, "wrote": wrote, "rolled_back": rolled_back and fault is not faults.Fault.AWAY}
    # Without the request: the frame around other pages asks the database.
    return HttpResponse(render_to_string("unsaved.html", context), status=faults.STATUS[fault])


def server_error(request: HttpRequest) -> HttpResponse:
    """Show that something is wrong with us: Django's ``handler500``, called while the error is handled."""
    return unsaved(request, sys.exc_info()[1], rolled_back=False) or defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that a request was wrong: Django's ``handler400``; a session that a full disk lost comes here too."""
    return unsaved(request, exception, rolled_back=False) or defaults.bad_request(request, exception)
