"""What the public page of a decided plan shows: frozen text, with its claims held against today's figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from tryggve.errors import Language
from tryggve.plan.claims import ClaimState
from tryggve.plan.clock import Due, State, Step, due
from tryggve.plan.status import PlanStatus
from tryggve.publish.claim_words import states_headline
from tryggve.publish.goal_words import Said
from tryggve.web.data.queries import live_releases
from tryggve.web.decisions.claims import ClaimLine, claim_line
from tryggve.web.decisions.content import GOAL_FIELDS, Content, content_of
from tryggve.web.decisions.decided_goals import DecidedGoal, decided_goal
from tryggve.web.decisions.decision_words import day_words, decision_words, number_of
from tryggve.web.decisions.document import budget_words, period_words
from tryggve.web.decisions.measure_blocks import date_words
from tryggve.web.decisions.minutes import appeal_until
from tryggve.web.decisions.models import Decision, FrozenPlan, NextDecision, PublicFace
from tryggve.web.decisions.origin import Origin, commission_sentence, consultation_sentence
from tryggve.web.decisions.queries import PublicPlan, adopted, earlier_plans, latest
from tryggve.web.decisions.words import appeal_names
from tryggve.web.evaluation.goal_changes import ChangeWords, changes_of, in_force
from tryggve.web.followup.law_clock import clock_of
from tryggve.web.followup.list_words import turn_words
from tryggve.web.followup.words import counted_words
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.plans.words import period_state


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A decided goal with its three answers today: met, on track, since last time."""

    title: str
    when: str
    owner: str
    told: DecidedGoal
    address: str  # where the indicator's figures and their source are; empty where it has none here
    answers: tuple[Said, ...]
    aims_now: str  # the value to reach, where a decision has changed it and the title says another
    reported: str  # what the municipality itself answered, with its words; empty for what is measured
    changes: tuple[ChangeWords, ...]
    list_turn: tuple[str, ...]  # how the list behind it turned, and what is stated of it


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
    """The page of one decided plan (Sv: planens offentliga sida). ``earlier`` are the plans before.

    ``picture`` is nothing where there is none, or where no text says what it shows.
    """

    pk: int
    title: str
    headline: str
    status: str
    period: str
    budget: str
    decided: str
    decided_on: str
    case_number: str
    background: str
    vision: str
    priorities: tuple[PriorityPart, ...]
    counted: dict[str, int]
    next_what: str
    next_when: str
    followed_up_by: dt.date | None
    late: bool
    counted_from: str
    picture: PublicFace | None
    commission: str
    participants: tuple[tuple[str, str, str], ...]
    consulted: str
    appeal: str
    appeal_until: dt.date | None
    minutes: str
    pdf_bytes: int
    pdf_pages: int
    fetched: dt.datetime | None
    updated: dt.date | None
    earlier: tuple[tuple[int, str, str], ...]
    sha256: str
    unaltered: bool

    @property
    def goals(self) -> int:
        """How many goals the plan has."""
        return sum(len(part.goals) for part in self.priorities)


def public_page(found: PublicPlan, *, today: dt.date, language: Language) -> PublicPage:
    """Lay out a decided plan's page; its text is the frozen one, whatever the plan's rows say today."""
    laid = _Laid(found.plan, found.frozen.content, found.decision, found.frozen, today, language)
    return _page(laid, unaltered=found.unaltered)


