"""Reading needs sign-in unless the municipality has opened its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


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
