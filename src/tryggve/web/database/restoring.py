"""From the files of a backup to an installation that runs."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.core.management import call_command

from tryggve.errors import TryggveError, UnreadableFileError
from tryggve.web.audit.chain import check_chain
from tryggve.web.database.backup_file import Manifest
from tryggve.web.database.copying import copy_rows, require_known, require_unused
from tryggve.web.database.other import make_tables, opened


def bring_up(manifest: Manifest, *, to: Path) -> None:
    """Check the restored log against the manifest, and bring older tables up to date.

    Raises:
        NotAllowedError: the backup is of a newer version.
        UnreadableFileError: the log is not the one that was backed up.
    """
    try:
        found = check_chain()
        if not found.whole or (found.events, found.head) != (manifest.events, manifest.head):
            raise UnreadableFileError(
                sv="Loggen i säkerhetskopian är inte hel. Ta en annan säkerhetskopia.",
                en="The log in the backup is not whole. Take another backup.",
            )
        require_known("default")
    except TryggveError:
        shutil.rmtree(to)
        raise
    call_command("migrate", verbosity=0, interactive=False)


def hand_over(address: str, *, folder: Path) -> None:
    """Copy the restored rows into an empty database, and remove the file that they came in.

    Raises:
        NotAllowedError: the database is used.
    """
    with opened(address) as other:
        require_unused(other)
        make_tables(address, alias=other)
        copy_rows(source="default", target=other, tell=lambda _table, _rows: None)
    for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
