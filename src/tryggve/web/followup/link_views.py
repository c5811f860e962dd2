"""Reporting by a personal link, and the calendar by a secret address: pages that need no account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tryggve.plan.icalendar import calendar_text
from tryggve.web.followup import reporting
from tryggve.web.followup.law_clock import dates_of, home_of
from tryggve.web.followup.models import CalendarAddress, ReportingLink
from tryggve.web.followup.policies import link_works, state_of, takes_reports
from tryggve.web.followup.queries import PeriodView, expected, periods_of, rows_of, view_of
from tryggve.web.followup.tokens import token_hash
from tryggve.web.followup.views import tell_saved
from tryggve.web.mistakes import language_now


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the activities of the link's unit, and nothing else, and take the report."""
    link = _link(token)
    if link is None:
        return _unlisted(render(request, "followup/link_ended.html", status=404))
    today = timezone.localdate()
    bound = request.POST if request.method == "POST" else None
    own = {link.unit_id}
    rows = rows_of(link.period, expected(link.period, units=own), today=today)
    forms = reporting.forms_of(rows, period=link.period, data=bound, own=own)
    if bound is not None:
        # Marked, so that a link made out to an account's name is never taken for the account.
        who = f"{link.name[:140]} (länk)"
        saved = reporting.save(forms, period=link.period, by=who, today=today, way="link")
        if saved is not None:
            tell_saved(request, saved)
            return _unlisted(redirect("followup:by_link", token=token))
        fresh = rows_of(link.period, expected(link.period, units=own), today=today)
        forms = reporting.forms_of(fresh, period=link.period, data=bound, own=own)
    shown = PeriodView(link.period, state_of(link.period, today=today), rows)
    context = {
        "view": shown,
        "asked": shown,
        "link": link,
        "period": link.period,
        "forms": forms,
        "saved": reporting.just_saved(request.session, rows, period=link.period),
        "faulty": [form for form in forms if form.is_bound and form.errors],
        "takes_reports": takes_reports(link.period, today=today),
        # Who has no account is here to report: on a phone the search and the menu would fill the screen first.
        "plain_top": not request.user.is_authenticated,
    }
    return _unlisted(render(request, "followup/by_link.html", context, status=422 if bound else 200))


@never_cache
@login_not_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Send a person's dates: their periods, and the law's clocks to whoever keeps them."""
    found = CalendarAddress.objects.select_related("user").filter(
        token_hash=token_hash(request.GET.get("nyckel", "")), user__is_active=True
    )
    address = found.first()
    if address is None:
        raise Http404
    user, now = address.user, timezone.now()
    today = timezone.localdate()
    views = [view_of(period, user, today=today) for period in periods_of(user)]
    items, home = dates_of(user, views, today=today), home_of(user)
    text = calendar_text(
        items, name=_("Trygghetsarbetet"), language=language_now(), stamp=now, domain=f"{home or 'all'}.tryggve"
    )
    return _unlisted(HttpResponse(text, content_type="text/calendar; charset=utf-8"))


def _link(token: str) -> ReportingLink | None:
    """Return the link that a token opens; a wrong, an ended and a locked one are told apart by nothing."""
    links = ReportingLink.objects.select_related("period__plan", "unit")
    link = links.filter(token_hash=token_hash(token)).first()
    return link if link and link_works(link) else None


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
