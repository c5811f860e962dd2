"""What is not done when a plan is about to be adopted; it is told, and nothing of it stops the council's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.dates import known_words
from tryggve.web.decisions.queries import unmet
from tryggve.web.evaluation.models import Design
from tryggve.web.mistakes import language_now
from tryggve.web.plans.missing import Gap, gaps
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.plan_page import plan_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """What is left in a case, each with where it is mended (Sv: det som återstår)."""

    case: tuple[Gap, ...]
    plan: tuple[Gap, ...]


def outstanding(plan: Plan, *, date: dt.date, when: str = "") -> Outstanding:
    """Return what a plan lacks when it is adopted; ``date`` and ``when`` are as ``Decision`` has them."""
    case = (*_answers(plan), *_early(plan, date=date, when=when), *_designs(plan))
    return Outstanding(case=case, plan=tuple(gaps(plan_page(plan))))


def _answers(plan: Plan) -> Iterator[Gap]:
    for row in plan.consultations.filter(answered__isnull=True).select_related("unit"):
        told = {"name": row.unit.name, "day": _day(row.due)}
        yield Gap(_("%(name)s har inte svarat på remissen, svar senast %(day)s") % told, _consultation(plan))
    for row in unmet([plan]):
        text = _("Svaret från %(name)s är inte bemött, och det kan inte göras efteråt") % {"name": row.unit.name}
        yield Gap(text, reverse("decisions:respond", kwargs={"pk": row.pk}))


def _early(plan: Plan, *, date: dt.date, when: str) -> Iterator[Gap]:
    ends = max((row.answered or row.due for row in plan.consultations.all()), default=None)
    if ends is not None and date < ends:
        told = {"date": known_words(date, when, language_now()), "ends": _day(ends)}
        yield Gap(_("Beslutet är daterat %(date)s, innan remissen var avslutad %(ends)s") % told, _consultation(plan))


def _designs(plan: Plan) -> Iterator[Gap]:
    goals = Goal.objects.filter(priority__plan=plan, removed_at__isnull=True, priority__removed_at__isnull=True)
    measured = goals.exclude(indicator="")
    lacking = measured.count() - Design.objects.filter(goal__in=measured).count()
    if lacking:
        text = ngettext(
            "%(count)d mål med indikator saknar utvärderingsdesign, och den kan inte skrivas efteråt",
            "%(count)d mål med indikator saknar utvärderingsdesign, och den kan inte skrivas efteråt",
            lacking,
        )
        yield Gap(text % {"count": lacking}, reverse("evaluation:designs", kwargs={"pk": plan.pk}))


def _consultation(plan: Plan) -> str:
    return reverse("decisions:case", kwargs={"plan": plan.pk}) + "#remiss"


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
