"""One's own account, and the way back in for whoever forgot the password."""

from __future__ import annotations

import datetime as dt
from typing import cast

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tryggve.errors import TryggveError
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import functions_of
from tryggve.web.organisation.words import role_words
from tryggve.web.people import actions, reset
from tryggve.web.people.attempts import too_many
from tryggve.web.people.forms import AccountForm, NewPasswordForm, ResetForm
from tryggve.web.people.mail import reaches_nobody
from tryggve.web.people.roles import Role

ASKED_FROM_ONE_PLACE = 10
WITHIN = dt.timedelta(minutes=15)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show a person's own name, address, role and posts, and save what is theirs to change."""
    person = cast(User, request.user)
    form = AccountForm(
        request.POST or None,
        initial={"name": person.get_full_name(), "email": person.email},
        email_is_mine=not settings.TRYGGVE_OIDC_ISSUER,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_account(User.objects.get(pk=person.pk), **form.cleaned_data, by=person.username)
        except TryggveError as error:
            form.add_error("email", error.text(language_now()))
        else:
            messages.success(request, _("Dina uppgifter är sparade."))
            return redirect("people:account")
    roles = set(person.groups.values_list("name", flat=True))
    context = {
        "form": form,
        "roles": [text for role, text in role_words().items() if Role(role) in roles],
        "posts": functions_of(person),
        "has_password": person.has_usable_password(),
    }
    return render(request, "people/account.html", context, status=422 if form.is_bound else 200)


@login_not_required
@never_cache
def ask_reset(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and say the same whether somebody has it or not."""
    form = ResetForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/ask_reset.html", {"form": form}, status=422 if form.is_bound else 200)
    now = timezone.now()
    where = get_client_ip_address(request)
    if too_many(f"reset from {where}", limit=ASKED_FROM_ONE_PLACE, within=WITHIN, now=now):
        return locked(request)
    reset.ask_reset(form.cleaned_data["email"], now=now)
    return render(request, "people/reset_asked.html", {"nowhere": reaches_nobody()})


@login_not_required
@never_cache
@sensitive_post_parameters()
def new_password(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Let the holder of a mailed link choose a new password; a used link says so."""
    person = reset.reset_person(who, token)
    if person is None:
        return _kept_secret(render(request, "people/reset_spent.html", status=404))
    form = NewPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        reset.set_new_password(person, password=form.cleaned_data["new_password1"])
        messages.success(request, _("Lösenordet är bytt. Logga in med det."))
        return redirect("people:sign_in")
    context = {"form": form, "person": person}
    return _kept_secret(render(request, "people/new_password.html", context, status=422 if form.is_bound else 200))


def locked(request: HttpRequest, *_more: object) -> HttpResponse:
    """Say that there were too many attempts, and when the door opens again."""
    opens = timezone.localtime(timezone.now() + settings.AXES_COOLOFF_TIME)
    # Rounded up, so that whoever waits until the minute that stands there has waited long enough.
    opens = (opens + dt.timedelta(seconds=59)).replace(second=0, microsecond=0)
    return render(request, "people/locked.html", {"opens": opens}, status=429)


def _kept_secret(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "same-origin"  # with none at all, the form could not be sent
    response["X-Robots-Tag"] = "noindex"
    return response
