"""Which attachments somebody may see."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from tryggve.web.files.models import Attachment
from tryggve.web.files.subjects import Subject, is_open, subject_of


def attachments_of(*keys: str) -> QuerySet[Attachment]:
    """Return the attachments that hang on the subjects named, without those in the recycle bin."""
    return Attachment.objects.filter(subject__in=keys, removed_at__isnull=True)


def removed_from(key: str) -> QuerySet[Attachment]:
    """Return a subject's attachments in the recycle bin, the latest first."""
    return Attachment.objects.filter(subject=key, removed_at__isnull=False).order_by("-removed_at")


def public_attachments(*keys: str) -> list[Attachment]:
    """Return what anybody may read of the subjects named; nothing where their own page is not open."""
    return [file for file in attachments_of(*keys).filter(public=True) if is_open(file.subject)]


def readable(user: User | AnonymousUser, pk: int) -> Attachment | None:
    """Return an attachment that a person may read: as a member, or because it is shown to everybody."""
    file = Attachment.objects.filter(pk=pk, removed_at__isnull=True).first()
    if file is None:
        return None
    if file.public and is_open(file.subject):
        return file
    subject = subject_of(user, file.subject)
    return file if subject and subject.municipality == file.municipality else None


def writable(user: User | AnonymousUser, pk: int) -> tuple[Attachment, Subject]:
    """Return an attachment, removed ones too, with what it hangs on.

    Raises:
        Http404: there is none, or the person may not see what it hangs on.
        PermissionDenied: the person may see it but not change its files.
    """
    file = Attachment.objects.filter(pk=pk).first()
    subject = subject_of(user, file.subject) if file else None
    if file is None or subject is None:
        raise Http404
    if not subject.may_write:
        raise PermissionDenied
    return file, subject
