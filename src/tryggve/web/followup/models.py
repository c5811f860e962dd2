"""Reporting periods and what owners reported; a report is never altered, a newer one stands before it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from tryggve.plan.clock import Step
from tryggve.plan.dates import known_words
from tryggve.plan.operational import InPlan
from tryggve.plan.status import ActivityStatus
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Activity, Goal, Plan


def status_choices() -> list[tuple[str, str]]:
    """Return what may be said of an activity."""
    return [(status.value, status.value) for status in ActivityStatus]


def step_choices() -> list[tuple[str, str]]:
    """Return what the law wants done again and again."""
    return [(step.value, step.value) for step in Step]


def answer_choices() -> list[tuple[str, str]]:
    """Return what may be said of an activity's place in the operational plan."""
    return [(answer.value, answer.value) for answer in InPlan]


def list_step_choices() -> list[tuple[str, str]]:
    """Return what may be stated of a list: a technical change, or that there was none."""
    return [(kind, kind) for kind in ("split", "merged", "renamed", "division", "none")]


def way_choices() -> list[tuple[str, str]]:
    """Return the ways by which a report comes, besides the page itself."""
    return [(way, way) for way in ("link", "workbook")]


class ReportingPeriod(models.Model):
    """A time when owners report (Sv: rapporteringsperiod). Open from ``opens``; locked when ``locked_at`` is set.

    ``year`` is the budget year that is reported; the year of ``opens`` where it is empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    name = models.CharField(max_length=100)
    opens = models.DateField()
    closes = models.DateField()
    year = models.SmallIntegerField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    reopened_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and constraints."""

        ordering = ("opens", "id")
        constraints = (models.UniqueConstraint(fields=("plan", "name"), name="one_period_of_a_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def budget_year(self) -> int:
        """The year whose budget the costs are set against."""
        return self.year or self.opens.year


class Report(models.Model):
    """What was reported of an activity in a period (Sv: rapport); the newest for the pair is the one that counts."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="reports")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reports")
    status = models.CharField(max_length=12, choices=status_choices)
    dose = models.FloatField(null=True, blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=way_choices, blank=True)
    returned_note = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest last."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.activity_id} {self.status}"


class Reopening(models.Model):
    """That a locked period was opened again, and why (Sv: återöppnande); what is reported after it is a correction."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="reopenings")
    locked_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        """Newest last."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.period_id} {self.at:%Y-%m-%d}"


class Answered(models.Model):
    """What somebody answered, for themselves or for a unit (Sv: svar); never altered, the newest counts."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    on_behalf_of = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest last."""

        abstract = True
        ordering = ("at", "id")


class OperationalAnswer(Answered):
    """Whether an activity is in its unit's operational plan and budget (Sv: svar om verksamhetsplan).

    Never altered; the newest of an activity counts, and an activity without any is not told. ``date`` is the last day
    that it can have been decided; ``when`` a code of ``plan.dates``, empty where it is the very day.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="operational_answers")
    answer = models.CharField(max_length=8, choices=answer_choices)
    date = models.DateField(null=True, blank=True)
    when = models.CharField(max_length=12, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.answer}"


class GoalAnswer(Answered):
    """What was answered on a yes-or-no goal (Sv: svar på ett ja- eller nej-mål); never altered, the newest counts.

    ``when`` is a code of ``plan.dates``: when it was done, or the day that a no speaks of.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="answers")
    done = models.BooleanField()
    when = models.CharField(max_length=12)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.goal_id} {self.when}"


class ListStep(models.Model):
    """What is stated of how a list turned (Sv: ändring av listan), so that paper is not taken for change.

    ``before`` and ``after`` hold names, one a line: the entries on the earlier list and what they became. Never
    altered; one that was wrong is taken back.
    """

    municipality = models.CharField(max_length=4)
    indicator = models.CharField(max_length=120)
    when = models.CharField(max_length=12)  # a code of ``plan.dates``, within the later list's year
    kind = models.CharField(max_length=10, choices=list_step_choices)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest last."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.indicator} {self.when} {self.kind}"


class MailedBook(models.Model):
    """That a unit's workbook of a period was mailed to somebody (Sv: skickad arbetsbok)."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="mailed_books")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="mailed_books")
    function = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        """Newest last."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id}"


class WeeklyMail(models.Model):
    """A person's weekly mail (Sv: veckobrev): its language, and the day of the latest."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="weekly_mail")
    language = models.CharField(max_length=2, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id}"


class ReportingLink(models.Model):
    """A personal link by which a unit reports without an account (Sv: rapporteringslänk); only its hash is kept."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="links")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reporting_links")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period_id}"


class CalendarAddress(models.Model):
    """A person's secret address of the calendar (Sv: kalenderadress); only its hash is kept, and one a person."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}"


class StepTaken(models.Model):
    """That the municipality did what the law wants done again and again (Sv: genomfört steg).

    ``date`` is the last day that it can have been; ``when`` a code of ``plan.dates``, empty where it is the very day.
    """

    municipality = models.CharField(max_length=4)
    step = models.CharField(max_length=10, choices=step_choices)
    date = models.DateField()
    when = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("date", "id")

    def __str__(self) -> str:
        return f"{self.step} {self.date}"

    @property
    def when_words(self) -> str:
        """When it was, in words, as exactly as is known."""
        return known_words(self.date, self.when, language_now())
