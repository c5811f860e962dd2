"""A new version of an adopted situation picture, and what differs between two."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tryggve.plan.picture import PictureChange, PictureStatus, changes
from tryggve.web.audit.actions import record
from tryggve.web.picture.content import Content, content_of, living
from tryggve.web.picture.models import Picture, Problem
from tryggve.web.picture.parts import about, write
from tryggve.web.picture.policies import require_followable
from tryggve.web.picture.queries import adoption_of
from tryggve.web.plans.models import Part

_ASIDE = {"id", "revision", "removed_at", "removed_by"}


@transaction.atomic
def new_version(picture: Picture, *, by: str) -> Picture:
    """Make a draft that follows an adopted picture, with everything it held; the adopted one stays as it is."""
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    require_followable(current)
    draft = Picture(**_copied(current, "follows", "as_of", "checked_by"), follows=current)
    write(draft, {"status": PictureStatus.DRAFT.value, "version": current.version + 1})
    for source in living(current.sources.all()):
        type(source)(picture=draft, **_copied(source, "picture")).save()
    for problem in living(current.problems.all()):
        _copy_problem(problem, draft)
    record(
        "picture.new_version", by=by, about=about(draft), after={"follows": about(current), "version": draft.version}
    )
    return draft


def current_content(picture: Picture) -> Content:
    """Return what a picture says: as it was adopted, or as the draft stands today."""
    adoption = adoption_of(picture)
    content: Content = adoption.content if adoption else content_of(picture, known_by=timezone.localdate())
    return content


def changes_since(picture: Picture, earlier: Picture) -> tuple[PictureChange, ...]:
    """Return what differs in a picture from an earlier version of it."""
    return changes(current_content(earlier), current_content(picture))


def earlier_versions(picture: Picture) -> list[Picture]:
    """Return the versions that a picture builds on, the latest first."""
    found, above = [], picture.follows
    while above is not None:
        found.append(above)
        above = above.follows
    return found


def _copy_problem(problem: Problem, draft: Picture) -> None:
    new = Problem(picture=draft, **_copied(problem, "picture"))
    new.save()
    for rows in (problem.claims, problem.causes, problem.incidents):
        for row in living(rows.all()):
            # A draft follows the data; what was adopted stays with the adopted picture.
            more: dict[str, Any] = {"decided": None} if hasattr(row, "decided") else {}
            type(row)(problem=new, **{**_copied(row, "problem"), **more}).save()


def _copied(part: Part, *without: str) -> dict[str, Any]:
    fields = (field.name for field in part._meta.concrete_fields)
    return {name: getattr(part, name) for name in fields if name not in _ASIDE | set(without)}
