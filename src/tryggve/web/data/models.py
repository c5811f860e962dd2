"""Releases as they came, and their figures; both are kept for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tryggve.web.data.policies import Status


def status_choices() -> list[tuple[str, str]]:
    """Return the status codes; a callable, so that a new one makes no migration."""
    return [(status.value, status.value) for status in Status]


class Release(models.Model):
    """One file as it came (Sv: utgåva)."""

    dataset = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=60)
    publisher = models.CharField(max_length=200)
    title_sv = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    layout = models.CharField(max_length=100)
    published = models.DateField(null=True)
    row_count = models.PositiveIntegerField()
    first_year = models.SmallIntegerField(null=True)
    last_year = models.SmallIntegerField(null=True)
    remarks = models.JSONField(default=list)  # [[Swedish, English], ...]
    keep_raw = models.BooleanField(default=True)
    read_by = models.CharField(max_length=64, blank=True)  # SHA-256 of the mapping or definition it was read with
    retrieved = models.DateTimeField()
    by = models.CharField(max_length=150)
    status = models.CharField(max_length=12, choices=status_choices)
    live_since = models.DateTimeField(null=True)
    live_by = models.CharField(max_length=150, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followers")

    class Meta:
        """Order and constraints."""

        ordering = ("-retrieved", "-id")
        constraints = (
            models.UniqueConstraint(fields=("dataset", "sha256", "read_by"), name="one_release_per_reading"),
            models.UniqueConstraint(fields=("dataset",), condition=Q(status="live"), name="one_live_per_dataset"),
        )

    def __str__(self) -> str:
        return f"{self.file_name} {self.sha256[:8]}"

    @property
    def period(self) -> str:
        """The years that the figures span, e.g. ``2012–2025``; empty where there are no figures."""
        years = sorted({year for year in (self.first_year, self.last_year) if year is not None})
        return "–".join(str(year) for year in years)


class Figure(models.Model):
    """One row of a release (Sv: uppgift); inserted once, never altered."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=400)
    area_code = models.CharField(max_length=80)
    area_name = models.CharField(max_length=200)
    area_kind = models.CharField(max_length=20)
    area_parent = models.CharField(max_length=80, blank=True)
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    group = models.CharField(max_length=200, blank=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    se = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)
    df = models.FloatField(null=True)  # nothing means infinitely many
    rounding = models.FloatField(default=0)
    limit_rounding = models.FloatField(default=0)
    population = models.FloatField(default=0)
    response_rate = models.FloatField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    known_by = models.CharField(max_length=20, blank=True)
    missing = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Order and constraints."""

        indexes = (models.Index(fields=("release", "area_code"), name="figure_place"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.area_name} {self.last}"


class SavedMapping(models.Model):
    """What the columns of a table mean, for the next table with the same headings (Sv: sparad kolumnkarta).

    Inserted only: a corrected mapping is a new row, and the newest with a table's headings is the one that is used.
    """

    name = models.CharField(max_length=200)
    headings = models.CharField(max_length=64, db_index=True)  # SHA-256 of the header row
    header_row = models.PositiveIntegerField()
    toml = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)  # of the TOML text; releases name it in read_by
    by = models.CharField(max_length=150)
    saved = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:8]}"
