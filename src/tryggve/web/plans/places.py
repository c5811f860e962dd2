"""Where on the plan's page a part is seen, so that one comes back to where one was."""

from __future__ import annotations

from django.urls import reverse

from tryggve.web.plans.models import Part
from tryggve.web.plans.parts import PLAN, kind_of, plan_of

ANCHORS = {
    "priority": "omrade",
    "claim": "slutsats",
    "goal": "mal",
    "measure": "atgard",
    "activity": "aktivitet",
}


def anchor(part: Part) -> str:
    """Return the id of a part on its plan's page; empty for the plan itself."""
    kind = kind_of(part)
    return "" if kind is PLAN else f"{ANCHORS[kind.name]}-{part.pk}"


def place_on_plan(part: Part) -> str:
    """Return the address of a part on its plan's page."""
    page = reverse("plans:plan", kwargs={"pk": plan_of(part).pk})
    name = anchor(part)
    return f"{page}#{name}" if name else page
