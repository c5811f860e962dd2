"""The Swedish alphabet: å, ä, ö last, on every database and in Python."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models.functions import Collate

_ORDER = str.maketrans({"å": "z1", "ä": "z2", "ö": "z3", "é": "e", "ü": "y", "æ": "z2", "ø": "z3"})


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


def in_swedish_order(field: str) -> Collate:
    """Return an ordering of ``field`` by the Swedish alphabet."""
    return Collate(field, "sv" if connection.vendor == "sqlite" else "sv-SE-x-icu")
