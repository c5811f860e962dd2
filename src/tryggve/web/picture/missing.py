"""What is not done when a situation picture is about to be adopted; it is told, and only the law's parts stop it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.picture import CONTROL_QUESTIONS
from tryggve.web.picture.content import living
from tryggve.web.picture.models import Cause, IncidentEvidence, Picture, ProblemClaim
from tryggve.web.picture.shown import Scored, scored
from tryggve.web.plans.missing import Gap


def gaps(picture: Picture) -> list[Gap]:
    """Return what a picture lacks beside the law's parts, problem by problem and then as a whole."""
    problems = scored(picture)
    if not problems:
        return [Gap(_("Inget problem är beskrivet"), _address("new_problem", picture.pk)), *_as_a_whole(picture)]
    based = _with(ProblemClaim, picture) | _with(IncidentEvidence, picture)
    caused = _with(Cause, picture)
    found = [gap for row in problems for gap in _of_problem(row, based=based, caused=caused)]
    return [*found, *_as_a_whole(picture)]


def _with(kind: type[ProblemClaim | IncidentEvidence | Cause], picture: Picture) -> set[int]:
    """Return the problems that have at least one part of a kind."""
    return set(living(kind.objects.filter(problem__picture=picture)).values_list("problem_id", flat=True))


def _of_problem(row: Scored, *, based: set[int], caused: set[int]) -> Iterator[Gap]:
    pk, name = row.problem.pk, {"name": row.problem.title}
    if pk not in based:
        yield Gap(_("%(name)s vilar inte på någon slutsats eller räkning") % name, _address("new_claim", pk))
    if pk not in caused:
        yield Gap(_("%(name)s saknar orsaker") % name, _address("new_cause", pk))
    if not row.score.begun:
        yield Gap(_("%(name)s är inte bedömt") % name, _address("priority", pk))
    elif not row.score.known:
        told = name | {"judged": row.score.judged, "all": row.score.criteria}
        text = _("%(name)s är bedömt enligt %(judged)d av %(all)d kriterier") % told
        yield Gap(text, _address("priority", pk))
    if row.problem.prioritised is None:
        yield Gap(_("%(name)s: inte beslutat om det ska prioriteras") % name, _address("priority", pk))


def _as_a_whole(picture: Picture) -> Iterator[Gap]:
    if not living(picture.sources.all()).exists():
        yield Gap(_("Ingen källa är angiven"), _address("new_source", picture.pk))
    if lacking := sum(not str(getattr(picture, part.field)).strip() for part in CONTROL_QUESTIONS):
        text = ngettext(
            "%(count)d kontrollfråga är inte besvarad", "%(count)d kontrollfrågor är inte besvarade", lacking
        )
        yield Gap(text % {"count": lacking}, _address("questions", picture.pk))


def _address(name: str, pk: int) -> str:
    return reverse(f"picture:{name}", kwargs={"pk": pk})
