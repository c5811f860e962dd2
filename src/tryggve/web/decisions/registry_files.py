"""A plan's attachments on their way to the registry: under ``bilagor/`` in its ZIP, and as a list."""

from __future__ import annotations

from tryggve.web.files.actions import content_path
from tryggve.web.files.models import Attachment
from tryggve.web.files.queries import attachments_of
from tryggve.web.plans.models import Plan


def attached_to(plan: Plan) -> list[tuple[str, Attachment]]:
    """Return what is attached to a plan and to its case, each with its name in the ZIP.

    The names are numbered: two files may be called the same.
    """
    files = attachments_of(f"plan {plan.pk}", f"case {plan.pk}")
    return [(f"bilagor/{number:02d}-{file.name}", file) for number, file in enumerate(files, start=1)]


def contents(plan: Plan) -> dict[str, bytes]:
    """Return the attachments' bytes by their names in the ZIP; one that is gone from disk stands in the list only."""
    return {name: content_path(file).read_bytes() for name, file in attached_to(plan) if content_path(file).is_file()}


def listed(plan: Plan) -> list[dict[str, str]]:
    """Return what the registry's export says of each attachment."""
    return [
        {"Fil": name, "Beskrivning": file.note or file.alt, "Inlagd": file.uploaded_at.date().isoformat()}
        | {"Kontrollsumma SHA-256": file.sha256}
        for name, file in attached_to(plan)
    ]
