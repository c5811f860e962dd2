"""Which figures may be shown: cells with few answers are hidden, and enough others that they cannot be worked out."""

from __future__ import annotations

from collections.abc import Mapping

from tryggve.survey.estimates import Flag

Variables = tuple[str, ...]
Labels = tuple[str, ...]
Counts = Mapping[Variables, Mapping[Labels, int]]


def hidden_cells(tables: Counts, *, smallest_n: int = 10) -> dict[tuple[Variables, Labels], Flag]:
    """Return the cells that must be hidden, and why.

    A cell with fewer answers than ``smallest_n`` is hidden. Where a shown total minus the shown cells would give it
    away, more cells are hidden, the smallest first, until at least two groups with together ``smallest_n`` answers
    stay unknown. People in none of the cells (no answer to the breakdown) count as such a group, since they are shown
    nowhere.

    Args:
        tables: The number of answers by table (its variables, in order) and cell (its labels).
        smallest_n: The smallest number of answers that may be shown.
    """
    hidden = {
        (variables, labels): Flag.FEW
        for variables, cells in tables.items()
        for labels, n in cells.items()
        if n < smallest_n
    }
    lines = _lines(tables)
    while True:
        more = [cell for line in lines if (cell := line.give_away(hidden, smallest_n))]
        if not more:
            return hidden
        hidden.update(dict.fromkeys(more, Flag.COMPLEMENT))


class _Line:
    """A total and the cells that make it up, with those people who are in none of them."""

    __slots__ = ("members", "rest", "total")

    def __init__(self, total: tuple[Variables, Labels], members: dict[tuple[Variables, Labels], int], n: int) -> None:
        self.total = total
        self.members = members
        self.rest = n - sum(members.values())

    def give_away(
        self, hidden: Mapping[tuple[Variables, Labels], Flag], smallest_n: int
    ) -> tuple[Variables, Labels] | None:
        """Return the next cell to hide, where what is shown would give a hidden one away."""
        unknown = [n for cell, n in self.members.items() if cell in hidden]
        shown = {cell: n for cell, n in self.members.items() if cell not in hidden}
        if not shown or (self.total in hidden) == bool(unknown):
            return None
        groups = [*unknown, *([self.rest] if self.rest else [])]
        safe = len(groups) >= 2 and sum(groups) >= smallest_n
        if safe or (self.total in hidden and self.rest):
            return None
        return min(shown, key=lambda cell: (shown[cell], cell))


def _lines(tables: Counts) -> list[_Line]:
    return [
        line
        for fine, cells in tables.items()
        for coarse, totals in tables.items()
        if set(coarse) < set(fine)
        for line in _lines_between(fine, cells, coarse, totals)
    ]


def _lines_between(
    fine: Variables, cells: Mapping[Labels, int], coarse: Variables, totals: Mapping[Labels, int]
) -> list[_Line]:
    places = [fine.index(variable) for variable in coarse]
    members: dict[Labels, dict[tuple[Variables, Labels], int]] = {labels: {} for labels in totals}
    answered = {labels: n for labels, n in cells.items() if n}  # nobody can be given away by a cell without answers
    for labels, n in answered.items():
        members.setdefault(tuple(labels[place] for place in places), {})[fine, labels] = n
    return [_Line((coarse, labels), members[labels], n) for labels, n in totals.items()]
