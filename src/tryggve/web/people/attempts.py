"""How often something may be asked for from outside."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.cache import cache


def too_many(what: str, *, limit: int, within: dt.timedelta, now: dt.datetime) -> bool:
    """Count one attempt; tell whether there were ``limit`` before it within the time.

    ``what`` is hashed, so that no address or name lies in the cache.
    """
    key = f"attempts-{hashlib.sha256(what.encode()).hexdigest()}"
    recent = [at for at in cache.get(key, []) if at > now - within][-limit:]
    cache.set(key, [*recent, now], within.total_seconds())
    return len(recent) >= limit
