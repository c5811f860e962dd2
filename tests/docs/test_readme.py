"""The README's commands give the output that it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
NOT_HERE = ("make ", "export ", "tryggve serve")  # tried in the browser tests and by hand


def steps() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCKS).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and line != "...":
            found[-1][1].append(line)
    return [step for step in found if not step[0].startswith(NOT_HERE)]


def run(command: str, folder: Path) -> str:
    code = "import sys; from tryggve.cli.main import main; sys.exit(main())"
    environment = {**os.environ, "TRYGGVE_DATA": str(folder / "var/my"), "COLUMNS": "100", "PYTHONUTF8": "1"}
    environment.pop("TRYGGVE_PLACE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_two_commands_stand_before_line_twenty() -> None:
    head = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:19])
    assert "make demo" in head
    assert "make test" in head
    assert "![" in head


def test_shown_commands_give_the_shown_output(tmp_path: Path) -> None:
    asked = steps()
    assert len(asked) >= 5
    for command, lines in asked:
        printed = run(command, tmp_path)
        missing = [line for line in lines if line.replace("\N{NO-BREAK SPACE}", " ") not in printed]
        if missing:
            pytest.fail(f"{command}\nlacks: {missing}\nprinted:\n{printed[-3000:]}")
