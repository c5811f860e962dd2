"""The municipality's own dates on the law's clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User

from tryggve.plan.clock import COUNCIL_MONTHS, Counted, DatedItem, Due, Origin, Step, due_after, law_items, period_items
from tryggve.web.decisions.models import UNKNOWN, Decision
from tryggve.web.decisions.path_page import PATH, path_items
from tryggve.web.followup.models import ReportingPeriod, StepTaken
from tryggve.web.followup.queries import PeriodView
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.picture.queries import last_adoption
from tryggve.web.plans.queries import plans_of
from tryggve.web.registers.due_dates import register_items
from tryggve.web.registers.queries import leading_body_of

_COUNTED = {"adopt": Origin.PLAN_DECIDED, "evaluate": Origin.PLAN_EVALUATED}


def home_of(user: User | AnonymousUser) -> str:
    """Return the municipality whose clocks a person sees; empty for who belongs to none."""
    codes = municipalities_of(user)
    if settings.TRYGGVE_PLACE in codes or (user.is_authenticated and user.is_superuser):
        return str(settings.TRYGGVE_PLACE)
    return min(codes, default="")


def clocks(municipality: str, *, today: dt.date) -> tuple[Due, ...]:
    """Return the three clocks of a municipality."""
    leading = leading_body_of(municipality)
    months = leading.council_months if leading else COUNCIL_MONTHS
    return tuple(due_after(step, last_taken(municipality, step), today=today, council_months=months) for step in Step)


def dates_of(user: User | AnonymousUser, views: Iterable[PeriodView], *, today: dt.date) -> list[DatedItem]:
    """Return a person's dates: the periods where something is theirs, the cases' to whoever handles decisions.

    The law's own are for whoever keeps its clocks.
    """
    items = [item for view in views if view.rows for item in _period_dates(view.period)]
    if may(user, Right.DECIDE):
        plans = plans_of(user).prefetch_related(*PATH)
        items += [item for plan in plans for item in path_items(plan, today=today)]
    home = home_of(user)
    if home and may(user, Right.REPORT_ALL):
        items += law_items(clocks(home, today=today), owner=home)
    if home:
        items += register_items(user, home, today=today)
    return items


def _period_dates(period: ReportingPeriod) -> tuple[DatedItem, ...]:
    return period_items(uid=f"period-{period.pk}", name=period.name, opens=period.opens, closes=period.closes)


def last_taken(municipality: str, step: Step) -> Counted | None:
    """Return when a step was taken last: entered by hand, or by the decision that is the step in itself."""
    entered = last_entered(municipality, step)
    days = [entered] if entered else []
    if step is Step.FOLLOW_UP:
        decided = Decision.objects.filter(plan__municipality=municipality, plan__law_plan=True, kind__in=_COUNTED)
        days += [Counted(decision.date, _COUNTED[decision.kind], when=told(decision.when)) for decision in decided]
    if step is Step.PICTURE and (adopted := last_adoption(municipality)):
        days.append(Counted(adopted.date, Origin.PICTURE_ADOPTED, when=adopted.when))
    return max(days, key=lambda one: one.day, default=None)


def last_entered(municipality: str, step: Step) -> Counted | None:
    """Return when a step was taken last as somebody entered it."""
    row = StepTaken.objects.filter(municipality=municipality, step=step.value).order_by("date", "id").last()
    return Counted(row.date, Origin.ENTERED, row.note, row.when) if row else None


def told(when: str) -> str:
    """Return a decision's date as it is known; empty where nobody has told it."""
    return "" if when == UNKNOWN else when


def clock_of(municipality: str, step: Step, *, today: dt.date) -> Due:
    """Return one of a municipality's clocks."""
    return next(found for found in clocks(municipality, today=today) if found.step is step)
