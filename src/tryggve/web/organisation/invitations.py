"""Inviting somebody by a one-time link: an account without password, until the link is used."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from tryggve.errors import NotAllowedError, UsageError
from tryggve.web.audit.actions import record
from tryggve.web.organisation.models import Membership
from tryggve.web.people.actions import refuse_taken_address
from tryggve.web.people.mail import send
from tryggve.web.people.roles import Role


@transaction.atomic
def invite(*, username: str, name: str, role: Role, municipality: str, by: str, email: str = "") -> User:
    """Make an account that nobody can sign in to before its link is used.

    Raises:
        UsageError: the name is taken or has signs that a user name cannot have, or another account has the address.
    """
    refuse_taken_address(email)
    person = User(username=username, first_name=name, email=email)
    person.set_unusable_password()
    _check(person)
    person.save()
    person.groups.add(Group.objects.get(name=role.value))
    Membership.objects.create(user=person, municipality=municipality)
    after = {"role": role.value, "municipality": municipality, "with_address": bool(email)}
    record("organisation.invite", by=by, about=f"person {username}", after=after)
    return person


@transaction.atomic
def invite_again(person: User, *, by: str) -> None:
    """Keep that a new link is made for somebody who has not used theirs.

    Raises:
        NotAllowedError: the person has a password already.
    """
    if person.has_usable_password():
        raise NotAllowedError(
            sv=f"{person.username} har redan loggat in. Ett glömt lösenord byts från inloggningssidan.",
            en=f"{person.username} has signed in already. A forgotten password is changed from the sign-in page.",
        )
    record("organisation.invite_again", by=by, about=f"person {person.username}")


def mail_invitation(person: User) -> bool:
    """Mail the link to the person's address; tell whether the mail server took it."""
    link = settings.TRYGGVE_ADDRESS + reverse("organisation:invitation", kwargs=link_parts(person))
    lines = [
        _("Hej %(name)s! Du har fått ett konto i Tryggve, kommunens system för trygghetsarbetet.")
        % {"name": person.get_full_name() or person.username},
        "",
        _("Välj ett lösenord här. Länken går att använda en gång och gäller i tre dagar:"),
        link,
        "",
        _("Ditt användarnamn är %(name)s.") % {"name": person.username},
    ]
    return send(_("Inbjudan till Tryggve"), lines, to=person.email)


def link_parts(person: User) -> dict[str, str]:
    """Return what the invitation's address holds.

    The token is a hash of the account as it is now, so that nothing is stored and a set password ends it.
    """
    return {"who": urlsafe_base64_encode(str(person.pk).encode()), "token": default_token_generator.make_token(person)}


def invited(who: str, token: str) -> User | None:
    """Return whose invitation it is; nobody where the link is used, old or altered."""
    try:
        person = User.objects.get(pk=int(urlsafe_base64_decode(who)))
    except (User.DoesNotExist, ValueError, OverflowError):
        return None
    fresh = not person.has_usable_password() and person.is_active
    return person if fresh and default_token_generator.check_token(person, token) else None


@transaction.atomic
def accept(person: User, *, password: str) -> None:
    """Set the first password; the link is of no more use."""
    person.set_password(password)
    person.save()
    record("organisation.accept_invitation", by=person.username, about=f"person {person.username}")


def _check(person: User) -> None:
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        raise UsageError(
            sv=f"{person.username} går inte som användarnamn: det är upptaget eller har tecken som inte går. "
            "Använd bokstäver, siffror, punkt och bindestreck.",
            en=f"{person.username} cannot be a user name: it is taken or has signs that cannot be used. "
            "Use letters, digits, full stop and hyphen.",
        ) from error
