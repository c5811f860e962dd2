"""Files as they came, kept on disk under their SHA-256."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


def raw_path(sha256: str, *, folder: str = "releases") -> Path:
    """Return where a file with this hash is kept."""
    return Path(settings.TRYGGVE_DATA) / folder / sha256[:2] / sha256


def keep_raw(path: Path, *, sha256: str, folder: str = "releases") -> Path:
    """Copy a file into the store so that it is there whole or not at all, and survives a power cut."""
    kept = raw_path(sha256, folder=folder)
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=kept.parent, prefix=".incoming-", delete=False) as copy, path.open("rb") as file:
        try:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        except OSError:  # a full disk: what was written so far would only keep it full
            Path(copy.name).unlink(missing_ok=True)
            raise
    Path(copy.name).rename(kept)
    _sync_folder(kept.parent)
    return kept


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
