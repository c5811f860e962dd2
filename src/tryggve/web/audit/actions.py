"""Writing an audit event; called inside the transaction of what it records."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from tryggve.web.audit.chain import START, event_hash
from tryggve.web.audit.models import AuditEvent, ChainHead


def hold_chain() -> ChainHead:
    """Lock the chain's head until the transaction ends; two writers at once would otherwise fork the chain."""
    ChainHead.objects.get_or_create(pk=1, defaults={"hash": START})
    return ChainHead.objects.select_for_update().get(pk=1)


def record(
    action: str,
    *,
    by: str,
    about: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Append one event to the chain. ``by`` and ``about`` are texts, so that nothing is lost when a row goes."""
    with transaction.atomic():
        head = hold_chain()
        event = AuditEvent(
            at=timezone.now(),
            who=by,
            action=action,
            object=about,
            before=dict(before or {}),
            after=dict(after or {}),
            previous=head.hash,
        )
        event.hash = event_hash(event)
        event.save(force_insert=True)
        ChainHead.objects.filter(pk=1).update(hash=event.hash, length=head.length + 1)
    return event
