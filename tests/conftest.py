"""Fixtures for the whole suite."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs and reference answers beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real inputs and reference answers are not tested")
    return SHARED


@pytest.fixture(scope="session")
def tables(tmp_path_factory) -> Path:
    """An SQLite database with every room's tables and nothing in them; made once, for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "tables"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            ours = ("TRYGGVE_", "DATABASE_", "DJANGO_")
            plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
            migrate = [sys.executable, "-m", "tryggve.web.manage", "migrate", "-v", "0"]
            subprocess.run(migrate, env=plain | {"TRYGGVE_DATA": str(folder)}, check=True)
            (folder / "made").touch()
    return folder / "db.sqlite3"
