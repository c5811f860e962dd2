"""A plan file's case into the database, through the same actions as on the pages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.utils import timezone

from tryggve.plan.dates import day_of
from tryggve.plan.plan_file import PlanFile
from tryggve.plan.plan_file_case import Adoption, CommissionLine, MotionLine, OpinionLine
from tryggve.web.decisions import case_actions, consultations, minutes, publishing
from tryggve.web.decisions.actions import Details, decide, propose
from tryggve.web.decisions.models import UNKNOWN, Consultation
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


def load_case(plan: Plan, read: PlanFile, *, by: str) -> None:
    """Enter what a file tells of how its plan came about, in the order in which it happened."""
    case = read.case
    if case.commission:
        latest = read.adopted.date if read.adopted else timezone.localdate()
        _commission(plan, case.commission, latest=latest, by=by)
    for line in case.participants:
        unit = _unit(plan, line.unit) if line.unit else None
        case_actions.add_participant(plan, unit=unit, name=line.name, how=line.how, when=line.when, by=by)
    _consult(plan, case.opinions, by=by)
    if case.page_updated:
        publishing.date_page(plan, updated=case.page_updated, by=by)
    if read.adopted:
        _adopt(plan, read.adopted, case.motions, by=by)


def _commission(plan: Plan, line: CommissionLine, *, latest: dt.date, by: str) -> None:
    date, when = day_of(line.when, today=latest) if line.when else (latest, UNKNOWN)
    decide(
        plan,
        kind=DecisionKind.COMMISSION,
        body=line.body,
        date=date,
        paragraph=line.paragraph,
        case_number=line.case_number,
        details=Details(when=when, addressee=line.to),
        by=by,
    )


def _consult(plan: Plan, opinions: tuple[OpinionLine, ...], *, by: str) -> None:
    rounds: dict[tuple[dt.date, dt.date], list[Unit]] = defaultdict(list)
    for line in opinions:
        rounds[line.sent, line.due].append(_unit(plan, line.unit))
    for (sent, due), units in rounds.items():
        consultations.send_to(plan, units=units, sent=sent, due=due, by=by)
    for line in opinions:
        row = Consultation.objects.get(plan=plan, unit__name=line.unit)
        if line.answered:
            consultations.answer(
                row, text=line.answer, answered_by=line.by, stance=line.stance, on=line.answered, by=by
            )
        if line.heeded:
            consultations.respond(row, heeded=line.heeded, response=line.response, by=by)


def _adopt(plan: Plan, adopted: Adoption, motions: tuple[MotionLine, ...], *, by: str) -> None:
    propose(plan, by=by)
    decision = decide(
        plan,
        kind=DecisionKind.ADOPT,
        body=adopted.body,
        date=adopted.date,
        paragraph=adopted.paragraph,
        case_number=adopted.case_number,
        public_from=adopted.date,
        details=Details(
            when=adopted.when, adjusted=adopted.adjusted, announced=adopted.announced, appeal=adopted.appeal
        ),
        by=by,
    )
    for line in motions:
        minutes.add_motion(decision, kind=line.kind, party=line.party, text=line.text, outcome=line.outcome, by=by)


def _unit(plan: Plan, name: str) -> Unit:
    unit, _ = Unit.objects.get_or_create(municipality=plan.municipality, name=name, defaults={"kind": "committee"})
    return unit
