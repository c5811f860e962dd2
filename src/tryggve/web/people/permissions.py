"""Who may do what."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tryggve.web.people.roles import RIGHTS, Right, Role


def may(user: User | AnonymousUser, right: Right) -> bool:
    """Tell whether a person's role gives the right; a superuser has all."""
    if not user.is_authenticated:
        return False
    roles = set(user.groups.values_list("name", flat=True))
    return user.is_superuser or any(role in roles and right in RIGHTS[role] for role in Role)


def needs(right: Right) -> Callable[..., Callable[..., HttpResponseBase]]:
    """Let a view through only for those who have the right; others sign in or are refused."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, **address: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, right):
                raise PermissionDenied
            return view(request, **address)

        return checked

    return wrap
