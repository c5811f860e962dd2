"""Two who write the same part at once: which fields each of them changed, so that only a true clash is a clash."""

from __future__ import annotations

from collections.abc import Mapping

from tryggve.web.audit.models import AuditEvent
from tryggve.web.picture.parts import about, kind_of
from tryggve.web.plans.models import Part
from tryggve.web.plans.parts import as_told

_RAISES_REVISION = ("save", "remove", "restore")


def told_at(part: Part, revision: int) -> Mapping[str, object] | None:
    """Return what a part said at an earlier revision, read from the log; None where the log cannot say."""
    name, later = kind_of(part).name, part.revision - revision
    actions = [f"picture.{verb}_{name}" for verb in _RAISES_REVISION]
    events = AuditEvent.objects.filter(object=about(part), action__in=actions).order_by("-id")
    since = list(events[:later]) if later > 0 else []
    if not since or len(since) < later:
        return None
    said: Mapping[str, object] = since[-1].before or since[-1].after
    return said


def written_by_you(values: Mapping[str, object], shown: Mapping[str, object] | None) -> dict[str, object]:
    """Return the values that differ from what the form was filled with; all where that is not known."""
    return {name: value for name, value in values.items() if shown is None or as_told(value) != shown.get(name)}


def clashing(
    values: Mapping[str, object], *, shown: Mapping[str, object] | None, now: Mapping[str, object]
) -> dict[str, object]:
    """Return those of your values whose fields somebody else has changed too."""
    return {name: value for name, value in values.items() if shown is None or now.get(name) != shown.get(name)}
