"""Documents and pictures on disk under their SHA-256, so that what was published never changes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tryggve.web.data.raw_files import keep_raw, raw_path


def keep(content: bytes) -> str:
    """Store bytes and return their SHA-256; the same bytes are stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    folder = Path(settings.TRYGGVE_DATA)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".incoming-") as waiting:
        path = Path(waiting) / "file"
        path.write_bytes(content)
        keep_raw(path, sha256=sha256)
    return sha256


def kept(sha256: str) -> bytes | None:
    """Return what was stored; nothing where it is gone or was altered on disk."""
    try:
        content = raw_path(sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
