"""The way out to the municipality's sign-in and the way back; loaded only where it is switched on."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from tryggve.web.people.municipal_adapter import interrupted

_log = logging.getLogger(__name__)


@never_cache
@login_not_required
@require_GET
def way_out(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the municipality's server."""
    return _asked(oidc.login, request, provider_id)


@never_cache
@login_not_required
@require_GET
def way_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the municipality's server says of whoever comes back."""
    return _asked(oidc.callback, request, provider_id)


def _asked(view: Callable[[HttpRequest, str], HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except (RequestException, ValueError, KeyError):
        # allauth reads the server's own description first, and lets a server that is down or odd pass as a crash.
        _log.exception("the municipality's sign-in did not answer as it should")
        return interrupted(request)
