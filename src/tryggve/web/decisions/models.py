"""Consultation, decision, and the plan frozen as it was decided."""

from __future__ import annotations

from django.db import models

from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


def decision_kinds() -> list[tuple[str, str]]:
    """Return the kinds of decision: commission, consultation, referral back, tabling, adoption, evaluation."""
    kinds = ("commission", "consult", "refer_back", "table", "adopt", "evaluate")
    return [(kind, kind) for kind in kinds]


class Decision(models.Model):
    """A decision about a plan by a body (Sv: beslut); kept for good."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=decision_kinds)
    body = models.CharField(max_length=200)
    date = models.DateField()
    paragraph = models.CharField(max_length=40, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    public_from = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("date", "id")

    def __str__(self) -> str:
        return f"{self.body} {self.date} {self.paragraph}"


class FrozenPlan(models.Model):
    """A plan as it was decided: its content as data with a hash, never altered (Sv: beslutad version)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="frozen")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    picture_alt = models.CharField(max_length=300, blank=True)

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
