"""Something of everything in a municipality, for the test that asks for every address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.test import Client

from plan.made_findings import change, side
from tryggve.plan.status import PlanStatus
from tryggve.web.data.actions import import_file
from tryggve.web.data.models import Release
from tryggve.web.decisions import consultations
from tryggve.web.decisions.actions import decide, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.followup import actions as followup
from tryggve.web.followup.models import Report
from tryggve.web.organisation.actions import add_unit, save_function
from tryggve.web.organisation.invitations import invite, link_parts
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.reset import reset_parts
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_claim, add_part, create_plan
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY
from web.conftest import PASSWORD
from web.room_examples import Rooms, rooms_in
from web.test_own_tables import ANSWERS, drop

BACKEND = "django.contrib.auth.backends.ModelBackend"
BEFORE = dt.date(2023, 12, 15)
LONG_AGO, FAR_OFF = dt.date(2020, 1, 1), dt.date(2098, 1, 1)
VISITOR = "visitor"


def secret(municipality: str) -> str:
    """What stands in the name of everything that only the municipality's own people may see."""
    return f"Hemligt i {municipality}"


@dataclass(frozen=True, slots=True)
class Its:
    """A value of an address: an attribute of what was made for the municipality."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the addresses speak of; whole numbers are the rows' keys."""

    municipality: str
    unit: int
    function: int
    person: int
    draft: int
    priority: int
    claim: int
    goal: int
    measure: int
    activity: int
    public_plan: int
    decided_plan: int
    consultation: int
    consultation_token: str
    period: int
    period_link: int
    period_token: str
    report: int
    calendar_key: str
    invited_who: str
    invited_token: str
    reset_who: str
    reset_token: str
    rooms: Rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The installation's own files, which belong to no other municipality."""

    live: int
    revised: int
    mapped: int


def everything_in(municipality: str) -> Made:
    """Make one of each thing."""
    hidden = secret(municipality)
    session_of("owner", municipality)
    owner = User.objects.get(username=f"owner-{municipality}")
    unit = add_unit(municipality=municipality, name=f"{hidden}: enhet", kind="committee", by="x")
    function = Function(unit=unit)
    save_function(function, values={"title": f"{hidden}: uppdrag", "holder": owner}, by="x")
    draft = _plan(f"{hidden}: utkast", municipality, unit)
    priority = draft.priorities.get()
    measure = priority.measures.get()
    activity = measure.activities.get()
    public = _adopted(_plan("Offentlig plan", municipality, unit, texts=("Offentligt",) * 2), public_from=BEFORE)
    decided = _adopted(_plan(f"{hidden}: beslutad", municipality, unit), public_from=None)
    sent = consultations.send(draft, unit=unit, sent=dt.date(2026, 3, 2), due=dt.date(2026, 4, 1), by="x")
    period = followup.create_period(
        plan=draft, name=f"{hidden}: period", opens=LONG_AGO, closes=FAR_OFF, year=2026, by="x"
    )
    token = followup.make_link(period, unit=unit, name=f"{hidden}: mottagare", by="x")
    report = Report.objects.create(
        period=period, activity=activity, status="done", comment=hidden, at=dt.datetime.now(dt.UTC), by="x"
    )
    person = invite(username=f"ny-{municipality}", name=hidden, role=Role.READER, municipality=municipality, by="x")
    invited = link_parts(person)
    known = reset_parts(owner)
    return Made(
        municipality=municipality,
        unit=unit.pk,
        function=function.pk,
        person=person.pk,
        draft=draft.pk,
        priority=priority.pk,
        claim=priority.claims.first().pk,
        goal=priority.goals.get().pk,
        measure=measure.pk,
        activity=activity.pk,
        public_plan=public.pk,
        decided_plan=decided.pk,
        consultation=sent.consultation.pk,
        consultation_token=sent.token,
        period=period.pk,
        period_link=period.links.get().pk,
        period_token=token,
        report=report.pk,
        calendar_key=followup.make_calendar_address(owner, by="x"),
        invited_who=invited["who"],
        invited_token=invited["token"],
        reset_who=known["who"],
        reset_token=known["token"],
        rooms=rooms_in(municipality, hidden=hidden, draft=draft, decided=decided, public=public, unit=unit),
    )


def files(live: Release, revised) -> Files:
    """Make a draft that would replace the live release, and one of a table that a person mapped."""
    client = Client()
    client.cookies["sessionid"] = session_of("analyst", "9901")
    asked = drop(client)["Location"]
    mapped = Release.objects.get(pk=int(client.post(asked, ANSWERS)["Location"].split("/")[2]))
    return Files(live=live.pk, revised=import_file(revised, by="x").release.pk, mapped=mapped.pk)


def session_of(role: str, municipality: str) -> str:
    """Sign in the municipality's person of a role, made where there is none; return the session's key."""
    name = f"{role}-{municipality}"
    if not User.objects.filter(username=name).exists():
        add_person(username=name, password=PASSWORD, role=Role(role), by="x", municipality=municipality)
    client = Client()
    client.force_login(User.objects.get(username=name), backend=BACKEND)
    return client.cookies["sessionid"].value


def _plan(title: str, municipality: str, unit: Unit, *, texts: tuple[str, str] = ("", "")) -> Plan:
    name, text = texts if any(texts) else (secret(municipality), secret(municipality))
    made = create_plan(
        municipality=municipality, values={"title": title, "starts": "2024", "ends": "2026", "vision": text}, by="x"
    )
    priority = add_part(PRIORITY, parent=made, values={"title": f"{name}: område"}, by="x")
    add_claim(priority=priority, text=f"{text}: slutsats", by="x")
    add_claim(priority=priority, finding=change(side(2022, 60, 2), side(2020, 48, 2)), by="x")
    goal = {"title": f"{name}: mål", "kind": "at_least", "target_low": 60.0, "deadline": "2026"}
    add_part(GOAL, parent=priority, values=goal, by="x")
    measure = add_part(MEASURE, parent=priority, values={"title": f"{name}: åtgärd"}, by="x")
    values = {"title": f"{name}: aktivitet", "starts": "2024"} | ({} if any(texts) else {"owner": unit})
    add_part(ACTIVITY, parent=measure, values=values, by="x")
    return made


def _adopted(plan: Plan, *, public_from: dt.date | None) -> Plan:
    propose(plan, by="x")
    values = {"body": "Kommunfullmäktige", "date": BEFORE, "paragraph": "1", "case_number": "KS 1"}
    decide(plan, kind=DecisionKind.ADOPT, public_from=public_from, by="x", **values)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DECIDED
    return plan
