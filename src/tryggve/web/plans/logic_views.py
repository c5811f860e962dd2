"""The plan as one picture, and the law's checklist of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.plan.law import LawPoint, LawState, check_law
from tryggve.plan.logic import Gap, GapKind, find_gaps
from tryggve.publish.figures.logic_figure import logic_figure
from tryggve.publish.figures.render import png
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.law_facts import law_facts
from tryggve.web.plans.law_places import recorded_at
from tryggve.web.plans.models import Plan
from tryggve.web.plans.policies import may_edit
from tryggve.web.plans.programme_logic import logic_of
from tryggve.web.plans.queries import plans_of, readable_plans


@require_GET
def logic(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the programme logic from cause to goal, and what to do about its gaps."""
    plan = get_object_or_404(readable_plans(request.user), pk=pk)
    tree = logic_of(plan, inside=plans_of(request.user).filter(pk=pk).exists())
    gaps = find_gaps(tree)
    context = {
        "plan": plan,
        "tree": tree,
        "headline": _logic_headline(gaps),
        "gaps": [(gap, _mended_at(gap, plan)) for gap in gaps],
        "unserved": {gap.ref for gap in gaps if gap.kind is GapKind.UNSERVED},
        "may_edit": may(request.user, Right.PLAN_EDIT) and may_edit(plan),
        "closed": not may_edit(plan),
        "figure": logic_figure(tree, language=language_now()) if tree.priorities else None,
    }
    return render(request, "plans/logic.html", context)


@require_GET
def logic_picture(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the picture as a file, for a document or a slide."""
    plan = get_object_or_404(readable_plans(request.user), pk=pk)
    inside = plans_of(request.user).filter(pk=pk).exists()
    figure = logic_figure(logic_of(plan, inside=inside), language=language_now())
    content, media = (png(figure), "image/png") if kind == "png" else (figure.svg.encode(), "image/svg+xml")
    name = f"programlogik-{plan.pk}.{kind}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_GET
@login_required
def law(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the law's checklist: what is met, what is due, what is missing and what nobody has recorded."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    points = check_law(law_facts(plan, today=timezone.localdate()))
    context = {
        "plan": plan,
        "headline": _law_headline(points),
        "points": [(p, _tone(p.state), recorded_at(p, plan), p.since_words(language_now())) for p in points],
    }
    return render(request, "plans/law.html", context)


_ADDED = {
    GapKind.NO_MEASURE: "new_measure",
    GapKind.OPEN_CAUSE: "new_measure",
    GapKind.NO_GOAL: "new_goal",
    GapKind.NO_ACTIVITY: "new_activity",
}


def _mended_at(gap: Gap, plan: Plan) -> str:
    """Return the form where a gap is closed; a goal that nothing leads to is served from its measures, on the plan."""
    kind, _sep, pk = gap.ref.partition(" ")
    if gap.kind is GapKind.IDLE:
        return ""
    if gap.kind is GapKind.UNSERVED:
        return f"{reverse('plans:plan', kwargs={'pk': plan.pk})}#mal-{pk}"
    return reverse(f"plans:{_ADDED.get(gap.kind, f'edit_{kind}')}", kwargs={"pk": pk})


def _logic_headline(gaps: tuple[Gap, ...]) -> str:
    if not gaps:
        return _("Kedjan från orsak till mål är hel")
    text = ngettext(
        "Kedjan från orsak till mål har %(count)d lucka", "Kedjan från orsak till mål har %(count)d luckor", len(gaps)
    )
    return text % {"count": len(gaps)}


def _law_headline(points: tuple[LawPoint, ...]) -> str:
    met = sum(point.state is LawState.MET for point in points)
    if met == len(points):
        return _("Alla lagens punkter är uppfyllda")
    return _("%(met)d av lagens %(all)d punkter är uppfyllda") % {"met": met, "all": len(points)}


def _tone(state: LawState) -> tuple[str, str]:
    """Return shape and colour: the shape differs too, so that colour never speaks alone."""
    return {
        LawState.MET: ("✓", "better"),
        LawState.DUE: ("!", "worse"),
        LawState.MISSING: ("✕", "worse"),
        LawState.UNTOLD: ("○", ""),
    }[state]
