"""What attaches, shows, removes and restores files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.attached_files import check_attached, clean_name
from tryggve.web.audit.actions import record
from tryggve.web.data.raw_files import keep_raw, raw_path
from tryggve.web.files.models import Attachment
from tryggve.web.files.subjects import Subject

FOLDER = "attachments"


def attach(
    subject: Subject, *, path: Path, name: str, by: str, note: str = "", alt: str = "", public: bool = False
) -> Attachment:
    """Check a file, keep its content and attach it.

    The content is on disk before the row is written: a row without a file would be a broken promise, a file without
    a row only takes room.

    Raises:
        UnreadableFileError: the file is of a type, size or content that is not allowed.
        UsageError: the same file hangs there already, or a picture has no words.
        NotAllowedError: nothing may be attached here.
    """
    require_writable(subject)
    plain = clean_name(name)
    found = check_attached(path, name=plain, largest=settings.TRYGGVE_MAX_ATTACHMENT)
    if found.picture and not alt.strip():
        raise UsageError(
            sv="Beskriv vad bilden visar, för den som inte kan se den.",
            en="Say what the picture shows, for those who cannot see it.",
        )
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    keep_raw(path, sha256=sha256, folder=FOLDER)
    with transaction.atomic():
        _refuse_double(subject, sha256)
        made = Attachment.objects.create(
            municipality=subject.municipality,
            subject=subject.key,
            name=plain,
            media_type=found.media_type,
            size=path.stat().st_size,
            sha256=sha256,
            note=note,
            alt=alt if found.picture else "",
            public=public and subject.may_publish,
            uploaded_at=timezone.now(),
            uploaded_by=by,
        )
        record("files.attach", by=by, about=_about(subject, made), after=_told(made))
    return made


@transaction.atomic
def show_to_all(attachment: Attachment, *, subject: Subject, public: bool, by: str) -> None:
    """Show an attachment to everybody, or to the municipality's own people only.

    Raises:
        NotAllowedError: it lies in the recycle bin, or nothing that hangs here is shown to everybody.
    """
    require_writable(subject)
    attachment = _held(attachment)
    if attachment.removed_at is not None:
        raise NotAllowedError(
            sv=f"”{attachment.name}” är borttagen. Återställ den först.",
            en=f'"{attachment.name}" is removed. Restore it first.',
        )
    if public and not subject.may_publish:
        raise NotAllowedError(
            sv="Bilagor hit visas bara för dem som arbetar i kommunen.",
            en="Attachments here are shown only to those who work in the municipality.",
        )
    before = {"public": attachment.public}
    attachment.public = public
    attachment.save(update_fields=("public",))
    record("files.show", by=by, about=_about(subject, attachment), before=before, after={"public": public})


@transaction.atomic
def remove_attachment(attachment: Attachment, *, subject: Subject, by: str) -> None:
    """Put an attachment into the recycle bin; one that lies there already is left alone."""
    require_writable(subject)
    attachment = _held(attachment)
    if attachment.removed_at is not None:
        return
    attachment.removed_at, attachment.removed_by = timezone.now(), by
    attachment.save(update_fields=("removed_at", "removed_by"))
    record("files.remove", by=by, about=_about(subject, attachment), before=_told(attachment))


@transaction.atomic
def restore_attachment(attachment: Attachment, *, subject: Subject, by: str) -> None:
    """Take an attachment back from the recycle bin; one that is back already is left alone."""
    require_writable(subject)
    attachment = _held(attachment)
    if attachment.removed_at is None:
        return
    _refuse_double(subject, attachment.sha256)
    attachment.removed_at, attachment.removed_by = None, ""
    attachment.save(update_fields=("removed_at", "removed_by"))
    record("files.restore", by=by, about=_about(subject, attachment), after=_told(attachment))


def content_path(attachment: Attachment) -> Path:
    """Return where an attachment's content lies."""
    return raw_path(attachment.sha256, folder=FOLDER)


def require_writable(subject: Subject) -> None:
    """Raise NotAllowedError where a person may not change the attachments of a subject."""
    if not subject.may_write:
        raise NotAllowedError(
            sv=f"Bilagorna till ”{subject.title}” går inte att ändra nu. Be den som har rätt att göra det.",
            en=f'The attachments of "{subject.title}" cannot be changed now. Ask somebody who may.',
        )


def _held(attachment: Attachment) -> Attachment:
    return Attachment.objects.select_for_update().get(pk=attachment.pk)


def _refuse_double(subject: Subject, sha256: str) -> None:
    same = Attachment.objects.filter(subject=subject.key, sha256=sha256, removed_at__isnull=True).first()
    if same:
        raise UsageError(
            sv=f"Filen finns redan här och heter ”{same.name}”.",
            en=f'The file is here already and is called "{same.name}".',
        )


def _about(subject: Subject, attachment: Attachment) -> str:
    return f"{subject.about or subject.key} attachment {attachment.pk}"


def _told(attachment: Attachment) -> dict[str, object]:
    return {
        "title": attachment.name,
        "note": attachment.note,
        "alt": attachment.alt,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "public": attachment.public,
    }
