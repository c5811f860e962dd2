"""The hash chain over the audit events: each event's hash covers the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from tryggve.web.audit.models import AuditEvent, ChainHead

START = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk along the chain found: how many events, and the number of the first that does not fit."""

    events: int
    broken_at: int | None
    tail_missing: bool
    head: str

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, removed or put in."""
        return self.broken_at is None and not self.tail_missing


def event_hash(event: AuditEvent) -> str:
    """Return the SHA-256 of an event's content and of the hash before it."""
    at = event.at.astimezone(dt.UTC).isoformat()
    content = [event.previous, at, event.who, event.action, event.object, event.before, event.after]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check_chain(*, using: str = DEFAULT_DB_ALIAS) -> ChainCheck:
    """Walk the whole chain and tell whether it still holds together; ``using`` is another database than our own."""
    previous, count, broken = START, 0, None
    for event in AuditEvent.objects.using(using).order_by("id").iterator():
        count += 1
        if broken is None and (event.previous != previous or event.hash != event_hash(event)):
            broken = event.pk
        previous = event.hash
    head = ChainHead.objects.using(using).filter(pk=1).first()
    tail_missing = (head.hash, head.length) != (previous, count) if head else count > 0
    return ChainCheck(count, broken, tail_missing, previous)
