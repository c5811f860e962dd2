"""The file of a backup: a zip with a manifest, unpacked whole or not at all. Nothing here needs a database."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tryggve.errors import UnreadableFileError
from tryggve.web.database.kept_files import file_hash

DATABASE, FILES, MANIFEST = "database.sqlite3", "files/", "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds (Sv: säkerhetskopia): SHA-256 by name, the log's length and its last hash."""

    format: int
    version: str
    made: str
    events: int
    head: str
    sha256: dict[str, str]


def read_backup(path: Path, *, to: Path) -> Manifest:
    """Unpack a backup into an empty or new folder, each file checked; nothing is left there if one is damaged.

    Raises:
        UnreadableFileError: it is no backup, or damaged.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            manifest = _manifest(zipped)
            _unpack(zipped, manifest, to)
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(
            sv=f"{path.name} går inte att återställa: {error}. Ta en annan säkerhetskopia.",
            en=f"{path.name} cannot be restored: {error}. Take another backup.",
        ) from error
    return manifest


def _manifest(zipped: zipfile.ZipFile) -> Manifest:
    manifest = Manifest(**json.loads(zipped.read(MANIFEST)))
    if manifest.format != FORMAT:
        raise ValueError(f"format {manifest.format}")
    return manifest


def _unpack(zipped: zipfile.ZipFile, manifest: Manifest, to: Path) -> None:
    with _new_folder(to) as half:
        for name, expected in manifest.sha256.items():
            target = half / ("db.sqlite3" if name == DATABASE else name.removeprefix(FILES))
            if not target.resolve().is_relative_to(half.resolve()):
                raise ValueError(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with zipped.open(name) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file)
            if target.name in {"secret_key", "demo_account.txt"}:
                target.chmod(0o600)
            if file_hash(target) != expected:
                raise ValueError(f"SHA-256 {name}")


@contextmanager
def _new_folder(to: Path) -> Iterator[Path]:
    """Give a folder beside, which becomes the one asked for when all went well."""
    to.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=to.parent, prefix=".tryggve-"))
    try:
        yield half
        if to.exists():
            to.rmdir()
        half.replace(to)
    finally:
        shutil.rmtree(half, ignore_errors=True)
