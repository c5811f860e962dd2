"""Pages of the registers to read: the start, agreements, council, coordination, leadership, other planning."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.plan.clock import Step
from tryggve.web.followup.law_clock import clocks
from tryggve.web.followup.models import StepTaken
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.queries import plans_of
from tryggve.web.registers import queries
from tryggve.web.registers.forms import EndForm
from tryggve.web.registers.kinds import AGREEMENT, COORDINATION, COUNCIL, INFORMATION, LEADING, PLANNING
from tryggve.web.registers.models import Agreement, Council
from tryggve.web.registers.permissions import may_write
from tryggve.web.registers.shown import (
    ShownAgreement,
    ShownPoint,
    has_left,
    open_points,
    shown_agreement,
    shown_agreements,
)
from tryggve.web.registers.words import date_words, planning_words, span_words


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Show what is registered of the cooperation, with what asks for action first."""
    place, today = municipality_for(request.user), timezone.localdate()
    agreements = shown_agreements(queries.agreements_in(place), today=today)
    points = open_points(queries.action_points_in(place), today=today)
    council = queries.council_of(place)
    context = {
        "agreements": agreements,
        "points": points,
        "council": council,
        "coordination": queries.coordination_of(place),
        "information": queries.last_information(place, today=today),
        "leading": queries.leading_body_of(place),
        "plans": plans_of(request.user).filter(municipality=place).prefetch_related("other_planning"),
        "headline": _headline(agreements, points, council),
        "may_write": may_write(request.user, AGREEMENT),
    }
    return render(request, "registers/start.html", context | _council_dates(place, today))


@require_GET
@login_required
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements: those that ask for action first, those that ended last."""
    place, today = municipality_for(request.user), timezone.localdate()
    shown = shown_agreements(queries.agreements_in(place), today=today)
    context = {
        "agreements": shown,
        "in_force": sum(one.in_force for one in shown),
        "lacking": sum(one.in_force and not one.complete for one in shown),
        "may_write": may_write(request.user, AGREEMENT),
    }
    return render(request, "registers/agreements.html", context)


@require_GET
@login_required
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an agreement and what the law's 9 § asks of it."""
    found = queries.row_for(request.user, AGREEMENT, pk)
    assert isinstance(found, Agreement)
    return agreement_page(request, found, end_form=EndForm(initial={"on": f"{timezone.localdate()}"}))


def agreement_page(request: HttpRequest, found: Agreement, *, end_form: EndForm) -> HttpResponse:
    """Draw an agreement's page; with the form that ends it as it was filled in, where something was wrong there."""
    seen = set(plans_of(request.user).values_list("pk", flat=True))
    context = {
        "shown": shown_agreement(found, today=timezone.localdate()),
        "agreement": found,
        "plans": [plan for plan in found.plans.all() if plan.pk in seen],
        "may_write": may_write(request.user, AGREEMENT),
        "end_form": end_form,
        "over": found.ended is not None and found.ended <= timezone.localdate(),
    }
    return render(request, "registers/agreement.html", context, status=422 if end_form.is_bound else 200)


@require_GET
@login_required
def council(request: HttpRequest) -> HttpResponse:
    """Show the council: who leads it, who sits there, what was decided to do."""
    place, today = municipality_for(request.user), timezone.localdate()
    found = queries.council_of(place)
    members = queries.members_of(found) if found else []
    sitting = [member for member in members if not has_left(member, today=today)]
    context = {
        "council": found,
        "since": date_words(found.since) if found else "",
        "members": [(member, span_words(member.starts, member.ends)) for member in sitting],
        "former": [(m, span_words(m.starts, m.ends)) for m in members if has_left(m, today=today)],
        "not_leading": [member for member in sitting if member.outside and not member.leading],
        "meetings": queries.meetings_in(place),
        "points": open_points(queries.action_points_in(place), today=today),
        "may_write": may_write(request.user, COUNCIL),
    }
    return render(request, "registers/council.html", context | _council_dates(place, today))


@require_GET
@login_required
def coordination(request: HttpRequest) -> HttpResponse:
    """Show who coordinates, how they are reached, and what the inhabitants were told."""
    place = municipality_for(request.user)
    context = {
        "coordination": queries.coordination_of(place),
        "information": queries.information_in(place),
        "may_write": may_write(request.user, COORDINATION),
        "may_inform": may_write(request.user, INFORMATION),
    }
    return render(request, "registers/coordination.html", context)


@require_GET
@login_required
def leadership(request: HttpRequest) -> HttpResponse:
    """Show which body leads the work and when it reported to the council."""
    place, today = municipality_for(request.user), timezone.localdate()
    context = {
        "leading": queries.leading_body_of(place),
        "reports": StepTaken.objects.filter(municipality=place, step=Step.COUNCIL.value).order_by("-date", "-id"),
        "clock": next(clock for clock in clocks(place, today=today) if clock.step is Step.COUNCIL),
        "may_write": may_write(request.user, LEADING),
        "may_report": may(request.user, Right.REPORT_ALL),
    }
    return render(request, "registers/leadership.html", context)


@require_GET
@login_required
def planning(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what other planning a plan is tied to, or why it is not."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    words = planning_words()
    links = plan.other_planning.filter(removed_at__isnull=True)
    context = {
        "plan": plan,
        "links": [(link, words[link.kind]) for link in links],
        "reason": plan.why_apart.filter(removed_at__isnull=True).first(),
        "may_write": may_write(request.user, PLANNING),
    }
    return render(request, "registers/planning.html", context)


def _council_dates(place: str, today: dt.date) -> dict[str, object]:
    meetings = list(queries.meetings_in(place))
    coming = [meeting.date for meeting in meetings if meeting.date >= today]
    coming += [meeting.next_meeting for meeting in meetings if meeting.next_meeting and meeting.next_meeting >= today]
    held = next((meeting for meeting in meetings if meeting.date <= today), None)
    return {"next_meeting": min(coming, default=None), "last_meeting": held}


def _headline(agreements: list[ShownAgreement], points: list[ShownPoint], council: Council | None) -> str:
    late = sum(point.late for point in points)
    if late:
        text = ngettext(
            "En åtgärdspunkt från rådet är försenad", "%(count)d åtgärdspunkter från rådet är försenade", late
        )
        return text % {"count": late}
    lacking = sum(one.in_force and not one.complete for one in agreements)
    if lacking:
        text = ngettext(
            "En överenskommelse saknar det som lagen kräver",
            "%(count)d överenskommelser saknar det som lagen kräver",
            lacking,
        )
        return text % {"count": lacking}
    in_force = sum(one.in_force for one in agreements)
    if in_force:
        text = ngettext("En överenskommelse gäller", "%(count)s överenskommelser gäller", in_force)
        return text % {"count": in_force}
    return _("Ingen överenskommelse gäller nu") if agreements or council else _("Ingen samverkan är registrerad ännu")
