"""Pages of a meeting: agenda, notes and action points, and its minutes as a page and as a PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tryggve.publish.html_blocks import to_html
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms import Area, slug
from tryggve.terms.places import find_place
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.registers.kinds import ACTION, AGENDA, MEETING
from tryggve.web.registers.minutes import minutes_document
from tryggve.web.registers.models import Meeting
from tryggve.web.registers.permissions import finishable, may_write
from tryggve.web.registers.queries import earlier_points, living, row_for
from tryggve.web.registers.shown import open_points, shown_points
from tryggve.web.registers.words import meeting_title


@require_GET
@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting with what may be written of it."""
    found, today = _meeting(request, pk), timezone.localdate()
    place = found.council.municipality
    points = shown_points(living(ACTION, place).filter(meeting=found).select_related("unit"), today=today)
    finished_by = finishable(request.user, [point.point for point in points])
    context = {
        "meeting": found,
        "title": meeting_title(found),
        "coming": found.date > today,
        "agenda": living(AGENDA, place).filter(meeting=found),
        "points": [(point, point.point.pk in finished_by) for point in points],
        "earlier": open_points(earlier_points(found), today=today),
        "may_write": may_write(request.user, MEETING),
    }
    return render(request, "registers/meeting.html", context)


@require_GET
@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting's minutes as one page to read and print."""
    found = _meeting(request, pk)
    document = minutes_document(found, place=_place(found), language=language_now(), today=timezone.localdate())
    context = {"meeting": found, "title": document.title, "kicker": document.kicker, "document": to_html(document)}
    return render(request, "registers/minutes.html", context)


@require_GET
@login_required
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a meeting's minutes as an accessible PDF."""
    found = _meeting(request, pk)
    document = minutes_document(found, place=_place(found), language=language_now(), today=timezone.localdate())
    response = HttpResponse(to_pdf(document), content_type="application/pdf")
    name = slug(document.kicker)
    response["Content-Disposition"] = f'inline; filename="{name}-{found.date:%Y-%m-%d}.pdf"'
    return response


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    found = row_for(request.user, MEETING, pk)
    assert isinstance(found, Meeting)
    return found


def _place(meeting: Meeting) -> Area:
    return find_place(meeting.council.municipality) or own_place()
