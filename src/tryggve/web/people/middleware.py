"""Sessions that a full disk does not break, and reading that needs sign-in unless the pages are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tryggve.web.database.faults import Fault, fault_of


class KeepSession(SessionMiddleware):
    """Sessions as Django's; where the disk is full a page is still shown, and what was saved is still acknowledged."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session with the response; let the response go without where there is no room for it."""
        try:
            return super().process_response(request, response)
        except (BadRequest, DatabaseError) as error:
            known = request.session.session_key == request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            # Somebody who signs in has no session yet, and would be sent round in a ring.
            if not known or fault_of(error) is not Fault.FULL:
                raise
            return response


class SignInToRead(LoginRequiredMiddleware):
    """Ask for sign-in on every page but those marked open, when reading is not open."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let the page through, or send the visitor to sign-in."""
        if settings.TRYGGVE_OPEN_READING:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
