"""The start page."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tryggve.web.followup.law_clock import home_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.start.duties import duties_of
from tryggve.web.start.duty import Duty
from tryggve.web.start.first_steps import first_steps
from tryggve.web.start.help import Job
from tryggve.web.start.news import happenings, next_steps, plan_news, since_of

SHOWN = 6


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits for a person and what is new; who works nowhere here is shown the overview."""
    user = cast(User, request.user)
    if not home_of(user):
        return redirect("situation:overview")
    today = timezone.localdate()
    since = since_of(user, now=timezone.now())
    duties, first = duties_of(user, today=today), first_steps(user)
    context = {
        "headline": _headline(duties, first),
        "first": first,
        "late": [duty for duty in duties if duty.late],
        "waiting": [duty for duty in duties if not duty.late],
        "news": plan_news(user, since=since),
        "happenings": happenings(user, since=since),
        "since": since,
        "steps": next_steps(user, today=today),
        "shown": f":{SHOWN}",
        "limit": SHOWN,
        "imports": may(user, Right.IMPORT),
        "today": today,
    }
    return render(request, "start/start.html", context)


def _headline(duties: list[Duty], first: list[Job]) -> str:
    late = sum(duty.late for duty in duties)
    if not duties and first:
        text = ngettext(
            "%(count)d steg kvar innan arbetet är i gång", "%(count)d steg kvar innan arbetet är i gång", len(first)
        )
        return text % {"count": len(first)}
    if not duties:
        return _("Inget väntar på dig just nu")
    if not late:
        text = ngettext("%(count)d sak väntar på dig", "%(count)d saker väntar på dig", len(duties))
        return text % {"count": len(duties)}
    text = ngettext("%(late)d sak är sen", "%(late)d saker är sena", late) % {"late": late}
    if late == len(duties):
        return text
    rest = ngettext("%(count)d till väntar på dig", "%(count)d till väntar på dig", len(duties) - late)
    return _("%(late)s, %(rest)s") % {"late": text, "rest": rest % {"count": len(duties) - late}}
