"""Evaluations of decided plans, the design fixed beforehand, changes of decided goals, and what a version came from."""

from __future__ import annotations

from django.db import models

from tryggve.plan.evaluation import EvaluationStatus, Proposal, Relevance
from tryggve.web.plans.models import Goal, Plan, Priority


def evaluation_states() -> list[tuple[str, str]]:
    """Return an evaluation's states."""
    return [(status.value, status.value) for status in EvaluationStatus]


def relevance_choices() -> list[tuple[str, str]]:
    """Return the verdicts on a priority."""
    return [(verdict.value, verdict.value) for verdict in Relevance]


def proposal_choices() -> list[tuple[str, str]]:
    """Return what may be proposed for a priority."""
    return [(proposal.value, proposal.value) for proposal in Proposal]


def comparison_choices() -> list[tuple[str, str]]:
    """Return whom a municipality may be compared with: its county, all with figures, or those named."""
    return [(kind, kind) for kind in ("county", "figures", "named")]


class Evaluation(models.Model):
    """An evaluation of a decided plan (Sv: utvärdering).

    ``starts``, ``ends`` hold codes of ``plan.dates``. When it is finished ``content`` is what it said, by language,
    with its hash, and nothing is altered after.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluations")
    starts = models.CharField(max_length=12)
    ends = models.CharField(max_length=12)
    as_of = models.DateField()
    author = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=evaluation_states, default=EvaluationStatus.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Order."""

        ordering = ("-as_of", "-id")

    def __str__(self) -> str:
        return f"{self.plan} {self.as_of}"


class GoalJudgement(models.Model):
    """What participants and the evaluator say of a goal (Sv: bedömning av ett mål)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="goal_judgements")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="judgements")
    participants = models.TextField(blank=True)
    judgement = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Constraints."""

        constraints = (models.UniqueConstraint(fields=("evaluation", "goal"), name="one_judgement_of_a_goal"),)

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.goal_id}"


class PriorityJudgement(models.Model):
    """The verdict on a priority, what is proposed for it, and what was learnt (Sv: bedömning av ett område)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="priority_judgements")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="judgements")
    relevance = models.CharField(max_length=12, choices=relevance_choices, blank=True)
    reason = models.TextField(blank=True)
    proposal = models.CharField(max_length=8, choices=proposal_choices, blank=True)
    proposal_reason = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Constraints."""

        constraints = (models.UniqueConstraint(fields=("evaluation", "priority"), name="one_judgement_of_a_priority"),)

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.priority_id}"


class Design(models.Model):
    """How a goal's effect is to be looked for, written while the plan is a draft (Sv: utvärderingsdesign).

    The decision freezes it with the plan. ``municipalities`` holds the codes of those that are named.
    """

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="design")
    comparison = models.CharField(max_length=8, choices=comparison_choices)
    municipalities = models.JSONField(default=list, blank=True)
    before_first = models.SmallIntegerField()
    before_last = models.SmallIntegerField()
    after_first = models.SmallIntegerField()
    after_last = models.SmallIntegerField()
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.goal_id} {self.before_first}–{self.after_last}"


class GoalChange(models.Model):
    """A decision that changed a decided goal (Sv: ändring av beslutat mål); inserted only.

    ``date`` is the last day that it can have been taken; ``when`` a code of ``plan.dates``, empty where it is the very
    day.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="changes")
    body = models.CharField(max_length=200)
    date = models.DateField()
    when = models.CharField(max_length=12, blank=True)
    paragraph = models.CharField(max_length=40)
    reason = models.TextField()
    before = models.JSONField()
    after = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("date", "id")

    def __str__(self) -> str:
        return f"{self.goal_id} {self.date}"


class Lineage(models.Model):
    """Which part of the earlier version each part of a new version was copied from (Sv: delarnas ursprung).

    ``origins`` maps a kind of part to the new parts' numbers and each of them to the old one's.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="lineage")
    origins = models.JSONField()

    def __str__(self) -> str:
        return f"{self.plan_id}"


class RevisionNote(models.Model):
    """What an evaluation wants changed in a priority of the new version (Sv: anvisning till den nya versionen)."""

    priority = models.OneToOneField(Priority, on_delete=models.CASCADE, related_name="revision_note")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.priority_id}"
