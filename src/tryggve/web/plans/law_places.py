"""Where each of the law's points is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.plan.law import LawPoint
from tryggve.web.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Recorded:
    """A page where something of the law is recorded (Sv: plats för uppgiften)."""

    text: str
    address: str


def recorded_at(point: LawPoint, plan: Plan) -> Recorded | None:
    """Return the page where a point of the law is recorded."""
    places = {
        "§ 4": (_("Till lägesbilden"), reverse("situation:themes")),
        "§ 5": (_("Till planens beslut"), reverse("decisions:case", kwargs={"plan": plan.pk})),
        "§ 6": (_("Till uppföljningen"), reverse("followup:overview")),
        "§ 7": (_("Till planens länkar"), reverse("registers:planning", kwargs={"pk": plan.pk})),
        "§§ 8–9": (_("Till överenskommelserna"), reverse("registers:agreements")),
        "§ 10": (_("Till rådet"), reverse("registers:council")),
        "§§ 11–12": (_("Till samordningsfunktionen"), reverse("registers:coordination")),
        "§ 13": (_("Till ledningen"), reverse("registers:leadership")),
    }
    found = places.get(point.paragraph)
    return Recorded(*found) if found else None
