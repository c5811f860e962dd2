"""What the database knows of the law's demands on a municipality."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import User

from tryggve.plan.clock import Counted, Origin, Step
from tryggve.plan.law import LawFacts
from tryggve.plan.picture import LAW_PARTS
from tryggve.plan.status import PUBLIC, PlanStatus
from tryggve.web.decisions.models import Decision
from tryggve.web.followup.law_clock import clocks, last_entered, last_taken, told
from tryggve.web.people.roles import Role
from tryggve.web.picture.queries import problems_behind, standing_picture
from tryggve.web.plans.models import Measure, Plan
from tryggve.web.registers.law import agreement_facts, council_facts, is_integrated, last_informed
from tryggve.web.registers.models import Coordination
from tryggve.web.registers.queries import coordination_of, leading_body_of
from tryggve.web.situation.book import current_book


def law_facts(plan: Plan, *, today: dt.date) -> LawFacts:
    """Return what is known of a plan's municipality; what nobody has recorded stays None, and is never guessed."""
    place = plan.municipality
    due = {clock.step: clock.due for clock in clocks(place, today=today)}
    parts = _picture_parts(place)
    adopted = Decision.objects.filter(plan=plan, kind="adopt").order_by("date").last()
    agreed, council = agreement_facts(place, today=today), council_facts(place, today=today)
    coordination, leading = coordination_of(place), leading_body_of(place)
    informed = (_public_since(plan, adopted, today), last_informed(place, today=today))
    updated, followed, reported = last_taken(place, Step.PICTURE), _followed_up(place), last_taken(place, Step.COUNCIL)
    return LawFacts(
        today=today,
        mapping=parts["mapping"],
        other_information=parts["other_information"],
        analysis=parts["analysis"],
        plan_measures=_measures(plan),
        plan_decided=adopted.date if adopted else None,
        plan_decided_when=told(adopted.when) if adopted else "",
        plan_rests_on_picture=_rests(plan),
        picture_updated=updated.day if updated else None,
        picture_updated_when=updated.when if updated else "",
        picture_due=due[Step.PICTURE],
        followed_up=followed.day if followed else None,
        followed_up_when=followed.when if followed else "",
        follow_up_due=due[Step.FOLLOW_UP],
        integrated=True if plan.supports_id or is_integrated(plan) else None,
        agreements=agreed.in_force,
        agreements_complete=agreed.complete,
        council_led_by_municipality=council.led_by_municipality,
        council_leading_members=council.leading_members,
        coordinator=True if coordination or _coordinators(place) else None,
        contact_public=_contact(coordination),
        inhabitants_informed=max(filter(None, informed), default=None),
        leading_body=leading.name if leading else None,
        reported_to_council=reported.day if reported else None,
        reported_when=reported.when if reported else "",
        report_due=due[Step.COUNCIL],
    )


def _picture_parts(municipality: str) -> dict[str, bool | None]:
    """Return which of the law's parts the standing situation picture has; without one only the figures are known."""
    picture = standing_picture(municipality)
    if picture is None:
        known = True if current_book().indicators(municipality) else None
        return {"mapping": known, "other_information": None, "analysis": None}
    return {part.field: bool(getattr(picture, part.field).strip()) for part in LAW_PARTS}


def _measures(plan: Plan) -> int:
    living = Measure.objects.filter(priority__plan=plan, removed_at__isnull=True, priority__removed_at__isnull=True)
    return living.count()


def _rests(plan: Plan) -> bool:
    priorities = plan.priorities.filter(removed_at__isnull=True)
    rests = [
        priority.claims.filter(removed_at__isnull=True).exists() or bool(problems_behind(priority))
        for priority in priorities
    ]
    return bool(rests) and all(rests)


def _followed_up(municipality: str) -> Counted | None:
    """Return when the plan was followed up last; that a plan was decided starts the clock but is no follow-up."""
    taken = last_taken(municipality, Step.FOLLOW_UP)
    return taken if taken and taken.origin is not Origin.PLAN_DECIDED else last_entered(municipality, Step.FOLLOW_UP)


def _coordinators(municipality: str) -> bool:
    people = User.objects.filter(is_active=True, groups__name=Role.COORDINATOR.value)
    return people.filter(memberships__municipality=municipality).exists()


def _contact(coordination: Coordination | None) -> bool | None:
    if coordination is None:
        return True if settings.TRYGGVE_CONTACT else None
    return bool(coordination.email or coordination.phone or settings.TRYGGVE_CONTACT)


def _public_since(plan: Plan, adopted: Decision | None, today: dt.date) -> dt.date | None:
    if adopted is None or PlanStatus(plan.status) not in PUBLIC:
        return None
    day: dt.date = adopted.public_from or adopted.date
    return day if day <= today else None
