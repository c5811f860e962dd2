"""The next version of a plan: name and period are asked for, and what lies before the period is told as missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part, create_plan
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY, BudgetRow, MilestoneRow
from web.plan_example import member
from web.shown_form import shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided() -> Plan:
    span = {"title": "Trygghetsplan 2024–2026", "starts": "2024", "ends": "2026"}
    plan = create_plan(municipality="9901", values=span, by="anna")
    priority = add_part(PRIORITY, parent=plan, values={"title": "Unga"}, by="anna")
    add_part(GOAL, parent=priority, values={"title": "Fler", "kind": "yes_no", "deadline": "2025"}, by="anna")
    measure = add_part(MEASURE, parent=priority, values={"title": "Vuxna ute"}, by="anna")
    budgets = [BudgetRow(2025, Decimal(100)), BudgetRow(2027, Decimal(100))]
    steps = [MilestoneRow("2025-03", "Avtal", False), MilestoneRow("2027-03", "Ny grupp", False)]
    walk = {"title": "Nattvandring", "ends": "2025-h", "budgets": budgets, "milestones": steps}
    add_part(ACTIVITY, parent=measure, values=walk, by="anna")
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    return Plan.objects.get()


def asked(client, plan: Plan, more: str = "") -> tuple[str, dict[str, list[str]]]:
    address = f"/plan/{plan.pk}/ny-version/{more}"
    return address, shown_form(client.get(address).content.decode(), "title")


def test_next_period_and_name_are_suggested_and_nothing_is_made_before_they_are_sent(anna, decided):
    _address, shown = asked(anna, decided)
    assert (shown["title"], shown["starts"], shown["ends"]) == (["Trygghetsplan 2027–2029"], ["2027"], ["2029"])
    assert Plan.objects.count() == 1


def test_period_can_be_kept_for_a_change_in_the_middle_of_it(anna, decided):
    address, shown = asked(anna, decided, "?period=samma")
    assert (shown["title"], shown["ends"]) == (["Trygghetsplan 2024–2026"], ["2026"])
    draft = anna.post(address, shown)["Location"]
    assert "före planens period" not in anna.get(draft).content.decode()


def test_draft_has_the_name_and_period_said_in_one_event_and_tells_what_lies_before_it(anna, decided):
    events = AuditEvent.objects.count()
    address, shown = asked(anna, decided)
    draft = anna.post(address, shown)["Location"]
    made = decided.later.get()
    assert (made.title, made.starts, made.ends, made.version) == ("Trygghetsplan 2027–2029", "2027", "2029", 2)
    assert Plan.objects.get(pk=decided.pk).title == "Trygghetsplan 2024–2026"
    assert AuditEvent.objects.count() == events + 1
    page = anna.get(draft).content.decode()
    for said in (
        "Fler: måldatum 2025 ligger före planens period",
        "Nattvandring: slutar hösten 2025, före planens period",
        "Nattvandring: delmålet ”Avtal” (mars 2025) ligger före planens period",
        "Nattvandring: budget för 2025 ligger före planens period",
    ):
        assert said in page
    assert "Planen är hel" not in page
    assert "delmålet ”Ny grupp”" not in page


def test_milestone_before_the_period_leads_to_the_form_where_it_is_moved(anna, decided):
    address, shown = asked(anna, decided)
    page = anna.get(anna.post(address, shown)["Location"]).content.decode()
    copy = decided.later.get().priorities.get().measures.get().activities.get()
    said = "Nattvandring: delmålet ”Avtal” (mars 2025) ligger före planens period"
    assert f'<a href="/aktivitet/{copy.pk}/andra/">{said}</a>' in page


def test_milestones_of_many_activities_are_asked_for_together(anna, decided):
    Plan.objects.update(status=PlanStatus.DRAFT.value)
    measure = Plan.objects.get().priorities.get().measures.get()
    counts = []
    for number in range(2):
        for more in range(4 * number):
            steps = [MilestoneRow("2023-03", "Tidigt", False)]
            add_part(ACTIVITY, parent=measure, values={"title": f"{more}", "milestones": steps}, by="anna")
        with CaptureQueriesContext(connection) as seen:
            anna.get(f"/plan/{decided.pk}/")
        counts.append(sum("plans_milestone" in query["sql"] for query in seen))
    assert counts == [1, 1]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"ends": "2020"}, "Planen slutar innan den börjar"),
        ({"starts": ""}, "Gäller från"),
        ({"title": ""}, "Planens namn"),
    ],
)
def test_impossible_period_makes_no_draft_and_keeps_what_was_typed(anna, decided, sent, said):
    address, shown = asked(anna, decided)
    answer = anna.post(address, shown | sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Plan.objects.count() == 1


def test_only_who_writes_plans_in_the_municipality_is_asked(decided):
    address = f"/plan/{decided.pk}/ny-version/"
    reader, other = member("rut", Role.READER), member("sven", Role.COORDINATOR, "2081")
    assert [client.get(address).status_code for client in (reader, other)] == [403, 404]
    assert [client.post(address, {}).status_code for client in (reader, other)] == [403, 404]


def test_draft_is_not_asked_about(anna, decided):
    Plan.objects.update(status=PlanStatus.DRAFT.value)
    assert "är inte beslutad" in anna.get(f"/plan/{decided.pk}/ny-version/").content.decode()


def test_a_name_that_another_plan_has_is_warned_of_with_a_link_to_it(anna, decided):
    assert "Det finns redan en plan med det namnet" not in anna.get(f"/plan/{decided.pk}/ny-version/").content.decode()
    other = create_plan(municipality="9901", values={"title": "Trygghetsplan 2027–2029"}, by="anna")
    create_plan(municipality="9902", values={"title": "Trygghetsplan 2027–2029"}, by="eva")
    page = anna.get(f"/plan/{decided.pk}/ny-version/").content.decode()
    assert page.count("Det finns redan en plan med det namnet") == 1
    assert f'<li><a href="/plan/{other.pk}/">Trygghetsplan 2027–2029</a>' in page
    assert page.count(">Trygghetsplan 2027–2029</a>") == 1


def test_the_budget_of_a_next_version_leaves_out_the_years_before_it(anna, decided):
    address, shown = asked(anna, decided)
    page = anna.get(anna.post(address, shown)["Location"]).content.decode()
    assert "<dt>Budget</dt><dd>100 kr</dd>" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_two_versions_are_told_apart_among_the_decisions(anna, decided):
    address, shown = asked(anna, decided, "?period=samma")
    anna.post(address, shown)
    assert ", version 2" in anna.get("/beslut/").content.decode()
