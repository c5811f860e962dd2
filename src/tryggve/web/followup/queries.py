"""What the pages read: periods, what is expected, what is reported, and the year's money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet, prefetch_related_objects

from tryggve.plan.dates import from_code
from tryggve.plan.operational import EnteredCount, InPlan, count_entered
from tryggve.plan.rollup import Line, days_late
from tryggve.plan.status import PUBLIC, ActivityStatus
from tryggve.web.followup.models import OperationalAnswer, Report, ReportingPeriod
from tryggve.web.followup.permissions import own_units, sees_all
from tryggve.web.followup.policies import PeriodState, state_of
from tryggve.web.plans.models import Activity, Plan
from tryggve.web.plans.queries import plans_of

HAS_OPERATIONAL_PLAN = frozenset({"department", "committee", "company"})


@dataclass(frozen=True, slots=True)
class Row:
    """An activity in a period, with its reports from the first to the last."""

    activity: Activity
    history: tuple[Report, ...]
    line: Line
    late: int  # days
    answer: OperationalAnswer | None = None  # whether the unit's operational plan has it
    before: Report | None = None  # what counted in an earlier period, where that is asked for

    @property
    def latest(self) -> Report | None:
        """The newest report, returned or not."""
        return self.history[-1] if self.history else None

    @property
    def report(self) -> Report | None:
        """The report that counts: the newest, unless it was returned."""
        return counting(self.history)

    @property
    def asks_operational(self) -> bool:
        """Whether the owner has an operational plan of the municipality's: a partner or a group has none."""
        owner = self.activity.owner
        return owner is not None and owner.kind in HAS_OPERATIONAL_PLAN

    @property
    def earlier(self) -> tuple[Report, ...]:
        """The reports that a newer one stands before, newest first."""
        return self.history[-2::-1]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period with its rows as somebody may see them."""

    period: ReportingPeriod
    state: PeriodState
    rows: tuple[Row, ...]

    @property
    def reported(self) -> int:
        """How many activities are reported."""
        return sum(row.line.reported for row in self.rows)

    @property
    def unreported(self) -> int:
        """How many are not reported, late or not."""
        return len(self.rows) - self.reported

    @property
    def returned(self) -> tuple[Row, ...]:
        """The rows whose report was sent back and not answered."""
        return tuple(row for row in self.rows if row.latest and row.latest.returned_at)

    @property
    def entered(self) -> EnteredCount:
        """How many are in their unit's operational plan, of those whose unit has one of the municipality's."""
        asked = [row for row in self.rows if row.asks_operational]
        return count_entered(InPlan(row.answer.answer) if row.answer else None for row in asked)

    @property
    def late(self) -> tuple[Row, ...]:
        """The rows that are late, longest first."""
        return tuple(sorted((row for row in self.rows if row.late), key=lambda row: -row.late))


def periods_of(user: User | AnonymousUser) -> QuerySet[ReportingPeriod]:
    """Return the periods of a person's plans, newest first."""
    periods = ReportingPeriod.objects.filter(plan__in=plans_of(user)).select_related("plan")
    return periods.order_by("-opens", "-id")


def to_follow_up(user: User | AnonymousUser) -> QuerySet[Plan]:
    """Return the plans that a period may be made for: those that are decided, or all where none is."""
    plans = plans_of(user)
    decided = plans.filter(status__in=[status.value for status in PUBLIC])
    return decided if decided.exists() else plans


def view_of(period: ReportingPeriod, user: User | AnonymousUser, *, today: dt.date) -> PeriodView:
    """Return a period with the rows that a person may see: an owner only those of their own units."""
    activities = expected(period)
    if not sees_all(user):
        mine = own_units(user, today=today)
        activities = [activity for activity in activities if activity.owner_id in mine]
    return PeriodView(period, state_of(period, today=today), rows_of(period, activities, today=today))


