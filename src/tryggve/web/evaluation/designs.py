"""Evaluation designs: what is proposed, what is written, and what is frozen with the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tryggve.plan.dates import from_code
from tryggve.plan.evaluation_design import DesignReview, Doubt, Windows, proposed_windows, review
from tryggve.plan.freezing import freeze
from tryggve.terms import AreaKind, Group, Period, Series
from tryggve.terms.places import find_place, register
from tryggve.web.evaluation.models import Design
from tryggve.web.plans.measurements import series_of
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.parts import plan_of
from tryggve.web.situation.book import current_book

Content = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDesign:
    """A goal's design, written or proposed, and what it can show."""

    goal: Goal
    design: Design
    written: bool
    municipalities: tuple[str, ...]
    review: DesignReview


def proposed(goal: Goal) -> Design:
    """Return the design that is proposed for a goal, not saved: the usual windows, against the rest of the county."""
    plan = plan_of(goal)
    windows = proposed_windows(_series(goal), starts=_year(plan.starts), ends=_year(plan.ends or plan.starts))
    return Design(
        goal=goal,
        comparison="county",
        municipalities=[],
        before_first=windows.before.first,
        before_last=windows.before.last,
        after_first=windows.after.first,
        after_last=windows.after.last,
        revision=0,
    )


def shown_design(goal: Goal, design: Design | None = None) -> ShownDesign:
    """Return a goal's design held against what the method needs; the proposed one where none is written."""
    written = design or Design.objects.filter(goal=goal).first()
    asked = written or proposed(goal)
    codes = compared_with(asked)
    found = review(
        _series(goal),
        windows=windows_of(asked),
        compared=len(codes),
        with_figures=sum(_measured(goal, code, asked) for code in codes),
    )
    return ShownDesign(goal=goal, design=asked, written=written is not None, municipalities=codes, review=found)


def windows_of(design: Design) -> Windows:
    """Return the years of a design."""
    return Windows(
        before=Period(design.before_first, design.before_last), after=Period(design.after_first, design.after_last)
    )


def compared_with(design: Design) -> tuple[str, ...]:
    """Return the codes of the municipalities that a design compares with, never the own one."""
    own = plan_of(design.goal).municipality
    if design.comparison == "named":
        return tuple(code for code in design.municipalities if code != own)
    others = [a for a in register().values() if a.kind is AreaKind.MUNICIPALITY and a.code != own]
    if design.comparison == "county":
        return tuple(area.code for area in others if area.parent == own[:2])
    return tuple(area.code for area in others if _measured(design.goal, area.code, design))


def design_content(goals: Iterable[Goal]) -> Content:
    """Return the written designs as plain values with a hash of their own, to be frozen with the plan."""
    kept = {design.goal_id: design for design in Design.objects.filter(goal__in=[goal.pk for goal in goals])}
    told = [_told(shown_design(goal, kept[goal.pk])) for goal in goals if goal.pk in kept]
    return {"design": told, "design_sha256": freeze({"design": told}).sha256 if told else ""}


def review_of(told: Content) -> DesignReview:
    """Return what was known of a frozen design when it was decided."""
    return DesignReview(
        measured_before=told["measured_before"],
        compared=len(told["municipalities"]),
        with_figures=told["with_figures"],
        breaks=tuple(told["breaks"]),
        doubts=tuple(Doubt(code) for code in told["doubts"]),
    )


def _told(shown: ShownDesign) -> Content:
    design, goal = shown.design, shown.goal
    return {
        "goal": goal.pk,
        "title": goal.title,
        "indicator": goal.indicator,
        "place": goal.place,
        "group": goal.group,
        "comparison": design.comparison,
        "municipalities": list(shown.municipalities),
        "before": [design.before_first, design.before_last],
        "after": [design.after_first, design.after_last],
        "measured_before": shown.review.measured_before,
        "with_figures": shown.review.with_figures,
        "breaks": list(shown.review.breaks),
        "doubts": [doubt.value for doubt in shown.review.doubts],
    }


def _series(goal: Goal) -> Series | None:
    return series_of(goal.indicator, municipality=plan_of(goal).municipality, place=goal.place, group=goal.group)


def _measured(goal: Goal, code: str, design: Design) -> bool:
    """Tell whether another municipality has a figure in the years before; its own whole, never a part of it."""
    if not goal.indicator or find_place(code) is None:
        return False
    series = current_book().get(goal.indicator, code, Group.from_key(goal.group))
    first, last = design.before_first, design.before_last
    return any(first <= point.period.last <= last for point in (series.known() if series else ()))


def _year(code: str) -> int:
    return from_code(code).last.year if code else dt.datetime.now(tz=dt.UTC).year + 1


def frozen_designs(plan: Plan) -> Content:
    """Return the designs that were decided with a plan, by goal; empty where none were."""
    decided = plan.decisions.filter(kind="adopt", frozen__isnull=False).select_related("frozen").last()
    content = decided.frozen.content if decided else {}
    return {str(told["goal"]): told for told in content.get("design", ())}
