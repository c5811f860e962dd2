"""A meeting's minutes as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.publish.blocks import Block, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms import Area
from tryggve.web.registers.kinds import ACTION, AGENDA
from tryggve.web.registers.models import Meeting
from tryggve.web.registers.queries import earlier_points, living
from tryggve.web.registers.shown import ShownPoint, shown_points


def minutes_document(meeting: Meeting, *, place: Area, language: Language, today: dt.date) -> Document:
    """Return the minutes of a meeting: facts, the agenda with its notes, and what is to be done.

    Before the meeting it is the agenda, with what earlier meetings left open.
    """
    coming = meeting.date > today
    return Document(
        title=_("%(council)s, %(day)s") % {"council": meeting.council.name, "day": date_format(meeting.date, "j F Y")},
        language=language,
        author=_("%(name)s kommun") % {"name": place.name},
        made=meeting.date,
        kicker=_("Dagordning") if coming else _("Minnesanteckningar"),
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
        if place.made_up
        else "",
        blocks=(Facts(tuple(_facts(meeting))), *_agenda(meeting, coming=coming), *_actions(meeting, coming=coming)),
    )


def _facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield _("Dag"), date_format(meeting.date, "j F Y")
    if meeting.place:
        yield _("Plats"), meeting.place
    if meeting.present:
        yield _("Närvarande"), meeting.present
    if meeting.next_meeting:
        yield _("Nästa möte"), date_format(meeting.next_meeting, "j F Y")


def _agenda(meeting: Meeting, *, coming: bool) -> Iterator[Block]:
    points = living(AGENDA, meeting.council.municipality).filter(meeting=meeting)
    for number, point in enumerate(points, start=1):
        yield Heading(1, f"{number}. {point.title}")
        if point.notes.strip() or not coming:
            yield Paragraph(point.notes if point.notes.strip() else _("Inget är antecknat."))


def _actions(meeting: Meeting, *, coming: bool) -> Iterator[Block]:
    # As on the day of the meeting: minutes do not change with what was done later.
    left = shown_points(earlier_points(meeting), today=meeting.date)
    if left:
        yield Heading(1, _("Kvar från tidigare möten"))
        yield _table(left)
    points = living(ACTION, meeting.council.municipality).filter(meeting=meeting).select_related("unit")
    shown = sorted(shown_points(points, today=meeting.date), key=lambda one: one.point.pk)
    if coming and not shown:
        return
    yield Heading(1, _("Åtgärdspunkter"))
    yield _table(shown) if shown else Paragraph(_("Inga åtgärdspunkter."))


def _table(shown: list[ShownPoint]) -> TableBlock:
    return TableBlock(
        caption=_("Vem som gör vad, och när det ska vara klart"),
        head=(_("Vad som ska göras"), _("Ansvarig"), _("Klart senast")),
        rows=tuple(_row(one) for one in shown),
    )


def _row(one: ShownPoint) -> tuple[str, str, str]:
    return one.point.title, one.who or "–", one.when or "–"
