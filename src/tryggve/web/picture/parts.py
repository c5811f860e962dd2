"""The parts of a situation picture: which hold which, and how a row is told in the log."""

from __future__ import annotations

from collections.abc import Mapping

from tryggve.web.picture.models import Cause, DataSource, IncidentEvidence, Picture, Problem, ProblemClaim
from tryggve.web.plans.models import Part
from tryggve.web.plans.part_tree import Kind, PartTree
from tryggve.web.plans.parts import as_told

PICTURE = Kind("picture", Picture, "")
SOURCE = Kind("source", DataSource, "picture")
PROBLEM = Kind("problem", Problem, "picture")
CLAIM = Kind("claim", ProblemClaim, "problem")
CAUSE = Kind("cause", Cause, "problem")
INCIDENTS = Kind("incidents", IncidentEvidence, "problem")
_TREE = PartTree((PICTURE, SOURCE, PROBLEM, CLAIM, CAUSE, INCIDENTS))
KINDS = _TREE.kinds
kind_of, parent_of = _TREE.kind_of, _TREE.parent_of
removed_with, require_present, siblings_of = _TREE.removed_with, _TREE.require_present, _TREE.siblings_of

_KEPT_ASIDE = {"id", "revision", "removed_at", "removed_by", "order", "decided", "lineage"}


def picture_of(part: Part) -> Picture:
    """Return the picture that a part belongs to."""
    found = _TREE.root_of(part)
    assert isinstance(found, Picture)
    return found


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
