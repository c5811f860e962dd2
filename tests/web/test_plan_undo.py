"""Undoing a save or a move: what was is put back, and nobody else's work is undone with it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tryggve.errors import NotAllowedError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part, move_part, remove_part, save_part
from tryggve.web.plans.models import Activity, Goal, Measure, Plan
from tryggve.web.plans.parts import ACTIVITY, PRIORITY, BudgetRow, MilestoneRow, told
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


# A copied year


@pytest.fixture
def anna(plan):
    Activity.objects.update(starts="2024-h", ends="2024")
    return member("anna", Role.COORDINATOR)


def copied(client, plan, *, year: int = 2024) -> tuple[str, str]:
    """Copy a year, and return the page after it with the address of its undo."""
    page = client.post(f"/plan/{plan.pk}/kopiera-ar/", {"year": str(year)}, follow=True).content.decode()
    found = re.search(rf'action="(/plan/{plan.pk}/kopiera-ar/\d+/angra/)"', page)
    return page, found[1] if found else ""


def test_copied_year_is_undone_from_the_message_after_it_in_one_event(plan, anna):
    first = Activity.objects.get()
    page, undo = copied(anna, plan)
    assert "1 aktivitet är kopierad till 2025." in page
    before = AuditEvent.objects.count()
    page = anna.post(undo, follow=True).content.decode()
    assert "Ångrat: 1 kopierad aktivitet ligger i papperskorgen." in page
    assert list(Activity.objects.filter(removed_at__isnull=True)) == [first]
    assert AuditEvent.objects.count() == before + 1
    assert "Kopieringen till nästa år ångrad" in anna.get(f"/plan/{plan.pk}/historik/").content.decode()


def test_only_what_was_copied_in_that_step_is_taken_back(plan, anna):
    copied(anna, plan)
    _page, undo = copied(anna, plan, year=2025)
    anna.post(undo)
    assert sorted(Activity.objects.filter(removed_at__isnull=True).values_list("ends", flat=True)) == ["2024", "2025"]


def test_year_can_be_copied_again_after_its_undo(plan, anna):
    _page, undo = copied(anna, plan)
    anna.post(undo)
    page, again = copied(anna, plan)
    assert "1 aktivitet är kopierad till 2025." in page
    assert again != undo


@pytest.mark.parametrize("change", [save_part, remove_part])
def test_copying_is_not_undone_where_a_copy_is_changed_or_removed_since_and_it_says_which(plan, anna, change):
    add_part(ACTIVITY, parent=Measure.objects.get(), values={"title": "Stängningsrunda", "ends": "2024"}, by="anna")
    _page, undo = copied(anna, plan)
    touched = Activity.objects.get(title="Stängningsrunda", ends="2025")
    more = {"values": {"dose_unit": "kvällar"}, "revision": touched.revision} if change is save_part else {}
    change(touched, **more, by="bo")
    living = set(Activity.objects.filter(removed_at__isnull=True))
    answer = anna.post(undo)
    assert answer.status_code == 409
    assert "ändrats eller tagits bort sedan dess: Stängningsrunda" in answer.content.decode()
    assert set(Activity.objects.filter(removed_at__isnull=True)) == living
    assert not AuditEvent.objects.filter(action="plans.undo_copy_year").exists()


def test_copying_that_is_undone_already_is_not_undone_again(plan, anna):
    _page, undo = copied(anna, plan)
    anna.post(undo)
    assert anna.post(undo).status_code == 409


def test_copying_is_not_undone_when_the_plan_is_decided_by_a_reader_or_by_another_municipality(plan, anna):
    _page, undo = copied(anna, plan)
    assert member("rolf", Role.READER).post(undo).status_code == 403
    assert member("sven", Role.COORDINATOR, "2081").post(undo).status_code == 404
    other = AuditEvent.objects.exclude(action="plans.copy_year").latest("id")
    assert anna.post(f"/plan/{plan.pk}/kopiera-ar/{other.pk}/angra/").status_code == 404
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    assert anna.post(undo).status_code == 409
    assert Activity.objects.filter(removed_at__isnull=True).count() == 2
