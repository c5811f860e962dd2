"""What waits for whoever keeps the way to the decision: answers to await and to meet, and days that have passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.plan.dates import from_code
from tryggve.web.decisions.models import NextDecision
from tryggve.web.decisions.queries import awaited, unmet
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.queries import plans_of
from tryggve.web.start.duty import Duty


def decision_duties(user: User, today: dt.date) -> Iterator[Duty]:
    """Tell a person of the answers to await and to meet, and the decisions whose day has passed, by their rights."""
    if may(user, Right.CONSULT):
        yield from _consultations(user, today)
        yield from _answers_to_meet(user)
    if may(user, Right.DECIDE):
        yield from _passed_decisions(user, today)


def _consultations(user: User, today: dt.date) -> Iterator[Duty]:
    for found in awaited(user):
        yield Duty(
            text=_("Remissvar från %(unit)s") % {"unit": found.unit},
            address=reverse("decisions:type_in", kwargs={"pk": found.pk}),
            day=found.due,
            late=found.due < today,
            detail=found.plan.title,
        )


def _answers_to_meet(user: User) -> Iterator[Duty]:
    for found in unmet(plans_of(user)):
        yield Duty(
            text=_("Bemöt remissvaret från %(unit)s") % {"unit": found.unit},
            address=reverse("decisions:respond", kwargs={"pk": found.pk}),
            detail=found.plan.title,
        )


def _passed_decisions(user: User, today: dt.date) -> Iterator[Duty]:
    for step in NextDecision.objects.filter(plan__in=plans_of(user)).select_related("plan"):
        day = from_code(step.when).last
        if day < today:
            yield Duty(
                text=_("För in beslutet: %(what)s") % {"what": step.what},
                address=reverse("decisions:case", kwargs={"plan": step.plan_id}),
                day=day,
                late=True,
                detail=f"{step.body}, {step.plan.title}",
            )
