"""The overview and a period's page, where owners report and the coordinator sees what is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.plan.rollup import By, RollUp, Weight, roll_up
from tryggve.web.followup import books, reporting
from tryggve.web.followup.book_views import Recipient, recipients
from tryggve.web.followup.corrections import corrections
from tryggve.web.followup.forms import LinkForm, NoteForm, StepForm, offer
from tryggve.web.followup.goal_answers import own_goals, waiting
from tryggve.web.followup.law_clock import clocks, dates_of, home_of
from tryggve.web.followup.models import CalendarAddress, MailedBook, WeeklyMail
from tryggve.web.followup.permissions import own_units, sees_all
from tryggve.web.followup.policies import PeriodState, takes_reports
from tryggve.web.followup.queries import PeriodView, Row, periods_of, to_follow_up, view_of
from tryggve.web.followup.report_form import ReportForm
from tryggve.web.followup.wheel import wheel_of
from tryggve.web.followup.words import weight_word
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right

NO_OWNER = "0"


@dataclass(frozen=True, slots=True)
class Book:
    """A unit's workbook on the coordinator's page: whom it may be mailed to, and when it last was."""

    unit: Unit
    recipients: list[Recipient]
    mailed: MailedBook | None


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is reported, what is late, the year's money and the law's clocks."""
    return overview_page(request, step_form=StepForm())


def overview_page(request: HttpRequest, *, step_form: StepForm) -> HttpResponse:
    """Show the overview with a form for a step of the law's clocks, empty or as it was sent."""
    today = timezone.localdate()
    shown = [view_of(period, request.user, today=today) for period in periods_of(request.user)]
    current = next((view for view in shown if view.state is not PeriodState.UPCOMING), None)
    home, to_answer = home_of(request.user), own_goals(request.user, today=today)
    context = {
        "periods": shown,
        "current": current,
        "own": sorted(own_units(request.user, today=today)),
        "manages": may(request.user, Right.REPORT_ALL),
        "has_plan": to_follow_up(request.user).exists(),
        "sees_all": sees_all(request.user),
        "only_own": not sees_all(request.user),
        "clocks": clocks(home, today=today) if home else (),
        "step_form": step_form,
        "calendar": CalendarAddress.objects.filter(user__username=request.user.get_username()).first(),
        "years": _years(shown, weight_of(request)),
        "with_late": [view for view in shown if view.late and view.state is PeriodState.CLOSED],
        "wheel": wheel_of(dates_of(request.user, shown, today=today), today=today),
        "goals": bool(to_answer),
        "waiting_goals": len(waiting(to_answer, today=today)),
        "mail_language": _mail_language(request),
        **sums(current, weight=weight_of(request)),
    }
    return render(request, "followup/overview.html", context, status=422 if step_form.is_bound else 200)


def sums(view: PeriodView | None, *, weight: Weight) -> dict[str, object]:
    """Return a period's roll-ups for a page, with the choice of weights."""
    if view is None or not view.rows:
        return {}
    lines = [row.line for row in view.rows]
    return {
        "total": roll_up(lines, weight=weight)[0],
        "by_unit": roll_up(lines, by=By.UNIT, weight=weight),
        "by_priority": roll_up(lines, by=By.PRIORITY, weight=weight),
        "weight": weight,
        "weights": [(one.value, weight_word(one), one is weight) for one in Weight],
    }


def weight_of(request: HttpRequest) -> Weight:
    """Return the weights that the address asks for; equal where it says nothing."""
    return Weight.BUDGET if request.GET.get("vikt") == Weight.BUDGET.value else Weight.EQUAL


def _mail_language(request: HttpRequest) -> str:
    chosen = WeeklyMail.objects.filter(user__username=request.user.get_username()).first()
    return chosen.language if chosen and chosen.language else "sv"


def _years(shown: list[PeriodView], weight: Weight) -> tuple[RollUp, ...]:
    """Return one roll-up a year, from the newest begun period of each plan and year; nothing for a single year."""
    newest: dict[tuple[int, int], PeriodView] = {}
    for view in shown:
        if view.state is not PeriodState.UPCOMING:
            newest.setdefault((view.period.plan_id, view.period.budget_year), view)
    found = roll_up([row.line for view in newest.values() for row in view.rows], by=By.YEAR, weight=weight)
    return tuple(sorted(found, key=lambda total: total.key)) if len(found) > 1 else ()


