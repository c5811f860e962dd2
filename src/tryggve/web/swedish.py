"""The Swedish alphabet: å, ä, ö last, on every database and in Python."""

from __future__ import annotations

from typing import Any

# The three signs after z in Unicode stand in for the three letters after z in Swedish.
_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}", "é": "e", "ü": "y"})


def swedish_key(text: str) -> str:
    """Return a text that sorts as the Swedish alphabet does."""
    return text.lower().translate(_ORDER)


def _compare(first: str, second: str) -> int:
    one, two = swedish_key(first), swedish_key(second)
    return (one > two) - (one < two)


def teach_order(connection: Any, **_: object) -> None:  # Django's signal passes any backend's wrapper
    """Give a SQLite connection the collation ``sv``; other engines bring their own."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation("sv", _compare)
