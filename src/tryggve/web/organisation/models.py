"""Units of the municipality and its partners, and the functions that people hold in them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from tryggve.plan.dates import known_words
from tryggve.web.mistakes import language_now
from tryggve.web.swedish import swedish_key


def unit_kinds() -> list[tuple[str, str]]:
    """Return the kinds of unit; a callable, so that a new one makes no migration."""
    return [(kind, kind) for kind in ("department", "committee", "company", "partner", "group")]


class Unit(models.Model):
    """A department, committee, municipal company, outside partner or group without members (Sv: enhet).

    ``ended`` is the last day that it can have ended on; ``ended_when`` the code of ``plan.dates``, as exactly as known.
    """

    municipality = models.CharField(max_length=4)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=unit_kinds)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    ended = models.DateField(null=True, blank=True)
    ended_when = models.CharField(max_length=12, blank=True)

    class Meta:
        """Order and constraints."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "name"), name="one_unit_of_a_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def ended_words(self) -> str:
        """When it ended, in words."""
        return known_words(self.ended, self.ended_when, language_now()) if self.ended else ""

    @property
    def posts(self) -> list[Function]:
        """The unit's functions in the order of the alphabet."""
        return sorted(self.functions.all(), key=lambda post: (swedish_key(post.title), post.pk))


class Membership(models.Model):
    """That a person works in a municipality's installation (Sv: tillhörighet); without one nothing of it is seen."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.CharField(max_length=4)

    class Meta:
        """Constraints."""

        constraints = (models.UniqueConstraint(fields=("user", "municipality"), name="one_membership"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.municipality}"


class Function(models.Model):
    """A post that somebody holds, so that work follows the post and not the person (Sv: funktion)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="functions")
    title = models.CharField(max_length=200)
    holder = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="functions")
    substitute = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="substituting")
    substitute_from = models.DateField(null=True, blank=True)
    substitute_to = models.DateField(null=True, blank=True)

    class Meta:
        """Order."""

        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
