"""What makes a decided plan public, takes it down, and gives its page a picture."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.publish.photographs import Photograph
from tryggve.web.audit.actions import record
from tryggve.web.decisions.kept_files import keep
from tryggve.web.decisions.models import Decision, PublicFace, Withdrawal
from tryggve.web.decisions.policies import require_sound_days
from tryggve.web.decisions.queries import adopted
from tryggve.web.plans.models import Plan


@transaction.atomic
def publish(plan: Plan, *, public_from: dt.date, by: str) -> None:
    """Let everybody read the decided plan from a day on.

    Raises:
        NotAllowedError: the plan is not decided.
        UsageError: the day is before the decision.
    """
    decision = _decided(plan)
    require_sound_days(decision.date, public_from=public_from, today=timezone.localdate(), when=decision.when)
    before = {"public_from": _day(decision.public_from)}
    _set(decision, public_from)
    record("decisions.publish", by=by, about=f"plan {plan.pk}", before=before, after={"public_from": _day(public_from)})


@transaction.atomic
def withdraw(plan: Plan, *, why: str, by: str) -> None:
    """Take the public page down, and keep why.

    Raises:
        NotAllowedError: the plan is not decided, or has no public page.
    """
    decision = _decided(plan)
    if decision.public_from is None:
        raise NotAllowedError(sv="Planen är inte publicerad.", en="The plan is not published.")
    Withdrawal.objects.create(plan=plan, public_from=decision.public_from, why=why, by=by, at=timezone.now())
    before = {"public_from": _day(decision.public_from)}
    _set(decision, None)
    record("decisions.withdraw", by=by, about=f"plan {plan.pk}", before=before, after={"why": why})


@transaction.atomic
def show_picture(plan: Plan, *, picture: Photograph | None, alt: str, caption: str, credit: str, by: str) -> None:
    """Give the page a picture, or change the texts of the one it has.

    Raises:
        UsageError: there is no picture, or no text that says what it shows.
    """
    face, _ = PublicFace.objects.select_for_update().get_or_create(plan=plan)
    if not alt.strip():
        raise UsageError(
            sv="Skriv vad bilden visar, för den som inte ser den. Utan den texten visas ingen bild.",
            en="Write what the picture shows, for those who do not see it. Without that text no picture is shown.",
        )
    if picture is None and not face.picture:
        raise UsageError(sv="Välj en bild.", en="Choose a picture.")
    before = _told(face)
    if picture is not None:
        face.picture, face.picture_kind = keep(picture.content), picture.kind
        face.width, face.height = picture.width, picture.height
    face.alt, face.caption, face.credit = alt.strip(), caption, credit
    face.save()
    record("decisions.show_picture", by=by, about=f"plan {plan.pk}", before=before, after=_told(face))


@transaction.atomic
def remove_picture(plan: Plan, *, by: str) -> None:
    """Take the picture from the page; the file is kept."""
    face = PublicFace.objects.select_for_update().get(plan=plan)
    before = _told(face)
    face.picture, face.picture_kind, face.alt, face.caption, face.credit = "", "", "", "", ""
    face.save()
    record("decisions.remove_picture", by=by, about=f"plan {plan.pk}", before=before, after=_told(face))


@transaction.atomic
def date_page(plan: Plan, *, updated: dt.date | None, by: str) -> None:
    """Say when the page was updated; nothing lets it tell itself from what has changed."""
    face, _ = PublicFace.objects.select_for_update().get_or_create(plan=plan)
    before = {"updated": _day(face.updated)}
    face.updated = updated
    face.save(update_fields=["updated"])
    record("decisions.date_page", by=by, about=f"plan {plan.pk}", before=before, after={"updated": _day(updated)})


def _decided(plan: Plan) -> Decision:
    decision = adopted(plan)
    if decision is None:
        raise NotAllowedError(
            sv="Planen är inte beslutad och kan inte publiceras.", en="The plan is not decided and cannot be published."
        )
    return decision


def _set(decision: Decision, day: dt.date | None) -> None:
    decision.public_from = day
    decision.save(update_fields=["public_from"])


def _told(face: PublicFace) -> dict[str, object]:
    return {"picture": face.picture, "alt": face.alt, "caption": face.caption, "credit": face.credit}


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
