"""What changes a person's account or session."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from tryggve.errors import UsageError
from tryggve.web.audit.actions import record
from tryggve.web.organisation.models import Membership
from tryggve.web.people.roles import Role

BACKEND = "django.contrib.auth.backends.ModelBackend"


@transaction.atomic
def sign_in(request: HttpRequest, *, user: User, by: str, way: str = "password") -> None:
    """Start a session for a person whose password was right, or whom the municipality's own sign-in vouches for."""
    auth.login(request, user, backend=BACKEND)
    record("people.sign_in", by=by, about=f"person {user.username}", after={"way": way})


@transaction.atomic
def sign_out(request: HttpRequest, *, by: str) -> None:
    """End the session."""
    record("people.sign_out", by=by, about=f"person {by}")
    auth.logout(request)


@transaction.atomic
def change_password(request: HttpRequest, *, form: PasswordChangeForm, by: str) -> None:
    """Store the new password and keep this session alive."""
    user = form.save()
    auth.update_session_auth_hash(request, user)
    record("people.change_password", by=by, about=f"person {user.username}")


@transaction.atomic
def save_account(user: User, *, name: str, email: str, by: str) -> None:
    """Write a person's name and e-mail address; the log tells which changed, not to what.

    Raises:
        UsageError: another account has the address.
    """
    refuse_taken_address(email, besides=user)
    changed = [what for what, old, new in (("name", user.first_name, name), ("email", user.email, email)) if old != new]
    user.first_name, user.last_name, user.email = name, "" if "name" in changed else user.last_name, email
    user.save()
    record("people.save_account", by=by, about=f"person {user.username}", after={"changed": changed})


def refuse_taken_address(email: str, *, besides: User | None = None) -> None:
    """Raise UsageError where another account has the address: it must lead to one person."""
    others = User.objects.filter(email__iexact=email)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if email and others.exists():
        raise UsageError(
            sv=f"Ett annat konto har redan adressen {email}. Skriv en annan.",
            en=f"Another account already has the address {email}. Write another.",
        )


@transaction.atomic
def add_person(
    *, username: str, password: str, role: Role, by: str, municipality: str = "", name: str = "", email: str = ""
) -> User:
    """Make an account with one role in a municipality; in the installation's own where none is given.

    Raises:
        UsageError: if the name or the address is taken or the password too weak.
    """
    if User.objects.filter(username=username).exists():
        raise UsageError(
            sv=f"Det finns redan en användare som heter {username}. Välj ett annat namn.",
            en=f"There is already a user called {username}. Choose another name.",
        )
    refuse_taken_address(email)
    user = User(username=username, first_name=name, email=email)
    _check_password(password, user=user)
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    place = municipality or settings.TRYGGVE_PLACE
    Membership.objects.create(user=user, municipality=place)
    record("people.add", by=by, about=f"person {username}", after={"role": role.value, "municipality": place})
    return user


def _check_password(password: str, *, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UsageError(
            sv="Lösenordet är för svagt: det ska ha minst 12 tecken, inte bara siffror, och inte vara vanligt.",
            en="The password is too weak: at least 12 characters, not only digits, and not a common one.",
        ) from error
