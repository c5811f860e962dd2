"""The plan and its parts; every row knows its revision, and a removed row waits in the recycle bin."""

from __future__ import annotations

from django.db import models

from tryggve.plan.status import GoalKind, PlanStatus
from tryggve.web.organisation.models import Unit


def status_choices() -> list[tuple[str, str]]:
    """Return the plan's states."""
    return [(status.value, status.value) for status in PlanStatus]


def goal_choices() -> list[tuple[str, str]]:
    """Return the kinds of goal."""
    return [(kind.value, kind.value) for kind in GoalKind]


def document_kinds() -> list[tuple[str, str]]:
    """Return the kinds of steering document."""
    return [(kind, kind) for kind in ("council_plan", "action_plan", "goal_section")]


class Part(models.Model):
    """What every editable part has: place in order, revision and the recycle bin."""

    order = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True
        ordering = ("order", "id")


class PlanPart(Part):
    """A part of a plan, which may have been marked in the text of an older one."""

    came_from = models.CharField(max_length=300, blank=True)  # the document and paragraph that it was marked in

    class Meta(Part.Meta):
        """No table of its own."""

        abstract = True


class Plan(PlanPart):
    """A steering document: a council's plan, a yearly action plan or a goal section (Sv: plan).

    ``starts``, ``ends`` hold codes of ``plan.dates``. ``law_plan`` marks the one that is the law's § 5 action plan.
    """

    municipality = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=14, choices=document_kinds, default="council_plan")
    law_plan = models.BooleanField(default=False)
    starts = models.CharField(max_length=12, blank=True)
    ends = models.CharField(max_length=12, blank=True)
    background = models.TextField(blank=True)
    vision = models.TextField(blank=True)
    status = models.CharField(max_length=14, choices=status_choices, default=PlanStatus.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    supports = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supported_by")

    def __str__(self) -> str:
        return self.title


class Priority(PlanPart):
    """A priority area (Sv: prioriterat område)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Claim(PlanPart):
    """A sentence that a priority rests on: free text, or a finding kept as it was (Sv: slutsats som planen vilar på).

    ``finding`` is the JSON of ``analysis.codec``; empty for free text. ``decided`` is the finding when the plan was
    decided, never altered after.
    """

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="claims")
    text = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    finding = models.JSONField(null=True, blank=True)
    decided = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Goal(PlanPart):
    """What a priority is to reach (Sv: mål). ``deadline`` is a code of ``plan.dates``.

    A goal to reach a value may have an indicator and no target yet: it is followed until the target is set.
    """

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)  # what counts, definitions, how it is followed up
    kind = models.CharField(max_length=10, choices=goal_choices)
    indicator = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=200, blank=True)
    baseline = models.FloatField(null=True, blank=True)
    baseline_when = models.CharField(max_length=12, blank=True)
    baseline_note = models.CharField(max_length=300, blank=True)
    target_low = models.FloatField(null=True, blank=True)
    target_high = models.FloatField(null=True, blank=True)
    deadline = models.CharField(max_length=12, blank=True)
    unmeasured = models.CharField(max_length=300, blank=True)  # parts of the wording that no indicator shows, by ;
    owner = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")

    def __str__(self) -> str:
        return self.title


class Measure(PlanPart):
    """What is to be done and why it should work (Sv: åtgärd)."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="measures")
    title = models.CharField(max_length=300)
    cause = models.TextField(blank=True)
    changes_conditions = models.BooleanField(null=True, blank=True)  # else it compensates for consequences
    mechanism = models.TextField(blank=True)
    evidence = models.CharField(max_length=60, blank=True)  # a key of the evidence library
    sort = models.CharField(max_length=12, blank=True)  # social, situational
    reach = models.CharField(max_length=12, blank=True)  # universal, selective, indicated
    places = models.CharField(max_length=300, blank=True)
    target_group = models.CharField(max_length=300, blank=True)
    spatial_plans = models.TextField(blank=True)  # a line each: name | address
    effect_short = models.CharField(max_length=300, blank=True)
    effect_long = models.CharField(max_length=300, blank=True)
    risks = models.TextField(blank=True)
    risk_displacement = models.CharField(max_length=300, blank=True)
    risk_stigma = models.CharField(max_length=300, blank=True)
    risk_privacy = models.CharField(max_length=300, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="measures")

    def __str__(self) -> str:
        return self.title


class Activity(PlanPart):
    """What a unit does, planned and budgeted in its ordinary work (Sv: aktivitet)."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    partners = models.ManyToManyField(Unit, blank=True, related_name="partner_in")
    starts = models.CharField(max_length=12, blank=True)
    ends = models.CharField(max_length=12, blank=True)
    planned_dose = models.FloatField(null=True, blank=True)
    dose_unit = models.CharField(max_length=60, blank=True)  # kvällar, möten, timmar
    in_operational_plan = models.CharField(max_length=300, blank=True)  # date and paragraph of the committee

    def __str__(self) -> str:
        return self.title


class Budget(models.Model):
    """An activity's money for one year, in kronor (Sv: budget)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="budgets")
    year = models.SmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    funding = models.CharField(max_length=100, blank=True)

    class Meta:
        """Order."""

        ordering = ("year", "id")

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class Milestone(models.Model):
    """A step on an activity's way, with its date (Sv: delmål). ``when`` is a code of ``plan.dates``."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="milestones")
    when = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    done = models.BooleanField(default=False)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.when}: {self.text}"


class Comment(models.Model):
    """What somebody says of a part of a plan (Sv: synpunkt).

    ``kind`` and ``part`` name the part, ``field`` the paragraph in it or nothing for the whole. ``answers`` is the one
    that opened the thread.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=10)
    part = models.PositiveBigIntegerField()
    field = models.CharField(max_length=30, blank=True)
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]


class FormDraft(models.Model):
    """What somebody has written in a form and not saved (Sv: osparat). ``content`` is the form's fields as sent."""

    user = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="form_drafts")
    address = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        """One for each person and form."""

        constraints = (models.UniqueConstraint(fields=("user", "address"), name="one_draft_for_each_form"),)

    def __str__(self) -> str:
        return self.address


class SourceText(models.Model):
    """The text of a plan that was written elsewhere (Sv: källtext). Only text is kept, never the file."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="source_texts")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    paragraphs = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
