"""Two who write the same part: what differs, field by field, and whose words are suggested."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleField:
    """A field that differs (Sv: fält som skiljer); ``touched`` where the second writer seems to have changed it."""

    name: str
    label: str
    theirs: str
    yours: str
    touched: bool


def touched(part: Part, name: str, *, yours: object) -> bool:
    """Tell whether the second writer changed a field: it does not say what it said before the first one's change."""
    for event in AuditEvent.objects.filter(object=about(part)).order_by("-id"):
        was = event.before.get(name)
        if name in event.before and was != event.after.get(name):
            return bool(was != yours)
    return True
