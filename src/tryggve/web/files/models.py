"""Attachments; what they hang on is told by a text, and their content lies on disk under its SHA-256."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """A file attached to something of a room (Sv: bilaga); ``subject`` says to what: ``plan 3``, ``meeting 7``.

    A removed one waits in the recycle bin; its content stays on disk.
    """

    municipality = models.CharField(max_length=4)
    subject = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=150)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Order."""

        ordering = ("uploaded_at", "id")

    def __str__(self) -> str:
        return self.name
