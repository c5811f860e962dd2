"""Letters through the municipality's own mail server, with words for when it is not there."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from tryggve.errors import UsageError

FAILURES = (SMTPException, OSError)


def open_server() -> BaseEmailBackend:
    """Return an open way to the mail server, that several letters share.

    Raises:
        UsageError: the server does not answer, or refuses the account.
    """
    server = get_connection()
    try:
        server.open()
    except FAILURES as error:
        host = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        raise UsageError(
            sv=f"E-postservern {host} går inte att nå ({error}). Inget brev är skickat. Kontrollera TRYGGVE_EMAIL och "
            "att servern är igång, och försök igen.",
            en=f"The mail server {host} cannot be reached ({error}). No mail has been sent. Check TRYGGVE_EMAIL and "
            "that the server is running, and try again.",
        ) from error
    return server


def deliver(letter: EmailMultiAlternatives, *, server: BaseEmailBackend) -> bool:
    """Send a letter and tell whether the server took it."""
    letter.connection = server
    try:
        letter.send()
    except FAILURES:
        # Opened anew for the next letter: one address that is refused must not keep the others waiting.
        server.close()
        return False
    return True
