"""Files attached to agreements and meetings."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404
from django.urls import reverse

from tryggve.web.files.subjects import Subject, SubjectKind
from tryggve.web.registers.kinds import AGREEMENT, MEETING, Kind, municipality_of
from tryggve.web.registers.models import Meeting
from tryggve.web.registers.permissions import may_write
from tryggve.web.registers.queries import row_for
from tryggve.web.registers.words import meeting_title


def _find(user: User | AnonymousUser, kind: Kind, pk: int) -> Subject | None:
    try:
        row = row_for(user, kind, pk)
    except Http404:
        return None
    return Subject(
        key=f"{kind.name} {pk}",
        municipality=municipality_of(row),
        title=meeting_title(row) if isinstance(row, Meeting) else str(row),
        address=reverse(f"registers:{kind.name}", kwargs={"pk": pk}),
        may_write=may_write(user, kind),
    )


AGREEMENT_FILES = SubjectKind(name="agreement", word="overenskommelse", find=lambda u, pk: _find(u, AGREEMENT, pk))
MEETING_FILES = SubjectKind(name="meeting", word="mote", find=lambda u, pk: _find(u, MEETING, pk))
