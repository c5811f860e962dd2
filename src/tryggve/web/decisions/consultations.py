"""Sending a plan on consultation, and the answers: by a one-time link, or typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.calendar import Doubt, Step, check_order
from tryggve.plan.dates import known_words
from tryggve.plan.status import EDITABLE, PlanStatus
from tryggve.web.audit.actions import record
from tryggve.web.decisions.models import Consultation, Extension
from tryggve.web.decisions.policies import may_move
from tryggve.web.followup.tokens import new_token, token_hash
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Sent:
    """A consultation that was sent, and the token of its link, which is shown once and never kept."""

    consultation: Consultation
    token: str


def send(plan: Plan, *, unit: Unit, sent: dt.date, due: dt.date, by: str) -> Sent:
    """Send the plan to one unit; see ``send_to``."""
    return send_to(plan, units=[unit], sent=sent, due=due, by=by)[0]


@transaction.atomic
def send_to(plan: Plan, *, units: Sequence[Unit], sent: dt.date, due: dt.date, by: str) -> list[Sent]:
    """Send the plan to units for their opinion, all with one day to answer by; a draft goes on consultation by it.

    Raises:
        BadValueError: a day is a Sunday, or the answer is due before the plan is sent.
        NotAllowedError: the plan is neither a draft nor on consultation.
        UsageError: a unit has it already, then it is sent to none.
    """
    check_order({Step.SENT: sent, Step.ANSWERED: due})
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    before = {"status": current.status}
    _put_on_consultation(current)
    waiting = Consultation.objects.filter(plan=current, unit__in=units, answered__isnull=True)
    if names := ", ".join(one.unit.name for one in waiting.select_related("unit")):
        raise UsageError(
            sv=f"{names} har redan planen på remiss. Vänta på svaret eller för in det.",
            en=f"{names} already has the plan on consultation. Await the answer or type it in.",
        )
    made = []
    for unit in units:
        token = new_token()
        row = Consultation.objects.create(plan=current, unit=unit, sent=sent, due=due, token_hash=token_hash(token))
        made.append(Sent(row, token))
    after = {"units": [unit.name for unit in units], "due": due.isoformat(), "status": current.status}
    record("decisions.consult", by=by, about=f"plan {current.pk}", before=before, after=after)
    return made


def short_time(sent: dt.date, due: dt.date) -> int:
    """Return the days that there are to answer where they are fewer than four weeks; 0 where there is time enough."""
    warned = check_order({Step.SENT: sent, Step.ANSWERED: due})
    return (due - sent).days if any(one.doubt is Doubt.SHORT_CONSULTATION for one in warned) else 0


@transaction.atomic
def answer(consultation: Consultation, *, text: str, answered_by: str, on: dt.date, by: str, stance: str = "") -> None:
    """Keep a unit's answer; the link that led to it is spent.

    Raises:
        NotAllowedError: it is answered already, or the plan is decided.
    """
    current = _held(consultation)
    _require_unanswered(current)
    current.answered, current.answer, current.answered_by, current.token_hash = on, text, answered_by, ""
    current.stance = stance
    current.save()
    after = {"unit": current.unit.name, "answered_by": answered_by, "stance": stance, "characters": len(text)}
    record("decisions.answer", by=by, about=f"plan {current.plan_id}", after=after)


@transaction.atomic
def extend(consultation: Consultation, *, due: dt.date, why: str, by: str) -> None:
    """Give a unit more time to answer, and keep why.

    Raises:
        BadValueError: the new day is a Sunday.
        NotAllowedError: it is answered already, or the plan is decided.
        UsageError: the new day is no later than the old.
    """
    current = _held(consultation)
    _require_unanswered(current)
    check_order({Step.ANSWERED: due})
    if due <= current.due:
        raise UsageError(
            sv=f"Svarstiden går redan ut {known_words(current.due, '', 'sv')}. Välj en senare dag.",
            en=f"The time to answer ends {known_words(current.due, '', 'en')} already. Choose a later day.",
        )
    before = {"due": current.due.isoformat()}
    Extension.objects.create(consultation=current, earlier=current.due, due=due, why=why, by=by, at=timezone.now())
    current.due = due
    current.save(update_fields=["due"])
    after = {"unit": current.unit.name, "due": due.isoformat(), "why": why}
    record("decisions.extend", by=by, about=f"plan {current.plan_id}", before=before, after=after)


@transaction.atomic
def remind(consultation: Consultation, *, on: dt.date, by: str) -> Sent:
    """Make a unit's link anew to be sent as a reminder; the old link is spent, for it was never kept.

    Raises:
        NotAllowedError: it is answered already, or the plan is a draft again or decided: the link would lead nowhere.
    """
    current = _held(consultation)
    if not links_open(current.plan):
        raise NotAllowedError(
            sv="Länkar gäller bara när planen är på remiss eller under beredning. Skicka den på remiss igen först.",
            en="Links hold only while the plan is on consultation or in preparation. Send it again first.",
        )
    _require_unanswered(current)
    token = new_token()
    current.token_hash, current.reminded = token_hash(token), on
    current.save(update_fields=["token_hash", "reminded"])
    record("decisions.remind", by=by, about=f"plan {current.plan_id}", after={"unit": current.unit.name})
    return Sent(current, token)


@transaction.atomic
def respond(consultation: Consultation, *, heeded: str, response: str, by: str) -> None:
    """Say how far the municipality took an answer into account, and why (Sv: bemötande).

    Raises:
        NotAllowedError: there is no answer, or the plan is decided.
    """
    current = _held(consultation)
    if current.answered is None or PlanStatus(current.plan.status) not in EDITABLE:
        raise NotAllowedError(
            sv="Bara ett svar som har kommit in kan bemötas, och bara innan planen är beslutad.",
            en="Only an answer that has come in can be responded to, and only before the plan is decided.",
        )
    before = {"heeded": current.heeded}
    current.heeded, current.response = heeded, response
    current.save(update_fields=["heeded", "response"])
    after = {"unit": current.unit.name, "heeded": heeded, "characters": len(response)}
    record("decisions.respond", by=by, about=f"plan {current.plan_id}", before=before, after=after)


def _held(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).select_related("plan", "unit").get(pk=consultation.pk)


def _require_unanswered(consultation: Consultation) -> None:
    # A plan that was referred back is a draft again, yet a late answer still counts and is typed in.
    plan = consultation.plan
    if consultation.answered is not None or PlanStatus(plan.status) not in EDITABLE or plan.removed_at is not None:
        raise NotAllowedError(
            sv="Remissen är redan besvarad eller avslutad. Kontakta kommunen om svaret ska ändras.",
            en="The consultation is answered or closed already. Contact the municipality to change the answer.",
        )


def is_open(consultation: Consultation) -> bool:
    """Tell whether the consultation's link still takes an answer; a decided plan's takes none."""
    return consultation.answered is None and links_open(consultation.plan) and consultation.plan.removed_at is None


def links_open(plan: Plan) -> bool:
    """Tell whether a plan is where the links that were sent lead to it: neither a draft nor decided."""
    return plan.status in (PlanStatus.CONSULTATION, PlanStatus.PROPOSED)


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
