"""Agreements, the crime prevention council, the coordination function and the plan's ties to other planning.

Dates that need not be a day hold codes of ``plan.dates``. Bodies and people are told as functions, never by name.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tryggve.plan.clock import COUNCIL_MONTHS
from tryggve.plan.dates import from_code, known_words
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


def planning_kinds() -> list[tuple[str, str]]:
    """Return the kinds of other planning; a callable, so that a new one makes no migration."""
    kinds = ("spatial", "budget", "health", "safety", "housing", "school", "other")
    return [(kind, kind) for kind in kinds]


class Row(models.Model):
    """What every row of the registers has: its revision, and the recycle bin."""

    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True


class Agreement(Row):
    """An agreement with those who work against crime together (Sv: överenskommelse), the law's §§ 8-9.

    ``ended`` is the last day that it can have ended on; ``ended_when`` says it as exactly as is known.
    """

    municipality = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    parties = models.ManyToManyField(Unit, blank=True, related_name="agreements")
    other_parties = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    areas = models.TextField(blank=True)  # one a line
    written = models.BooleanField(default=True)
    signed = models.CharField(max_length=12, blank=True)
    signed_by = models.CharField(max_length=300, blank=True)
    starts = models.CharField(max_length=12, blank=True)
    ends = models.CharField(max_length=12, blank=True)
    follow_up = models.CharField(max_length=12, blank=True)
    plans = models.ManyToManyField(Plan, blank=True, related_name="agreements")
    ended = models.DateField(null=True, blank=True)
    ended_when = models.CharField(max_length=12, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order."""

        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def ended_words(self) -> str:
        """When it ended, in words."""
        return known_words(self.ended, self.ended_when, language_now()) if self.ended else ""


class Council(Row):
    """The municipality's strategic crime prevention council (Sv: brottsförebyggande råd), the law's § 10."""

    municipality = models.CharField(max_length=4)
    name = models.CharField(max_length=200)
    led_by = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="councils_led")
    led_by_function = models.CharField(max_length=200, blank=True)
    municipality_leads = models.BooleanField(default=True)
    since = models.CharField(max_length=12, blank=True)
    task = models.TextField(blank=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(
                fields=("municipality",), condition=Q(removed_at__isnull=True), name="one_living_council"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Member(Row):
    """A seat in the council: a function in an organisation (Sv: ledamot); a new holder of the post changes nothing."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="council_seats")
    organisation = models.CharField(max_length=200, blank=True)
    leading = models.BooleanField(default=True)
    starts = models.CharField(max_length=12, blank=True)
    ends = models.CharField(max_length=12, blank=True)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.title}, {self.place}" if self.place else self.title

    @property
    def place(self) -> str:
        """Where the function is."""
        return self.unit.name if self.unit else self.organisation

    @property
    def outside(self) -> bool:
        """Whether the seat is another actor's, which the law wants in a leading position."""
        return self.unit is None or self.unit.kind in ("partner", "group")


class Meeting(Row):
    """A meeting of the council (Sv: möte), always on a day: it is called to one, and its minutes are named by it."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    date = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    present = models.CharField(max_length=500, blank=True)  # functions
    next_meeting = models.DateField(null=True, blank=True)

    class Meta:
        """Order."""

        ordering = ("-date", "-id")

    def __str__(self) -> str:
        return f"{self.date}"


class AgendaPoint(Row):
    """A point of a meeting's agenda, with what was noted (Sv: dagordningspunkt)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True)

    class Meta:
        """Order."""

        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.title


class ActionPoint(Row):
    """What somebody took upon themselves at a meeting (Sv: åtgärdspunkt)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="action_points")
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="action_points")
    responsible = models.CharField(max_length=200, blank=True)  # a function
    due = models.CharField(max_length=12, blank=True)
    done = models.DateField(null=True, blank=True)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Coordination(Row):
    """The function that coordinates the work and is its point of contact (Sv: samordningsfunktion), §§ 11-12."""

    municipality = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="coordination")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    task = models.TextField(blank=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(
                fields=("municipality",), condition=Q(removed_at__isnull=True), name="one_living_coordination"
            ),
        )

    def __str__(self) -> str:
        return self.title


class InformationGiven(Row):
    """That the inhabitants were told something (Sv: information till invånarna), § 12."""

    municipality = models.CharField(max_length=4)
    date = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    channel = models.CharField(max_length=200)

    class Meta:
        """Order; that of time is in ``queries.information_in``."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    @property
    def date_words(self) -> str:
        """When it was, in words."""
        return from_code(self.date).text(language_now())


class LeadingBody(Row):
    """The body that leads the work and reports to the council (Sv: ledande nämnd), § 13."""

    municipality = models.CharField(max_length=4)
    name = models.CharField(max_length=200)
    decided = models.CharField(max_length=12, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    council_months = models.PositiveSmallIntegerField(default=COUNCIL_MONTHS)  # between its reports to the council

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(
                fields=("municipality",), condition=Q(removed_at__isnull=True), name="one_living_leading_body"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def decided_words(self) -> str:
        """When the council decided it, in words."""
        return from_code(self.decided).text(language_now()) if self.decided else ""


class OtherPlanning(Row):
    """Another plan that a safety plan is tied to (Sv: annan planering), § 7."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="other_planning")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=planning_kinds)
    address = models.URLField(blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class WhyApart(Row):
    """Why a plan is not tied to other planning (Sv: skäl att inte samordna), § 7."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="why_apart")
    reason = models.TextField()

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(fields=("plan",), condition=Q(removed_at__isnull=True), name="one_living_reason"),
        )

    def __str__(self) -> str:
        return self.reason
