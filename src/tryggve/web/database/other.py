"""Opening a second database beside the installation's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db import DatabaseError, connections
from django.db.utils import ConnectionHandler

from tryggve.errors import UsageError
from tryggve.web.database.address import database_at
from tryggve.web.database.copying import require_known

OTHER = "other"


@contextmanager
def opened(address: str) -> Iterator[str]:
    """Connect to the database at an address, and give its alias.

    Raises:
        UsageError: the address is wrong or nothing answers there.
    """
    connections.settings[OTHER] = _filled(address)
    try:
        connections[OTHER].ensure_connection()
        yield OTHER
    except DatabaseError as error:
        if connections[OTHER].connection is not None:
            raise
        raise UsageError(
            sv=f"Databasen {shown(address)} svarar inte: {_first_line(error)}. Se efter adress, namn och lösenord.",
            en=f"The database {shown(address)} does not answer: {_first_line(error)}. Check address, name, password.",
        ) from error
    finally:
        connections[OTHER].close()
        del connections[OTHER]
        del connections.settings[OTHER]


def make_tables(address: str, *, alias: str) -> None:
    """Make the tables in a database that has none of them, or older ones.

    Raises:
        NotAllowedError: the tables there are not ours.
    """
    _require_ours(alias)
    # In a process of its own: a migration that fills a table speaks to the installation's own database.
    subprocess.run(
        [sys.executable, "-m", "tryggve.web.manage", "migrate", "--verbosity", "0", "--no-input"],
        env={**os.environ, "DATABASE_URL": address},
        check=True,
    )


def shown(address: str) -> str:
    """Return an address without its password."""
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":***@")))


def _filled(address: str) -> dict[str, Any]:
    try:
        found = database_at(address)
    except (ValueError, KeyError) as error:
        raise UsageError(
            sv=f"{shown(address)} är ingen databasadress. Skriv postgresql://NAMN:LÖSENORD@DATOR:5432/DATABAS eller "
            "sqlite:////mapp/fil.sqlite3.",
            en=f"{shown(address)} is no address of a database. Write postgresql://NAME:PASSWORD@HOST:5432/DATABASE or "
            "sqlite:////folder/file.sqlite3.",
        ) from error
    filled: dict[str, Any] = ConnectionHandler({"default": {}, OTHER: found}).settings[OTHER]
    return filled


def _require_ours(alias: str) -> None:
    there = connections[alias].introspection.table_names()
    if there and "django_migrations" not in there:
        named = ", ".join(sorted(there)[:3])
        raise UsageError(
            sv=f"Databasen har redan tabeller som inte är Tryggves ({named}). Ange en tom databas.",
            en=f"The database has tables already that are not Tryggve's ({named}). Name an empty database.",
        )
    require_known(alias)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
