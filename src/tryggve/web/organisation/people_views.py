"""The people of the municipality: their roles, an invitation by a one-time link, and the link's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tryggve.errors import TryggveError
from tryggve.web.mistakes import language_now
from tryggve.web.organisation import actions
from tryggve.web.organisation.forms import InvitationForm, RoleForm
from tryggve.web.organisation.invitations import accept, invite, invited, link_parts
from tryggve.web.organisation.queries import municipality_for, people_of
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right, Role


@needs(Right.ORGANISE)
def people(request: HttpRequest) -> HttpResponse:
    """List the people with their roles; with a new name, make an invitation and show its link once."""
    municipality = municipality_for(request.user)
    form = InvitationForm(request.POST or None, initial={"role": Role.OWNER})
    link, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            link = _invite(request, form, municipality)
            status = 200 if link else 422
    rows = [
        (person, RoleForm(initial={"role": _role(person)}, auto_id=f"id_{person.pk}_%s"))
        for person in people_of(municipality)
    ]
    context = {"rows": rows, "form": InvitationForm(initial={"role": Role.OWNER}) if link else form, "link": link}
    return render(request, "organisation/people.html", context, status=status)


@require_POST
@needs(Right.ORGANISE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    person = get_object_or_404(people_of(municipality_for(request.user)), pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.give_role(person, role=Role(form.cleaned_data["role"]), by=request.user.get_username())
        messages.success(request, _("Sparat: %(name)s") % {"name": person.get_full_name() or person.username})
    return redirect("organisation:people")


@require_POST
@needs(Right.ORGANISE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person no longer see what is the municipality's own."""
    municipality = municipality_for(request.user)
    person = get_object_or_404(people_of(municipality), pk=pk)
    actions.end_membership(person, municipality=municipality, by=request.user.get_username())
    messages.success(
        request, _("%(name)s ser inte längre utkasten.") % {"name": person.get_full_name() or person.username}
    )
    return redirect("organisation:people")


@login_not_required
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Let an invited person choose a password; a used link says so."""
    person = invited(who, token)
    if person is None:
        return render(request, "organisation/spent.html", status=404)
    form = SetPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept(person, password=form.cleaned_data["new_password1"])
        messages.success(request, _("Lösenordet är valt. Logga in med det."))
        return redirect("people:sign_in")
    status = 422 if form.is_bound else 200
    return render(request, "organisation/invitation.html", {"form": form, "person": person}, status=status)


def _invite(request: HttpRequest, form: InvitationForm, municipality: str) -> str:
    given = form.cleaned_data
    by = request.user.get_username()
    try:
        person = invite(
            username=given["username"], name=given["name"], role=Role(given["role"]), municipality=municipality, by=by
        )
    except TryggveError as error:
        form.add_error("username", error.text(language_now()))
        return ""
    return request.build_absolute_uri(reverse("organisation:invitation", kwargs=link_parts(person)))


def _role(person: object) -> str:
    group = person.groups.first()  # type: ignore[attr-defined]  # a user has groups
    return group.name if group else Role.READER
