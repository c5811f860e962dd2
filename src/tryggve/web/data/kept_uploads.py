"""Files that wait for their mapping: kept for a day under a random name that only their session knows."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

LONGEST = 24 * 3600  # seconds
_IN_SESSION = "kept_uploads"


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """A file that waits, and the name that its owner gave it."""

    path: Path
    name: str


def keep_upload(session: MutableMapping[str, Any], path: Path, *, name: str) -> str:
    """Copy a file aside and return the word by which its session finds it again."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    token = secrets.token_urlsafe(24)
    kept = folder / token
    kept.touch(mode=0o600)
    shutil.copyfile(path, kept)
    session[_IN_SESSION] = {**session.get(_IN_SESSION, {}), token: name}
    return token


def kept_upload(session: MutableMapping[str, Any], token: str) -> KeptUpload | None:
    """Return the session's own file with this word; nothing where it is another's, used or too old."""
    name = session.get(_IN_SESSION, {}).get(token)
    path = _folder() / token
    if path.is_file() and _too_old(path):
        path.unlink(missing_ok=True)
    return KeptUpload(path, name) if name is not None and path.is_file() else None


def forget_upload(session: MutableMapping[str, Any], token: str) -> None:
    """Remove a file that has been used."""
    names = dict(session.get(_IN_SESSION, {}))
    if names.pop(token, None) is not None:
        session[_IN_SESSION] = names
        (_folder() / token).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.TRYGGVE_DATA) / "uploads"


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if _too_old(path):
            path.unlink(missing_ok=True)


def _too_old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - LONGEST
