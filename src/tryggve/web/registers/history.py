"""Who changed what in the registers, read from the audit events."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.history import Change, HistoryEvent
from tryggve.web.registers.form_choice import labels
from tryggve.web.registers.kinds import about, kind_of
from tryggve.web.registers.models import Row
from tryggve.web.registers.told_words import said
from tryggve.web.registers.words import kind_words


def history_of(row: Row) -> list[HistoryEvent]:
    """Return what happened to a row and to what it holds, the latest first."""
    own = f"{kind_of(row).name} {row.pk}"
    of_it = Q(object=about(row)) | Q(object__startswith=f"{own} ")
    known = labels() | {
        "done": _("Klart"),
        "ended": _("Slutar gälla"),
        "ended_when": _("Slutar gälla"),
        "ended_why": _("Varför"),
    }
    return [_told(event, known) for event in AuditEvent.objects.filter(of_it).order_by("-id")]


def _told(event: AuditEvent, labels: Mapping[str, str]) -> HistoryEvent:
    content = event.after or event.before
    called = next((name for name in ("title", "name", "date", "reason") if content.get(name)), "")
    name = said(called, content[called]) if called else ""
    return HistoryEvent(event.at, event.who, _what(event.action), name, _changes(event, labels))


def _changes(event: AuditEvent, labels: Mapping[str, str]) -> tuple[Change, ...]:
    before, now = event.before or {}, event.after or {}
    if ".move_" in event.action:
        return ()
    return tuple(
        Change(labels[name], said(name, before[name]), said(name, after))
        for name, after in now.items()
        # A day that is only sorted by is not told beside what is known.
        if name in labels and name in before and before[name] != after and f"{name}_when" not in now
    )


def _what(action: str) -> str:
    room, _dot, rest = action.partition(".")
    verb, _sep, kind = rest.partition("_")
    verbs = {
        "add": _("Nytt"),
        "attach": _("Nytt"),
        "save": _("Ändrat"),
        "remove": _("Borttaget"),
        "restore": _("Återställt"),
        "move": _("Flyttat"),
        "end": _("Avslutat"),
        "resume": _("Gäller igen"),
        "finish": _("Klart"),
        "reopen": _("Inte klart"),
    }
    words = kind_words()["attachment" if room == "files" else kind]
    return f"{verbs.get(verb, _('Ändrat'))}: {words.lower()}"
