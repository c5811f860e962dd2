"""What is wrong when the database or the disk refuses: full, busy or out of reach."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.db import DatabaseError


class Fault(Enum):
    """Why nothing could be written (Sv: driftfel)."""

    FULL = "full"
    BUSY = "busy"
    AWAY = "away"


STATUS = {Fault.FULL: 507, Fault.BUSY: 503, Fault.AWAY: 503}
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Beside FULL those that SQLite says when it cannot make its log or its index of it any longer.
_SQLITE_FULL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_CANTOPEN,
}
_POSTGRES = {
    "53100": Fault.FULL,  # disk full
    "53300": Fault.BUSY,  # too many connections
    "40P01": Fault.BUSY,  # two waited for each other
    "40001": Fault.BUSY,
    "55P03": Fault.BUSY,
}
_SHUT_DOWN = ("08", "57P")


def fault_of(error: BaseException | None) -> Fault | None:
    """Return what is wrong with disk or database; nothing where the error is of another kind."""
    causes = list(_causes(error))
    found = next((fault for cause in causes if (fault := _fault_of(cause))), None)
    # A database that is not there sends no code.
    silent = any(type(cause).__name__ == "OperationalError" and _has_no_code(cause) for cause in causes)
    return found or (Fault.AWAY if silent and any(isinstance(c, DatabaseError) for c in causes) else None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__  # Django's sessions hide the cause


def _fault_of(error: BaseException) -> Fault | None:
    if isinstance(error, OSError) and error.errno in _DISK:
        return Fault.FULL
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        full = code in _SQLITE_FULL or code & 0xFF == sqlite3.SQLITE_CANTOPEN
        return Fault.FULL if full else Fault.BUSY if code & 0xFF == sqlite3.SQLITE_BUSY else None
    state = getattr(error, "sqlstate", None) or ""
    return _POSTGRES.get(state) or (Fault.AWAY if state.startswith(_SHUT_DOWN) else None)


def _has_no_code(error: BaseException) -> bool:
    return hasattr(error, "sqlstate") and error.sqlstate is None
