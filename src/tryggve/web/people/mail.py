"""Mail to one person about their account."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

_POST = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")
_NOWHERE = ("console", "dummy", "filebased")
_log = logging.getLogger(__name__)


def reaches_nobody() -> bool:
    """Tell whether letters stay on the server, in its terminal or a file, since no mail server is set up."""
    return any(f".{name}." in settings.EMAIL_BACKEND for name in _NOWHERE)


def send(subject: str, lines: list[str], *, to: str) -> bool:
    """Send a mail now; tell whether the mail server took it."""
    try:
        send_mail(subject, "\n".join([*lines, ""]), None, [to])
    except (SMTPException, OSError):
        _log.exception("a mail about an account was not sent")
        return False
    return True


def send_later(subject: str, lines: list[str], *, to: str) -> Future[bool]:
    """Send a mail beside the request, so that the time an answer takes does not tell whether anything was sent."""
    return _POST.submit(send, subject, lines, to=to)
