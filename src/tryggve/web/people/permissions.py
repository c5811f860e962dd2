"""Who may do what."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tryggve.web.once import once_in_a_request
from tryggve.web.people.roles import OF_THE_INSTALLATION, RIGHTS, Right, Role


def may(user: User | AnonymousUser, right: Right) -> bool:
    """Tell whether a person's role gives the right; a superuser has all.

    A role counts only for those who still work in a municipality here, and the files behind the figures belong to the
    installation's own: its drafts are nobody else's to see.
    """
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    roles = _roles_held(user.pk, right in OF_THE_INSTALLATION)
    return any(role in roles and right in RIGHTS[role] for role in Role)


@once_in_a_request
def _roles_held(user: int, in_the_installation: bool) -> frozenset[str]:
    held = Group.objects.filter(user=user, user__memberships__isnull=False)
    if in_the_installation:
        held = Group.objects.filter(user=user, user__memberships__municipality=settings.TRYGGVE_PLACE)
    return frozenset(held.values_list("name", flat=True))


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
