"""What a kind of thing hands over to be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.utils.functional import Promise

Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found (Sv: sökbar sak).

    ``text`` is searched and the part with the hit is shown; ``words`` are searched and never shown; ``context`` says
    where it belongs and is only shown.
    """

    title: str
    address: str
    text: str = ""
    words: str = ""
    context: str = ""


def sentences(*parts: str) -> str:
    """Return several fields as one text that can be read."""
    told = (part.strip() for part in parts)
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in told if part)


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of thing (Sv: slag av träff).

    ``entries`` gives everything of the kind that the reader may see, and nothing else: nobody asks again after it.
    """

    code: str
    name: str | Promise
    entries: Callable[[Reader], Iterable[Entry]]
