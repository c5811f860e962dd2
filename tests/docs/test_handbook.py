"""The handbook hangs together: its links, its two languages and the commands that it tells people to write."""

from __future__ import annotations

import argparse
import re
import shlex

import pytest

from docs.pages import DOCS, ROOT, Page, both, written_pages
from tryggve.cli import main as cli

PAGES = written_pages()
IDS = [page.name for page in PAGES]
MAKE = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPOKEN_ENGLISH = re.compile(r"\b(the|and|with|which|from|into|should|without)\b", re.IGNORECASE)
OVERCLAIMS = re.compile(r"\b(säkert|signifikant\w*|bevisa\w*|95 procents osäkerhet)\b", re.IGNORECASE)


def parser() -> argparse.ArgumentParser:
    return cli._parser([], "sv")  # the very parser of the command; it runs nothing


def commands() -> dict[str, argparse.ArgumentParser]:
    found = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def accepts(arguments: list[str]) -> bool:
    try:
        parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code in (0, None)
    return True


def fenced_lines(page: Page) -> list[list[str]]:
    return [words for block in page.blocks("sh") for line in block.splitlines() if (words := shlex.split(line, True))]


@pytest.mark.parametrize("path", [*sorted(DOCS.rglob("*.md")), ROOT / "README.md"], ids=lambda p: str(p.name))
def test_every_relative_link_leads_somewhere(path) -> None:
    links = [link.split("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_page_has_a_twin_in_the_other_language_that_leads_back(page: Page) -> None:
    link = LINK.search(page.text.splitlines()[2])
    assert link, "the third line names the page in the other language"
    twin = Page(str((page.path.parent / link[1]).resolve().relative_to(DOCS)))
    back = LINK.search(twin.text.splitlines()[2])
    assert twin.language != page.language
    assert back and (twin.path.parent / back[1]).resolve() == page.path
    assert [
        len(re.findall(mark, page.text, re.MULTILINE)) for mark in ("^## ", r"^\|", "^> ", r"^```", r"^(?:-|\d\.) ")
    ] == [len(re.findall(mark, twin.text, re.MULTILINE)) for mark in ("^## ", r"^\|", "^> ", r"^```", r"^(?:-|\d\.) ")]


@pytest.mark.parametrize("page", [page for page in PAGES if page.language == "sv"], ids=lambda page: page.name)
def test_code_is_the_same_in_both_languages(page: Page) -> None:
    link = LINK.search(page.text.splitlines()[2])
    assert link
    twin = Page(str((page.path.parent / link[1]).resolve().relative_to(DOCS)))

    def plain(shown: Page) -> list[str]:
        blocks = shown.blocks("sh", "python", "toml")
        return [re.sub(r"\s+# .*| --language en|PASSWORD|LÖSENORD", "", block) for block in blocks]

    assert plain(page) == plain(twin)


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    listed = set(LINK.findall(index))
    there = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md") if path.name != "README.md"}
    assert there - listed == set()


def test_fenced_commands_are_there_to_be_tried() -> None:
    assert sum(words[0] in ("tryggve", "make") for page in PAGES for words in fenced_lines(page)) > 40


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_fenced_command_is_one_that_the_program_accepts(page: Page) -> None:
    lines = fenced_lines(page)
    assert [words for words in lines if words[0] == "tryggve" and not accepts(words[1:])] == []
    assert [words for words in lines if words[0] == "make" and words[1] not in MAKE] == []
    assert {words[0] for words in lines} <= {"tryggve", "make", "export", "grep", "python"}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_named_in_running_text_exists(page: Page) -> None:
    known = commands()
    for code in page.codes:
        words = code.split()
        if words[0] == "make" and len(words) == 2:
            assert words[1] in MAKE, code
        if words[0] == "tryggve" and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in known, code
            options = {word for word in words if word.startswith("--")}
            passed_on = words[1] == "manage"  # Django's own options
            assert passed_on or options <= set(known[words[1]]._option_string_actions), code


@pytest.mark.parametrize("page", [page for page in PAGES if page.language == "sv"], ids=lambda page: page.name)
def test_swedish_pages_hold_no_english_and_no_overclaim(page: Page) -> None:
    prose = page.prose.replace("[English]", "")
    assert SPOKEN_ENGLISH.findall(prose) == []
    assert OVERCLAIMS.findall(prose) == []


WALKED = (
    ("gor/vagen-till-beslut", "do/the-way-to-a-decision"),
    ("gor/konton-och-inloggning", "do/accounts-and-sign-in"),
    ("gor/startsidan-och-sok", "do/start-page-and-search"),
)


@pytest.mark.parametrize("swedish", WALKED, ids=lambda names: names[0])
def test_what_a_page_tells_to_choose_is_what_the_screen_says(swedish: tuple[str, str]) -> None:
    polib = pytest.importorskip("polib")
    catalogue = polib.pofile(str(ROOT / "src/tryggve/web/locale/en/LC_MESSAGES/django.po"))
    shown = {text.split(" %(")[0]: english.split(" %(")[0] for text, english in _texts(catalogue)}
    told, english = (re.findall(r"\*\*([^*]+)\*\*", " ".join(page.text.split())) for page in both(*swedish))
    assert [text for text in told if text not in shown] == []
    assert [shown[text] for text in told] == english


def _texts(catalogue) -> list[tuple[str, str]]:
    return [(entry.msgid, entry.msgstr) for entry in catalogue if entry.msgstr]
