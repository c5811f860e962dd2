"""How a list turned, in words: what is new, what was removed, and what only moved on paper."""

from __future__ import annotations

from tryggve.analysis.list_change import ListChange
from tryggve.errors import Language
from tryggve.publish.words import words


def list_change_words(change: ListChange, language: Language) -> str:
    """Say how a list turned in a few words: ``1 ny, 1 borttagen, resten tekniskt``; never as a percentage."""
    parts = [_counted(name, n, language) for name, n in (("new", change.new), ("removed", change.removed)) if n]
    parts = parts or [_line("unchanged", language)]
    return ", ".join([*parts, *([_line("technical", language)] if change.technical else [])])


def list_change_sentence(change: ListChange, language: Language) -> str:
    """Say how a list turned as a sentence with both lists' counts and years."""
    said = list_change_words(change, language)
    return _line("sentence_split" if change.split else "sentence", language).format(
        now=change.now,
        when=change.now_year,
        then=change.then,
        before=change.then_year,
        parts=said[:1].lower() + said[1:],
        split=_counted("split", change.split, language),
    )


def _counted(name: str, n: int, language: Language) -> str:
    return _line(f"{name}_one" if n == 1 else name, language).format(n=n)


def _line(name: str, language: Language) -> str:
    return str(words("goals")["turned"][name][language])
