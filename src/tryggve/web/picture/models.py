"""The situation picture and its parts; the counts of incidents that were read in; the link to a plan's priorities."""

from __future__ import annotations

import uuid

from django.db import models

from tryggve.plan.dates import from_code, known_words
from tryggve.plan.picture import PictureStatus
from tryggve.plan.problems import CauseSide, Directness
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Part, Priority

LONGEST_NAME = 200  # of a file


def status_choices() -> list[tuple[str, str]]:
    """Return the situation picture's states."""
    return [(status.value, status.value) for status in PictureStatus]


def side_choices() -> list[tuple[str, str]]:
    """Return what a cause may concern."""
    return [(side.value, side.value) for side in CauseSide]


def directness_choices() -> list[tuple[str, str]]:
    """Return how near a cause may stand."""
    return [(kind.value, kind.value) for kind in Directness]


def new_lineage() -> str:
    """Return a name that a part keeps through every version, so that two versions can be compared."""
    return uuid.uuid4().hex


class VersionedPart(Part):
    """A part that is copied into the next version under the same lineage."""

    lineage = models.CharField(max_length=32, default=new_lineage, db_index=True)

    class Meta(Part.Meta):
        """No table of its own."""

        abstract = True


class Picture(Part):
    """A situation picture of one municipality (Sv: lägesbild).

    ``starts``, ``ends`` and ``as_of`` hold codes of ``plan.dates``.
    """

    municipality = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    starts = models.CharField(max_length=12, blank=True)
    ends = models.CharField(max_length=12, blank=True)
    as_of = models.CharField(max_length=12, blank=True)
    areas = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    mapping = models.TextField(blank=True)
    other_information = models.TextField(blank=True)
    analysis = models.TextField(blank=True)
    why_problems = models.TextField(blank=True)
    why_sources = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    consequence = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=status_choices, default=PictureStatus.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")

    def __str__(self) -> str:
        return self.title

    @property
    def as_of_words(self) -> str:
        """When its figures were fetched, in words."""
        return from_code(self.as_of).text(language_now()) if self.as_of else ""


class Adoption(models.Model):
    """That a body adopted a situation picture, and the picture as it was then; never altered (Sv: fastställande).

    ``date`` is the last day that it can have been; ``when`` a code of ``plan.dates``, empty where it is the very day.
    """

    picture = models.OneToOneField(Picture, on_delete=models.PROTECT, related_name="adoption")
    body = models.CharField(max_length=200)
    date = models.DateField()
    when = models.CharField(max_length=12, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body} {self.date}"

    @property
    def when_words(self) -> str:
        """When it was, in words, as exactly as is known."""
        return known_words(self.date, self.when, language_now())


class DataSource(VersionedPart):
    """A source that was used or rejected, and why (Sv: källa i lägesbilden)."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    information = models.TextField(blank=True)
    advantages = models.TextField(blank=True)
    shortcomings = models.TextField(blank=True)
    used = models.BooleanField(default=True)
    why = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.source


class Problem(VersionedPart):
    """A problem in the situation picture, with the analysis of its causes and its priority (Sv: problem).

    ``scores`` holds 0-3 by criterion of ``plan.problems``; a criterion that is not judged is not there.
    ``prioritised`` is None until somebody has decided. ``analysed`` holds a code of ``plan.dates``.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="problems")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    places = models.TextField(blank=True)
    times = models.TextField(blank=True)
    groups = models.TextField(blank=True)
    comparison = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    other_information = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    forecast = models.TextField(blank=True)
    delimitation = models.TextField(blank=True)
    protective = models.TextField(blank=True)
    hypothesis = models.TextField(blank=True)
    gaps = models.TextField(blank=True)
    participants = models.TextField(blank=True)
    analysed = models.CharField(max_length=12, blank=True)
    scores = models.JSONField(default=dict, blank=True)
    scores_why = models.TextField(blank=True)
    prioritised = models.BooleanField(null=True, blank=True)
    prioritised_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def analysed_words(self) -> str:
        """When its causes were analysed, in words."""
        return from_code(self.analysed).text(language_now()) if self.analysed else ""


class ProblemClaim(VersionedPart):
    """A sentence on a problem's extent: free text, or a finding kept as it was (Sv: slutsats om ett problem)."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="claims")
    text = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    finding = models.JSONField(null=True, blank=True)
    decided = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Cause(VersionedPart):
    """A cause on the fishbone (Sv: orsak). ``influence`` is 0 to 3, nothing where it is not judged."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="causes")
    text = models.CharField(max_length=160)
    side = models.CharField(max_length=10, choices=side_choices)
    directness = models.CharField(max_length=10, choices=directness_choices)
    evidence = models.TextField(blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text


class IncidentEvidence(VersionedPart):
    """Counts of incidents that a problem rests on: one kind or all, in some areas (Sv: händelser som underlag)."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="incidents")
    kind = models.CharField(max_length=80, blank=True)
    areas = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.kind


class PriorityProblem(models.Model):
    """That a plan's priority rests on a problem (Sv: prioriterat områdes problem)."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="problem_links")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="priority_links")

    class Meta:
        """Constraints."""

        constraints = (models.UniqueConstraint(fields=("priority", "problem"), name="one_link_to_a_problem"),)

    def __str__(self) -> str:
        return f"{self.priority_id} {self.problem_id}"


class IncidentBatch(models.Model):
    """A file of incident counts that was read in; its rows are never altered, only taken back whole (Sv: inläsning)."""

    municipality = models.CharField(max_length=4)
    file_name = models.CharField(max_length=LONGEST_NAME)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Order."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name


class IncidentCount(models.Model):
    """How many incidents of a kind were reported in an area in an ISO week (Sv: antal händelser)."""

    batch = models.ForeignKey(IncidentBatch, on_delete=models.CASCADE, related_name="counts")
    area = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        """Constraints."""

        constraints = (
            models.UniqueConstraint(fields=("batch", "area", "kind", "year", "week"), name="one_count_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.kind} {self.year}-{self.week}"
