"""What can be found of situation pictures, evaluations and cooperation: only in the reader's own municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.web.evaluation.queries import evaluations_of
from tryggve.web.followup.queries import periods_of
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.picture.models import Problem
from tryggve.web.picture.queries import pictures_of
from tryggve.web.picture.words import status_words
from tryggve.web.plans.plan_page import when_words
from tryggve.web.registers.queries import agreements_in, meetings_in
from tryggve.web.search.entry import Entry, Reader, sentences


def pictures(reader: Reader) -> Iterator[Entry]:
    """Return the situation pictures."""
    states = status_words()
    for picture in pictures_of(reader):
        said = (states[picture.status], when_words(picture.starts, picture.ends))
        yield Entry(
            title=picture.title,
            text=sentences(picture.mapping, picture.other_information, picture.analysis),
            words=_("lägesbild"),
            context=", ".join(part for part in said if part),
            address=reverse("picture:picture", kwargs={"pk": picture.pk}),
        )


def problems(reader: Reader) -> Iterator[Entry]:
    """Return the problems, with their causes."""
    living = Problem.objects.filter(removed_at__isnull=True, picture__in=pictures_of(reader))
    for problem in living.select_related("picture").prefetch_related("causes"):
        causes = [cause.text for cause in problem.causes.all() if cause.removed_at is None]
        yield Entry(
            title=problem.title,
            text=sentences(problem.description, problem.extent, problem.places, problem.consequences, *causes),
            context=problem.picture.title,
            address=reverse("picture:problem", kwargs={"pk": problem.pk}),
        )


def evaluations(reader: Reader) -> Iterator[Entry]:
    """Return the evaluations."""
    for evaluation in evaluations_of(reader):
        yield Entry(
            title=_("Utvärdering av %(plan)s") % {"plan": evaluation.plan.title},
            text=evaluation.summary,
            context=when_words(evaluation.starts, evaluation.ends),
            address=reverse("evaluation:evaluation", kwargs={"pk": evaluation.pk}),
        )


def periods(reader: Reader) -> Iterator[Entry]:
    """Return the reporting periods."""
    for period in periods_of(reader):
        yield Entry(
            title=period.name,
            words=f"{_('uppföljning')} {period.year}",
            context=period.plan.title,
            address=reverse("followup:period", kwargs={"pk": period.pk}),
        )


def cooperation(reader: Reader) -> Iterator[Entry]:
    """Return the agreements, and the council's meetings with their agenda and action points."""
    for municipality in sorted(municipalities_of(reader)):
        for agreement in agreements_in(municipality):
            parties = ", ".join([*(unit.name for unit in agreement.parties.all()), agreement.other_parties]).strip(", ")
            yield Entry(
                title=agreement.title,
                text=sentences(parties, agreement.purpose, agreement.areas.replace("\n", ", ")),
                context=_("Överenskommelse"),
                address=reverse("registers:agreement", kwargs={"pk": agreement.pk}),
            )
        for meeting in meetings_in(municipality).select_related("council").prefetch_related("agenda", "action_points"):
            agenda = [row.title for row in meeting.agenda.all() if row.removed_at is None]
            agreed = [row.title for row in meeting.action_points.all() if row.removed_at is None]
            day = date_format(meeting.date, "j F Y")
            yield Entry(
                title=_("%(council)s, möte %(day)s") % {"council": meeting.council.name, "day": day},
                text=sentences(*agenda, *agreed),
                context=_("Rådets möten"),
                address=reverse("registers:meeting", kwargs={"pk": meeting.pk}),
            )
