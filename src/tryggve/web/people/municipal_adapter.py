"""Where allauth hands over: it has tried the protocol, and this decides who comes in. Loaded only where it is used."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tryggve.web.people import actions
from tryggve.web.people.forms import SignInForm
from tryggve.web.people.municipal_sign_in import (
    add_known_by_municipality,
    known_before,
    municipal_address,
    person_of,
)
from tryggve.web.people.roles import Role


class MunicipalAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signs in the account that the claims speak of and never lets allauth make or keep anything of its own."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """End allauth's part: start the session, or say why not."""
        told = sociallogin.account.extra_data
        userinfo, token = told.get("userinfo", {}), told.get("id_token", {})
        onward = str(sociallogin.state.get("next") or "")
        # OpenID Connect Core 5.3.2: what is told of another subject than the token's must not be used.
        same = "sub" in token and userinfo.get("sub", token["sub"]) == token["sub"]
        person = _person({**token, **userinfo}) if same else None
        if person is None:
            raise ImmediateHttpResponse(_refused(request, onward))
        actions.sign_in(request, user=person, by=person.username, way="oidc")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
        raise ImmediateHttpResponse(redirect(onward if safe else resolve_url(settings.LOGIN_REDIRECT_URL)))

    def on_authentication_error(self, request: HttpRequest, *_said: Any, **_more: Any) -> NoReturn:
        """Show our own page for whatever went wrong on the way; allauth's pages are not part of Tryggve."""
        raise ImmediateHttpResponse(interrupted(request))

    def is_open_for_signup(self, *_who: Any) -> bool:
        """Never: accounts are made here or not at all."""
        return False


def interrupted(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page for a sign-in that did not come to its end."""
    text = _("Inloggningen med kommunens konto avbröts eller tog för lång tid. Försök igen.")
    return _sign_in_page(request, text, onward="")


def _person(claims: dict[str, Any]) -> User | None:
    found = person_of(claims)
    if found is None and settings.TRYGGVE_OIDC_ROLE and not known_before(claims):
        return add_known_by_municipality(claims, role=Role(settings.TRYGGVE_OIDC_ROLE))
    return found


def _refused(request: HttpRequest, onward: str) -> HttpResponse:
    text = _(
        "Kommunen känner igen dig, men du har inget konto i Tryggve. Be den som sköter organisationen bjuda in dig."
    )
    return _sign_in_page(request, text, onward=onward)


def _sign_in_page(request: HttpRequest, text: str, *, onward: str) -> HttpResponse:
    context = {
        "form": SignInForm(request),
        "next": onward,
        "municipal_address": municipal_address(onward),
        "refused": text,
    }
    return render(request, "people/sign_in.html", context, status=403)
