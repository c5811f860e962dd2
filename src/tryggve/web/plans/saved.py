"""What is said after a save: what was saved, how it is undone, what to think of, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.plan.evidence import evidence_library
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_cards import goal_warning
from tryggve.web.plans.models import Goal, Measure, Part, Priority
from tryggve.web.plans.next_step import next_step
from tryggve.web.plans.parts import PLAN, kind_of
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.undo import last_step


def tell_added(request: HttpRequest, part: Part) -> None:
    """Say that a part was added; taking it away again is its undo."""
    kind = kind_of(part)
    undo = "" if kind is PLAN else reverse("plans:remove", kwargs={"kind": kind.name, "pk": part.pk})
    _tell(request, part, undo)


def tell_claims(request: HttpRequest, priority: Priority, claims: Sequence[Part]) -> None:
    """Say how many claims were saved together; their undo takes all of them away again."""
    numbers = "-".join(str(claim.pk) for claim in claims)
    undo = reverse("plans:remove_claims", kwargs={"pk": priority.pk, "claims": numbers})
    messages.success(request, _("%(count)d slutsatser är sparade.") % {"count": len(claims)}, extra_tags=undo)
    _tell_next(request, claims[-1])


def tell_saved(request: HttpRequest, part: Part) -> None:
    """Say that a part was saved, with an undo that puts back what was."""
    _tell(request, part, undo_address(part))


def undo_address(part: Part) -> str:
    """Return where the last save or move of a part is undone; empty where there is none."""
    event = last_step(part)
    keys = {"kind": kind_of(part).name, "pk": part.pk}
    return reverse("plans:undo", kwargs={**keys, "event": event.pk}) if event else ""


def _tell(request: HttpRequest, part: Part, undo: str) -> None:
    messages.success(request, _("Sparat: %(name)s") % {"name": named(part)}, extra_tags=undo)
    if text := _caution(part):
        messages.warning(request, text)
    _tell_next(request, part)


def _tell_next(request: HttpRequest, part: Part) -> None:
    step = next_step(part)
    messages.info(request, step.text, extra_tags=f"next:{step.address}")


def _caution(part: Part) -> str:
    if isinstance(part, Goal):
        return goal_warning(part)
    found = evidence_library().get(part.evidence) if isinstance(part, Measure) else None
    return found.warning.text(language_now()) if found and found.warning else ""
