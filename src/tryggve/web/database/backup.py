"""A backup: the database as it was at one moment and the files beside it, in one zip with a checksum for each."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from tryggve import __version__
from tryggve.web.audit.chain import check_chain
from tryggve.web.database.backup_file import DATABASE, FILES, FORMAT, MANIFEST, Manifest
from tryggve.web.database.copying import copy_rows, require_current
from tryggve.web.database.kept_files import file_hash, kept_files
from tryggve.web.database.other import make_tables, opened


def write_backup(path: Path) -> Manifest:
    """Write a backup to a file that is there whole or not at all; the installation may be in use meanwhile.

    Raises:
        NotAllowedError: the database is of another version.
    """
    require_current("default")
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".tryggve-") as folder:
            database = Path(folder) / DATABASE
            _copy_database(database)
            manifest = _write_zip(half, database)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _copy_database(database: Path) -> None:
    if connections["default"].vendor == "sqlite":
        connections["default"].ensure_connection()
        with closing(sqlite3.connect(database)) as copy:
            connections["default"].connection.backup(copy)
        return
    address = f"sqlite:///{database}"
    with opened(address) as other:
        make_tables(address, alias=other)
        copy_rows(source="default", target=other, tell=lambda _table, _rows: None)
    _close_log(database)


def _write_zip(path: Path, database: Path) -> Manifest:
    folder = Path(settings.TRYGGVE_DATA)
    # The files after the database: a file without a row does no harm, a row without its file does.
    named = {DATABASE: database, **{f"{FILES}{p.relative_to(folder).as_posix()}": p for p in kept_files(folder)}}
    with opened(f"sqlite:///{database}") as other:
        found = check_chain(using=other)
    _close_log(database)
    hashes = {name: file_hash(file) for name, file in named.items()}
    made = timezone.now().isoformat(timespec="seconds")
    manifest = Manifest(FORMAT, __version__, made, found.events, found.head, hashes)
    with path.open("xb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        path.chmod(0o600)  # it holds the signing key and everything else that only some may read
        for name, file in named.items():
            zipped.write(file, name)
        zipped.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    return manifest


def _close_log(database: Path) -> None:
    """Bring everything into the one file; what has been opened in WAL mode may have two more beside it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
