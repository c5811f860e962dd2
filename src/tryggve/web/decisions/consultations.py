"""Sending a plan on consultation, and the answers: by a one-time link, or typed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.calendar import Step, check_order
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.actions import record
from tryggve.web.decisions.models import Consultation
from tryggve.web.decisions.policies import may_move
from tryggve.web.followup.tokens import new_token, token_hash
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Sent:
    """A consultation that was sent, and the token of its link, which is shown once and never kept."""

    consultation: Consultation
    token: str


@transaction.atomic
def send(plan: Plan, *, unit: Unit, sent: dt.date, due: dt.date, by: str) -> Sent:
    """Send the plan to a unit for its opinion; a draft goes on consultation by it.

    Raises:
        BadValueError: a day is a Sunday, or the answer is due before the plan is sent.
        NotAllowedError: the plan is neither a draft nor on consultation.
        UsageError: the unit has it already.
    """
    check_order({Step.SENT: sent, Step.ANSWERED: due})
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    before = {"status": current.status}
    _put_on_consultation(current)
    if Consultation.objects.filter(plan=current, unit=unit, answered__isnull=True).exists():
        raise UsageError(
            sv=f"{unit.name} har redan planen på remiss. Vänta på svaret eller för in det.",
            en=f"{unit.name} already has the plan on consultation. Await the answer or type it in.",
        )
    token = new_token()
    consultation = Consultation.objects.create(
        plan=current, unit=unit, sent=sent, due=due, token_hash=token_hash(token)
    )
    after = {"unit": unit.name, "due": due.isoformat(), "status": current.status}
    record("decisions.consult", by=by, about=f"plan {current.pk}", before=before, after=after)
    return Sent(consultation, token)


@transaction.atomic
def answer(consultation: Consultation, *, text: str, answered_by: str, on: dt.date, by: str) -> None:
    """Keep a unit's answer; the link that led to it is spent.

    Raises:
        NotAllowedError: it is answered already, or the plan is decided.
    """
    current = Consultation.objects.select_for_update().select_related("plan", "unit").get(pk=consultation.pk)
    if not is_open(current):
        raise NotAllowedError(
            sv="Remissen är redan besvarad eller avslutad. Kontakta kommunen om svaret ska ändras.",
            en="The consultation is answered or closed already. Contact the municipality to change the answer.",
        )
    current.answered, current.answer, current.answered_by, current.token_hash = on, text, answered_by, ""
    current.save()
    after = {"unit": current.unit.name, "answered_by": answered_by, "characters": len(text)}
    record("decisions.answer", by=by, about=f"plan {current.plan_id}", after=after)


def is_open(consultation: Consultation) -> bool:
    """Tell whether the consultation still awaits its answer; a decided plan awaits none."""
    waiting = consultation.plan.status in (PlanStatus.CONSULTATION, PlanStatus.PROPOSED)
    return consultation.answered is None and waiting and consultation.plan.removed_at is None


def by_token(token: str) -> Consultation | None:
    """Return the open consultation that a link leads to, or nothing where the link is spent or was never made."""
    found = Consultation.objects.select_related("plan", "unit").filter(token_hash=token_hash(token)).first()
    return found if found and is_open(found) else None


def _put_on_consultation(plan: Plan) -> None:
    if plan.status == PlanStatus.CONSULTATION:
        return
    if plan.status != PlanStatus.DRAFT or not may_move(plan.status, PlanStatus.CONSULTATION):
        raise NotAllowedError(
            sv="Planen är inte ett utkast och kan inte skickas på remiss nu. Ta tillbaka den först.",
            en="The plan is no draft and cannot be sent on consultation now. Take it back first.",
        )
    plan.status = PlanStatus.CONSULTATION.value
    plan.revision += 1
    plan.save(update_fields=["status", "revision"])
