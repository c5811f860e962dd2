"""A forgotten password: a link by mail, and the new password."""

from __future__ import annotations

import datetime as dt
from functools import partial

from axes.utils import reset as lift_lock
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from tryggve.web.audit.actions import record
from tryggve.web.people.attempts import too_many
from tryggve.web.people.mail import send_later

PER_ADDRESS = 3
WITHIN = dt.timedelta(hours=1)


@transaction.atomic
def ask_reset(email: str, *, now: dt.datetime) -> None:
    """Mail a link to those who have the address and a password; nobody learns whether there was anybody."""
    if too_many(f"reset {email.casefold()}", limit=PER_ADDRESS, within=WITHIN, now=now):
        return
    for person in User.objects.filter(email__iexact=email, is_active=True).order_by("pk"):
        if person.has_usable_password():
            record("people.ask_reset", by=person.username, about=f"person {person.username}")
            subject, lines = _mail(person)
            transaction.on_commit(partial(send_later, subject, lines, to=person.email))


def reset_person(who: str, token: str) -> User | None:
    """Return whose link it is; nobody where it is used, old or altered."""
    try:
        person = User.objects.get(pk=int(urlsafe_base64_decode(who)))
    except (User.DoesNotExist, ValueError, OverflowError):
        return None
    # An account without password has never been signed in to: its way in is the invitation.
    working = person.is_active and person.has_usable_password()
    return person if working and default_token_generator.check_token(person, token) else None


@transaction.atomic
def set_new_password(person: User, *, password: str) -> None:
    """Store the password that the link's holder chose, and open what wrong guesses had locked."""
    person.set_password(password)
    person.save()
    lift_lock(username=person.username)
    record("people.reset_password", by=person.username, about=f"person {person.username}")


def reset_parts(person: User) -> dict[str, str]:
    """Return what the link's address holds; the token ends when the password is changed."""
    return {"who": urlsafe_base64_encode(str(person.pk).encode()), "token": default_token_generator.make_token(person)}


def _mail(person: User) -> tuple[str, list[str]]:
    # The address is the installation's own setting: what a request says of its host can be forged.
    link = settings.TRYGGVE_ADDRESS + reverse("people:new_password", kwargs=reset_parts(person))
    lines = [
        _("Någon, troligen du, vill byta lösenord för %(name)s i Tryggve.") % {"name": person.username},
        "",
        _("Välj ett nytt lösenord här. Länken går att använda en gång och gäller i tre dagar:"),
        link,
        "",
        _("Var det inte du behöver du inte göra något. Lösenordet är oförändrat."),
    ]
    return _("Nytt lösenord i Tryggve"), lines