def preview_page(plan: Plan, *, today: dt.date, language: Language) -> PublicPage:
    """Lay out the page that a plan would have if it were decided and published as it stands."""
    decision = adopted(plan)
    if decision is not None:
        return public_page(PublicPlan(plan, decision, decision.frozen), today=today, language=language)
    return _page(_Laid(plan, content_of(plan, known_by=today), None, None, today, language), unaltered=True)


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a page is laid out from; a draft has no decision and nothing frozen."""

    plan: Plan
    content: Content
    decision: Decision | None
    frozen: FrozenPlan | None
    today: dt.date
    language: Language


def _page(laid: _Laid, *, unaltered: bool) -> PublicPage:
    content, decision, language = laid.content, laid.decision, laid.language
    year = decision.date.year if decision else laid.today.year
    parts = tuple(_priority(part, laid.plan, year=year, language=language) for part in content["priorities"])
    states = [line.state for part in parts for line in part.claims if line.state]
    step = NextDecision.objects.filter(plan=laid.plan).first()
    face = PublicFace.objects.filter(plan=laid.plan).first()
    clock, origin = _follow_up(laid), content.get("origin") or {}
    return PublicPage(
        pk=laid.plan.pk,
        title=content["title"],
        headline=states_headline(states, language) or content["title"],
        status=period_state(laid.plan.status, starts=content["starts"], ends=content["ends"], today=laid.today),
        period=period_words(content, language),
        budget=budget_words(content, language),
        decided=decision_words(decision, language) if decision else "",
        decided_on=day_words(decision, language) if decision else "",
        case_number=number_of(laid.plan, decision),
        background=content["background"],
        vision=content["vision"],
        priorities=parts,
        counted=_counted(states),
        next_what=": ".join(part for part in (step.body, step.what) if part) if step else "",
        next_when=date_words(step.when, language) if step else "",
        followed_up_by=clock.due,
        late=clock.state is State.OVERDUE,
        counted_from=counted_words(clock.counted) if clock.counted else "",
        picture=face if face and face.picture and face.alt else None,
        commission=commission_sentence(origin, language),
        participants=_participants(origin, language),
        consulted=consultation_sentence(origin),
        appeal=appeal_names().get(decision.appeal, "") if decision and _still_open(decision, today=laid.today) else "",
        appeal_until=_still_open(decision, today=laid.today),
        minutes=decision.minutes if decision else "",
        pdf_bytes=laid.frozen.pdf_bytes if laid.frozen else 0,
        pdf_pages=laid.frozen.pdf_pages if laid.frozen else 0,
        fetched=latest(release.retrieved for release in live_releases()),
        updated=_updated(face, decision, step),
        earlier=tuple(
            (one.plan.pk, one.frozen.content["title"], day_words(one.decision, language))
            for one in earlier_plans(laid.plan, on=laid.today)
        ),
        sha256=laid.frozen.sha256 if laid.frozen else "",
        unaltered=unaltered,
    )


def _still_open(decision: Decision | None, *, today: dt.date) -> dt.date | None:
    """Return the last day to have the decision tested, while it can be."""
    until = appeal_until(decision) if decision else None
    return until if until and until >= today else None


def _participants(origin: Origin, language: Language) -> tuple[tuple[str, str, str], ...]:
    rows = origin.get("participants", ())
    return tuple((row["who"], row["how"], date_words(row["when"], language) if row["when"] else "") for row in rows)


def _updated(face: PublicFace | None, decision: Decision | None, step: NextDecision | None) -> dt.date | None:
    """Return the day that the page says of itself: the one that was entered, else that of the latest change."""
    if face and face.updated:
        return face.updated
    changed = [decision.at if decision else None, step.at if step else None]
    found = latest([*changed, *(release.live_since for release in live_releases())])
    return timezone.localdate(found) if found else None


def _follow_up(laid: _Laid) -> Due:
    """Return when the law next wants the plan followed up; only its own action plan that is in force has a clock."""
    in_force = laid.plan.status in (PlanStatus.DECIDED, PlanStatus.EVALUATED)
    if not (in_force and laid.content["law_plan"]):
        return due(Step.FOLLOW_UP, last=None, today=laid.today)
    return clock_of(laid.plan.municipality, Step.FOLLOW_UP, today=laid.today)


def _priority(part: Content, plan: Plan, *, year: int, language: Language) -> PriorityPart:
    return PriorityPart(
        title=part["title"],
        text=part["text"],
        claims=tuple(claim_line(claim, year=year, language=language) for claim in part["claims"]),
        goals=tuple(_goal(goal, plan, language=language) for goal in part["goals"]),
        measures=tuple(part["measures"]),
    )


def _goal(goal: Content, plan: Plan, *, language: Language) -> GoalLine:
    # Never saved: the goal as it was decided with the changes decided since, whatever its row says today.
    fields = in_force(goal["id"], {name: goal[name] for name in GOAL_FIELDS if name in goal})
    row = Goal(pk=goal["id"], priority=Priority(plan=plan), **fields)
    card = goal_card(row)
    return GoalLine(
        title=goal["title"],
        when=date_words(fields["deadline"], language) if fields["deadline"] else "",
        owner=goal["owner"],
        told=decided_goal(fields),
        address=card.address if card.now else "",
        answers=card.answers,
        aims_now=card.aims_now,
        reported=card.said.met.sentence if card.reported else "",
        changes=tuple(changes_of(goal["id"])),
        list_turn=turn_words(row),
    )


def _counted(states: list[ClaimState]) -> dict[str, int]:
    found = Counter(states)
    return {state.value: found[state] for state in ClaimState}