@login_required
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a period: one's own activities to report on, or all of them to whoever sees all."""
    today = timezone.localdate()
    shown = view_of(get_object_or_404(periods_of(request.user), pk=pk), request.user, today=today)
    rows = _to_report(request, shown, today)
    own = own_units(request.user, today=today)
    bound = request.POST if request.method == "POST" else None
    forms = reporting.forms_of(rows, period=shown.period, data=bound, own=own)
    if bound is not None:
        saved = _saved(request, shown, forms, today)
        if saved is not None:
            return saved
        # Read again: what another reported meanwhile is shown beside what was written here.
        fresh = view_of(shown.period, request.user, today=today)
        forms = reporting.forms_of(_to_report(request, fresh, today), period=shown.period, data=bound, own=own)
    return render(request, "followup/period.html", _context(request, shown, forms), status=422 if bound else 200)


def _saved(request: HttpRequest, shown: PeriodView, forms: list[ReportForm], today: dt.date) -> HttpResponse | None:
    if not forms:
        raise PermissionDenied
    by, manages = request.user.get_username(), may(request.user, Right.REPORT_ALL)
    saved = reporting.save(forms, period=shown.period, by=by, today=today, manages=manages)
    if saved is None:
        return None
    tell_saved(request, saved)
    return redirect(_address(shown, request.GET.get("enhet", "")))


def tell_saved(request: HttpRequest, saved: list[int]) -> None:
    """Let the next page tell what was saved."""
    if saved:
        reporting.keep_saved(request.session, saved)
    else:
        messages.success(request, _("Inget var ändrat, så inget är sparat."))


def _to_report(request: HttpRequest, shown: PeriodView, today: dt.date) -> list[Row]:
    """Return the rows of the chosen unit, or of one's own."""
    own = own_units(request.user, today=today)
    chosen = request.GET.get("enhet", "")
    if not chosen:
        return [row for row in shown.rows if row.activity.owner_id in own]
    rows = [row for row in shown.rows if str(row.activity.owner_id or NO_OWNER) == chosen]
    if not rows:
        raise Http404
    if not (may(request.user, Right.REPORT_ALL) or rows[0].activity.owner_id in own):
        raise PermissionDenied
    return rows


def _context(request: HttpRequest, shown: PeriodView, forms: list[ReportForm]) -> dict[str, object]:
    today = timezone.localdate()
    link_form = LinkForm(prefix="link")
    offer(link_form, "unit", units_of(request.user).filter(pk__in=[row.activity.owner_id for row in shown.rows]))
    chosen = request.GET.get("enhet", "")
    return {
        "view": shown,
        "state": shown.state,
        "asked": replace(shown, rows=tuple(form.row for form in forms)),
        "period": shown.period,
        "takes_reports": takes_reports(shown.period, today=today),
        "forms": forms,
        "saved": reporting.just_saved(request.session, shown.rows, period=shown.period),
        "faulty": [form for form in forms if form.is_bound and form.errors],
        "chosen": forms[0].row.activity.owner if chosen and forms else None,
        "only_forms": bool(chosen),
        "manages": may(request.user, Right.REPORT_ALL) and not chosen,
        "sees_all": sees_all(request.user),
        "links": shown.period.links.select_related("unit").order_by("-made_at"),
        "link_form": link_form,
        "reopen_form": NoteForm(),
        "own_units": sorted(own_units(request.user, today=today)),
        "corrections": corrections(shown.period, shown.rows),
        "books": _books(shown, today) if may(request.user, Right.REPORT_ALL) and not chosen else (),
        **sums(shown, weight=weight_of(request)),
    }


def _books(shown: PeriodView, today: dt.date) -> list[Book]:
    mailed: dict[int, MailedBook] = {one.unit_id: one for one in shown.period.mailed_books.all()}
    return [Book(unit, recipients(unit, on=today), mailed.get(unit.pk)) for unit in books.units_in(shown.rows)]


def _address(shown: PeriodView, chosen: str) -> str:
    address = reverse("followup:period", kwargs={"pk": shown.period.pk})
    return f"{address}?enhet={chosen}" if chosen else address
