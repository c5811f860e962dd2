"""Every text exists in both languages, and the compiled catalogue is the written one."""

from __future__ import annotations

import re

import polib
import pytest

from tryggve.publish.words import words
from tryggve.web.translations import CATALOGUE, HERE, messages


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_text_in_code_and_templates_is_in_the_catalogue_and_no_other(catalogue):
    assert {entry.msgid for entry in catalogue} == set(messages())


def test_every_text_has_english(catalogue):
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_compiled_catalogue_is_in_step(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    read = {e.msgid: (e.msgstr, e.msgstr_plural) for e in compiled}
    assert read == {e.msgid: (e.msgstr, e.msgstr_plural) for e in catalogue}


def test_translation_keeps_every_placeholder(catalogue):
    holders = re.compile(r"%\(\w+\)[sd]")
    for entry in catalogue:
        forms = entry.msgstr_plural or {0: entry.msgstr}
        for number, text in forms.items():
            if text:
                source = entry.msgid_plural if number else entry.msgid
                assert set(holders.findall(text)) == set(holders.findall(source)), entry.msgid


def test_templates_hold_no_text_outside_translation():
    outside = re.compile(r">\s*([^<>{}]*[a-zåäö]{3,}[^<>{}]*)\s*<", re.IGNORECASE)
    own_names = {"Tryggve", "English", "Svenska", "SVG", "PNG", "PDF", "SHA-256", "– Tryggve"}
    for path in sorted(HERE.rglob("*.html")):
        source = re.sub(
            r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", path.read_text(encoding="utf-8"), flags=re.S
        )
        source = re.sub(r"\{[%{].*?[%}]\}", "", source, flags=re.S)
        found = [text.strip() for text in outside.findall(source)]
        assert [text for text in found if text and text not in own_names] == [], path.name


def test_explained_verdicts_are_the_verdicts_that_pages_use():
    table = (HERE / "templates" / "reading" / "verdicts.html").read_text(encoding="utf-8")
    verdicts = words("verdicts")
    for code in ("same", "none"):
        assert verdicts["change"][code]["sv"] in table
    assert (
        verdicts["change"]["short"]["sv"] in table
        if "short" in verdicts["change"]
        else verdicts["other"]["short"]["sv"] in table
    )
    assert f"{verdicts['change']['up']['sv']} – {verdicts['better']['change']['sv']}" in table
    assert f"{verdicts['change']['up']['sv']} – {verdicts['worse']['change']['sv']}" in table
