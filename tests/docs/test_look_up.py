"""The pages to look things up in leave nothing out."""

from __future__ import annotations

import argparse
import dataclasses
import re

import pytest

from docs.pages import ROOT, Page, both
from docs.test_handbook import commands
from tryggve.errors import TryggveError
from tryggve.sources import READERS, GroupColumn, Mapping
from tryggve.terms import Unit

SOURCE = ROOT / "src/tryggve"
SETTING = re.compile(r"\b(TRYGGVE_[A-Z_]*[A-Z]|DATABASE_URL)\b")


def named_options(command: argparse.ArgumentParser) -> set[str]:
    left_out = {"-h", "--help", "--language"}
    return {option for action in command._actions for option in action.option_strings} - left_out


@pytest.mark.parametrize("page", both("sla-upp/kommandon", "look-up/commands"), ids=lambda p: p.language)
@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_told(page: Page, name: str) -> None:
    section = page.section(f"tryggve {name}")
    assert section, f"tryggve {name} has no section"
    options = {word for code in re.findall(r"`([^`]+)`", section) for word in code.split() if word.startswith("--")}
    real = named_options(commands()[name])
    assert real - options == set(), "not told"
    assert name == "manage" or options - real == set(), "does not exist"


@pytest.mark.parametrize("page", both("sla-upp/kommandon", "look-up/commands"), ids=lambda p: p.language)
def test_every_word_that_an_option_takes_is_told(page: Page) -> None:
    for name, command in commands().items():
        taken = [word for action in command._actions if action.dest != "language" for word in action.choices or ()]
        section = page.section(f"tryggve {name}")
        assert [word for word in taken if not re.search(rf"\b{word}\b", section)] == []


@pytest.mark.parametrize("page", both("sla-upp/fel", "look-up/errors"), ids=lambda p: p.language)
def test_every_error_is_told_with_its_exit_code(page: Page) -> None:
    import tryggve.web.plans.actions  # noqa: F401 has an error of its own

    kinds = TryggveError.__subclasses__()
    assert len(kinds) >= 7
    assert [kind.__name__ for kind in kinds if not page.row(str(kind.exit_code), f"`{kind.__name__}`")] == []
    rows = re.findall(r"^\| \d \| `\w+` \|(.+)\|(.+)\|$", page.text, re.MULTILINE)
    assert len(rows) == len(kinds), "an error that is no more"
    assert all(means.strip() and do.strip() for means, do in rows)


@pytest.mark.parametrize("page", both("sla-upp/installningar", "look-up/settings"), ids=lambda p: p.language)
def test_every_setting_is_told_and_none_that_is_not_read(page: Page) -> None:
    read = {name for path in SOURCE.rglob("*.py") for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    told = set(re.findall(r"^\| `(\w+)` \|", page.text, re.MULTILINE))
    assert "TRYGGVE_DATA" in read
    assert told == read


@pytest.mark.parametrize("page", both("sla-upp/filer", "look-up/files"), ids=lambda p: p.language)
def test_every_reader_is_told(page: Page) -> None:
    told = re.findall(r"^\| `(\w+)` \|", page.text, re.MULTILINE)
    assert set(told) == set(READERS)


def test_a_layout_without_an_original_says_so() -> None:
    swedish, english = both("sla-upp/filer", "look-up/files")
    for page, words in ((swedish, "inte prövad mot ett original"), (english, "not checked against an original")):
        row = next(line for line in page.text.splitlines() if line.startswith("| `bra_kommun`"))
        assert words in row


PAIR = both("sla-upp/definition-och-kolumnkarta", "look-up/definition-and-mapping")


@pytest.mark.parametrize("page", PAIR, ids=lambda p: p.language)
def test_every_field_of_a_mapping_is_told(page: Page) -> None:
    fields = [field.name for kind in (Mapping, GroupColumn) for field in dataclasses.fields(kind)]
    codes = set(page.codes)
    assert [name for name in fields if name not in codes and f"[[{name}]]" not in codes] == []
    assert [unit.value for unit in Unit if unit.value not in codes] == []


@pytest.mark.parametrize("page", PAIR, ids=lambda p: p.language)
def test_every_field_of_a_definition_is_told(page: Page) -> None:
    code = (SOURCE / "indicators/survey_definition.py").read_text(encoding="utf-8")
    fields = set(re.findall(r'(?:_field\(\w+|\.get|table\[)\(?,? ?"(\w+)"', code)) - {"groups", "measure"}
    assert {"year", "codes", "merged", "items", "sampled"} <= fields
    assert fields - set(page.codes) == set()
