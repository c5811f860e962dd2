"""The rules of the house that a machine can keep."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
MODULES = [path for path in SOURCE if "migrations" not in path.parts]
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|services?|managers?)$")


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout: the tracked files are not known")
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_module_is_a_hall() -> None:
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_no_drawer_without_a_subject() -> None:
    assert [str(p) for p in SOURCE if DRAWERS.match(p.stem) or DRAWERS.match(p.parent.name)] == []


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error")
    assert [str(p) for p in SOURCE if any(word in p.read_text() for word in words)] == []


def test_every_module_says_what_lives_there() -> None:
    silent = [str(p) for p in MODULES if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))]
    assert silent == []


def test_locks_hold_no_addresses_and_every_package_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert re.findall(r"^[a-z0-9][\w.-]*==[^\\]*$", text, re.MULTILINE) == [], "a package without a hash"


def test_each_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    wanted = [line for line in lines if re.match(r'^\s+"[a-zA-Z][\w.\[\]-]*[><=~,.\d\s]*",?', line) and ">=" in line]
    assert wanted
    assert [line for line in wanted if "#" not in line] == []


def test_no_machine_path_and_no_secret_is_tracked() -> None:
    marks = ("/" + "work/main", "/" + "root/", "BEGIN " + "PRIVATE KEY")
    for path in tracked():
        if path.suffix in {".png", ".mo", ".xlsx", ".ttf"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [mark for mark in marks if mark in text], path


def test_word_files_speak_both_languages() -> None:
    def leaves(node: dict[str, object], path: str) -> list[str]:
        if "sv" in node or "en" in node:
            complete = bool(str(node.get("sv", "")).strip()) and bool(str(node.get("en", "")).strip())
            return [] if complete else [path]
        return [bad for key, value in node.items() if isinstance(value, dict) for bad in leaves(value, f"{path}.{key}")]

    for path in (ROOT / "src/tryggve/publish/words").glob("*.toml"):
        assert leaves(tomllib.loads(path.read_text(encoding="utf-8")), path.name) == []


def test_words_for_certainty_never_say_safe_or_caused() -> None:
    forbidden = re.compile(r"\b(säkert|signifikant\w*|bevisa\w*|förklarar|95 procents osäkerhet)\b", re.IGNORECASE)
    for path in (ROOT / "src/tryggve/publish/words").glob("*.toml"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [line for line in lines if forbidden.search(line)] == []


def test_glossary_holds_every_public_swedish_term() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").lower()
    missing = set()
    for path in (ROOT / "src/tryggve/terms").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            said = (
                re.search(r"\(Sv: ([^)]*)\)", (ast.get_docstring(node) or ""))
                if isinstance(node, ast.ClassDef)
                else None
            )
            missing |= {t for t in (said[1].split(",") if said else []) if t.strip().lower() not in glossary}
    assert missing == set()


def test_public_terms_say_their_swedish_name() -> None:
    silent = [
        node.name
        for path in (ROOT / "src/tryggve/terms").glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and "Sv:" not in (ast.get_docstring(node) or "")
    ]
    assert silent == []
