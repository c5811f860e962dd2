"""What changes a situation picture and its parts; every write says who, is one transaction and leaves one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from tryggve.analysis.codec import finding_to_json
from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.freezing import freeze
from tryggve.plan.picture import PictureStatus
from tryggve.terms import Finding
from tryggve.web.audit.actions import record
from tryggve.web.picture.content import content_of
from tryggve.web.picture.merging import clashing, told_at, written_by_you
from tryggve.web.picture.models import Adoption, Picture, PriorityProblem, Problem, ProblemClaim
from tryggve.web.picture.parts import CLAIM, about, kind_of, parent_of, siblings_of, told, write
from tryggve.web.picture.policies import require_editable, require_open, require_whole
from tryggve.web.plans.actions import refuse_stale
from tryggve.web.plans.models import Part, Priority
from tryggve.web.plans.part_tree import Kind, move_in_row
from tryggve.web.plans.policies import require_editable as require_editable_plan

P = TypeVar("P", bound=Part)


@transaction.atomic
def create_picture(*, municipality: str, values: Mapping[str, object], by: str) -> Picture:
    """Make a situation picture, as a draft."""
    picture = Picture(municipality=municipality)
    write(picture, values)
    record("picture.create_picture", by=by, about=about(picture), after=told(picture))
    return picture


@transaction.atomic
def add_part(kind: Kind, *, parent: Part, values: Mapping[str, object], by: str) -> Part:
    """Add a part last under its parent."""
    require_open(parent)
    part = kind.model(**{kind.parent: parent})
    last = siblings_of(part).last()
    part.order = last.order + 1 if last else 0
    write(part, values)
    record(f"picture.add_{kind.name}", by=by, about=about(part), after=told(part))
    return part


@transaction.atomic
def save_part(part: P, *, values: Mapping[str, object], revision: int, by: str, over: int = 0) -> P:
    """Write some of a part's fields.

    Where the row is newer than ``revision``, only what differs from that revision is written, so that what somebody
    else wrote in other fields stays. ``over`` is the revision whose values the writer has seen and chosen to replace.

    Raises:
        StaleError: somebody else has changed the same fields since ``revision``.
        NotAllowedError: the picture is adopted, or the part removed.
    """
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    require_open(current)
    before = told(current)
    if current.revision != revision:
        shown = told_at(current, revision)
        values = written_by_you(values, shown)
        if current.revision != over:
            refuse_stale(before, clashing(values, shown=shown, now=before), revision=current.revision)
    write(current, {**values, "revision": current.revision + 1})
    record(f"picture.save_{kind_of(current).name}", by=by, about=about(current), before=before, after=told(current))
    return current


@transaction.atomic
def move_part(part: Part, *, steps: int, by: str) -> None:
    """Move a part among its siblings; -1 is one step up. At the end of the row nothing happens."""
    require_open(part)
    moved = move_in_row(siblings_of(part), part, steps=steps)
    record(f"picture.move_{kind_of(part).name}", by=by, about=about(part), before=moved.before, after=moved.after)


@transaction.atomic
def remove_part(part: Part, *, by: str) -> None:
    """Put a part, with all that it holds, into the recycle bin."""
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    require_open(current)
    write(current, {"removed_at": timezone.now(), "removed_by": by, "revision": current.revision + 1})
    record(f"picture.remove_{kind_of(current).name}", by=by, about=about(current), before=told(current))


@transaction.atomic
def restore_part(part: Part, *, by: str) -> None:
    """Take a part back from the recycle bin, to where it was.

    Raises:
        NotAllowedError: what holds it is removed too, or the picture is adopted, or followed by another draft.
    """
    current = type(part)._default_manager.select_for_update().get(pk=part.pk)
    parent = parent_of(current)
    if parent is not None:
        require_open(parent)
    if (
        isinstance(current, Picture)
        and current.follows
        and current.follows.later.filter(removed_at__isnull=True).exists()
    ):
        raise NotAllowedError(
            sv="En annan ny version har gjorts sedan den här togs bort. Ta bort den först.",
            en="Another new version has been made since this one was removed. Remove that one first.",
        )
    write(current, {"removed_at": None, "removed_by": "", "revision": current.revision + 1})
    record(f"picture.restore_{kind_of(current).name}", by=by, about=about(current), after=told(current))


def add_claim(*, problem: Problem, by: str, finding: Finding | None = None, text: str = "") -> ProblemClaim:
    """Let a problem's extent rest on a finding, kept as it is now, or on a sentence of one's own."""
    values: dict[str, object] = {"text": text}
    if finding is not None:
        values |= {"place": problem.picture.municipality, "finding": finding_to_json(finding)}
    claim = add_part(CLAIM, parent=problem, values=values, by=by)
    assert isinstance(claim, ProblemClaim)
    return claim


@transaction.atomic
def adopt(picture: Picture, *, body: str, date: dt.date, by: str, paragraph: str = "", when: str = "") -> Adoption:
    """Adopt a draft: its content is frozen with a hash, and the version that it follows is replaced.

    ``when`` is the code of a month, a season or a year where no more is known; ``date`` is then its last day that has
    been, as ``plan.dates.day_of`` returns them.

    Raises:
        NotAllowedError: it is adopted already, or a part that the law asks for is empty.
        UsageError: the day lies in the future.
    """
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    require_editable(current)
    require_whole(current)
    if date > timezone.localdate():
        raise UsageError(
            sv="Dagen ligger i framtiden. Skriv den dag då lägesbilden fastställdes.",
            en="The day lies in the future. Write the day on which the situation picture was adopted.",
        )
    content = content_of(current, known_by=date)
    frozen = freeze(content)
    adoption = Adoption.objects.create(
        picture=current,
        body=body,
        date=date,
        when=when,
        paragraph=paragraph,
        content=content,
        sha256=frozen.sha256,
        by=by,
        at=timezone.now(),
    )
    for claim in (claim for problem in content["problems"] for claim in problem["claims"]):
        ProblemClaim.objects.filter(pk=claim["id"]).update(decided=claim["finding"])
    write(current, {"status": PictureStatus.ADOPTED.value, "revision": current.revision + 1})
    if current.follows_id:
        Picture.objects.filter(pk=current.follows_id).update(status=PictureStatus.REPLACED.value)
    after = {"body": body, "date": when or date.isoformat(), "paragraph": paragraph, "sha256": frozen.sha256}
    record("picture.adopt", by=by, about=about(current), before={"status": "draft"}, after=after)
    return adoption


@transaction.atomic
def link_priority(problem: Problem, *, priority: Priority, by: str) -> PriorityProblem:
    """Let a plan's priority rest on a problem; that it already does changes nothing.

    Raises:
        NotAllowedError: the plan is decided, or belongs to another municipality.
    """
    require_editable_plan(priority.plan)
    if priority.plan.municipality != problem.picture.municipality:
        raise NotAllowedError(
            sv="Planen hör till en annan kommun. Välj en av den egna kommunens planer.",
            en="The plan belongs to another municipality. Choose one of your own municipality's plans.",
        )
    link, made = PriorityProblem.objects.get_or_create(priority=priority, problem=problem)
    after = {"problem": problem.title, "priority": priority.title, "plan": priority.plan.title}
    record("picture.link_priority", by=by, about=about(problem), after=after | ({} if made else {"already": True}))
    return link


@transaction.atomic
def unlink_priority(link: PriorityProblem, *, by: str) -> None:
    """Take a priority's problem away again."""
    require_editable_plan(link.priority.plan)
    before = {"problem": link.problem.title, "priority": link.priority.title, "plan": link.priority.plan.title}
    record("picture.unlink_priority", by=by, about=about(link.problem), before=before)
    link.delete()
