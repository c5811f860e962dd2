"""Pages of the plan to read: the list, a plan, its parts, its history, the recycle bin."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.web.decisions.queries import published
from tryggve.web.followup.queries import answers_of
from tryggve.web.frame import own_place
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.comments import open_count, threads_of
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.goal_figure import goal_figure
from tryggve.web.plans.goal_numbers import baseline_point, figure_words, goal_series, source_words
from tryggve.web.plans.history import history_of, parts_with_history
from tryggve.web.plans.measurements import latest
from tryggve.web.plans.missing import gaps, gaps_headline
from tryggve.web.plans.models import Activity, Goal, Measure, Plan
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, kind_of, plan_of
from tryggve.web.plans.plan_page import PlanPage, measure_block, plan_page, when_words
from tryggve.web.plans.policies import may_edit, may_follow
from tryggve.web.plans.queries import part_for, plans_of, readable_plans, removed_parts, removed_plans, tied_to
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.words import in_life, kind_words, said_state


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the plans with state, period and what is missing: those in force first, then by how near they are."""
    plans = sorted(readable_plans(request.user).order_by("-starts", "-id"), key=in_life)
    pages = [plan_page(plan) for plan in plans]
    titles = Counter(page.plan.title for page in pages)
    followed = {page.plan.follows_id for page in pages}
    context = {
        "rows": [
            # Two versions are told apart also where the older is the first.
            _listed(page) | {"versioned": titles[page.plan.title] > 1 or page.plan.pk in followed}
            for page in pages
        ],
        "decided": sum(page.decided for page in pages),
        "may_add": may(request.user, Right.PLAN_EDIT),
        "removed": removed_plans(request.user) if may(request.user, Right.PLAN_EDIT) else [],
    }
    return render(request, "plans/index.html", context)


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan: what is missing in a draft, what still holds in a decided one."""
    shown = get_object_or_404(readable_plans(request.user), pk=pk)
    page = plan_page(shown)
    member = plans_of(request.user).filter(pk=pk).exists()
    missing = gaps(page) if member and not page.decided else []
    rights = _rights(request, shown, member=member)
    context = {
        "page": page,
        "plan": shown,
        "status": said_state(shown),
        "period": when_words(shown.starts, shown.ends),
        "headline": _headline(shown, page.claims_headline if page.decided else gaps_headline(missing)),
        "gaps": missing,
        "whole": rights["may_edit"] and not missing,
        "public": any(one.plan == shown for one in published(own_place().code, on=timezone.localdate())),
        "member": member,
        "tied": tied_to(shown, readable_plans(request.user)),
    }
    said = _said(request, shown, member=member)
    return render(request, "plans/plan.html", context | said | rights)


@require_GET
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a goal: its target, where it started, what it is measured by, what is to reach it."""
    part = part_for(request.user, GOAL, pk, readable=readable_plans(request.user))
    assert isinstance(part, Goal)
    measures = part.measures.filter(removed_at__isnull=True)
    series = goal_series(part)
    point = latest(series)
    context = {
        "card": goal_card(part),
        "goal": part,
        "measures": measures,
        "figure": goal_figure(part),
        "now": figure_words(point),
        "source": source_words(point),
        "began": figure_words(baseline_point(part, series)),
    }
    return render(request, "plans/goal.html", context | _around(request, part))


@require_GET
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a measure: what it works against, how, what research says, and its activities."""
    part = part_for(request.user, MEASURE, pk, readable=readable_plans(request.user))
    assert isinstance(part, Measure)
    context = {"laid": measure_block(part), "measure": part, "priority": part.priority}
    return render(request, "plans/measure.html", context | _around(request, part))


@require_GET
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an activity: who, when, how much, for what money."""
    part = part_for(request.user, ACTIVITY, pk, readable=readable_plans(request.user))
    assert isinstance(part, Activity)
    block = measure_block(part.measure)
    row = next(row for row in block.rows if row.activity.pk == part.pk)
    # What a unit answers is for those who work here; the public reads what the plan itself says.
    member = plans_of(request.user).filter(pk=part.measure.priority.plan_id).exists()
    context = {"row": row, "activity": part, "member": member, "operational": answers_of([part]).get(part.pk)}
    return render(request, "plans/activity.html", context | _around(request, part))


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what in a plan, the latest first."""
    shown = get_object_or_404(plans_of(request.user), pk=pk)
    parts = parts_with_history(shown)
    asked = request.GET.get("del", "")
    about = asked if asked in dict(parts) else ""
    context = {"plan": shown, "events": history_of(shown, about=about), "parts": parts, "about": about}
    return render(request, "plans/history.html", context | {"name": dict(parts).get(about, "")})


@require_GET
@needs(Right.PLAN_EDIT)
def recycle_bin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was removed from a plan."""
    shown = get_object_or_404(plans_of(request.user), pk=pk)
    words = kind_words()
    removed = [(words[kind_of(part).name], kind_of(part).name, part, named(part)) for part in removed_parts(shown)]
    return render(request, "plans/recycle_bin.html", {"plan": shown, "removed": removed, "may_edit": may_edit(shown)})


def _headline(shown: Plan, says: str) -> str:
    """Return the heading: which plan it is, and what there is to say of it."""
    return _("%(plan)s: %(says)s") % {"plan": shown.title, "says": says} if says else shown.title


def _listed(page: PlanPage) -> dict[str, object]:
    missing = [] if page.decided else gaps(page)
    return {
        "plan": page.plan,
        "status": said_state(page.plan),
        "period": when_words(page.plan.starts, page.plan.ends),
        "says": page.claims_headline if page.decided else gaps_headline(missing),
        "activities": len(page.rows),
    }


def _rights(request: HttpRequest, shown: Plan, *, member: bool) -> dict[str, object]:
    editor = member and may(request.user, Right.PLAN_EDIT)
    return {
        "editor": editor,
        "may_edit": editor and may_edit(shown),
        "may_follow": editor and may_follow(shown),
    }


def _around(request: HttpRequest, part: Goal | Measure | Activity) -> dict[str, object]:
    shown = plan_of(part)
    member = plans_of(request.user).filter(pk=shown.pk).exists()
    said = _said(request, shown, member=member)
    return {"plan": shown, "part": part} | said | _rights(request, shown, member=member)


def _said(request: HttpRequest, shown: Plan, *, member: bool) -> dict[str, object]:
    """Return what is said of a plan, for those who may say something of it."""
    if not (member and may(request.user, Right.COMMENT)):
        return {"threads": {}, "may_comment": False}
    threads = threads_of(shown)
    return {"threads": threads, "waiting": open_count(threads), "may_comment": may_edit(shown), "sees_comments": True}
