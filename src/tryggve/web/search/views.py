"""The page that shows what was found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from tryggve.web.search.entry import Entry, SearchKind
from tryggve.web.search.kinds import KINDS
from tryggve.web.search.matching import Query, folded, marked, passage, query_of, score
from tryggve.web.swedish import swedish_key

SHOWN = 5  # of each kind, until all of it is asked for
_SHORTEST_GUESS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found, with the hits marked."""

    title: SafeString
    passage: SafeString
    context: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind."""

    code: str
    name: str | Promise
    count: int
    hits: tuple[Hit, ...]


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, by kind, the best first."""
    query = query_of(request.GET.get("q", ""))
    chosen = request.GET.get("slag", "")
    entries = [(kind, list(kind.entries(request.user))) for kind in KINDS] if query.words else []
    groups = [_group(kind, found, query, whole=kind.code == chosen) for kind, found in entries]
    groups = [group for group in groups if group.hits]
    shown = [group for group in groups if group.code == chosen] or groups
    context = {
        "query": query,
        "groups": groups,
        "shown": shown,
        "only": len(shown) < len(groups),
        "count": sum(group.count for group in groups),
        "guesses": [] if groups else _guesses(query, (entry for _kind, found in entries for entry in found)),
        "hide_search": True,  # the page has a larger box of its own
    }
    return render(request, "search/search.html", context)


def _group(kind: SearchKind, entries: Iterable[Entry], query: Query, *, whole: bool) -> Group:
    scored = [(score(query, title=entry.title, text=f"{entry.text} {entry.words}"), entry) for entry in entries]
    found = [(points, entry) for points, entry in scored if points]
    found.sort(key=lambda one: (-one[0], swedish_key(one[1].title)))
    shown = [_hit(entry, query) for _points, entry in (found if whole else found[:SHOWN])]
    return Group(code=kind.code, name=kind.name, count=len(found), hits=tuple(shown))


def _hit(entry: Entry, query: Query) -> Hit:
    return Hit(
        title=marked(entry.title, query),
        passage=marked(passage(entry.text, query), query),
        context=entry.context,
        address=entry.address,
    )


def _guesses(query: Query, entries: Iterable[Entry]) -> list[str]:
    """Return words of titles that are spelt almost as what was searched for."""
    titles = {word for entry in entries for word in re.findall(r"\w+", folded(entry.title))}
    known = sorted(word for word in titles if len(word) >= _SHORTEST_GUESS)
    near = [difflib.get_close_matches(word.whole, known, n=3, cutoff=0.7) for word in query.words]
    return list(dict.fromkeys(guess for found in near for guess in found))[:5]
