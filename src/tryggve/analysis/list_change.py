"""How a list turned from one year to the next: what is new, what was removed and what only moved on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """Two years' counts of a list and what lies between them (Sv: förändring av en lista).

    ``split`` is how many of the earlier entries were divided into several. A change that is not new or removed entries
    is technical, so it is never said as a percentage or tested.

    Raises:
        ValueError: the parts cannot make up the two counts.
    """

    then_year: int
    now_year: int
    then: int
    now: int
    new: int
    removed: int
    split: int = 0

    def __post_init__(self) -> None:
        if min(self.then, self.now, self.new, self.removed, self.split) < 0 or self.then_year >= self.now_year:
            raise ValueError("Counts are not negative, and the earlier list comes first.")
        if self.new > self.now or self.removed + self.split > self.then:
            raise ValueError("More entries are new, removed or split than the lists hold.")

    @property
    def technical(self) -> int:
        """The part of the change that is neither new nor removed entries; negative where entries were merged."""
        return self.now - self.then - self.new + self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One year's list (Sv: årets lista); ``names`` is empty where the source counts without naming."""

    year: int
    count: int
    names: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether every entry's name is known."""
        return len(self.names) == self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Entries that only moved on paper (Sv: teknisk ändring): those on the earlier list, and what they became.

    Both are empty for a statement that nothing moved: every name that came or went is a real change.
    """

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    split: bool = False


def change_of_list(then: Listed, now: Listed, *, moved: Sequence[Moved], remade: bool = False) -> ListChange | None:
    """Tell how a list turned from its names and from what is stated of it; nothing where they do not tell.

    Args:
        then: the earlier list.
        now: the later one.
        moved: what somebody has stated of technical changes between them.
        remade: whether the list was remade between them, so that a name that went says nothing by itself.

    Method: a name that came is new and one that went is removed, unless it is stated to have moved. Where nothing is
        stated, names that both came and went may be the same area renamed, so nothing is told. Where the names are not
        known, what the stated moves do not account for is new or removed.
    """
    splits = sum(len(one.before) for one in moved if one.split)
    if then.named and now.named:
        gone, come = then.names - now.names, now.names - then.names
        if not moved and (remade or (gone and come)):
            return None
        removed = len(gone.difference(*(one.before for one in moved)))
        new = len(come.difference(*(one.after for one in moved)))
    elif any(one.before or one.after for one in moved):
        rest = now.count - then.count - sum(len(one.after) - len(one.before) for one in moved)
        new, removed = max(rest, 0), max(-rest, 0)
    else:
        return None
    if new > now.count or removed + splits > then.count:
        return None  # more is stated than the lists hold
    years = {"then_year": then.year, "now_year": now.year}
    return ListChange(**years, then=then.count, now=now.count, new=new, removed=removed, split=splits)
