"""Undoing a save or a move: what was is put back, and nobody else's work is undone with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tryggve.errors import NotAllowedError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part, move_part, save_part
from tryggve.web.plans.models import Activity, Goal, Measure, Plan
from tryggve.web.plans.parts import PRIORITY, BudgetRow, MilestoneRow, told
from tryggve.web.plans.undo import last_step, undo_step
from web.plan_example import member, unit

pytestmark = pytest.mark.django_db


def undo_address(part, kind: str) -> str:
    return f"/planens-del/{kind}/{part.pk}/angra/{last_step(part).pk}/"


def test_a_save_is_undone_from_the_message_after_it(plan, priority):
    anna = member("anna", Role.COORDINATOR)
    form = {"title": "Trygga äldre", "text": "Nytt.", "revision": priority.revision}
    page = anna.post(f"/prioritering/{priority.pk}/andra/", form, follow=True).content.decode()
    assert undo_address(priority, "prioritering") in page
    page = anna.post(undo_address(priority, "prioritering"), follow=True).content.decode()
    priority.refresh_from_db()
    assert (priority.title, priority.text) == ("Trygga unga", "")
    assert "är som före ändringen" in page
    assert AuditEvent.objects.filter(action="plans.undo_priority").count() == 1


def test_everything_an_activity_holds_comes_back(plan):
    activity = Activity.objects.get()
    budgets = [BudgetRow(2024, Decimal(1000), "Statsbidrag")]
    whole = {"partners": [unit("Polisen")], "budgets": budgets, "milestones": [MilestoneRow("2024-03", "Avtal", True)]}
    save_part(activity, values=whole, revision=activity.revision, by="anna")
    activity.refresh_from_db()
    before = told(activity)
    emptied = {"owner": None, "partners": [], "budgets": [], "milestones": [], "starts": ""}
    save_part(activity, values=emptied, revision=activity.revision, by="anna")
    undo_step(activity, last_step(activity), by="anna")
    assert told(Activity.objects.get()) == before


def test_a_measures_goals_come_back(plan):
    measure, goal = Measure.objects.get(), Goal.objects.get()
    save_part(measure, values={"goals": [goal]}, revision=measure.revision, by="anna")
    measure.refresh_from_db()
    save_part(measure, values={"goals": []}, revision=measure.revision, by="anna")
    undo_step(measure, last_step(measure), by="anna")
    assert list(measure.goals.all()) == [goal]


def test_what_another_has_changed_since_in_another_field_stays(plan, priority):
    save_part(priority, values={"title": "Mitt"}, revision=priority.revision, by="anna")
    step = last_step(priority)
    priority.refresh_from_db()
    save_part(priority, values={"text": "Bos text"}, revision=priority.revision, by="bo")
    undo_step(priority, step, by="anna")
    priority.refresh_from_db()
    assert (priority.title, priority.text) == ("Trygga unga", "Bos text")


def test_what_another_has_changed_since_in_the_same_field_is_not_undone(plan, priority):
    save_part(priority, values={"title": "Mitt"}, revision=priority.revision, by="anna")
    step = last_step(priority)
    priority.refresh_from_db()
    save_part(priority, values={"title": "Bos"}, revision=priority.revision, by="bo")
    with pytest.raises(NotAllowedError, match="changed again"):
        undo_step(priority, step, by="anna")
    priority.refresh_from_db()
    assert priority.title == "Bos"


def test_a_move_is_undone_unless_the_row_has_changed(plan, priority):
    second = add_part(PRIORITY, parent=plan, values={"title": "Andra"}, by="anna")
    move_part(second, steps=-1, by="anna")
    step = last_step(second)
    undo_step(second, step, by="anna")
    assert [p.title for p in plan.priorities.order_by("order")] == ["Trygga unga", "Andra"]
    move_part(second, steps=-1, by="anna")
    step = last_step(second)
    add_part(PRIORITY, parent=plan, values={"title": "Tredje"}, by="bo")
    with pytest.raises(NotAllowedError):
        undo_step(second, step, by="anna")


def test_a_removal_is_undone_from_the_message_after_it(plan, priority):
    anna = member("anna", Role.COORDINATOR)
    page = anna.post(f"/planens-del/prioritering/{priority.pk}/ta-bort/", follow=True).content.decode()
    address = f"/planens-del/prioritering/{priority.pk}/aterstall/"
    assert address in page
    anna.post(address)
    priority.refresh_from_db()
    assert priority.removed_at is None


def test_only_steps_of_the_part_itself_are_undone(plan, priority):
    save_part(priority, values={"title": "Mitt"}, revision=priority.revision, by="anna")
    anna, goal = member("anna", Role.COORDINATOR), Goal.objects.get()
    added = AuditEvent.objects.filter(action="plans.add_priority").get()
    assert anna.post(f"/planens-del/prioritering/{priority.pk}/angra/{added.pk}/").status_code == 404
    assert anna.post(f"/planens-del/mal/{goal.pk}/angra/{last_step(priority).pk}/").status_code == 404


def test_others_do_not_undo(plan, priority):
    save_part(priority, values={"title": "Mitt"}, revision=priority.revision, by="anna")
    address = undo_address(priority, "prioritering")
    assert member("rolf", Role.READER).post(address).status_code == 403
    assert member("olle", Role.OWNER).post(address).status_code == 403
    assert member("sven", Role.COORDINATOR, "2081").post(address).status_code == 404
    assert member("anna", Role.COORDINATOR).get(address).status_code == 405
    priority.refresh_from_db()
    assert priority.title == "Mitt"


def test_a_decided_plan_is_not_undone(plan, priority):
    save_part(priority, values={"title": "Mitt"}, revision=priority.revision, by="anna")
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    priority.refresh_from_db()
    with pytest.raises(NotAllowedError):
        undo_step(priority, last_step(priority), by="anna")
