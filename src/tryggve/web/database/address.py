"""From a database's address to Django's settings for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

# A writer waits for its turn instead of failing half-way. FULL, for what was acknowledged must survive a power cut;
# in WAL mode NORMAL may lose the last commits.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def sqlite_file(path: Path) -> dict[str, Any]:
    """Return the settings of an SQLite database in a file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": dict(_SQLITE_OPTIONS)}


def database_at(address: str) -> dict[str, Any]:
    """Return the settings of the database at an address such as ``postgresql://name:password@host/database``.

    Raises:
        ValueError: the address is of no kind that Tryggve is tried on.
    """
    found: dict[str, Any] = environ.Env.db_url_config(address)
    engine = str(found.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        return sqlite_file(Path(str(found["NAME"])))
    if not engine.endswith("postgresql") or not found.get("NAME"):
        raise ValueError(address)
    return found
