"""What changes a plan and its parts; every write says who, is one transaction and leaves one event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from tryggve.analysis.codec import finding_to_json
from tryggve.errors import TryggveError
from tryggve.terms import Finding
from tryggve.web.audit.actions import record
from tryggve.web.plans.models import Claim, Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind, move_in_row
from tryggve.web.plans.parts import (
    CLAIM,
    PLAN,
    as_told,
    kind_of,
    parent_of,
    plan_of,
    require_present,
    siblings_of,
    told,
    write,
)
from tryggve.web.plans.policies import require_editable

P = TypeVar("P", bound=Part)


class StaleError(TryggveError):
    """Somebody saved while the form was open: look at both and choose.

    ``theirs`` and ``yours`` hold the fields that differ; ``revision`` is the one to save against next.
    """

    exit_code = 8

    def __init__(self, *, theirs: Mapping[str, object], yours: Mapping[str, object], revision: int) -> None:
        self.theirs = dict(theirs)
        self.yours = dict(yours)
        self.revision = revision
        super().__init__(
            sv="Någon annan har sparat medan du skrev. Jämför och välj vad som ska gälla.",
            en="Somebody else saved while you were writing. Compare and choose what is to count.",
        )


@transaction.atomic
def create_plan(*, municipality: str, values: Mapping[str, object], by: str) -> Plan:
    """Make a plan, as a draft."""
    plan = Plan(municipality=municipality)
    write(plan, values)
    record("plans.create_plan", by=by, about=about(plan), after=told(plan))
    return plan


@transaction.atomic
def add_part(kind: Kind, *, parent: Part, values: Mapping[str, object], by: str) -> Part:
    """Add a part last under its parent."""
    require_open(parent)
    part = kind.model(**{kind.parent: parent})
    last = siblings_of(part).last()
    part.order = last.order + 1 if last else 0
    write(part, values)
    led = {"measures": as_told(values["measures"])} if values.get("measures") else {}
    record(f"plans.add_{kind.name}", by=by, about=about(part), after=told(part) | led)
    return part


@transaction.atomic
def save_part(part: P, *, values: Mapping[str, object], revision: int, by: str) -> P:
    """Write a part's fields.

    Raises:
        StaleError: the row is newer than ``revision`` and says something else.
        NotAllowedError: the plan is decided or removed.
    """
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    require_open(current)
    before = told(current)
    if current.revision != revision:
        refuse_stale(before, values, revision=current.revision)
    write(current, {**values, "revision": current.revision + 1})
    record(f"plans.save_{kind_of(current).name}", by=by, about=about(current), before=before, after=told(current))
    return current


def refuse_stale(before: Mapping[str, object], values: Mapping[str, object], *, revision: int) -> None:
    """Raise StaleError where a form was filled in against an older row, and says something else than the row now."""
    yours = {name: as_told(value) for name, value in values.items() if name in before}
    differing = [name for name, value in yours.items() if value != before[name]]
    if differing:
        raise StaleError(
            theirs={name: before[name] for name in differing},
            yours={name: yours[name] for name in differing},
            revision=revision,
        )


@transaction.atomic
def move_part(part: Part, *, steps: int, by: str) -> None:
    """Move a part among its siblings; -1 is one step up. At the end of the row nothing happens."""
    require_open(part)
    moved = move_in_row(siblings_of(part), part, steps=steps)
    record(f"plans.move_{kind_of(part).name}", by=by, about=about(part), before=moved.before, after=moved.after)


@transaction.atomic
def remove_part(part: Part, *, by: str) -> None:
    """Put a part, with all that it holds, into the recycle bin."""
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    require_open(current)
    write(current, {"removed_at": timezone.now(), "removed_by": by, "revision": current.revision + 1})
    record(f"plans.remove_{kind_of(current).name}", by=by, about=about(current), before=told(current))


@transaction.atomic
def restore_part(part: Part, *, by: str) -> None:
    """Take a part back from the recycle bin, to where it was.

    Raises:
        NotAllowedError: what holds it is removed too, or the plan is decided.
    """
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    parent = parent_of(current)
    if parent is not None:
        require_open(parent)
    write(current, {"removed_at": None, "removed_by": "", "revision": current.revision + 1})
    record(f"plans.restore_{kind_of(current).name}", by=by, about=about(current), after=told(current))


def add_claim(*, priority: Priority, by: str, finding: Finding | None = None, text: str = "") -> Claim:
    """Let a priority rest on a finding, kept as it is now, or on a sentence of one's own."""
    values: dict[str, object] = {"text": text}
    if finding is not None:
        values |= {"place": priority.plan.municipality, "finding": finding_to_json(finding)}
    claim = add_part(CLAIM, parent=priority, values=values, by=by)
    assert isinstance(claim, Claim)
    return claim


def about(part: Part) -> str:
    """Return what the log calls a part: its plan first, so that a plan's history is found."""
    plan = plan_of(part)
    kind = kind_of(part)
    return f"plan {plan.pk}" if kind is PLAN else f"plan {plan.pk} {kind.name} {part.pk}"


def require_open(part: Part) -> None:
    """Raise NotAllowedError where the plan is decided, or the part or what holds it is removed."""
    require_editable(plan_of(part))
    require_present(part)
