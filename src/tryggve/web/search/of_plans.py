"""What can be found of plans and decisions: only what the reader may open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.queries import decisions_of, published
from tryggve.web.decisions.words import decision_names
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.queries import readable_plans
from tryggve.web.plans.words import said_state
from tryggve.web.search.entry import Entry, Reader, sentences

Row = TypeVar("Row", Goal, Measure)


def plans(reader: Reader) -> Iterator[Entry]:
    """Return the plans."""
    for plan in readable_plans(reader):
        said = (said_state(plan), when_words(plan.starts, plan.ends))
        yield Entry(
            title=plan.title,
            text=sentences(plan.vision, plan.background),
            context=", ".join(part for part in said if part),
            address=reverse("plans:plan", kwargs={"pk": plan.pk}),
        )


def priorities(reader: Reader) -> Iterator[Entry]:
    """Return the priority areas."""
    living = Priority.objects.filter(removed_at__isnull=True, plan__in=readable_plans(reader)).select_related("plan")
    for priority in living:
        page = reverse("plans:plan", kwargs={"pk": priority.plan_id})
        yield Entry(
            title=priority.title,
            text=priority.text,
            context=_named(priority.plan),
            address=f"{page}#omrade-{priority.pk}",
        )


def goals(reader: Reader) -> Iterator[Entry]:
    """Return the goals."""
    for goal in _under_priority(Goal.objects.all(), reader):
        text = sentences(goal.description, goal.baseline_note, goal.unmeasured)
        yield _part(goal, text=text, context=_named(goal.priority.plan), name="goal")


def measures(reader: Reader) -> Iterator[Entry]:
    """Return the measures."""
    for measure in _under_priority(Measure.objects.all(), reader):
        text = sentences(measure.cause, measure.mechanism, measure.target_group, measure.places, measure.risks)
        yield _part(measure, text=text, context=_named(measure.priority.plan), name="measure")


def activities(reader: Reader) -> Iterator[Entry]:
    """Return the activities."""
    living = Activity.objects.filter(
        removed_at__isnull=True,
        measure__removed_at__isnull=True,
        measure__priority__removed_at__isnull=True,
        measure__priority__plan__in=readable_plans(reader),
    ).select_related("owner", "measure__priority__plan")
    for activity in living:
        owner = activity.owner.name if activity.owner else ""
        text = sentences(owner, activity.in_operational_plan)
        yield _part(activity, text=text, context=_named(activity.measure.priority.plan), name="activity")


def decisions(reader: Reader) -> Iterator[Entry]:
    """Return the decisions about the reader's plans, and those that made a plan public."""
    names, language = decision_names(), language_now()
    seen = set()
    for decision in decisions_of(reader):
        seen.add(decision.pk)
        yield Entry(
            title=f"{names[decision.kind]}: {decision_words(decision, language)}",
            text=sentences(decision.case_number, decision.note),
            context=decision.plan.title,
            address=reverse("decisions:case", kwargs={"plan": decision.plan_id}),
        )
    for found in published(own_place().code, on=timezone.localdate()):
        if found.decision.pk not in seen:
            yield Entry(
                title=f"{names[found.decision.kind]}: {decision_words(found.decision, language)}",
                text=found.decision.case_number,
                context=found.plan.title,
                address=reverse("decisions:public_plan", kwargs={"pk": found.plan.pk}),
            )


def _named(plan: Plan) -> str:
    if plan.version == 1:
        return plan.title
    return _("%(plan)s, version %(number)d") % {"plan": plan.title, "number": plan.version}


def _under_priority(rows: QuerySet[Row], reader: Reader) -> QuerySet[Row]:
    return rows.filter(
        removed_at__isnull=True, priority__removed_at__isnull=True, priority__plan__in=readable_plans(reader)
    ).select_related("priority__plan")


def _part(part: Goal | Measure | Activity, *, text: str, context: str, name: str) -> Entry:
    address = reverse(f"plans:{name}", kwargs={"pk": part.pk})
    return Entry(title=part.title, text=text, context=context, address=address)
