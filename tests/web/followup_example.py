"""A plan with two units and an activity each, for the tests of workbooks and papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tryggve.web.followup import actions
from tryggve.web.followup.models import ReportingPeriod
from tryggve.web.organisation.models import Function, Membership, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Activity, Budget, Measure, Plan, Priority
from web.conftest import PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What the tests report on."""

    period: ReportingPeriod
    leisure: Unit
    streets: Unit
    walks: Activity
    lights: Activity


def make_example(municipality: str = "9901") -> Example:
    """Make an open period with two activities of 600 000 kronor each."""
    today = timezone.localdate()
    plan = Plan.objects.create(municipality=municipality, title="Trygghetsplan")
    measure = Measure.objects.create(
        priority=Priority.objects.create(plan=plan, title="Trygga unga"), title="Vuxna i ungas miljöer"
    )
    made = []
    for name, title in (("Fritid", "Vuxna ute på kvällar"), ("Teknik", "Belysning vid gångstråken")):
        unit = Unit.objects.create(municipality=municipality, name=name, kind="department")
        activity = Activity.objects.create(
            measure=measure, title=title, owner=unit, planned_dose=40, dose_unit="kvällar"
        )
        Budget.objects.create(activity=activity, year=today.year, amount=600_000)
        made += [unit, activity]
    day = dt.timedelta(days=5)
    period = actions.create_period(
        plan=plan, name="Tertial 1", opens=today - day, closes=today + day, year=today.year, by="provet"
    )
    return Example(period=period, leisure=made[0], walks=made[1], streets=made[2], lights=made[3])


def signed_in(name: str, role: Role, *, municipality: str = "9901", unit: Unit | None = None) -> Client:
    """Return the browser of a new person, who acts for a unit where one is given."""
    user = add_person(username=name, password=PASSWORD, role=role, by="provet")
    User.objects.filter(pk=user.pk).update(email=f"{name}@example.org")
    Membership.objects.update_or_create(user=user, defaults={"municipality": municipality})
    if unit:
        Function.objects.create(unit=unit, title="Chef", holder=user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
