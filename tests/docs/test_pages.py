"""The handbook's made pages say what the code says now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("handbook_builder", ROOT / "docs/build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_made_pages_are_in_step(builder: ModuleType) -> None:
    stale = [name for name, build in builder.PAGES.items() if (ROOT / name).read_text(encoding="utf-8") != build()]
    assert stale == [], "run: python docs/build.py"
