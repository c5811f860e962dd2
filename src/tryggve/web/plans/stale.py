"""Two who write the same part: what differs, field by field, and whose words are suggested."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Part
from tryggve.web.plans.parts import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleField:
    """A field that differs (Sv: fält som skiljer); ``touched`` where the second writer seems to have changed it."""

    name: str
    label: str
    theirs: str
    yours: str
    touched: bool


def touched(part: Part, name: str, *, yours: object, steps: int) -> bool:
    """Tell whether the second writer changed a field: it does not say what it said before the first one's change.

    ``steps`` is how many times the part was saved since the second one opened the form.
    """
    verbs = [f"plans.{verb}_{kind_of(part).name}" for verb in ("save", "undo", "remove", "restore")]
    events = AuditEvent.objects.filter(object=about(part), action__in=verbs).order_by("-id")[:steps]
    said = [
        event.before[name] for event in events if name in event.before and event.before[name] != event.after.get(name)
    ]
    return not said or said[-1] != yours
