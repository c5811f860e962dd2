"""The handbook's recipes work when they are followed to the letter."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from docs.pages import ROOT, Page, both
from tryggve.indicators.entry import read_entry

TABLE, _ = both("gor/egen-tabell", "do/map-a-local-table")
SURVEY, _ = both("gor/egen-enkat", "do/import-your-own-survey")
ENTRY, _ = both("gor/ny-indikator", "do/add-an-indicator")


def run(folder: Path, *words: str) -> str:
    """Run a command in a folder of its own, with a database of its own."""
    ours = ("TRYGGVE_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    program = [sys.executable, "-m", "tryggve.cli.main", *words]
    done = subprocess.run(program, cwd=folder, env=kept, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands(page: Page) -> list[list[str]]:
    return [shlex.split(line)[1:] for block in page.blocks("sh") for line in block.splitlines()]


@pytest.fixture
def begun(tmp_path: Path, tables: Path) -> Path:
    """A folder where Tryggve has been started before."""
    (tmp_path / "var").mkdir()
    shutil.copy(tables, tmp_path / "var" / "db.sqlite3")
    return tmp_path


def test_own_table_gives_findings(begun: Path) -> None:
    (begun / "skola_2025.csv").write_text(TABLE.blocks("text")[0], encoding="utf-8")
    suggest, read = commands(TABLE)
    run(begun, *suggest)
    suggested = tomllib.loads((begun / "karta.toml").read_text(encoding="utf-8"))
    wanted = TABLE.blocks("toml")[0]
    finished = tomllib.loads(wanted)
    assert {"value", "unit", "place", "period", "measure", "margin", "n"} <= suggested.keys()
    assert [name for name in suggested.keys() & finished.keys() - {"name"} if suggested[name] != finished[name]] == []
    assert "groups" not in suggested
    (begun / "karta.toml").write_text(wanted, encoding="utf-8")
    run(begun, *read)
    said = run(begun, "findings", "--all")
    assert "14,6 procent" in said and "Säkerställd ökning – försämring" in said


def test_own_survey_gives_findings(begun: Path, ekhamra: Path) -> None:
    (begun / "exempel").symlink_to(ekhamra)
    _write, read = commands(SURVEY)
    run(begun, *read)
    assert "Norrbacken" in run(begun, "findings")


def test_new_indicator_is_a_whole_entry() -> None:
    (entry,) = tomllib.loads(ENTRY.blocks("toml")[0])["indicator"]
    families = tomllib.loads((ROOT / "src/tryggve/indicators/catalogue/families.toml").read_text(encoding="utf-8"))
    indicator = read_entry(entry, families=families, theme="safety", file="safety.toml")
    assert indicator.sources == ("local_survey",)
    assert indicator.measures == ("trygg_station",)


@pytest.mark.parametrize("page", both("gor/ny-kalla", "do/add-a-source"), ids=lambda p: p.language)
def test_modules_named_for_a_new_source_exist(page) -> None:
    named = [code for code in page.codes if code.endswith(".py") and "/" not in code]
    assert len(named) >= 6
    assert [name for name in named if not (ROOT / "src/tryggve/sources" / name).exists()] == []
