"""The files of an installation that lie beside its database: releases as they came, the map, the signing key."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

_LEFT_OUT = {"cache", "uploads"}  # drawn anew; files that wait a day for their mapping and may hold answers
_DATABASE = (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")


def kept_files(folder: Path) -> Iterator[Path]:
    """Return what is worth keeping, without the database and what is made anew or waits, in order."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        half_written = any(part.startswith((".incoming-", ".secret_key.", ".tryggve-")) for part in inside.parts)
        if path.is_file() and inside.parts[0] not in _LEFT_OUT and not half_written and not _is_database(inside):
            yield path


def copy_files(folder: Path, *, to: Path) -> int:
    """Copy an installation's files to an empty or new folder, and return how many."""
    count = 0
    for path in kept_files(folder):
        copy = to / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        count += 1
    return count


def file_hash(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_database(inside: Path) -> bool:
    return len(inside.parts) == 1 and inside.name.endswith(_DATABASE)
