"""Who changed what in a situation picture, read from the audit events."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from tryggve.web.audit.models import AuditEvent
from tryggve.web.picture.differences import written
from tryggve.web.picture.models import Picture
from tryggve.web.picture.words import field_words, kind_words
from tryggve.web.plans.history import Change, HistoryEvent
from tryggve.web.plans.shown_claims import claim_sentence


def history_of(picture: Picture) -> list[HistoryEvent]:
    """Return what happened to a picture and its parts, the latest first."""
    name = f"picture {picture.pk}"
    events = AuditEvent.objects.filter(Q(object=name) | Q(object__startswith=f"{name} "))
    return [_told(event) for event in events.order_by("-id")]


def _told(event: AuditEvent) -> HistoryEvent:
    said = event.after or event.before
    name = claim_sentence(said["finding"]) if said.get("finding") else _name(said)
    return HistoryEvent(event.at, event.who, _what(event.action), name, _changes(event))


def _name(said: dict[str, object]) -> str:
    return next((str(said[key]) for key in ("title", "text", "source", "problem", "body") if said.get(key)), "")


def _what(action: str) -> str:
    whole = {
        "picture.create_picture": _("Lägesbilden skapades"),
        "picture.new_version": _("Ny version"),
        "picture.adopt": _("Fastställd"),
        "picture.link_priority": _("Kopplat till planen"),
        "picture.unlink_priority": _("Kopplingen till planen borttagen"),
    }
    if action in whole:
        return whole[action]
    verbs = {
        "add": _("Tillagt"),
        "save": _("Ändrat"),
        "remove": _("Borttaget"),
        "restore": _("Återställt"),
        "move": _("Flyttat"),
    }
    verb, _sep, kind = action.partition(".")[2].partition("_")
    return f"{verbs.get(verb, verb)}: {kind_words().get(kind, kind).lower()}"


def _changes(event: AuditEvent) -> tuple[Change, ...]:
    if not event.before or not event.after or not event.action.startswith("picture.save_"):
        return ()
    labels = field_words(event.action.removeprefix("picture.save_"))
    return tuple(
        Change(labels.get(name, name), written(name, event.before.get(name)), written(name, after))
        for name, after in sorted(event.after.items())  # PostgreSQL keeps no order of names
        if event.before.get(name) != after
    )
