"""What changes the registers; every write says who, is one transaction and leaves one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.dates import from_code
from tryggve.web.audit.actions import record
from tryggve.web.plans.actions import refuse_stale
from tryggve.web.plans.models import Plan
from tryggve.web.plans.part_tree import move_in_row
from tryggve.web.registers.kinds import Kind, about, content_of, kind_of, municipality_of, told, write
from tryggve.web.registers.models import ActionPoint, AgendaPoint, Agreement, Row
from tryggve.web.registers.queries import living, removed_with

R = TypeVar("R", bound=Row)


@transaction.atomic
def add_row(kind: Kind, *, parent: Row | Plan | str, values: Mapping[str, object], by: str) -> Row:
    """Add a row under its parent; ``parent`` is the municipality's code where it belongs to that.

    Raises:
        UsageError: there is one already, of a kind that there is only one of.
    """
    row = kind.model(**{kind.parent or "municipality": parent})
    _refuse_second(row)
    if isinstance(row, AgendaPoint):
        last = AgendaPoint.objects.filter(meeting=row.meeting).order_by("order").last()
        row.order = last.order + 1 if last else 0
    write(row, values)
    record(f"registers.add_{kind.name}", by=by, about=about(row), after=told(row))
    return row


@transaction.atomic
def save_row(row: R, *, values: Mapping[str, object], revision: int, by: str) -> R:
    """Write a row's fields.

    Raises:
        StaleError: the row is newer than ``revision`` and says something else.
        NotAllowedError: it lies in the recycle bin.
    """
    current = _held(row)
    _require_living(current)
    before, before_told = content_of(current), told(current)
    if current.revision != revision:
        refuse_stale(before, values, revision=current.revision)
    write(current, {**values, "revision": current.revision + 1})
    _record("save", current, by=by, before=before_told)
    return current


@transaction.atomic
def remove_row(row: Row, *, by: str) -> None:
    """Put a row, with all that it holds, into the recycle bin."""
    current = _held(row)
    _require_living(current)
    write(current, {"removed_at": timezone.now(), "removed_by": by, "revision": current.revision + 1})
    kind = kind_of(current)
    record(f"registers.remove_{kind.name}", by=by, about=about(current), before=told(current))


@transaction.atomic
def restore_row(row: Row, *, by: str) -> None:
    """Take a row back from the recycle bin.

    Raises:
        NotAllowedError: what holds it is removed too.
        UsageError: another has taken its place.
    """
    current = _held(row)
    if removed_with(current):
        raise NotAllowedError(
            sv=f"Det som ”{current}” hör till ligger i papperskorgen. Återställ det först.",
            en=f'What "{current}" belongs to is in the recycle bin. Restore that first.',
        )
    _refuse_second(current)
    write(current, {"removed_at": None, "removed_by": "", "revision": current.revision + 1})
    kind = kind_of(current)
    record(f"registers.restore_{kind.name}", by=by, about=about(current), after=told(current))


@transaction.atomic
def end_agreement(agreement: Agreement, *, when: str, why: str, by: str) -> None:
    """End an agreement before its time; it stays in the register. ``when`` is a code of ``plan.dates``."""
    _change(agreement, {"ended": from_code(when).last, "ended_when": when, "ended_why": why}, verb="end", by=by)


@transaction.atomic
def resume_agreement(agreement: Agreement, *, by: str) -> None:
    """Take back that an agreement was ended."""
    _change(agreement, {"ended": None, "ended_when": "", "ended_why": ""}, verb="resume", by=by)


@transaction.atomic
def finish_point(point: ActionPoint, *, on: dt.date, by: str) -> None:
    """Say that an action point is done."""
    _change(point, {"done": on}, verb="finish", by=by)


@transaction.atomic
def reopen_point(point: ActionPoint, *, by: str) -> None:
    """Take back that an action point is done."""
    _change(point, {"done": None}, verb="reopen", by=by)


@transaction.atomic
def move_agenda_point(point: AgendaPoint, *, steps: int, by: str) -> None:
    """Move a point among the others of its meeting; -1 is one step up. At the end of the row nothing happens."""
    _require_living(point)
    others = AgendaPoint.objects.filter(meeting=point.meeting, removed_at__isnull=True)
    moved = move_in_row(others, point, steps=steps)
    record("registers.move_agenda_point", by=by, about=about(point), before=moved.before, after=moved.after)


def _change(row: Row, values: Mapping[str, object], *, verb: str, by: str) -> None:
    current = _held(row)
    _require_living(current)
    before = told(current)
    write(current, {**values, "revision": current.revision + 1})
    _record(verb, current, by=by, before=before)


def _record(verb: str, row: Row, *, by: str, before: Mapping[str, object]) -> None:
    record(f"registers.{verb}_{kind_of(row).name}", by=by, about=about(row), before=before, after=told(row))


def _held(row: R) -> R:
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def _refuse_second(row: Row) -> None:
    kind = kind_of(row)
    if not kind.single:
        return
    others = living(kind, municipality_of(row)).exclude(pk=row.pk)
    if kind.parent:
        others = others.filter(**{f"{kind.parent}_id": getattr(row, f"{kind.parent}_id")})
    other = others.first()
    if other is not None:
        raise UsageError(
            sv=f"”{other}” finns redan här. Ändra det som står i stället för att lägga till ett till.",
            en=f'"{other}" is here already. Change that instead of adding another.',
        )


def _require_living(row: Row) -> None:
    if row.removed_at is not None or removed_with(row):
        raise NotAllowedError(
            sv=f"”{row}” ligger i papperskorgen. Återställ först.",
            en=f'"{row}" is in the recycle bin. Restore it first.',
        )
