"""Who changed what in a plan, read from the audit events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.form_choice import FORMS
from tryggve.web.plans.models import Plan
from tryggve.web.plans.shown_claims import claim_sentence
from tryggve.web.plans.words import kind_words


@dataclass(frozen=True, slots=True)
class Change:
    """One field's text before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """Something done to a plan (Sv: händelse i planens historik)."""

    at: dt.datetime
    who: str
    what: str
    name: str
    changes: tuple[Change, ...]


def history_of(plan: Plan) -> list[HistoryEvent]:
    """Return what happened to a plan and its parts, the latest first."""
    events = AuditEvent.objects.filter(Q(object=f"plan {plan.pk}") | Q(object__startswith=f"plan {plan.pk} "))
    return [_told(event) for event in events.order_by("-id")]


def _told(event: AuditEvent) -> HistoryEvent:
    verb, _sep, kind = event.action.partition(".")[2].partition("_")
    said = event.after or event.before
    name = claim_sentence(said["finding"]) if said.get("finding") else str(said.get("title") or said.get("text") or "")
    return HistoryEvent(event.at, event.who, _what(event.action, verb, kind), name, _changes(event))


def _what(action: str, verb: str, kind: str) -> str:
    whole = {
        "plans.create_plan": _("Planen skapades"),
        "plans.copy_year": _("Aktiviteter kopierades till nästa år"),
        "plans.new_version": _("Ny version"),
    }
    if action in whole:
        return whole[action]
    verbs = {
        "add": _("Nytt"),
        "save": _("Ändrat"),
        "remove": _("Borttaget"),
        "restore": _("Återställt"),
        "move": _("Flyttat"),
    }
    kinds = kind_words()
    if action.startswith("plans.") and verb in verbs and kind in kinds:
        return f"{verbs[verb]}: {kinds[kind].lower()}"
    rooms = {
        "decisions": _("Beslut och remiss"),
        "followup": _("Uppföljning"),
        "files": _("Bilaga"),
        "registers": _("Samverkan"),
    }
    return rooms.get(action.partition(".")[0], action)


def _changes(event: AuditEvent) -> tuple[Change, ...]:
    labels = {name: str(field.label) for form in FORMS for name, field in form.base_fields.items() if field.label}
    return changes_of(event, labels | _labels())


def changes_of(event: AuditEvent, labels: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the fields that an event changed, with their labels; nothing for what was added, removed or moved."""
    if not event.before or not event.after or ".move_" in event.action:
        return ()
    return tuple(
        Change(labels.get(name, name), _written(event.before.get(name)), _written(after))
        for name, after in event.after.items()
        if event.before.get(name) != after
    )


def _labels() -> dict[str, str]:
    return {"budgets": _("Budget"), "kind": _("Slag av mål"), "finding": _("Slutsats")}


def _written(value: object) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return "; ".join(_written(row) for row in value)
    return {True: _("ja"), False: _("nej")}[value] if isinstance(value, bool) else str(value)
