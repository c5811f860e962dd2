"""A decision in words: who, when, which paragraph; and the number of its case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.plan.dates import from_code, known_words
from tryggve.plan.status import PlanStatus
from tryggve.web.decisions.models import UNKNOWN, CaseNumber, Decision
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.plans.models import Plan


def decision_words(decision: Decision, language: Language) -> str:
    """Return a decision in words: ``Kommunfullmäktige 15 december 2023, § 142``; what nobody has told is left out."""
    said = " ".join(part for part in (decision.body, day_words(decision, language)) if part)
    return ", ".join(part for part in (said, paragraph_words(decision.paragraph)) if part)


def turned_words(plan: Plan, language: Language) -> str:
    """Say that the latest decision sent the plan back and why, or put it off and to when; empty where it did not."""
    last = plan.decisions.last()
    if last is None:
        return ""
    told = {"said": decision_words(last, language), "why": last.note}
    if last.kind == DecisionKind.REFER_BACK and plan.status in (PlanStatus.DRAFT, PlanStatus.CONSULTATION):
        return _("Återremitterad, %(said)s: %(why)s") % told
    if last.kind == DecisionKind.TABLE and plan.status == PlanStatus.PROPOSED and last.tabled_to:
        day = from_code(last.tabled_to.isoformat()).text(language)
        return _("Bordlagd till %(day)s, %(said)s.") % (told | {"day": day})
    return ""


def day_words(decision: Decision, language: Language) -> str:
    """Return when a decision was taken, as exactly as it is known: ``december 2020``; empty where it is not."""
    return "" if decision.when == UNKNOWN else known_words(decision.date, decision.when, language)


def number_of(plan: Plan, decision: Decision | None = None) -> str:
    """Return the registry's number of a plan's case: the decision's own, else the one typed in for the case."""
    if decision is not None and decision.case_number:
        return decision.case_number
    case = CaseNumber.objects.filter(plan=plan).first()
    return case.number if case else ""


def paragraph_words(text: str) -> str:
    """Write a paragraph of minutes with its sign, kept on one line: ``§ 142``."""
    number = text.strip("§ \N{NO-BREAK SPACE}")
    return f"§\N{NO-BREAK SPACE}{number}" if number else ""
