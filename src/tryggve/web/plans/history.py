"""Who changed what in a plan, read from the audit events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.event_words import event_words
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import KINDS
from tryggve.web.plans.shown_claims import claim_sentence
from tryggve.web.plans.told_words import value_words
from tryggve.web.plans.words import field_label, kind_words, known_labels
from tryggve.web.swedish import swedish_key


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


def history_of(plan: Plan, *, about: str = "") -> list[HistoryEvent]:
    """Return what happened to a plan and its parts, or to one part (``goal 12``), the latest first."""
    if about:
        found = Q(object=f"plan {plan.pk} {about}")
    else:
        found = Q(object=f"plan {plan.pk}") | Q(object__startswith=f"plan {plan.pk} ")
    return [_told(event) for event in AuditEvent.objects.filter(found).order_by("-id")]


def parts_with_history(plan: Plan) -> list[tuple[str, str]]:
    """Return the parts that the log knows of, each with its key (``goal 12``) and what it was last called."""
    names: dict[str, str] = {}
    start = f"plan {plan.pk} "
    for event in AuditEvent.objects.filter(object__startswith=start).order_by("id"):
        key = event.object.removeprefix(start)
        name = _name(event)
        if key.partition(" ")[0] in KINDS and name:
            names[key] = f"{kind_words()[key.partition(' ')[0]]}: {Truncator(name).chars(60)}"
    return sorted(names.items(), key=lambda pair: swedish_key(pair[1]))


def _told(event: AuditEvent) -> HistoryEvent:
    verb, _sep, kind = event.action.partition(".")[2].partition("_")
    what = event_words(event.action, verb=verb, kind=kind)
    return HistoryEvent(event.at, event.who, what, _name(event), _changes(event))


def _name(event: AuditEvent) -> str:
    said = event.after or event.before
    if event.action == "plans.import":
        words = {"new": len(said.get("new", ())), "changed": len(said.get("changed", ()))}
        return _("%(new)d nya och %(changed)d ändrade rader") % words
    if said.get("finding"):
        return claim_sentence(said["finding"])
    return str(said.get("title") or said.get("text") or "")


def _changes(event: AuditEvent) -> tuple[Change, ...]:
    if "order" in event.after:
        return ()
    found = changes_of(event, {})
    if event.action.startswith("plans."):
        return found
    # Another room's event has fields of its own, which that room shows in its words; here stands what the plan knows.
    own = known_labels() - {field_label("kind")}
    return tuple(change for change in found if change.label in own)


def changes_of(event: AuditEvent, labels: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the fields that an event changed, with their labels; nothing for what was added, removed or moved."""
    if not event.before or not event.after or ".move_" in event.action:
        return ()
    return tuple(
        Change(
            labels.get(name) or field_label(name), value_words(name, event.before.get(name)), value_words(name, after)
        )
        for name, after in sorted(event.after.items())  # PostgreSQL keeps no order of names
        if event.before.get(name) != after
    )
