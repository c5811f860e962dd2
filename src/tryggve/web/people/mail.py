"""Mail to one person about their account."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException

from django.core.mail import send_mail

_POST = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")
_log = logging.getLogger(__name__)


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