def expected(period: ReportingPeriod, *, units: Collection[int] | None = None) -> list[Activity]:
    """Return the activities that are to be reported in a period: those that run in its year, by the plan's order."""
    found = (
        Activity.objects.filter(
            measure__priority__plan=period.plan_id,
            removed_at__isnull=True,
            measure__removed_at__isnull=True,
            measure__priority__removed_at__isnull=True,
        )
        .select_related("owner", "measure__priority")
        .prefetch_related("budgets")
        .order_by("measure__priority__order", "measure__priority_id", "measure__order", "measure_id", "order", "id")
    )
    if units is not None:
        found = found.filter(owner__in=units)
    return [activity for activity in found if runs_in(activity, period.budget_year)]


def runs_in(activity: Activity, year: int) -> bool:
    """Tell whether an activity is planned to run in a year; without dates it is."""
    begun = not activity.starts or from_code(activity.starts).last.year <= year
    return begun and (not activity.ends or from_code(activity.ends).last.year >= year)


def rows_of(period: ReportingPeriod, activities: Iterable[Activity], *, today: dt.date) -> tuple[Row, ...]:
    """Return each activity with its reports in the period."""
    reports: dict[int, list[Report]] = {}
    for report in period.reports.order_by("at", "id"):
        reports.setdefault(report.activity_id, []).append(report)
    listed = list(activities)
    answers = answers_of(listed)
    return tuple(
        _row(activity, tuple(reports.get(activity.pk, ())), answers.get(activity.pk), period, today)
        for activity in listed
    )


def answers_of(activities: Iterable[Activity]) -> dict[int, OperationalAnswer]:
    """Return the answer that counts of each activity: the newest."""
    found = OperationalAnswer.objects.filter(activity__in=[activity.pk for activity in activities])
    return {answer.activity_id: answer for answer in found.order_by("at", "id")}


def reported_before(period: ReportingPeriod, activities: Collection[Activity]) -> dict[int, Report]:
    """Return what counts of each activity's amount in the newest earlier period that has any."""
    reports = Report.objects.filter(activity__in=activities, period__opens__lt=period.opens).select_related("activity")
    newest = {(one.activity_id, one.period_id): one for one in reports.order_by("period__opens", "at", "id")}
    return {one.activity_id: one for one in newest.values() if one.returned_at is None and one.dose is not None}


def rows_across(activity: Activity, *, today: dt.date) -> tuple[tuple[ReportingPeriod, Row], ...]:
    """Return each period in which an activity was reported on, newest first, with its row."""
    prefetch_related_objects([activity], "budgets")
    histories: dict[ReportingPeriod, list[Report]] = {}
    for report in activity.reports.select_related("period__plan").order_by("-period__opens", "-period_id", "at", "id"):
        report.activity = activity  # else each would ask for it
        histories.setdefault(report.period, []).append(report)
    return tuple((period, _row(activity, tuple(history), None, period, today)) for period, history in histories.items())


def counting(history: tuple[Report, ...]) -> Report | None:
    """Return the report that counts, if any."""
    return history[-1] if history and history[-1].returned_at is None else None


def _row(
    activity: Activity,
    history: tuple[Report, ...],
    answer: OperationalAnswer | None,
    period: ReportingPeriod,
    today: dt.date,
) -> Row:
    report = counting(history)
    money = [budget.amount for budget in activity.budgets.all() if budget.year == period.budget_year]
    line = Line(
        activity=activity.title,
        unit=activity.owner.name if activity.owner else "",
        priority=activity.measure.priority.title,
        year=period.budget_year,
        status=ActivityStatus(report.status) if report else None,
        planned_dose=activity.planned_dose,
        dose=report.dose if report else None,
        budget=sum(money, Decimal()) if money else None,
        outcome=report.cost if report else None,
    )
    # A locked period takes nothing more: what was never reported is no longer late, it is not reported.
    settled = report is not None or period.locked_at is not None
    late = days_late(closes=period.closes, today=today, reported=settled)
    return Row(activity, history, line, late, answer)
