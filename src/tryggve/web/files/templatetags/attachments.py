"""The list of attachments on any room's page: ``{% load attachments %}{% attachments "plan" plan.pk %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tryggve.web.files.forms import AttachmentForm
from tryggve.web.files.models import Attachment
from tryggve.web.files.queries import attachments_of, public_attachments, removed_from
from tryggve.web.files.subjects import subject_of

register = template.Library()


@register.inclusion_tag("files/list.html", takes_context=True)
def attachments(context: dict[str, Any], kind: str, pk: int, title: str = "") -> dict[str, object]:
    """Show what is attached to something, and to those who may write there a form to attach more."""
    request = context["request"]
    subject = subject_of(request.user, f"{kind} {pk}")
    if subject is None:
        return {"subject": None}
    writes = subject.may_write
    return {
        "subject": subject,
        "title": title or _("Bilagor"),
        "files": attachments_of(subject.key),
        "removed": removed_from(subject.key) if writes else (),
        "form": _form(subject) if writes else None,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("files/public_list.html")
def public_files(pk: int, *kinds: str) -> dict[str, object]:
    """Show what anybody may read of what is attached to something of these kinds."""
    return {"files": public_attachments(*(f"{kind} {pk}" for kind in kinds))}


@register.filter
def file_facts(file: Attachment) -> str:
    """Say an attachment's type and size: ``PDF, 1,2 MB``."""
    return f"{file.name.rpartition('.')[2].upper()}, {filesizeformat(file.size)}"


def _form(subject: Any) -> AttachmentForm:
    return AttachmentForm(subject=subject, largest=settings.TRYGGVE_MAX_ATTACHMENT, auto_id="bilaga_%s")
