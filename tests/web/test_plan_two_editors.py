"""Two who write the same part: the second sees what differs, field by field, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tryggve.web.plans.actions import save_part
from tryggve.web.plans.models import Activity, Goal, Measure
from tryggve.web.plans.parts import BudgetRow, MilestoneRow, budget_rows, milestone_rows
from web.plan_example import unit

pytestmark = pytest.mark.django_db


def written(activity: Activity, **changed: object) -> dict[str, object]:
    return {
        **{"title": activity.title, "owner": activity.owner_id, "starts": "2024", "revision": activity.revision},
        **{"budget_0_year": "2024", "budget_0_amount": "1000", "budget_0_funding": ""},
        **changed,
    }


def test_partners_budgets_and_milestones_are_shown_and_each_can_be_chosen(plan, anna):
    activity, police, company = Activity.objects.get(), unit("Polisen"), unit("Ekhamrahus AB")
    read = written(activity, partners=[company.pk], milestone_0_when="2024-05", milestone_0_text="Mitt")
    theirs = {"partners": [police], "budgets": [BudgetRow(2024, Decimal(5000))], "starts": "2025"}
    save_part(activity, values=theirs, revision=activity.revision, by="bo")
    address = f"/aktivitet/{activity.pk}/andra/"
    answer = anna.post(address, read)
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Polisen", "Ekhamrahus AB", "5\N{NO-BREAK SPACE}000 kr", "1\N{NO-BREAK SPACE}000 kr", "Mitt"):
        assert said in page
    shown = {row.name: row.touched for row in answer.context["rows"]}
    assert shown == {"partners": True, "budgets": True, "starts": False, "milestones": True}
    again = read | {"revision": answer.context["revision"], "choice_budgets": "theirs", "choice_starts": "theirs"}
    assert anna.post(address, again).status_code == 302
    activity.refresh_from_db()
    assert list(activity.partners.all()) == [company]
    assert budget_rows(activity) == [BudgetRow(2024, Decimal("5000.00"))]
    assert milestone_rows(activity) == [MilestoneRow("2024-05", "Mitt")]
    assert activity.starts == "2025"


def test_a_measures_goals_are_shown_by_name(plan, anna):
    measure, goal = Measure.objects.get(), Goal.objects.get()
    save_part(measure, values={"goals": [goal]}, revision=measure.revision, by="bo")
    answer = anna.post(f"/atgard/{measure.pk}/andra/", {"title": measure.title, "revision": measure.revision})
    assert answer.status_code == 409
    assert goal.title in answer.content.decode()
    assert [row.touched for row in answer.context["rows"]] == [False]


def test_a_third_who_saves_in_between_is_seen_too(plan, anna):
    priority = plan.priorities.get()
    address, read = f"/prioritering/{priority.pk}/andra/", priority.revision
    save_part(priority, values={"title": "Bos"}, revision=read, by="bo")
    first = anna.post(address, {"title": "Mitt", "text": "", "revision": read})
    priority.refresh_from_db()
    save_part(priority, values={"title": "Cecilias"}, revision=priority.revision, by="cecilia")
    form = {"title": "Mitt", "text": "", "revision": first.context["revision"], "choice_title": "yours"}
    second = anna.post(address, form)
    assert second.status_code == 409
    assert "Cecilias" in second.content.decode()
    assert "choice_title" not in dict(second.context["again"])


def test_a_word_that_once_stood_there_long_ago_is_still_ones_own(plan, anna):
    priority = plan.priorities.get()
    for title in ("Äldre", "Nyare"):
        save_part(priority, values={"title": title}, revision=priority.revision, by="bo")
        priority.refresh_from_db()
    read = priority.revision
    save_part(priority, values={"text": "Bos text"}, revision=read, by="bo")
    answer = anna.post(f"/prioritering/{priority.pk}/andra/", {"title": "Äldre", "text": "", "revision": read})
    assert {row.name: row.touched for row in answer.context["rows"]} == {"title": True, "text": False}
