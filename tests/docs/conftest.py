"""The made-up municipality that the handbook's examples speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tryggve.cli.example_files import write_example


@pytest.fixture(scope="session")
def ekhamra(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    for _ in write_example(folder / "exempel"):
        pass
    return folder / "exempel"
