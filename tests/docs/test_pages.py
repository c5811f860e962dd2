"""The handbook's made pages say what the code says now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tryggve.plan.status import MOVES

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


def test_every_move_of_a_plan_is_told_and_no_other(builder: ModuleType) -> None:
    possible = {(one, other) for one, others in MOVES.items() for other in others}
    assert set(builder.MOVED_BY) == possible
    assert set(builder.STATES) == set(MOVES)
    for name in ("docs/sv/planens-lagen.md", "docs/en/plan-states.md"):
        drawn = re.findall(r"^    (\w+) --> (\w+):", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(drawn) == {(one.value, other.value) for one, other in possible}


def test_states_are_called_what_the_screen_calls_them(builder: ModuleType) -> None:
    polib = pytest.importorskip("polib")
    catalogue = polib.pofile(str(ROOT / "src/tryggve/web/locale/en/LC_MESSAGES/django.po"))
    english = {entry.msgid: entry.msgstr for entry in catalogue}
    assert {words["sv"]: words["en"] for words in builder.STATES.values()} == {
        words["sv"]: english[words["sv"]] for words in builder.STATES.values()
    }
