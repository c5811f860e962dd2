"""All that an evaluation says as plain values: what its page, its document and its hash are made of."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.plan.freezing import is_unaltered
from tryggve.publish.claim_words import states_headline
from tryggve.publish.evaluation_words import limits_words, proposal_words, relevance_words
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.queries import adopted
from tryggve.web.evaluation.design_words import words_of_decided
from tryggve.web.evaluation.designs import frozen_designs
from tryggve.web.evaluation.models import Evaluation, GoalJudgement, PriorityJudgement
from tryggve.web.evaluation.policies import may_write
from tryggve.web.evaluation.results import dose_of, result_of
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.shown_claims import ShownClaim, shown_claims

Content = dict[str, Any]


def said_by(evaluation: Evaluation) -> Content:
    """Return what an evaluation says: what was kept when it was finished, else what it says now."""
    if may_write(evaluation) or not evaluation.content:
        return content_of(evaluation)
    kept: Content = evaluation.content[language_now()]
    return kept


def is_as_finished(evaluation: Evaluation) -> bool:
    """Tell whether a finished evaluation still has its hash; a draft has none to lose."""
    return may_write(evaluation) or is_unaltered(evaluation.content or {}, sha256=evaluation.sha256)


def content_of(evaluation: Evaluation) -> Content:
    """Return all that an evaluation says now, worked out from today's figures and the reports up to its date."""
    plan, language = evaluation.plan, language_now()
    decision = adopted(plan)
    claims = shown_claims(plan, decided_year=decision.date.year if decision else None)
    said = _Said(evaluation, frozen_designs(plan), claims)
    priorities = [said.priority(one) for one in plan.priorities.filter(removed_at__isnull=True).order_by("order", "id")]
    states = [claim.state for row in claims.values() for claim in row if claim.state]
    return {
        "title": _("Utvärdering av %(plan)s") % {"plan": plan.title},
        "plan": _plan(plan) | {"decided": decision_words(decision, language) if decision else ""},
        "sha256": decision.frozen.sha256 if decision else "",
        "period": when_words(evaluation.starts, evaluation.ends),
        "as_of": evaluation.as_of.isoformat(),
        "counted": timezone.localdate().isoformat(),
        "author": evaluation.author,
        "summary": evaluation.summary,
        "limits": limits_words(language, assessable=_assessable(priorities)),
        "claims": states_headline(states, language),
        "priorities": priorities,
    }


def _assessable(priorities: list[Content]) -> bool:
    designs = [goal["design"] for priority in priorities for goal in priority["goals"]]
    return any(design.get("assessable") for design in designs)


def _plan(plan: Plan) -> Content:
    return {"id": plan.pk, "title": plan.title, "version": plan.version, "period": when_words(plan.starts, plan.ends)}


class _Said:
    """What every part of an evaluation needs to be told."""

    def __init__(self, evaluation: Evaluation, designs: Content, claims: dict[int, list[ShownClaim]]) -> None:
        self.as_of, self.designs, self.claims = evaluation.as_of, designs, claims
        self.goals = {row.goal_id: row for row in evaluation.goal_judgements.all()}
        self.priorities = {row.priority_id: row for row in evaluation.priority_judgements.all()}
        self.relevance, self.proposal = relevance_words(language_now()), proposal_words(language_now())

    def priority(self, priority: Priority) -> Content:
        row = self.priorities.get(priority.pk) or PriorityJudgement()
        goals = priority.goals.filter(removed_at__isnull=True).select_related("owner").order_by("order", "id")
        return {
            "id": priority.pk,
            "title": priority.title,
            "claims": [_claim(claim) for claim in self.claims.get(priority.pk, ())],
            "goals": [self.goal(goal) for goal in goals],
            "relevance": row.relevance,
            "relevance_words": self.relevance.get(row.relevance, ""),
            "reason": row.reason,
            "proposal": row.proposal,
            "proposal_words": self.proposal.get(row.proposal, ""),
            "proposal_reason": row.proposal_reason,
            "lessons": row.lessons,
        }

    def goal(self, goal: Goal) -> Content:
        row = self.goals.get(goal.pk) or GoalJudgement()
        return result_of(goal) | {
            "dose": dose_of(goal, as_of=self.as_of),
            "participants": row.participants,
            "judgement": row.judgement,
            "design": self.design(goal),
        }

    def design(self, goal: Goal) -> Content:
        told = self.designs.get(str(goal.pk))
        if told is None:
            return {}
        words = words_of_decided(told)
        return {name: getattr(words, name) for name in words.__slots__} | {"doubts": list(words.doubts)}


def _claim(claim: ShownClaim) -> Content:
    return {
        "text": claim.text,
        "symbol": claim.symbol,
        "verdict": claim.verdict,
        "tone": claim.tone,
        "reason": claim.reason,
        "state": claim.state.value if claim.state else "",
    }
