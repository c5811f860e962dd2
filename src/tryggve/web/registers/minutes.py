"""A meeting's minutes as a document."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.publish.blocks import Block, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms import Area
from tryggve.web.registers.kinds import ACTION, AGENDA
from tryggve.web.registers.models import Meeting
from tryggve.web.registers.queries import living
from tryggve.web.registers.shown import ShownPoint, shown_points


def minutes_document(meeting: Meeting, *, place: Area, language: Language) -> Document:
    """Return the minutes of a meeting: facts, the agenda with its notes, and what is to be done."""
    return Document(
        title=_("%(council)s, %(day)s") % {"council": meeting.council.name, "day": date_format(meeting.date, "j F Y")},
        language=language,
        author=_("%(name)s kommun") % {"name": place.name},
        made=meeting.date,
        kicker=_("Minnesanteckningar"),
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
        if place.made_up
        else "",
        blocks=(Facts(tuple(_facts(meeting))), *_agenda(meeting), *_actions(meeting)),
    )


def _facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield _("Dag"), date_format(meeting.date, "j F Y")
    if meeting.place:
        yield _("Plats"), meeting.place
    if meeting.present:
        yield _("Närvarande"), meeting.present
    if meeting.next_meeting:
        yield _("Nästa möte"), date_format(meeting.next_meeting, "j F Y")


def _agenda(meeting: Meeting) -> Iterator[Block]:
    points = living(AGENDA, meeting.council.municipality).filter(meeting=meeting)
    for number, point in enumerate(points, start=1):
        yield Heading(1, f"{number}. {point.title}")
        yield Paragraph(point.notes if point.notes.strip() else _("Inget är antecknat."))


def _actions(meeting: Meeting) -> Iterator[Block]:
    points = living(ACTION, meeting.council.municipality).filter(meeting=meeting).select_related("unit")
    # As on the day of the meeting: minutes do not change with what was done later.
    shown = sorted(shown_points(points, today=meeting.date), key=lambda one: one.point.pk)
    yield Heading(1, _("Åtgärdspunkter"))
    if not shown:
        yield Paragraph(_("Inga åtgärdspunkter."))
        return
    yield TableBlock(
        caption=_("Vad som ska göras"),
        head=(_("Vad som ska göras"), _("Ansvarig"), _("Klart senast")),
        rows=tuple(_row(one) for one in shown),
    )


def _row(one: ShownPoint) -> tuple[str, str, str]:
    return one.point.title, one.who or "–", one.when or "–"
