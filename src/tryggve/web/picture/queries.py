"""Which situation pictures somebody may see; every other read starts here."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import Http404

from tryggve.plan.incidents import Incidents, Week
from tryggve.plan.picture import PictureStatus
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.picture.models import Adoption, IncidentBatch, IncidentCount, Picture, PriorityProblem, Problem
from tryggve.web.picture.parts import KINDS, PICTURE, picture_of, removed_with
from tryggve.web.plans.models import Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind


def pictures_of(user: User | AnonymousUser) -> QuerySet[Picture]:
    """Return the situation pictures of a person's municipalities, newest first; all for a superuser."""
    return _seen_by(user).filter(removed_at__isnull=True).order_by("-id")


def removed_pictures(user: User | AnonymousUser) -> QuerySet[Picture]:
    """Return those that lie in the recycle bin."""
    return _seen_by(user).filter(removed_at__isnull=False).order_by("-removed_at")


def _seen_by(user: User | AnonymousUser) -> QuerySet[Picture]:
    if user.is_authenticated and user.is_superuser:
        return Picture.objects.all()
    return Picture.objects.filter(municipality__in=municipalities_of(user))


def part_for(user: User | AnonymousUser, kind: Kind, pk: int) -> Part:
    """Return a part of a picture that a person may see.

    Raises:
        Http404: there is none, it or what holds it is removed, or it belongs to another municipality.
    """
    part = any_part_for(user, kind, pk)
    if removed_with(part):
        raise Http404
    return part


def any_part_for(user: User | AnonymousUser, kind: Kind, pk: int) -> Part:
    """Return a part as ``part_for`` does, from the recycle bin too."""
    part = kind.model._default_manager.filter(pk=pk).first()
    if part is None or not _seen_by(user).filter(pk=picture_of(part).pk).exists():
        raise Http404
    return part


def problem_for(user: User | AnonymousUser, pk: int) -> Problem:
    """Return a problem that a person may see, as ``part_for`` does."""
    part = part_for(user, KINDS["problem"], pk)
    assert isinstance(part, Problem)
    return part


def removed_parts(picture: Picture) -> list[Part]:
    """Return what lies in a picture's recycle bin, the latest first."""
    kinds = [kind for kind in KINDS.values() if kind is not PICTURE]
    held = [(kind, "picture" if kind.parent == "picture" else "problem__picture") for kind in kinds]
    own = [
        part
        for kind, holder in held
        for part in kind.model._default_manager.filter(removed_at__isnull=False, **{holder: picture})
    ]
    return sorted(own, key=lambda part: (part.removed_at is not None, part.removed_at), reverse=True)


def adoption_of(picture: Picture) -> Adoption | None:
    """Return what adopted a picture; nothing for a draft."""
    return Adoption.objects.filter(picture=picture).first()


def standing_picture(municipality: str) -> Picture | None:
    """Return the picture that stands: the one adopted last, else the newest draft."""
    own = Picture.objects.filter(municipality=municipality, removed_at__isnull=True)
    adopted = own.exclude(status=PictureStatus.DRAFT.value).order_by("adoption__date", "id").last()
    return adopted or own.order_by("id").last()


def last_adoption(municipality: str) -> Adoption | None:
    """Return when a situation picture was adopted last, and by whom."""
    adoptions = Adoption.objects.filter(picture__municipality=municipality, picture__removed_at__isnull=True)
    return adoptions.order_by("date", "id").last()


def linked_priorities(problem: Problem) -> list[PriorityProblem]:
    """Return the links from plans' priorities to a problem, in whichever version it was linked."""
    links = PriorityProblem.objects.filter(
        problem__lineage=problem.lineage,
        problem__picture__municipality=problem.picture.municipality,
        priority__removed_at__isnull=True,
        priority__plan__removed_at__isnull=True,
    )
    return list(links.select_related("priority__plan", "problem").order_by("id"))


def problems_behind(priority: Priority) -> list[Problem]:
    """Return the problems that a priority rests on, each in the version that it was linked in."""
    links = PriorityProblem.objects.filter(priority=priority, problem__picture__municipality=priority.plan.municipality)
    return [link.problem for link in links.select_related("problem__picture").order_by("id")]


def problems_to_rest_on(priority: Priority) -> QuerySet[Problem]:
    """Return the problems of the picture that stands which a priority does not rest on yet, in any version."""
    there = Problem.objects.filter(picture=standing_picture(priority.plan.municipality), removed_at__isnull=True)
    chosen = [problem.lineage for problem in problems_behind(priority)]
    return there.exclude(lineage__in=chosen).order_by("order", "id")


def resting_priorities(plan: Plan) -> set[int] | None:
    """Return which of a plan's priorities rest on a problem; nothing where there is no problem to tie to."""
    picture = standing_picture(plan.municipality)
    if picture is None or not picture.problems.filter(removed_at__isnull=True).exists():
        return None
    return set(PriorityProblem.objects.filter(priority__plan=plan).values_list("priority_id", flat=True))


def batches_of(municipality: str) -> QuerySet[IncidentBatch]:
    """Return the files of incident counts that were read in, the latest first."""
    return IncidentBatch.objects.filter(municipality=municipality).order_by("-id")


def incidents_of(municipality: str) -> tuple[Incidents, ...]:
    """Return the counts that stand: of several files that speak of the same week, area and kind the latest counts."""
    living = IncidentCount.objects.filter(batch__municipality=municipality, batch__undone_at__isnull=True)
    return standing(living.order_by("batch_id", "id"))


def standing(counts: Iterable[IncidentCount]) -> tuple[Incidents, ...]:
    """Return the last count of each week, area and kind."""
    last = {(row.area, row.kind, row.year, row.week): row.count for row in counts}
    return tuple(
        Incidents(area=area, kind=kind, week=Week(year, week), count=count)
        for (area, kind, year, week), count in last.items()
    )
