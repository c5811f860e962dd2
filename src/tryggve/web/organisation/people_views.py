"""The people of the municipality: their roles, an invitation by a one-time link, and the link's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tryggve.errors import TryggveError
from tryggve.web.mistakes import language_now
from tryggve.web.organisation import actions, invitations
from tryggve.web.organisation.forms import InvitationForm, PersonForm, RoleForm
from tryggve.web.organisation.queries import functions_of, municipality_for, people_of
from tryggve.web.organisation.words import role_names
from tryggve.web.people.forms import NewPasswordForm
from tryggve.web.people.mail import reaches_nobody
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right, Role


@needs(Right.ORGANISE)
def people(request: HttpRequest) -> HttpResponse:
    """List the people with their roles; with a new name, make an invitation and mail its link or show it once."""
    municipality = municipality_for(request.user)
    form = InvitationForm(request.POST or None, initial={"role": Role.OWNER})
    person = None
    if request.method == "POST" and form.is_valid():
        person = _invite(request, form, municipality)
    context = _invited(request, person) if person else {}
    context |= {
        "rows": [_row(found) for found in people_of(municipality).prefetch_related("groups", "functions__unit")],
        "form": InvitationForm(initial={"role": Role.OWNER}) if person else form,
    }
    status = 422 if form.is_bound and person is None else 200
    return render(request, "organisation/people.html", context, status=status)


@needs(Right.ORGANISE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person with what may be changed, and save the name and the address."""
    municipality = municipality_for(request.user)
    shown = get_object_or_404(people_of(municipality), pk=pk)
    start = {"name": shown.get_full_name(), "email": shown.email}
    form = PersonForm(request.POST or None, initial=start, auto_id="id_person_%s")
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_person(shown, municipality=municipality, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            form.add_error("email", error.text(language_now()))
        else:
            messages.success(request, _("Sparat: %(name)s") % {"name": _name(shown)})
            return redirect("organisation:people")
    return _person_page(request, shown, form)


@require_POST
@needs(Right.ORGANISE)
@never_cache
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new link for somebody who has not used theirs; the one before goes on working until it is old."""
    shown = get_object_or_404(people_of(municipality_for(request.user)), pk=pk)
    invitations.invite_again(shown, by=request.user.get_username())
    return _person_page(request, shown, None, **_invited(request, shown))


@require_POST
@needs(Right.ORGANISE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    municipality = municipality_for(request.user)
    person = get_object_or_404(people_of(municipality), pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        actions.give_role(person, municipality=municipality, role=role, by=request.user.get_username())
        messages.success(request, _("Sparat: %(name)s") % {"name": _name(person)})
    return redirect("organisation:people")


@require_POST
@needs(Right.ORGANISE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person no longer see what is the municipality's own."""
    municipality = municipality_for(request.user)
    person = get_object_or_404(people_of(municipality), pk=pk)
    actions.end_membership(person, municipality=municipality, by=request.user.get_username())
    messages.success(request, _("%(name)s ser inte längre utkasten.") % {"name": _name(person)})
    return redirect("organisation:people")


@login_not_required
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Let an invited person choose a password; a used link says so."""
    person = invitations.invited(who, token)
    if person is None:
        return render(request, "organisation/spent.html", status=404)
    form = NewPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitations.accept(person, password=form.cleaned_data["new_password1"])
        messages.success(request, _("Lösenordet är valt. Logga in med det."))
        return redirect("people:sign_in")
    status = 422 if form.is_bound else 200
    return render(request, "organisation/invitation.html", {"form": form, "person": person}, status=status)


def _invite(request: HttpRequest, form: InvitationForm, municipality: str) -> User | None:
    given = form.cleaned_data
    try:
        return invitations.invite(
            username=given["username"],
            name=given["name"],
            email=given["email"],
            role=Role(given["role"]),
            municipality=municipality,
            by=request.user.get_username(),
        )
    except TryggveError as error:
        form.add_error(None, error.text(language_now()))
        return None


def _invited(request: HttpRequest, person: User) -> dict[str, object]:
    """Mail the link where there is an address; else, or where no mail server takes it, show it to who invites."""
    no_server = reaches_nobody()
    if person.email and not no_server and invitations.mail_invitation(person):
        return {"mailed_to": person.email}
    address = reverse("organisation:invitation", kwargs=invitations.link_parts(person))
    return {"link": request.build_absolute_uri(address), "not_mailed_to": person.email, "no_server": no_server}


def _person_page(request: HttpRequest, shown: User, form: PersonForm | None, **more: object) -> HttpResponse:
    start = {"name": shown.get_full_name(), "email": shown.email}
    status = 422 if form is not None and form.is_bound else 200
    context = {
        **_row(shown),
        "form": form or PersonForm(initial=start, auto_id="id_person_%s"),
        "role_form": RoleForm(initial={"role": _role(shown)}),
        "posts": functions_of(shown).filter(unit__municipality=municipality_for(request.user)),
        **more,
    }
    return render(request, "organisation/person.html", context, status=status)


def _row(person: User) -> dict[str, object]:
    role = _role(person)
    return {
        "person": person,
        "name": _name(person),
        "role": role_names().get(role, ""),
        "posts": person.functions.all(),
        "waiting": not person.has_usable_password() and person.last_login is None,
    }


def _name(person: User) -> str:
    return person.get_full_name() or person.username


def _role(person: User) -> str:
    return next((group.name for group in person.groups.all()), "")
