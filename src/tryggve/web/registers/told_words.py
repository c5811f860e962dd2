"""Values as the log holds them, in words that a reader of the registers understands."""

from __future__ import annotations

from tryggve.web.plans.told_words import value_words
from tryggve.web.registers.words import date_words, planning_words

_DATES = frozenset(
    {
        "starts",
        "ends",
        "signed",
        "follow_up",
        "since",
        "due",
        "ended",
        "ended_when",
        "done",
        "date",
        "next_meeting",
        "decided",
    }
)


def said(name: str, value: object) -> str:
    """Return what a field says, by its name in the log; a dash where it says nothing."""
    if value and name in _DATES:
        return date_words(str(value))
    if name == "kind":
        return planning_words().get(str(value), str(value))
    return value_words(name, value)
