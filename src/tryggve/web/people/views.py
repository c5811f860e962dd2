"""Sign-in, sign-out and change of password."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tryggve.web.people import actions
from tryggve.web.people.forms import ChangePasswordForm, SignInForm
from tryggve.web.people.municipal_sign_in import municipal_address

_FIRST_PAGES = ("/", "/en/")


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; with the right password, go where the visitor was going."""
    form = SignInForm(request, data=request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        actions.sign_in(request, user=user, by=user.get_username())
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
        # Whoever was stopped on the way to the first page had no other errand than to begin.
        return redirect(onward if safe and onward not in _FIRST_PAGES else resolve_url(settings.LOGIN_REDIRECT_URL))
    context = {"form": form, "next": onward, "municipal_address": municipal_address(onward)}
    return render(request, "people/sign_in.html", context)


@require_POST
@login_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and say so."""
    actions.sign_out(request, by=request.user.get_username())
    messages.success(request, _("Du är utloggad."))
    return redirect("situation:overview")


@login_required
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Show the form; with a good new password, store it."""
    form = ChangePasswordForm(cast(User, request.user), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request, form=form, by=request.user.get_username())
        messages.success(request, _("Lösenordet är bytt."))
        return redirect("people:account")
    return render(request, "people/change_password.html", {"form": form})
