"""Audit events: append-only, chained by hash, without foreign keys, so that they outlive what they speak of."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """One thing somebody did (Sv: logghändelse)."""

    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Order and constraints."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.action} {self.object}"


class ChainHead(models.Model):
    """The hash of the last event and the number of events; a chain that lost its tail does not match it."""

    hash = models.CharField(max_length=64)
    length = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.length} {self.hash}"
