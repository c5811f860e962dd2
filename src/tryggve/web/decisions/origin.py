"""How a plan came about: who commissioned it, who took part, what was answered on consultation."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.errors import Language
from tryggve.plan.dates import from_code
from tryggve.web.decisions.decision_words import paragraph_words
from tryggve.web.decisions.models import UNKNOWN, Decision
from tryggve.web.plans.models import Plan

Origin = dict[str, Any]


def origin_of(plan: Plan) -> Origin:
    """Return how a plan came about as plain values, to be frozen with it."""
    case = getattr(plan, "case", None)
    commission = plan.decisions.filter(kind="commission").first()
    return {
        "case_number": case.number if case else "",
        "commission": _commission(commission) if commission else None,
        "participants": [
            {"who": str(row), "how": row.how, "when": row.when} for row in plan.participants.select_related("unit")
        ],
        "consultation": [
            {"unit": row.unit.name, "answered": row.answered is not None, "stance": row.stance, "heeded": row.heeded}
            for row in plan.consultations.select_related("unit")
        ],
    }


def commission_sentence(origin: Origin, language: Language) -> str:
    """Say who commissioned the plan, of whom and when; empty where nobody has told it."""
    told = origin.get("commission")
    if not told:
        return ""
    values = {"body": told["body"] or _("Kommunen"), "to": told["to"]}
    text = (
        _("%(body)s gav %(to)s i uppdrag att ta fram planen")
        if told["to"]
        else _("%(body)s gav i uppdrag att ta fram planen")
    ) % values
    when = from_code(told["when"]).text(language) if told["when"] else ""
    return ", ".join(part for part in (text, when, paragraph_words(told["paragraph"])) if part) + "."


def consultation_sentence(origin: Origin) -> str:
    """Say how many answered on consultation and what; empty where the plan was on none."""
    rows = origin.get("consultation", [])
    if not rows:
        return ""
    answered = [row for row in rows if row["answered"]]
    text = ngettext(
        "%(answered)s av %(all)s som fick planen på remiss svarade.",
        "%(answered)s av %(all)s som fick planen på remiss svarade.",
        len(rows),
    ) % {"answered": len(answered), "all": len(rows)}
    counted = Counter(row["stance"] for row in answered)
    said = [words % {"n": counted[stance]} for stance, words in _stances().items() if counted[stance]]
    return f"{text} {_listed(said)}" if said else text


def _stances() -> dict[str, str]:
    return {
        "support": _("%(n)s tillstyrkte"),
        "changes": _("%(n)s föreslog ändringar"),
        "reject": _("%(n)s avstyrkte"),
        "abstain": _("%(n)s avstod"),
    }


def _listed(parts: list[str]) -> str:
    *first, last = parts
    return (f"{', '.join(first)} {_('och')} {last}" if first else last) + "."


def _commission(decision: Decision) -> Origin:
    when = "" if decision.when == UNKNOWN else decision.when or decision.date.isoformat()
    return {"body": decision.body, "to": decision.addressee, "when": when, "paragraph": decision.paragraph}
