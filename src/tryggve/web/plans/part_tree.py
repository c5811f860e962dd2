"""Parts that hold each other, as a plan's do and a situation picture's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

from tryggve.errors import NotAllowedError
from tryggve.web.plans.models import Part

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: its name in addresses and in the log, its model, and the field that holds its parent."""

    name: str
    model: type[Part]
    parent: str


class PartTree:
    """The kinds that hold each other, and the ways up and aside from a part (Sv: delarnas träd)."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.kinds = {kind.name: kind for kind in kinds}

    def kind_of(self, part: Part) -> Kind:
        """Return a part's kind."""
        return next(kind for kind in self.kinds.values() if kind.model is type(part))

    def parent_of(self, part: Part) -> Part | None:
        """Return the part that holds this one; nothing for the one that holds all."""
        kind = self.kind_of(part)
        return getattr(part, kind.parent) if kind.parent else None

    def root_of(self, part: Part) -> Part:
        """Return the part that holds all."""
        parent = self.parent_of(part)
        while parent is not None:
            part, parent = parent, self.parent_of(parent)
        return part

    def removed_with(self, part: Part) -> bool:
        """Tell whether the part, or anything that holds it, lies in the recycle bin."""
        above: Part | None = part
        while above is not None:
            if above.removed_at is not None:
                return True
            above = self.parent_of(above)
        return False

    def require_present(self, part: Part) -> None:
        """Raise NotAllowedError where the part, or anything that holds it, lies in the recycle bin."""
        above: Part | None = part
        while above is not None:
            if above.removed_at is not None:
                raise NotAllowedError(
                    sv=f"”{above}” ligger i papperskorgen. Återställ den först.",
                    en=f'"{above}" is in the recycle bin. Restore it first.',
                )
            above = self.parent_of(above)

    def siblings_of(self, part: Part) -> models.QuerySet[Part]:
        """Return the parts of the same kind under the same parent that are not removed, in order."""
        kind = self.kind_of(part)
        rows: models.QuerySet[Part] = kind.model._default_manager.filter(removed_at__isnull=True)
        held = {f"{kind.parent}_id": getattr(part, f"{kind.parent}_id")} if kind.parent else {"pk": part.pk}
        return rows.filter(**held).order_by("order", "id")


@dataclass(frozen=True, slots=True)
class Moved:
    """The order of a row before and after one of it was moved, as the log keeps it (Sv: flytt)."""

    before: dict[str, object]
    after: dict[str, object]


def move_in_row(rows: models.QuerySet[M], one: M, *, steps: int) -> Moved:
    """Move one of a row that is in order; -1 is one step up. At the end of the row nothing happens."""
    row = list(rows.select_for_update())
    before = [other.pk for other in row]
    at = before.index(one.pk)
    row.insert(max(0, min(len(row) - 1, at + steps)), row.pop(at))
    for order, other in enumerate(row):
        type(one)._default_manager.filter(pk=other.pk).update(order=order)
    return Moved({"order": before}, {"order": [other.pk for other in row]})
