"""What waits for a person, by what the person's role may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain

from django.contrib.auth.models import User
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.clock import State
from tryggve.plan.dates import from_code
from tryggve.plan.status import PlanStatus
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.followup.goal_answers import own_goals, waiting
from tryggve.web.followup.law_clock import clocks, home_of
from tryggve.web.followup.permissions import own_units
from tryggve.web.followup.queries import PeriodView, periods_of, view_of
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import municipality_for, people_of, units_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.missing import gaps, gaps_headline
from tryggve.web.plans.plan_page import plan_page
from tryggve.web.plans.queries import plans_of
from tryggve.web.start.decision_duties import decision_duties
from tryggve.web.start.duty import Duty, in_order
from tryggve.web.start.register_duties import register_duties

ONE_BY_ONE = 4  # so many activities stand for themselves; more become one line
DRAFTS = 3  # of so many drafts, those that have come the furthest, it is told what they lack
_FURTHEST_FIRST = (PlanStatus.PROPOSED, PlanStatus.CONSULTATION, PlanStatus.DRAFT)


def duties_of(user: User, *, today: dt.date) -> list[Duty]:
    """Return what waits for a person, the first due first."""
    by_right = (duty for right, found in _BY_RIGHT.items() if may(user, right) for duty in found(user, today))
    return in_order(chain(by_right, decision_duties(user, today), register_duties(user, today)))


def _reports(user: User, today: dt.date) -> Iterator[Duty]:
    own, coordinates = own_units(user, today=today), may(user, Right.REPORT_ALL)
    if not own and not coordinates:
        return
    for period in periods_of(user).filter(locked_at__isnull=True, opens__lte=today):
        view = view_of(period, user, today=today)
        yield from _own_reports(view, own)
        if coordinates:
            yield from _late_of_others(view, own)


def _unanswered(user: User, today: dt.date) -> Iterator[Duty]:
    late = waiting(own_goals(user, today=today), today=today)
    if not late:
        return
    text = ngettext("%(count)d mål väntar på ert svar", "%(count)d mål väntar på ert svar", len(late))
    only = reverse("followup:answer_goal", kwargs={"pk": late[0].pk})
    yield Duty(
        text=text % {"count": len(late)},
        address=only if len(late) == 1 else reverse("followup:goals"),
        day=from_code(late[0].deadline).last,
        late=True,
        detail=", ".join(goal.title for goal in late[:ONE_BY_ONE]),
    )


def _own_reports(view: PeriodView, own: frozenset[int]) -> Iterator[Duty]:
    waiting = [row for row in view.rows if row.activity.owner_id in own and not row.line.reported]
    address, closes = reverse("followup:period", kwargs={"pk": view.period.pk}), view.period.closes
    late = any(row.late for row in waiting)
    if len(waiting) > ONE_BY_ONE:
        text = _("Rapportera %(count)d aktiviteter") % {"count": len(waiting)}
        yield Duty(text=text, address=address, day=closes, late=late, detail=view.period.name)
        return
    for row in waiting:
        returned = row.latest is not None and row.latest.returned_at is not None
        text = _("Rapportera igen: %(name)s") if returned else _("Rapportera: %(name)s")
        detail = row.latest.returned_note if returned and row.latest else view.period.name
        yield Duty(
            text=text % {"name": row.activity.title}, address=address, day=closes, late=bool(row.late), detail=detail
        )


def _late_of_others(view: PeriodView, own: frozenset[int]) -> Iterator[Duty]:
    late = [row for row in view.late if row.activity.owner_id not in own]
    if not late:
        return
    text = ngettext(
        "%(count)d aktivitet hos andra är inte rapporterad",
        "%(count)d aktiviteter hos andra är inte rapporterade",
        len(late),
    )
    units = sorted({row.line.unit or _("Ingen ansvarig") for row in late})
    yield Duty(
        text=text % {"count": len(late)},
        address=reverse("followup:period", kwargs={"pk": view.period.pk}),
        day=view.period.closes,
        late=True,
        detail=f"{view.period.name}: {', '.join(units)}",
    )


def _law(user: User, today: dt.date) -> Iterator[Duty]:
    home = home_of(user)
    for found in clocks(home, today=today) if home else ():
        if found.state in (State.SOON, State.OVERDUE):
            yield Duty(
                text=found.name.text(language_now()),
                address=reverse("followup:overview"),
                day=found.due,
                late=found.state is State.OVERDUE,
                detail=_("Lagens klocka"),
            )


def _releases(_user: User, _today: dt.date) -> Iterator[Duty]:
    for draft in Release.objects.filter(status=Status.DRAFT):
        yield Duty(
            text=_("Granska %(file)s") % {"file": draft.file_name},
            address=reverse("data:release", kwargs={"pk": draft.pk}),
            detail=_("Inläst men visas inte än"),
        )


def _gaps(user: User, _today: dt.date) -> Iterator[Duty]:
    drafts = list(plans_of(user).filter(status__in=[status.value for status in _FURTHEST_FIRST]))
    drafts.sort(key=lambda plan: _FURTHEST_FIRST.index(PlanStatus(plan.status)))
    for plan in drafts[:DRAFTS]:
        missing = gaps(plan_page(plan))
        if missing:
            address = reverse("plans:plan", kwargs={"pk": plan.pk})
            yield Duty(text=gaps_headline(missing), address=address, detail=plan.title)


def _accounts(user: User, _today: dt.date) -> Iterator[Duty]:
    municipality = municipality_for(user)
    unused = people_of(municipality).filter(last_login__isnull=True)
    names = [person.get_full_name() or person.username for person in unused if not person.has_usable_password()]
    if names:
        text = ngettext("%(count)d inbjudan är inte använd", "%(count)d inbjudningar är inte använda", len(names))
        address = reverse("organisation:people")
        yield Duty(text=text % {"count": len(names)}, address=address, detail=", ".join(names))
    yield from _empty_posts(user, municipality)


def _empty_posts(user: User, municipality: str) -> Iterator[Duty]:
    # Groups such as pupils or parents have nobody who holds a post in them.
    living = units_of(user).filter(municipality=municipality, ended__isnull=True).exclude(kind="group")
    empty = living.annotate(held=Count("functions__holder")).filter(held=0, activities__isnull=False).distinct()
    names = list(empty.values_list("name", flat=True))
    if names:
        text = ngettext(
            "%(count)d enhet med aktiviteter saknar innehavare",
            "%(count)d enheter med aktiviteter saknar innehavare",
            len(names),
        )
        yield Duty(
            text=text % {"count": len(names)}, address=reverse("organisation:index"), detail=", ".join(sorted(names))
        )


_BY_RIGHT: dict[Right, Callable[[User, dt.date], Iterator[Duty]]] = {
    Right.REPORT: lambda user, today: chain(_reports(user, today), _unanswered(user, today)),
    Right.REPORT_ALL: _law,
    Right.IMPORT: _releases,
    Right.PLAN_EDIT: _gaps,
    Right.ORGANISE: _accounts,
}
