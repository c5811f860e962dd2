"""Fixtures for the whole suite."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs and reference answers beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real inputs and reference answers are not tested")
    return SHARED
