"""What is reported on a plan's activities, by the period that is followed up now and by its rule for sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.plan.rollup import Missing, RollUp, roll_up
from tryggve.web.followup.models import Report, ReportingPeriod
from tryggve.web.followup.queries import Row, rows_of, runs_in
from tryggve.web.plans.models import Activity, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What a year has cost so far, and the budget of the same activities, in kronor (Sv: ekonomi)."""

    year: int
    outcome: Decimal
    compared: Decimal
    with_both: int
    activities: int
    budget: Decimal | Missing  # of all that are asked

    @property
    def in_part(self) -> bool:
        """Whether some activity has no outcome beside its budget, so that the whole budget is another sum."""
        return self.with_both < self.activities


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a plan's activities stand (Sv: uppföljningens läge).

    ``period`` is the newest that has begun, and ``rows`` what it asks for; ``last`` is the newest report that counts of
    each activity, of whatever year.
    """

    period: ReportingPeriod | None = None
    rows: Mapping[int, Row] = field(default_factory=dict)
    last: Mapping[int, Report] = field(default_factory=dict)

    @property
    def total(self) -> RollUp | None:
        """The period's sums, as the follow-up has them; nothing where nothing is asked."""
        return roll_up(row.line for row in self.rows.values())[0] if self.rows else None

    @property
    def money(self) -> Money | None:
        """The period's year in kronor; nothing where no activity has both budget and outcome."""
        total = self.total
        if self.period is None or total is None or not total.with_both:
            return None
        return Money(
            year=self.period.budget_year,
            outcome=total.outcome_compared,
            compared=total.budget_compared,
            with_both=total.with_both,
            activities=total.activities,
            budget=total.budget,
        )

    def of(self, activity: Activity) -> Reported:
        """Return what is reported on one activity."""
        row = self.rows.get(activity.pk)
        return Reported(
            asked=self.period if row else None, now=row.report if row else None, last=self.last.get(activity.pk)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What is said of one activity: in the period that asks now, and last (Sv: rapporterat)."""

    asked: ReportingPeriod | None  # nothing where the activity does not run that year
    now: Report | None
    last: Report | None

    @property
    def earlier(self) -> Report | None:
        """The last report where it is of an earlier period than the one that asks."""
        return self.last if self.now is None else None

    @property
    def asked_when(self) -> str:
        """What the period that asks is called: ``2026``, or its name where the last report is of the same year."""
        if self.asked is None:
            return ""
        return self.asked.name if self._same_year else str(self.asked.budget_year)

    @property
    def earlier_when(self) -> str:
        """What the earlier report's period is called, in the same way."""
        if self.earlier is None:
            return ""
        return self.earlier.period.name if self._same_year else str(self.earlier.period.budget_year)

    @property
    def silent(self) -> str:
        """Say that the period that asks has no report: ``Inte rapporterat 2026``; empty where it has, or none asks."""
        if self.asked is None or self.now is not None:
            return ""
        text = _("Inte rapporterat i %(when)s") if self._same_year else _("Inte rapporterat %(when)s")
        return text % {"when": self.asked_when}

    @property
    def _same_year(self) -> bool:
        earlier = self.earlier
        return bool(self.asked and earlier and earlier.period.budget_year == self.asked.budget_year)


def standing_of(plan: Plan, activities: Iterable[Activity]) -> Standing:
    """Read what is reported on a plan's activities: by the newest period that has begun, and before it."""
    today = timezone.localdate()
    listed = list(activities)
    last = last_reports(Report.objects.filter(activity__in=listed).select_related("period"))
    period = plan.periods.filter(opens__lte=today).order_by("opens", "id").last()
    if period is None:
        return Standing(last=last)
    asked = [activity for activity in listed if runs_in(activity, period.budget_year)]
    rows = {row.activity.pk: row for row in rows_of(period, asked, today=today)}
    return Standing(period=period, rows=rows, last=last)


def last_reports(reports: Iterable[Report]) -> dict[int, Report]:
    """Return the report that counts of each activity: the newest of the newest period that has one not sent back."""
    ordered = sorted(reports, key=lambda report: (report.period.opens, report.period_id, report.at, report.pk))
    newest = {(report.activity_id, report.period_id): report for report in ordered}
    return {report.activity_id: report for report in newest.values() if report.returned_at is None}
