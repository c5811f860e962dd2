"""What the minutes add to a decision that is entered: approval, motions, reservations, and clerical errors mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.calendar import appeal_ends
from tryggve.plan.dates import known_words
from tryggve.web.audit.actions import record
from tryggve.web.decisions.models import Decision, FrozenPlan, Motion
from tryggve.web.decisions.policies import earliest_day, require_sound_days

CORRECTABLE = ("body", "date", "when", "paragraph", "case_number", "addressee", "note", "appeal")
_COPIED = ("plan_id", "kind", "tabled_to", "adjusted", "announced", "minutes", "public_from", *CORRECTABLE)


def appeal_until(decision: Decision) -> dt.date | None:
    """Return the last day to have a decision's legality tested; nothing where it cannot be or is not announced."""
    if decision.appeal != "legality" or decision.announced is None:
        return None
    return appeal_ends(decision.announced)


@transaction.atomic
def enter_minutes(
    decision: Decision, *, adjusted: dt.date | None, announced: dt.date | None, minutes: str, appeal: str, by: str
) -> None:
    """Note when a decision's minutes were approved and announced, where they are, and how it can be tested.

    Raises:
        UsageError: they were approved before the decision or in the future, or announced before they were approved.
    """
    _require_minutes_in_order(decision, adjusted=adjusted, announced=announced)
    before = _told(decision)
    decision.adjusted, decision.announced, decision.minutes, decision.appeal = adjusted, announced, minutes, appeal
    decision.save(update_fields=["adjusted", "announced", "minutes", "appeal"])
    record("decisions.enter_minutes", by=by, about=f"plan {decision.plan_id}", before=before, after=_told(decision))


@transaction.atomic
def add_motion(decision: Decision, *, kind: str, party: str, text: str, by: str, outcome: str = "") -> Motion:
    """Note a motion with how it went, or a reservation, by party or role."""
    row = Motion.objects.create(
        decision=decision,
        kind=kind,
        party=party,
        text=text,
        outcome=outcome if kind == "motion" else "",
        by=by,
        at=timezone.now(),
    )
    after = {"decision": decision.pk, "kind": kind, "party": party, "outcome": row.outcome, "characters": len(text)}
    record("decisions.add_motion", by=by, about=f"plan {decision.plan_id}", after=after)
    return row


@transaction.atomic
def remove_motion(motion: Motion, *, by: str) -> None:
    """Take away a motion or a reservation that was noted wrongly."""
    before = {"decision": motion.decision_id, "kind": motion.kind, "party": motion.party, "outcome": motion.outcome}
    about = f"plan {motion.decision.plan_id}"
    motion.delete()
    record("decisions.remove_motion", by=by, about=about, before=before)


@transaction.atomic
def correct(decision: Decision, *, values: Mapping[str, object], why: str, by: str) -> Decision:
    """Mend a clerical error in a decision: a new row takes its place, the old one is kept beside it.

    What was frozen follows to the new row; its text and its document stay as they were decided.

    Raises:
        NotAllowedError: it is corrected already; the later row is the one to correct.
        UsageError: the days are impossible, or nothing is changed.
    """
    current = Decision.every.select_for_update().get(pk=decision.pk)
    if Decision.every.filter(corrects=current).exists():
        raise NotAllowedError(
            sv="Beslutet är redan rättat. Ladda om sidan och rätta den senaste uppgiften.",
            en="The decision is corrected already. Reload the page and correct the latest entry.",
        )
    changed = {name: values[name] for name in CORRECTABLE if name in values and values[name] != getattr(current, name)}
    if not changed:
        raise UsageError(
            sv="Ingenting är ändrat. Skriv det som ska stå.", en="Nothing is changed. Write what it is to say."
        )
    fields = {name: getattr(current, name) for name in _COPIED} | changed
    made = Decision(**fields, corrects=current, corrected_why=why, by=by, at=timezone.now())
    require_sound_days(made.date, public_from=made.public_from, today=timezone.localdate(), when=made.when)
    made.save(force_insert=True)
    FrozenPlan.objects.filter(decision=current).update(decision=made)
    Motion.objects.filter(decision=current).update(decision=made)
    before = {name: str(getattr(current, name)) for name in changed}
    after = {name: str(value) for name, value in changed.items()} | {"why": why}
    record("decisions.correct", by=by, about=f"plan {current.plan_id}", before=before, after=after)
    return made


def _require_minutes_in_order(decision: Decision, *, adjusted: dt.date | None, announced: dt.date | None) -> None:
    earliest = earliest_day(decision.date, decision.when)
    if adjusted is not None and earliest is not None and adjusted < earliest:
        taken = (decision.date, decision.when)
        raise UsageError(
            sv=f"Protokollet kan inte vara justerat {known_words(adjusted, '', 'sv')}, före beslutet "
            f"{known_words(*taken, 'sv')}. Skriv dagen då det justerades.",
            en=f"The minutes cannot be approved {known_words(adjusted, '', 'en')}, before the decision "
            f"{known_words(*taken, 'en')}. Write the day of the approval.",
        )
    if adjusted is not None and adjusted > timezone.localdate():
        raise UsageError(
            sv=f"Protokollet kan inte vara justerat {adjusted}, som inte har varit än. För in dagen när det är gjort.",
            en=f"The minutes cannot be approved {adjusted}, which has not been yet. Enter the day when it is done.",
        )
    if announced is not None and (adjusted is None or announced < adjusted):
        raise UsageError(
            sv="Justeringen anslås samma dag som protokollet justeras eller senare. Fyll i båda i den ordningen.",
            en="The approval is announced on the day of the approval or later. Fill in both days in that order.",
        )


def _told(decision: Decision) -> dict[str, object]:
    days = {"adjusted": decision.adjusted, "announced": decision.announced}
    said: dict[str, object] = {name: day.isoformat() if day else "" for name, day in days.items()}
    return said | {"minutes": decision.minutes, "appeal": decision.appeal}
