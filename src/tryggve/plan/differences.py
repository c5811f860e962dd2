"""What differs between two versions of a plan: added, removed, changed word by word, moved."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"\s+|\d+(?:[.,]\d+)*|\w+|[^\w\s]")  # a number with its decimals is one word


class Sort(StrEnum):
    """What became of a part (Sv: slag av skillnad)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Kept(StrEnum):
    """What became of a piece of text (Sv: textens öde)."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartText:
    """A part of a plan as its readers see it (Sv: planens del i ord).

    ``key`` is the same in both versions for what is the same part. ``parent`` is the key of what holds it, empty for
    the plan itself. ``fields`` are texts by the name of their field.
    """

    key: str
    kind: str
    title: str
    parent: str = ""
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether they are in both versions, only the earlier or only the later (Sv: textbit)."""

    text: str
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after (Sv: ändrat fält); ``pieces`` is both texts woven into one."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs in one part (Sv: skillnad).

    ``within`` are the titles of what came or went with it: those are not told again. ``under`` is the title of the
    part that holds it, ``title`` the later one of a part that is in both.
    """

    sort: Sort
    kind: str
    title: str
    under: str
    fields: tuple[FieldChange, ...] = ()
    within: tuple[str, ...] = ()
    moved: bool = False


def differences(before: Sequence[PartText], after: Sequence[PartText]) -> tuple[Difference, ...]:
    """Return what differs between two versions, removed parts first where they stood, the rest in the later order.

    Method: parts are the same where their keys are. A part has moved when another part holds it, or when it is not
    among the most parts that can be left where they are (the longest increasing run of earlier places).
    """
    old, new = {part.key: part for part in before}, {part.key: part for part in after}
    moved = _moved(before, after)
    gone = [
        _whole(Sort.REMOVED, part, before, old) for part in before if part.key not in new and _first(part, old, new)
    ]
    rest = []
    for part in after:
        if part.key not in old:
            rest += [_whole(Sort.ADDED, part, after, new)] if _first(part, new, old) else []
        elif found := _changed(old[part.key], part, new, moved=part.key in moved):
            rest.append(found)
    return (*gone, *rest)


def weave(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as one, word by word: what is in both, what is gone and what is new."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(old[i1:i2]), Kept.SAME))
            continue
        pieces += [Piece("".join(old[i1:i2]), Kept.GONE)] if i2 > i1 else []
        pieces += [Piece("".join(new[j1:j2]), Kept.NEW)] if j2 > j1 else []
    return tuple(pieces)


def _whole(sort: Sort, part: PartText, version: Sequence[PartText], known: Mapping[str, PartText]) -> Difference:
    within = tuple(one.title for one in version if one.key != part.key and _inside(one, part.key, known))
    fields = tuple(
        FieldChange(name=name, before="", after=text, pieces=(Piece(text, Kept.NEW),))
        for name, text in part.fields.items()
        if text and sort is Sort.ADDED
    )
    return Difference(
        sort=sort, kind=part.kind, title=part.title, under=_title(part.parent, known), fields=fields, within=within
    )


def _changed(old: PartText, new: PartText, known: Mapping[str, PartText], *, moved: bool) -> Difference | None:
    names = list(dict.fromkeys((*old.fields, *new.fields)))
    texts = [(name, _even(old.fields.get(name, "")), _even(new.fields.get(name, ""))) for name in names]
    fields = tuple(
        FieldChange(name=name, before=before, after=after, pieces=weave(before, after))
        for name, before, after in texts
        if before != after
    )
    if not fields and not moved:
        return None
    sort = Sort.CHANGED if fields else Sort.MOVED
    under = _title(new.parent, known)
    return Difference(sort=sort, kind=new.kind, title=new.title, under=under, fields=fields, moved=moved)


def _even(text: str) -> str:
    # A browser sends other line ends than a file, and nobody sees either.
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _first(part: PartText, own: Mapping[str, PartText], other: Mapping[str, PartText]) -> bool:
    """Tell whether a part came or went by itself, not with what holds it."""
    return part.parent in other or part.parent not in own


def _inside(part: PartText, key: str, known: Mapping[str, PartText]) -> bool:
    above = part.parent
    while above in known:
        if above == key:
            return True
        above = known[above].parent
    return False


def _title(key: str, known: Mapping[str, PartText]) -> str:
    # The plan itself holds everything and need not be said.
    return known[key].title if key in known and known[key].parent else ""


def _moved(before: Sequence[PartText], after: Sequence[PartText]) -> set[str]:
    places = {part.key: number for number, part in enumerate(before)}
    parents = {part.key: part.parent for part in before}
    moved = {part.key for part in after if part.key in parents and parents[part.key] != part.parent}
    rows: dict[tuple[str, str], list[str]] = {}
    for part in after:
        if part.key in places and part.key not in moved:
            rows.setdefault((part.kind, part.parent), []).append(part.key)
    for keys in rows.values():
        still = _longest_run([places[key] for key in keys])
        moved |= {key for key in keys if places[key] not in still}
    return moved


def _longest_run(places: Iterable[int]) -> set[int]:
    """Return the longest increasing run, by patience sorting."""
    tops: list[int] = []
    earlier: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tops, place)
        earlier[place] = tops[at - 1] if at else None
        tops[at : at + 1] = [place]
    run: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        run.add(last)
        last = earlier[last]
    return run
