"""The history of a plan: who did what, in words, filtered by part, and no other room's field names."""

from __future__ import annotations

import pytest

from tryggve.web.audit.actions import record
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part, move_part, save_part
from tryggve.web.plans.models import Activity, Goal, Plan
from tryggve.web.plans.parts import ACTIVITY, MEASURE, PRIORITY
from web.plan_example import member

pytestmark = pytest.mark.django_db


def history(client, plan: Plan, part: str = "") -> str:
    return client.get(f"/plan/{plan.pk}/historik/", {"del": part} if part else {}).content.decode()


def told(page: str) -> str:
    return page[page.index('<ol class="history">') :]


def test_the_history_of_one_part_leaves_the_others_out(plan, anna):
    goal = Goal.objects.get()
    save_part(goal, values={"target_low": 60.0, "deadline": "2026-h"}, revision=goal.revision, by="bo")
    page = history(anna, plan, f"goal {goal.pk}")
    assert f'<option value="goal {goal.pk}" selected>' in page
    assert "Ändrat: mål" in told(page)
    assert "hösten 2026" in told(page)
    assert "Nattvandring" not in told(page)
    assert "Nattvandring" in told(history(anna, plan))


def test_another_rooms_events_are_named_in_words_without_its_fields(plan, anna):
    after = {"unit": "Polisen", "heeded": "partly", "kind": "commission", "status": "consultation"}
    record("decisions.consult", by="bo", about=f"plan {plan.pk}", before={"status": "draft"}, after=after)
    page = told(history(anna, plan))
    assert "Skickad på remiss" in page
    assert "På remiss" in page
    for code in ("heeded", "partly", "commission", "Slag av mål"):
        assert code not in page


def test_a_move_shows_no_numbers_and_a_strange_event_does_not_stop_the_page(plan, anna):
    second = add_part(PRIORITY, parent=plan, values={"title": "Andra"}, by="anna")
    move_part(second, steps=-1, by="anna")
    record("plans.add_comment", by="bo", about=f"plan {plan.pk} priority 99999", after={"comment": 1})
    page = told(history(anna, plan))
    assert "Flyttat: prioriterat område" in page
    assert "order" not in page


def test_others_read_no_history(plan, visitor):
    address = f"/plan/{plan.pk}/historik/"
    assert member("sven", Role.COORDINATOR, "2081").get(address).status_code == 404
    assert visitor.get(address).status_code == 302


def _grow(plan: Plan, *, measures: int, activities: int) -> None:
    for priority in plan.priorities.all():
        for number in range(measures):
            measure = add_part(MEASURE, parent=priority, values={"title": f"Åtgärd {number}"}, by="anna")
            for at in range(activities):
                add_part(ACTIVITY, parent=measure, values={"title": f"Aktivitet {at}"}, by="anna")


@pytest.mark.parametrize("page", ["", "historik/", "logik/", "tabell/plan.csv"])
def test_a_measure_with_many_activities_asks_no_more_questions(plan, anna, page, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"/plan/{plan.pk}/{page}"
    _grow(plan, measures=1, activities=1)
    anna.get(address)
    with CaptureQueriesContext(connection) as few:
        anna.get(address)
    measure = Activity.objects.order_by("id").last().measure
    for at in range(12):
        add_part(ACTIVITY, parent=measure, values={"title": f"Till {at}"}, by="anna")
    with django_assert_max_num_queries(len(few) + 2):
        anna.get(address)
