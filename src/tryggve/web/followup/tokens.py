"""Secret addresses: shown once, stored as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return a token of 256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token.

    The database is asked for the hash, so the time it takes tells nothing of the token; and 256 random bits cannot be
    found by trying, however fast somebody tries.
    """
    return hashlib.sha256(token.encode()).hexdigest()
