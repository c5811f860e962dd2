"""The parts of a situation picture: which hold which, and how a row is told in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from tryggve.web.picture.models import Cause, DataSource, IncidentEvidence, Picture, Problem, ProblemClaim
from tryggve.web.plans.models import Part
from tryggve.web.plans.parts import as_told


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: its name in addresses and in the log, its model, and the field that holds its parent."""

    name: str
    model: type[Part]
    parent: str


PICTURE = Kind("picture", Picture, "")
SOURCE = Kind("source", DataSource, "picture")
PROBLEM = Kind("problem", Problem, "picture")
CLAIM = Kind("claim", ProblemClaim, "problem")
CAUSE = Kind("cause", Cause, "problem")
INCIDENTS = Kind("incidents", IncidentEvidence, "problem")
KINDS = {kind.name: kind for kind in (PICTURE, SOURCE, PROBLEM, CLAIM, CAUSE, INCIDENTS)}

_KEPT_ASIDE = {"id", "revision", "removed_at", "removed_by", "order", "decided", "lineage"}


def kind_of(part: Part) -> Kind:
    """Return a part's kind."""
    return next(kind for kind in KINDS.values() if kind.model is type(part))


def parent_of(part: Part) -> Part | None:
    """Return the part that holds this one; nothing for a picture."""
    kind = kind_of(part)
    return getattr(part, kind.parent) if kind.parent else None


def picture_of(part: Part) -> Picture:
    """Return the picture that a part belongs to."""
    parent = parent_of(part)
    while parent is not None:
        part, parent = parent, parent_of(parent)
    assert isinstance(part, Picture)
    return part


def removed_with(part: Part) -> bool:
    """Tell whether the part, or anything that holds it, lies in the recycle bin."""
    above: Part | None = part
    while above is not None:
        if above.removed_at is not None:
            return True
        above = parent_of(above)
    return False


def siblings_of(part: Part) -> models.QuerySet[Part]:
    """Return the parts of the same kind under the same parent that are not removed, in order."""
    kind = kind_of(part)
    rows: models.QuerySet[Part] = kind.model._default_manager.filter(removed_at__isnull=True)
    held = {f"{kind.parent}_id": getattr(part, f"{kind.parent}_id")} if kind.parent else {"pk": part.pk}
    return rows.filter(**held).order_by("order", "id")


def told(part: Part) -> dict[str, object]:
    """Return what a row says, as JSON values, so that the log is readable alone."""
    kind = kind_of(part)
    fields = [f for f in part._meta.concrete_fields if f.name not in _KEPT_ASIDE | {kind.parent}]
    return {field.name: as_told(getattr(part, field.name)) for field in fields}


def write(part: Part, values: Mapping[str, object]) -> None:
    """Set the fields and save."""
    for name, value in values.items():
        setattr(part, name, value)
    part.save()


def about(part: Part) -> str:
    """Return what the log calls a part: its picture first, so that a picture's history is found."""
    picture, kind = picture_of(part), kind_of(part)
    return f"picture {picture.pk}" if kind is PICTURE else f"picture {picture.pk} {kind.name} {part.pk}"
