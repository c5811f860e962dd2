"""Findings as they were judged, kept so that the same finding has the same word on every page."""

from __future__ import annotations

from django.db import models


class StoredFinding(models.Model):
    """One finding of a place, judged on one set of live releases (Sv: slutsats)."""

    place = models.CharField(max_length=80)
    release_set = models.CharField(max_length=64)
    family = models.CharField(max_length=120, blank=True)
    rank = models.PositiveIntegerField()
    indicator = models.CharField(max_length=120)
    content = models.JSONField()

    class Meta:
        """Order and constraints."""

        ordering = ("place", "rank")
        constraints = (models.UniqueConstraint(fields=("release_set", "place", "rank"), name="one_finding_per_rank"),)

    def __str__(self) -> str:
        return f"{self.place} {self.rank} {self.indicator}"
