"""What the page of a plan's case shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Manager, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.errors import Language, TryggveError
from tryggve.plan.dates import from_code
from tryggve.plan.status import EDITABLE, PUBLIC, PlanStatus
from tryggve.web.decisions.calendar_page import calendar_lines
from tryggve.web.decisions.consultations import links_open
from tryggve.web.decisions.decision_words import decision_words, number_of, turned_words
from tryggve.web.decisions.forms import CaseForm, CouncilForm, NextForm
from tryggve.web.decisions.minutes import appeal_until
from tryggve.web.decisions.models import Decision, DraftReaders, Motion, NextDecision
from tryggve.web.decisions.origin import commission_sentence, origin_of
from tryggve.web.decisions.path_page import PathLine, Place, path_lines
from tryggve.web.decisions.policies import DecisionKind, likely_decision, may_move, possible_decisions
from tryggve.web.decisions.queries import adopted, is_commissioned
from tryggve.web.decisions.summary import summary_of
from tryggve.web.decisions.words import appeal_names, decision_names, motion_names, outcome_names, reader_names
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.words import said_state


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionLine:
    """A motion or a reservation in words."""

    motion: Motion
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision in words, with what it corrects and until when it can be tested (Sv: beslut i en lista)."""

    decision: Decision
    name: str
    said: str
    appeal: str
    appeal_until: dt.date | None
    earlier: tuple[str, ...]
    motions: tuple[MotionLine, ...]


def plan_for(request: HttpRequest, pk: int) -> Plan:
    """Return a plan that the person may see.

    Raises:
        Http404: there is none such.
    """
    return get_object_or_404(plans_of(request.user), pk=pk)


def decision_lines(decisions: QuerySet[Decision] | Manager[Decision]) -> list[DecisionLine]:
    """Put decisions into words."""
    names, appeals, language = decision_names(), appeal_names(), language_now()
    kinds, outcomes = motion_names(), outcome_names()
    return [
        DecisionLine(
            decision=decision,
            name=names[decision.kind],
            said=decision_words(decision, language),
            appeal=appeals.get(decision.appeal, ""),
            appeal_until=appeal_until(decision),
            earlier=tuple(_earlier(decision, language)),
            motions=tuple(
                MotionLine(motion=row, kind=kinds[row.kind], outcome=outcomes.get(row.outcome, ""))
                for row in decision.motions.all()
            ),
        )
        for decision in decisions.select_related("plan", "corrects").prefetch_related("motions")
    ]


def case_page(request: HttpRequest, plan: Plan, **bound: Form) -> HttpResponse:
    """Show a case; ``bound`` are forms that were filled in wrongly."""
    today, language = timezone.localdate(), language_now()
    decision = adopted(plan)
    lines = path_lines(plan, today=today)
    decides, consults = may(request.user, Right.DECIDE), may(request.user, Right.CONSULT)
    context: dict[str, object] = {
        "plan": plan,
        "status": said_state(plan),
        "number": number_of(plan, decision),
        "lines": lines,
        "turned": turned_words(plan, language),
        "headline": _headline(plan, decision, lines, language),
        "commission": commission_sentence(origin_of(plan), language),
        "participants": plan.participants.select_related("unit"),
        "decisions": decision_lines(plan.decisions),
        "summary": summary_of(plan),
        "frozen": decision.frozen if decision else None,
        "public_from": decision.public_from if decision and PlanStatus(plan.status) in PUBLIC else None,
        "decided": decision is not None,
        "next": NextDecision.objects.filter(plan=plan).first(),
        "readers": _readers(plan),
        "draft": PlanStatus(plan.status) in EDITABLE,
        "may_decide": decides,
        "decidable": decides and bool(possible_decisions(plan.status)),
        "decides_next": decides and _decides_next(plan),
        "may_propose": decides and may_move(plan.status, PlanStatus.PROPOSED),
        "may_take_back": decides and may_move(plan.status, PlanStatus.DRAFT),
        "may_consult": consults,
        "may_remind": consults and links_open(plan),
        "sendable": consults and plan.status in (PlanStatus.DRAFT, PlanStatus.CONSULTATION),
        "today": today,
    }
    forms = _forms(plan) if decides else {}
    context |= forms | bound | _calendar(request)
    return render(request, "decisions/case.html", context, status=422 if bound else 200)


def refused(form: Form, error: TryggveError) -> Form:
    """Put an error that the user can mend on its form."""
    form.add_error(None, error.text(language_now()))
    return form


def _headline(plan: Plan, decision: Decision | None, lines: list[PathLine], language: Language) -> str:
    line = next((line for line in lines if line.place in (Place.LATE, Place.NEXT)), None)
    if line is None and decision is not None:
        return ": ".join(part for part in (_("Planen är beslutad"), decision_words(decision, language)) if part)
    if line is None:
        return plan.title
    day = from_code(line.day.isoformat()).text(language)
    if line.place is Place.LATE:
        return _("Försenat sedan %(day)s: %(step)s") % {"day": day, "step": _small(line.name)}
    return _("Härnäst, senast %(day)s: %(step)s") % {"day": day, "step": _small(line.name)}


def _decides_next(plan: Plan) -> bool:
    """Tell whether what the plan waits for is a decision, and not that somebody sends or hands over."""
    kind = likely_decision(plan.status, commissioned=is_commissioned(plan))
    waits = (DecisionKind.ADOPT, DecisionKind.EVALUATE)
    return kind in waits or (
        kind is DecisionKind.COMMISSION and plan.status == PlanStatus.DRAFT and not is_commissioned(plan)
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _earlier(decision: Decision, language: Language) -> list[str]:
    told, row = [], decision
    while row.corrects is not None:
        told.append(f"{decision_words(row.corrects, language)} ({row.corrected_why})")
        row = row.corrects
    return told


def _readers(plan: Plan) -> tuple[str, list[str]]:
    row = DraftReaders.objects.filter(plan=plan).first()
    names = reader_names()
    return (names[row.who], [unit.name for unit in row.units.all()]) if row else (names["all"], [])


def _forms(plan: Plan) -> dict[str, Form]:
    step = NextDecision.objects.filter(plan=plan).first()
    known = {"what": step.what, "body": step.body, "when": step.when} if step else None
    return {
        "next_form": NextForm(initial=known, auto_id="next_%s"),
        "number_form": CaseForm(initial={"number": number_of(plan)}, auto_id="case_%s"),
    }


def _calendar(request: HttpRequest) -> dict[str, object]:
    form = CouncilForm(request.GET if "council" in request.GET else None, auto_id="back_%s")
    if not form.is_bound or not form.is_valid():
        return {"council_form": form, "calendar": None}
    try:
        lines = calendar_lines(form.cleaned_data["council"], weeks=form.cleaned_data["weeks"])
    except TryggveError as error:
        form.add_error("council", error.text(language_now()))
        return {"council_form": form, "calendar": None}
    return {"council_form": form, "calendar": lines}
