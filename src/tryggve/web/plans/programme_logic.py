"""A plan's rows as the tree of ``plan.logic``, with what its indicators can show today."""

from __future__ import annotations

from tryggve.plan.logic import Logic, LogicActivity, LogicGoal, LogicMeasure, LogicPriority, visible_change
from tryggve.plan.status import GoalKind
from tryggve.terms import Estimate
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.causes import causes_behind, takes_up
from tryggve.web.plans.goal_values import has_target
from tryggve.web.plans.measurements import latest, series_of
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority


def logic_of(plan: Plan, *, inside: bool = False) -> Logic:
    """Return a plan's programme logic, without what lies in the recycle bin.

    ``inside`` adds what the situation picture's analysis says, which is for those who work in the municipality.
    """
    priorities = plan.priorities.filter(removed_at__isnull=True).order_by("order", "id")
    return Logic(
        title=plan.title, priorities=tuple(_priority(p, plan, inside=inside) for p in priorities), idle=_idle(plan)
    )


def _priority(priority: Priority, plan: Plan, *, inside: bool) -> LogicPriority:
    goals = priority.goals.filter(removed_at__isnull=True).order_by("order", "id")
    measures = list(priority.measures.filter(removed_at__isnull=True).order_by("order", "id"))
    return LogicPriority(
        ref=f"priority {priority.pk}",
        title=priority.title,
        measures=tuple(_measure(measure) for measure in measures),
        goals=tuple(_goal(goal, plan.municipality) for goal in goals),
        open_causes=_open_causes(priority, [measure.cause for measure in measures]) if inside else (),
    )


def _open_causes(priority: Priority, said: list[str]) -> tuple[str, ...]:
    able = (cause.text for cause in causes_behind(priority) if cause.influence)
    return tuple(text for text in dict.fromkeys(able) if not any(takes_up(words, text) for words in said))


def _measure(measure: Measure) -> LogicMeasure:
    living = measure.activities.filter(removed_at__isnull=True).order_by("order", "id")
    activities = living.select_related("owner").prefetch_related("budgets")
    goals = measure.goals.filter(removed_at__isnull=True, priority=measure.priority_id)
    return LogicMeasure(
        ref=f"measure {measure.pk}",
        title=measure.title,
        cause=measure.cause,
        activities=tuple(_activity(activity) for activity in activities),
        goals=tuple(f"goal {pk}" for pk in goals.values_list("pk", flat=True)),
    )


def _activity(activity: Activity) -> LogicActivity:
    return LogicActivity(
        ref=f"activity {activity.pk}",
        title=activity.title,
        owner=activity.owner.name if activity.owner else "",
        budgeted=bool(activity.budgets.all()),
    )


def _goal(goal: Goal, municipality: str) -> LogicGoal:
    found = latest(series_of(goal.indicator, municipality=municipality, place=goal.place, group=goal.group))
    estimate = found.estimate if found else None
    return LogicGoal(
        ref=f"goal {goal.pk}",
        title=goal.title,
        # Whether something is done or not needs no indicator: it is its own.
        has_indicator=bool(goal.indicator) or goal.kind == GoalKind.YES_NO,
        has_target=has_target(goal),
        smallest_change=visible_change(estimate.margin) if estimate else None,
        distance=_distance(goal, estimate),
        unmeasured=tuple(part.strip() for part in goal.unmeasured.split(";") if part.strip()),
    )


def _distance(goal: Goal, estimate: Estimate | None) -> float | None:
    """Return the whole way to the target: from the baseline, or from the latest figure where none is written."""
    start = goal.baseline if goal.baseline is not None else estimate.value if estimate else None
    low = 0.0 if goal.kind == GoalKind.ZERO else goal.target_low
    high = low if goal.kind in (GoalKind.ZERO, GoalKind.REACH) else goal.target_high
    if start is None or goal.kind == GoalKind.YES_NO:
        return None
    if goal.kind == GoalKind.AT_MOST:
        low, high = None, high if high is not None else low
    if low is not None and start < low:
        return low - start
    return high - start if high is not None and start > high else 0.0


def _idle(plan: Plan) -> tuple[str, ...]:
    units = Unit.objects.filter(municipality=plan.municipality, kind__in=("department", "company"), ended__isnull=True)
    at_work = Activity.objects.filter(
        measure__priority__plan=plan,
        removed_at__isnull=True,
        measure__removed_at__isnull=True,
        measure__priority__removed_at__isnull=True,
    )
    busy = set(at_work.values_list("owner_id", flat=True)) | set(at_work.values_list("partners", flat=True))
    return tuple(unit.name for unit in units if unit.pk not in busy)
