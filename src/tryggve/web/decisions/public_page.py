"""What the public page of a decided plan shows: frozen text, with its claims held against today's figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.plan.claims import ClaimState
from tryggve.plan.clock import Due, State, Step, due
from tryggve.plan.status import PlanStatus
from tryggve.publish.claim_words import states_headline
from tryggve.publish.goal_words import Said
from tryggve.web.data.queries import live_releases
from tryggve.web.decisions.claims import ClaimLine, claim_line
from tryggve.web.decisions.content import GOAL_FIELDS, Content
from tryggve.web.decisions.document import date_words, decision_words, period_words
from tryggve.web.decisions.models import NextDecision
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.decisions.queries import PublicPlan, latest
from tryggve.web.evaluation.goal_changes import ChangeWords, changes_of, in_force
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.words import status_words


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A decided goal with its three answers today: met, on the path, since last time."""

    title: str
    when: str
    owner: str
    answers: tuple[Said, ...]
    changes: tuple[ChangeWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPart:
    """A priority as the public sees it."""

    title: str
    text: str
    claims: tuple[ClaimLine, ...]
    goals: tuple[GoalLine, ...]
    measures: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """The page of one decided plan (Sv: planens offentliga sida)."""

    pk: int
    title: str
    headline: str
    status: str
    period: str
    decided: str
    case_number: str
    background: str
    vision: str
    priorities: tuple[PriorityPart, ...]
    counted: dict[str, int]
    next_what: str
    next_when: str
    followed_up_by: dt.date | None
    late: bool
    decision_date: dt.date
    fetched: dt.datetime | None
    updated: dt.datetime | None
    sha256: str
    unaltered: bool


def public_page(found: PublicPlan, *, today: dt.date, language: Language) -> PublicPage:
    """Lay out a decided plan's page; its text is the frozen one, whatever the plan's rows say today."""
    content, decision = found.frozen.content, found.decision
    parts = tuple(_priority(part, found, language=language) for part in content["priorities"])
    states = [line.state for part in parts for line in part.claims if line.state]
    step = NextDecision.objects.filter(plan=found.plan).first()
    clock = _follow_up(found, today=today)
    live = [release.live_since for release in live_releases()]
    return PublicPage(
        pk=found.plan.pk,
        title=content["title"],
        headline=states_headline(states, language) or content["title"],
        status=status_words()[found.plan.status],
        period=period_words(content, language),
        decided=decision_words(decision, language),
        case_number=decision.case_number,
        background=content["background"],
        vision=content["vision"],
        priorities=parts,
        counted=_counted(states),
        next_what=f"{step.body}: {step.what}" if step else "",
        next_when=date_words(step.when, language) if step else "",
        followed_up_by=clock.due,
        late=clock.state is State.OVERDUE,
        decision_date=decision.date,
        fetched=latest(release.retrieved for release in live_releases()),
        updated=latest([decision.at, step.at if step else None, *live]),
        sha256=found.frozen.sha256,
        unaltered=found.unaltered,
    )


def _follow_up(found: PublicPlan, *, today: dt.date) -> Due:
    """Return when the law next wants the plan followed up; only its own action plan that is in force has a clock."""
    in_force = found.plan.status in (PlanStatus.DECIDED, PlanStatus.EVALUATED)
    if not (in_force and found.frozen.content["law_plan"]):
        return due(Step.FOLLOW_UP, last=None, today=today)
    kinds = (DecisionKind.ADOPT.value, DecisionKind.EVALUATE.value)
    last = max(found.plan.decisions.filter(kind__in=kinds).values_list("date", flat=True))
    return due(Step.FOLLOW_UP, last=last, today=today)


def _priority(part: Content, found: PublicPlan, *, language: Language) -> PriorityPart:
    return PriorityPart(
        title=part["title"],
        text=part["text"],
        claims=tuple(claim_line(claim, year=found.decision.date.year, language=language) for claim in part["claims"]),
        goals=tuple(_goal(goal, found.plan, language=language) for goal in part["goals"]),
        measures=tuple(part["measures"]),
    )


def _goal(goal: Content, plan: Plan, *, language: Language) -> GoalLine:
    # Never saved: the goal as it was decided with the changes decided since, whatever its row says today.
    fields = in_force(goal["id"], {name: goal[name] for name in GOAL_FIELDS if name in goal})
    return GoalLine(
        title=goal["title"],
        when=date_words(fields["deadline"], language),
        owner=goal["owner"],
        answers=goal_card(Goal(priority=Priority(plan=plan), **fields)).answers,
        changes=tuple(changes_of(goal["id"])),
    )


def _counted(states: list[ClaimState]) -> dict[str, int]:
    found = Counter(states)
    return {state.value: found[state] for state in ClaimState}
