"""What the page of a plan shows, laid out in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from tryggve.plan.dates import from_code
from tryggve.plan.evidence import Evidence, evidence_library
from tryggve.plan.periods import lies_before
from tryggve.plan.status import PUBLIC, PlanStatus
from tryggve.web.decisions.decision_words import decision_words, number_of
from tryggve.web.decisions.models import Decision, NextDecision
from tryggve.web.followup.models import Report
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_cards import GoalCard, goal_card
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority
from tryggve.web.plans.reported import Money, Reported, Standing, standing_of
from tryggve.web.plans.shown_claims import ShownClaim, headline_of, shown_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """An activity with what is planned and what is reported (Sv: aktivitet med uppföljning)."""

    activity: Activity
    when: str
    budget: Decimal | None  # all years
    in_period: Decimal | None  # without the years that a next version has kept from before its own period
    reported: Reported

    @property
    def report(self) -> Report | None:
        """The report that counts of the newest period that has one; its cost is of that period's year alone."""
        return self.reported.last

    @property
    def reported_budget(self) -> Decimal | None:
        """The budget of the year that the report's cost is of; nothing where none is written."""
        if self.report is None:
            return None
        year = self.report.period.budget_year
        return _sum(row.amount for row in self.activity.budgets.all() if row.year == year)

    @property
    def percent(self) -> int | None:
        """Delivered dose in per cent of the planned, at most 100; nothing where either is unknown."""
        planned, report = self.activity.planned_dose, self.report
        if report is None or report.dose is None or not planned:
            return None
        return min(100, round(100 * report.dose / planned))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureBlock:
    """A measure with what research says and its activities."""

    measure: Measure
    evidence: Evidence | None
    rows: tuple[ActivityRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityBlock:
    """A priority with what it rests on, what it is to reach and what is done."""

    priority: Priority
    number: int
    claims: tuple[ShownClaim, ...]
    goals: tuple[GoalCard, ...]
    measures: tuple[MeasureBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """A plan laid out (Sv: planens sida). ``decision`` is the adoption, where there is one."""

    plan: Plan
    decision: Decision | None
    blocks: tuple[PriorityBlock, ...]
    standing: Standing

    @property
    def decided(self) -> bool:
        """Whether the plan is decided, so that its text is frozen."""
        return PlanStatus(self.plan.status) in PUBLIC

    @property
    def decision_said(self) -> str:
        """The adoption in words: who, when, which paragraph; empty where there is none."""
        return decision_words(self.decision, language_now()) if self.decision else ""

    @property
    def next_said(self) -> str:
        """What is decided next, by whom and when; empty where that is not told."""
        step = NextDecision.objects.filter(plan=self.plan).first()
        told = (step.what, step.body, from_code(step.when).text(language_now())) if step else ()
        return ", ".join(text for text in told if text)

    @property
    def case_number(self) -> str:
        """The registry's number of the case; empty where none is typed in."""
        return number_of(self.plan, self.decision)

    @property
    def rows(self) -> list[ActivityRow]:
        """Every activity of the plan, in order."""
        return [row for block in self.blocks for measure in block.measures for row in measure.rows]

    @property
    def reported(self) -> int:
        """How many activities are reported in the period that asks now."""
        return self.standing.total.reported if self.standing.total else 0

    @property
    def asked(self) -> int:
        """How many activities the period that asks now wants reports on; all where no period has begun."""
        return self.standing.total.activities if self.standing.total else len(self.rows)

    @property
    def budget(self) -> Decimal | None:
        """The budget of the plan's own period, or nothing where no activity has any."""
        amounts = [row.in_period for row in self.rows if row.in_period is not None]
        return sum(amounts, Decimal()) if amounts else None

    @property
    def money(self) -> Money | None:
        """The money of the year that is followed up now, by the follow-up's own sums; nothing where none is there."""
        return self.standing.money

    @property
    def claims_headline(self) -> str:
        """How many claims still hold, as a sentence; empty where none rests on figures."""
        return headline_of(claim for block in self.blocks for claim in block.claims)


def plan_page(plan: Plan) -> PlanPage:
    """Read a plan with all its parts."""
    decision = plan.decisions.filter(kind="adopt").order_by("date", "id").last()
    claims = shown_claims(plan, decided_year=decision.date.year if decision else None)
    activities = _by_measure(Activity.objects.filter(measure__priority__plan=plan))
    priorities = plan.priorities.filter(removed_at__isnull=True).order_by("order", "id")
    standing = standing_of(plan, (activity for group in activities.values() for activity in group))
    blocks = [
        PriorityBlock(
            priority=priority,
            number=number,
            claims=tuple(claims.get(priority.pk, ())),
            goals=tuple(goal_card(goal) for goal in _living_goals(priority)),
            measures=tuple(_block(m, activities[m.pk], standing) for m in _living_measures(priority)),
        )
        for number, priority in enumerate(priorities, start=1)
    ]
    return PlanPage(plan=plan, decision=decision, blocks=tuple(blocks), standing=standing)


def measure_block(measure: Measure) -> MeasureBlock:
    """Return a measure with its activities."""
    activities = _by_measure(measure.activities.all())[measure.pk]
    return _block(measure, activities, standing_of(measure.priority.plan, activities))


def _block(measure: Measure, activities: list[Activity], standing: Standing) -> MeasureBlock:
    for activity in activities:
        activity.measure = measure  # else each would ask for it
    return MeasureBlock(
        measure=measure,
        evidence=evidence_library().get(measure.evidence),
        rows=tuple(_row(activity, standing) for activity in activities),
    )


def _by_measure(activities: QuerySet[Activity]) -> dict[int, list[Activity]]:
    """Return living activities in order, by measure; a measure without any has an empty list."""
    found = (
        activities.filter(removed_at__isnull=True)
        .select_related("owner", "measure__priority")
        .prefetch_related("partners", "budgets", "milestones")
        .order_by("order", "id")
    )
    grouped: dict[int, list[Activity]] = defaultdict(list)
    for activity in found:
        grouped[activity.measure_id].append(activity)
    return grouped


def when_words(starts: str, ends: str) -> str:
    """Write a span of stored dates: ``hösten 2027–våren 2028``; one date where they are the same."""
    said = [from_code(code).text(language_now()) for code in dict.fromkeys((starts, ends)) if code]
    return ("–" if all(word.isdigit() for word in said) else " – ").join(said)


def _row(activity: Activity, standing: Standing) -> ActivityRow:
    budgets, starts = activity.budgets.all(), activity.measure.priority.plan.starts
    return ActivityRow(
        activity=activity,
        when=when_words(activity.starts, activity.ends),
        budget=_sum(row.amount for row in budgets),
        in_period=_sum(row.amount for row in budgets if not lies_before(str(row.year), starts)),
        reported=standing.of(activity),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal | None:
    listed = list(amounts)
    return sum(listed, Decimal()) if listed else None


def _living_goals(priority: Priority) -> Iterable[Goal]:
    return priority.goals.filter(removed_at__isnull=True).select_related("owner").order_by("order", "id")


def _living_measures(priority: Priority) -> Iterable[Measure]:
    return priority.measures.filter(removed_at__isnull=True).order_by("order", "id")
