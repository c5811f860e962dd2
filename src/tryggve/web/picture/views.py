"""Pages of the situation picture to read: the list, a picture, a problem, differences, history, recycle bin."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.plan.claims import ClaimState
from tryggve.plan.clock import Counted, Origin, Step
from tryggve.plan.picture import CONTROL_QUESTIONS, LAW_PARTS
from tryggve.plan.problems import RULE
from tryggve.publish.figures.fishbone_figure import fishbone_figure
from tryggve.publish.figures.render import png
from tryggve.web.followup.law_clock import clock_of
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.picture import shown
from tryggve.web.picture.content import living
from tryggve.web.picture.differences import shown_changes
from tryggve.web.picture.edit_views import named
from tryggve.web.picture.history import history_of
from tryggve.web.picture.models import Adoption, Picture
from tryggve.web.picture.parts import kind_of
from tryggve.web.picture.policies import may_edit, may_follow
from tryggve.web.picture.queries import (
    adoption_of,
    linked_priorities,
    pictures_of,
    problem_for,
    removed_parts,
    removed_pictures,
)
from tryggve.web.picture.versions import earlier_versions
from tryggve.web.picture.words import kind_words, status_words
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.shown_claims import ShownClaim


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the situation pictures with state, period and what they say."""
    statuses = status_words()
    pages = [shown.picture_page(picture) for picture in pictures_of(request.user)]
    edits = may(request.user, Right.PLAN_EDIT)
    standing = next((page for page in pages if page.picture.status == "adopted"), None)
    place = standing.picture.municipality if standing else ""
    clock = clock_of(place, Step.PICTURE, today=timezone.localdate()) if place else None
    context = {
        "rows": [(page, statuses[page.picture.status], _period(page.picture)) for page in pages],
        "standing": standing,
        "clock": clock,
        "entered_later": _entered_later(clock.counted, standing.adoption) if clock and standing else False,
        "may_add": edits,
        "removed": removed_pictures(request.user) if edits else [],
    }
    return render(request, "picture/index.html", context)


@require_GET
@login_required
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a situation picture: the law's parts, the problems in order of priority, the sources, the questions."""
    found = get_object_or_404(pictures_of(request.user), pk=pk)
    language = language_now()
    context = {
        "page": shown.picture_page(found),
        "status": status_words()[found.status],
        "period": _period(found),
        "parts": _texts(found, LAW_PARTS),
        "questions": _texts(found, CONTROL_QUESTIONS),
        "sources": living(found.sources.all()),
        "rule": RULE.text(language),
        "follows": found.follows,
        "followed_by": found.later.filter(removed_at__isnull=True).last(),
    }
    return render(request, "picture/picture.html", context | _around(request, found))


@require_GET
@login_required
def problem(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a problem: what is known, why it arises, how important it is and where it leads."""
    found = problem_for(request.user, pk)
    adoption = adoption_of(found.picture)
    claims = shown.claims_of(found, adoption)
    causes = list(living(found.causes.all()))
    fishbone = shown.fishbone_of(found.title, causes)
    context = {
        "problem": found,
        "adoption": adoption,
        "scored": next(row for row in shown.scored(found.picture) if row.problem.pk == pk),
        "texts": shown.problem_texts(found),
        "claims": claims,
        "claims_headline": _still(claims) if adoption else "",
        "incidents": shown.incidents_shown(found, adoption),
        "causes": causes,
        "figure": fishbone_figure(fishbone, language=language_now()) if causes else None,
        "analysis": shown.analysis_texts(found),
        "judged": shown.judged(found),
        "rule": RULE.text(language_now()),
        "links": linked_priorities(found),
    }
    return render(request, "picture/problem.html", context | _around(request, found.picture))


@require_GET
@login_required
def fishbone(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the fishbone as a file, for a document or a slide."""
    found = problem_for(request.user, pk)
    bones = shown.fishbone_of(found.title, living(found.causes.all()))
    figure = fishbone_figure(bones, language=language_now())
    content, media = (png(figure), "image/png") if kind == "png" else (figure.svg.encode(), "image/svg+xml")
    name = f"fiskben-{found.pk}.{kind}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_GET
@login_required
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs from an earlier version."""
    found = get_object_or_404(pictures_of(request.user), pk=pk)
    earlier = earlier_versions(found)
    asked = request.GET.get("mot", "")
    against = next((one for one in earlier if str(one.pk) == asked), earlier[0] if earlier else None)
    context = {
        "picture": found,
        "earlier": earlier,
        "against": against,
        "changes": shown_changes(found, against) if against else [],
    }
    return render(request, "picture/differences.html", context)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what, the latest first."""
    found = get_object_or_404(pictures_of(request.user), pk=pk)
    return render(request, "picture/history.html", {"picture": found, "events": history_of(found)})


@require_GET
@needs(Right.PLAN_EDIT)
def recycle_bin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was removed from a picture."""
    found = get_object_or_404(pictures_of(request.user), pk=pk)
    words = kind_words()
    removed = [(words[kind_of(part).name], kind_of(part).name, part, named(part)) for part in removed_parts(found)]
    context = {"picture": found, "removed": removed, "may_edit": may_edit(found)}
    return render(request, "picture/recycle_bin.html", context)


def _still(claims: list[ShownClaim]) -> str:
    """Say how many of the claims on figures still hold; empty where there are none."""
    states = [claim.state for claim in claims if claim.state]
    if not states:
        return ""
    holds = sum(state is ClaimState.HOLDS for state in states)
    text = ngettext(
        "%(holds)d av %(all)d slutsats stämmer fortfarande",
        "%(holds)d av %(all)d slutsatser stämmer fortfarande",
        len(states),
    )
    return text % {"holds": holds, "all": len(states)}


def _entered_later(counted: Counted | None, adoption: Adoption | None) -> bool:
    """Tell whether the clock counts from a later day than the standing picture's adoption, entered by hand."""
    return bool(counted and adoption and counted.origin is Origin.ENTERED and counted.day > adoption.date)


def _texts(found: Picture, parts: tuple[object, ...]) -> list[tuple[object, str]]:
    return [(part, str(getattr(found, part.field))) for part in parts]  # type: ignore[attr-defined]


def _period(found: Picture) -> str:
    return when_words(found.starts, found.ends)


def _around(request: HttpRequest, found: Picture) -> dict[str, object]:
    editor = may(request.user, Right.PLAN_EDIT)
    return {
        "picture": found,
        "may_edit": editor and may_edit(found),
        "may_plan": editor,
        "may_follow": editor and may_follow(found),
        "may_adopt": may(request.user, Right.DECIDE) and may_edit(found),
    }
