"""Reads of decisions, consultations and the plans that the public may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from tryggve.plan.freezing import is_unaltered
from tryggve.plan.status import EDITABLE
from tryggve.web.decisions.models import Consultation, Decision, FrozenPlan
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of, public_plans

_OBJECTING = ("changes", "reject")  # what asks for another plan asks for a response; assent and abstention do not


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """A decided plan that anybody may read, and what was frozen of it (Sv: beslutad, offentlig plan)."""

    plan: Plan
    decision: Decision
    frozen: FrozenPlan

    @property
    def unaltered(self) -> bool:
        """Whether what was frozen still is what was decided."""
        return is_unaltered(self.frozen.content, sha256=self.frozen.sha256)


def published(municipality: str, *, on: dt.date) -> list[PublicPlan]:
    """Return a municipality's decided plans that are public on a day, newest first."""
    found = []
    for plan in public_plans(municipality):
        adopted = plan.decisions.filter(kind=DecisionKind.ADOPT.value, public_from__lte=on, frozen__isnull=False)
        decision = adopted.select_related("frozen").last()
        if decision:
            found.append(PublicPlan(plan, decision, decision.frozen))
    return found


def earlier_plans(plan: Plan, *, on: dt.date) -> list[PublicPlan]:
    """Return the public plans that a plan follows, the latest first."""
    found, public, before = [], {one.plan.pk: one for one in published(plan.municipality, on=on)}, plan.follows
    while before is not None:
        found += [public[before.pk]] if before.pk in public else []
        before = before.follows
    return found


def adopted(plan: Plan) -> Decision | None:
    """Return the decision that adopted the plan, or nothing."""
    decisions = plan.decisions.filter(kind=DecisionKind.ADOPT.value, frozen__isnull=False)
    return decisions.select_related("frozen").last()


def is_commissioned(plan: Plan) -> bool:
    """Tell whether a commission to draft the plan is entered."""
    return plan.decisions.filter(kind=DecisionKind.COMMISSION.value).exists()


def decisions_of(user: User | AnonymousUser) -> QuerySet[Decision]:
    """Return the decisions about plans that a person may see, newest first."""
    return Decision.objects.filter(plan__in=plans_of(user)).select_related("plan").order_by("-date", "-id")


def awaited(user: User | AnonymousUser) -> QuerySet[Consultation]:
    """Return the consultations that await an answer, the first due first."""
    waiting = Consultation.objects.filter(plan__in=plans_of(user), answered__isnull=True)
    return waiting.filter(plan__status__in=("consultation", "proposed")).select_related("plan", "unit")


def unmet(plans: Iterable[Plan] | QuerySet[Plan]) -> QuerySet[Consultation]:
    """Return the answers that ask for another plan and that nobody has responded to, while it still can be done."""
    answered = Consultation.objects.filter(plan__in=plans, plan__status__in=EDITABLE, answered__isnull=False)
    return answered.filter(stance__in=_OBJECTING, heeded="").select_related("plan", "unit")


def latest(days: Iterable[dt.datetime | None]) -> dt.datetime | None:
    """Return the latest of the days that are known."""
    return max((day for day in days if day is not None), default=None)
