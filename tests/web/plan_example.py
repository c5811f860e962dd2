"""A made-up plan for the tests of the plan's rooms."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.test import Client

from plan.made_findings import change, side
from tryggve.web.organisation.models import Membership, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_claim, add_part, create_plan
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY
from web.conftest import PASSWORD

BACKEND = "django.contrib.auth.backends.ModelBackend"
DECIDED_ON = dt.date(2023, 12, 15)


def member(name: str, role: Role, municipality: str = "9901") -> Client:
    if not User.objects.filter(username=name).exists():
        add_person(username=name, password=PASSWORD, role=role, by="provet")
    user = User.objects.get(username=name)
    Membership.objects.filter(user=user).exclude(municipality=municipality).delete()
    Membership.objects.get_or_create(user=user, municipality=municipality)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def unit(name: str = "Fritidsnämnden", municipality: str = "9901") -> Unit:
    return Unit.objects.get_or_create(municipality=municipality, name=name, defaults={"kind": "committee"})[0]


def plan(title: str = "Trygghetsplan 2024–2026", municipality: str = "9901", **values: object):
    fields = {"title": title, "starts": "2024", "ends": "2026", "law_plan": True, "background": "Så började det."}
    made = create_plan(municipality=municipality, values=fields | values, by="anna")
    priority = add_part(PRIORITY, parent=made, values={"title": "Trygga unga"}, by="anna")
    add_claim(priority=priority, finding=change(side(2022, 60, 2), side(2020, 48, 2)), by="anna")
    add_claim(priority=priority, text="Unga säger att de saknar mötesplatser.", by="anna")
    goal = {"title": "Fler unga trygga ute", "kind": "at_least", "deadline": "2026", "owner": unit()}
    add_part(GOAL, parent=priority, values=goal, by="anna")
    measure = add_part(MEASURE, parent=priority, values={"title": "Vuxna ute på kvällar"}, by="anna")
    add_part(ACTIVITY, parent=measure, values={"title": "Nattvandring", "owner": unit(), "starts": "2024"}, by="anna")
    return made
