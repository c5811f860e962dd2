"""What moves a plan through its decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tryggve.errors import UsageError
from tryggve.plan.freezing import freeze
from tryggve.plan.status import PlanStatus, has_begun
from tryggve.web.audit.actions import record
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.decision_days import require_order
from tryggve.web.decisions.documents_kept import keep_pdf
from tryggve.web.decisions.models import CaseNumber, Decision, FrozenPlan, NextDecision
from tryggve.web.decisions.policies import (
    LEADS_TO,
    DecisionKind,
    may_move,
    require_decision,
    require_move,
    require_sound_days,
)
from tryggve.web.plans.models import Claim, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the minutes say besides (Sv: protokollets uppgifter); empty where nothing is told.

    ``when`` tells how exactly the day is known, ``addressee`` to whom a commission was given, ``appeal`` how the
    decision can be tested.
    """

    when: str = ""
    addressee: str = ""
    tabled_to: dt.date | None = None
    appeal: str = ""
    adjusted: dt.date | None = None
    announced: dt.date | None = None
    minutes: str = ""


_NO_DETAILS = Details()


@transaction.atomic
def decide(
    plan: Plan,
    *,
    kind: DecisionKind,
    body: str,
    date: dt.date,
    by: str,
    paragraph: str = "",
    case_number: str = "",
    note: str = "",
    public_from: dt.date | None = None,
    details: Details = _NO_DETAILS,
) -> Decision:
    """Enter a decision and move the plan to where it leads; an adopted plan is frozen.

    Raises:
        NotAllowedError: the plan's state does not allow the decision.
        UsageError: the days or their order are impossible, or an empty plan is adopted.
    """
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    require_decision(current.status, kind=kind)
    require_sound_days(date, public_from=public_from, today=timezone.localdate(), when=details.when)
    require_order(current, kind=kind, date=date)
    before = {"status": current.status}
    decision = Decision.objects.create(
        plan=current,
        kind=kind.value,
        body=body,
        date=date,
        paragraph=paragraph,
        case_number=case_number,
        note=note,
        public_from=public_from if kind is DecisionKind.ADOPT else None,
        by=by,
        at=timezone.now(),
        **asdict(details),
    )
    if case_number:
        CaseNumber.objects.get_or_create(plan=current, defaults={"number": case_number})
    after = {"kind": kind.value, "body": body, "date": details.when or date.isoformat(), "paragraph": paragraph}
    if kind is DecisionKind.ADOPT:
        after["sha256"] = _freeze(current, decision)
        _replace_earlier(current, by=by)
    _move(current, LEADS_TO.get(kind, PlanStatus(current.status)))
    record("decisions.decide", by=by, about=f"plan {current.pk}", before=before, after=after | _status(current))
    return decision


@transaction.atomic
def propose(plan: Plan, *, by: str) -> None:
    """Hand the plan over to be prepared for decision (Sv: beredning)."""
    _step(plan, to=PlanStatus.PROPOSED, action="decisions.propose", by=by)


@transaction.atomic
def take_back(plan: Plan, *, by: str) -> None:
    """Take a plan back to draft before anybody has decided on it."""
    _step(plan, to=PlanStatus.DRAFT, action="decisions.take_back", by=by)


@transaction.atomic
def plan_next(plan: Plan, *, what: str, body: str, when: str, by: str) -> NextDecision:
    """Say what is decided next about the plan, by whom and when; ``when`` is a code of ``plan.dates``."""
    old = NextDecision.objects.filter(plan=plan).first()
    before = {"what": old.what, "body": old.body, "when": old.when} if old else {}
    after = {"what": what, "body": body, "when": when}
    step, _ = NextDecision.objects.update_or_create(plan=plan, defaults={**after, "at": timezone.now(), "by": by})
    record("decisions.plan_next", by=by, about=f"plan {plan.pk}", before=before, after=after)
    return step


def _step(plan: Plan, *, to: PlanStatus, action: str, by: str) -> None:
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    require_move(current.status, to=to)
    before = _status(current)
    _move(current, to)
    record(action, by=by, about=f"plan {plan.pk}", before=before, after=_status(current))


def _freeze(plan: Plan, decision: Decision) -> str:
    content = content_of(plan, known_by=decision.date)
    if not content["priorities"]:
        raise UsageError(
            sv="Planen har inget prioriterat område och kan inte antas. Skriv minst ett först.",
            en="The plan has no priority area and cannot be adopted. Write at least one first.",
        )
    frozen = freeze(content)
    FrozenPlan.objects.create(
        decision=decision, content=content, sha256=frozen.sha256, **keep_pdf(content, decision=decision)
    )
    for claim in (claim for priority in content["priorities"] for claim in priority["claims"]):
        Claim.objects.filter(pk=claim["id"]).update(decided=claim["finding"])
    return frozen.sha256


def _replace_earlier(plan: Plan, *, by: str) -> None:
    # One that begins later leaves the earlier in force until its own period ends, and then to its evaluation.
    earlier = plan.follows if has_begun(plan.starts, today=timezone.localdate()) else None
    if earlier is not None and may_move(earlier.status, PlanStatus.REPLACED):
        _step(earlier, to=PlanStatus.REPLACED, action="decisions.replace", by=by)


def _move(plan: Plan, to: PlanStatus) -> None:
    # The revision too: a form opened before the decision must not be saved after it.
    if plan.status != to.value:
        Plan.objects.filter(pk=plan.pk).update(status=to.value, revision=F("revision") + 1)
        plan.refresh_from_db()


def _status(plan: Plan) -> dict[str, str]:
    return {"status": plan.status}
