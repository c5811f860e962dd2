"""Consultation, decision, and the plan frozen as it was decided."""

from __future__ import annotations

from django.db import models

from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


def decision_kinds() -> list[tuple[str, str]]:
    """Return the kinds of decision: commission, consultation, referral back, tabling, adoption, evaluation."""
    kinds = ("commission", "consult", "refer_back", "table", "adopt", "evaluate")
    return [(kind, kind) for kind in kinds]


def appeal_kinds() -> list[tuple[str, str]]:
    """Return how a decision can be tested: its legality (KL 13), or not at all."""
    return [(kind, kind) for kind in ("legality", "none")]


def motion_kinds() -> list[tuple[str, str]]:
    """Return what may be noted of those who decide: a motion, a reservation."""
    return [(kind, kind) for kind in ("motion", "reservation")]


def outcome_kinds() -> list[tuple[str, str]]:
    """Return how a motion went."""
    return [(kind, kind) for kind in ("carried", "lost", "withdrawn")]


def stance_kinds() -> list[tuple[str, str]]:
    """Return what an answer to a consultation says of the plan."""
    return [(kind, kind) for kind in ("support", "changes", "reject", "abstain")]


def heeded_kinds() -> list[tuple[str, str]]:
    """Return how far an answer was taken into account."""
    return [(kind, kind) for kind in ("yes", "partly", "no")]


def reader_kinds() -> list[tuple[str, str]]:
    """Return who may read a draft: everybody with an account, or those who write and the units named."""
    return [(kind, kind) for kind in ("all", "writers")]


UNKNOWN = "?"  # Decision.when of a day that nobody has told


class CurrentDecisions(models.Manager["Decision"]):
    """Decisions as they read now: one that was corrected is kept, and told only beside its correction."""

    def get_queryset(self) -> models.QuerySet[Decision]:
        """Leave out what a later row corrects."""
        return super().get_queryset().filter(correction__isnull=True)


class Decision(models.Model):
    """A decision about a plan by a body (Sv: beslut); kept for good.

    ``date`` is the last day that it can have been taken; ``when`` says how exactly that is known: a code of
    ``plan.dates``, ``UNKNOWN``, or empty where ``date`` is the very day. ``body`` is empty where nobody has told it.
    A clerical error is mended by a new row that ``corrects`` the old one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=decision_kinds)
    body = models.CharField(max_length=200, blank=True)
    date = models.DateField()
    when = models.CharField(max_length=12, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    addressee = models.CharField(max_length=200, blank=True)  # to whom a commission was given
    tabled_to = models.DateField(null=True, blank=True)
    appeal = models.CharField(max_length=12, choices=appeal_kinds, blank=True)
    adjusted = models.DateField(null=True, blank=True)
    announced = models.DateField(null=True, blank=True)
    minutes = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    public_from = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction")
    corrected_why = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = CurrentDecisions()
    every = models.Manager["Decision"]()

    class Meta:
        """Order."""

        ordering = ("date", "id")

    def __str__(self) -> str:
        return f"{self.body} {self.date} {self.paragraph}"


class Motion(models.Model):
    """What somebody moved when a plan was decided, or their reservation (Sv: yrkande, reservation).

    ``party`` is a party or a role, never a person's name. ``outcome`` is empty for a reservation.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="motions")
    kind = models.CharField(max_length=12, choices=motion_kinds)
    party = models.CharField(max_length=150)
    text = models.TextField()
    outcome = models.CharField(max_length=12, choices=outcome_kinds, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.party}: {self.kind}"


class FrozenPlan(models.Model):
    """A plan as it was decided: its content as data with a hash, never altered (Sv: beslutad version)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="frozen")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    picture_alt = models.CharField(max_length=300, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)  # empty where no PDF could be made
    pdf_bytes = models.PositiveIntegerField(default=0)
    pdf_pages = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.sha256[:12]


class Consultation(models.Model):
    """A plan sent to a unit for its opinion (Sv: remiss); answered by a one-time link or typed in."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="consultations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    sent = models.DateField()
    due = models.DateField()
    answered = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    stance = models.CharField(max_length=12, choices=stance_kinds, blank=True)
    reminded = models.DateField(null=True, blank=True)
    heeded = models.CharField(max_length=8, choices=heeded_kinds, blank=True)
    response = models.TextField(blank=True)

    class Meta:
        """Order."""

        ordering = ("due", "id")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id}"


class NextDecision(models.Model):
    """What is decided next about a plan, by whom and when; stands on the public page (Sv: nästa beslut).

    ``when`` is a code of ``plan.dates``.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="next_decision")
    what = models.CharField(max_length=300)
    body = models.CharField(max_length=200)
    when = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.what} {self.when}"


class Extension(models.Model):
    """More time to answer a consultation, with why (Sv: förlängd svarstid)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="extensions")
    earlier = models.DateField()
    due = models.DateField()
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.earlier} {self.due}"


class Participant(models.Model):
    """Who took part in drafting a plan, how and when (Sv: medverkande). ``when`` is a code of ``plan.dates``.

    Either a ``unit`` of the organisation or a ``name`` of a function or a group, never a person's.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participants")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="took_part_in")
    name = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=300)
    when = models.CharField(max_length=12, blank=True)

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.unit.name if self.unit else self.name


class CaseStep(models.Model):
    """A day on the way to a plan's decision (Sv: steg i beslutsgången); ``step`` is a code of ``plan.calendar``."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="case_steps")
    step = models.CharField(max_length=12)
    day = models.DateField()
    done = models.DateField(null=True, blank=True)

    class Meta:
        """Order and constraints."""

        ordering = ("day", "id")
        constraints = (models.UniqueConstraint(fields=("plan", "step"), name="one_day_for_a_step"),)

    def __str__(self) -> str:
        return f"{self.step} {self.day}"


class CaseNumber(models.Model):
    """The registry's number of a plan's case, typed in (Sv: diarienummer)."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="case")
    number = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.number


class DraftReaders(models.Model):
    """Who may read a plan while it is a draft (Sv: läskrets); without a row, everybody with an account."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="draft_readers")
    who = models.CharField(max_length=8, choices=reader_kinds, default="all")
    units = models.ManyToManyField(Unit, blank=True, related_name="reads_drafts")

    def __str__(self) -> str:
        return self.who


class PublicFace(models.Model):
    """What a plan's public page shows besides the plan: its picture, and a date of its own (Sv: sidans bild och datum).

    ``picture`` is the SHA-256 of a file kept on disk. ``updated`` is empty where the page knows its date itself.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="public_face")
    picture = models.CharField(max_length=64, blank=True)
    picture_kind = models.CharField(max_length=12, blank=True)  # image/jpeg, image/png
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(max_length=300, blank=True)
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=150, blank=True)
    updated = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(picture="") | ~models.Q(alt=""), name="no_picture_without_alt_text"
            ),
        )

    def __str__(self) -> str:
        return self.alt


class Withdrawal(models.Model):
    """That a plan's public page was taken down, with why (Sv: avpublicering)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="withdrawals")
    public_from = models.DateField()
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.at}"
