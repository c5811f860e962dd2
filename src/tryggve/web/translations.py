"""Keeps the English texts in step with the Swedish ones in code and templates: ``python -m tryggve.web.translations``.

Swedish texts are the message ids. The command adds new ones to the catalogue, empty, drops those no longer used and
compiles what is there. It needs polib, which tests have.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import polib  # type: ignore[import-untyped]  # ships no types

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext"}


def messages() -> dict[str, str]:
    """Return every Swedish text that is marked for translation, with its plural or an empty text."""
    return dict(sorted({**dict(_in_code()), **dict(_in_templates())}.items()))


def _in_code() -> Iterator[tuple[str, str]]:
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if texts:
                    yield texts[0], texts[1] if len(texts) > 1 else ""


def _in_templates() -> Iterator[tuple[str, str]]:
    from django.template import Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for path in sorted(HERE.rglob("*.html")):
        nodes = Template(path.read_text(encoding="utf-8")).nodelist
        for node in nodes.get_nodes_by_type(TranslateNode):
            assert isinstance(node, TranslateNode)
            yield str(node.filter_expression.var.literal), ""
        for block in nodes.get_nodes_by_type(BlockTranslateNode):
            assert isinstance(block, BlockTranslateNode)
            yield block.render_token_list(block.singular)[0], block.render_token_list(block.plural)[0]


def bring_up_to_date(catalogue: Path = CATALOGUE) -> list[str]:
    """Rewrite and compile the catalogue; return the texts that still lack English."""
    wanted = messages()
    old = {entry.msgid: entry for entry in polib.pofile(str(catalogue))} if catalogue.exists() else {}
    new = polib.POFile()
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text, plural in wanted.items():
        new.append(old.get(text) or _empty(text, plural))
    new.save(str(catalogue))
    new.save_as_mofile(str(catalogue.with_suffix(".mo")))
    return [entry.msgid for entry in new if not entry.translated()]


def _empty(text: str, plural: str) -> polib.POEntry:
    if plural:
        return polib.POEntry(msgid=text, msgid_plural=plural, msgstr_plural={0: "", 1: ""})
    return polib.POEntry(msgid=text)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tryggve.web.settings")
    import django

    django.setup()
    for text in bring_up_to_date():
        print(text)  # noqa: T201  a command's output
