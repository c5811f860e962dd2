"""How a list turned from one year to the next: what is new, what was removed and what only moved on paper."""

from __future__ import annotations

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
