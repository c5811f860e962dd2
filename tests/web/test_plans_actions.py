"""The plan's writes: one event each, against a revision, undone from the recycle bin, copied year by year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tryggve.errors import NotAllowedError, NothingHereError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.chain import START
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import StaleError, add_part, create_plan, move_part, remove_part, restore_part, save_part
from tryggve.web.plans.copies import copy_year, later, new_version
from tryggve.web.plans.models import Activity, Claim, Plan, Priority
from tryggve.web.plans.parts import ACTIVITY, CLAIM, GOAL, MEASURE, PRIORITY, BudgetRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db) -> Plan:
    return create_plan(municipality="9901", values={"title": "Plan", "starts": "2027", "ends": "2029"}, by="anna")


@pytest.fixture
def priority(plan) -> Priority:
    return add_part(PRIORITY, parent=plan, values={"title": "Unga"}, by="anna")


@pytest.fixture
def activity(priority) -> Activity:
    unit = Unit.objects.create(municipality="9901", name="Fritid", kind="department")
    measure = add_part(MEASURE, parent=priority, values={"title": "Vuxna ute"}, by="anna")
    values = {
        "title": "Nattvandring",
        "owner": unit,
        "partners": [unit],
        "starts": "2027-h",
        "ends": "2027-12-31",
        "in_operational_plan": "2027-01-15 § 3",
        "budgets": [BudgetRow(2027, Decimal(100), "ram"), BudgetRow(2026, Decimal(7))],
    }
    return add_part(ACTIVITY, parent=measure, values=values, by="anna")


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id").first()


def test_save_leaves_one_event_with_before_and_after(priority):
    before = AuditEvent.objects.count()
    save_part(priority, values={"title": "Trygga unga"}, revision=1, by="bo")
    event = last_event()
    assert AuditEvent.objects.count() == before + 1
    assert (event.who, event.before["title"], event.after["title"]) == ("bo", "Unga", "Trygga unga")
    assert event.previous != START


def test_save_against_an_older_revision_gives_both_versions_and_writes_nothing(priority):
    save_part(priority, values={"title": "Deras"}, revision=1, by="bo")
    with pytest.raises(StaleError) as found:
        save_part(priority, values={"title": "Mitt", "text": ""}, revision=1, by="anna")
    assert (found.value.theirs, found.value.yours) == ({"title": "Deras"}, {"title": "Mitt"})
    assert found.value.revision == 2
    assert Priority.objects.get().title == "Deras"


def test_save_of_the_same_words_is_never_stale(priority):
    save_part(priority, values={"title": "Lika"}, revision=1, by="bo")
    assert save_part(priority, values={"title": "Lika"}, revision=1, by="anna").revision == 3


def test_stale_budget_is_seen(activity):
    save_part(activity, values={"budgets": [BudgetRow(2027, Decimal(200))]}, revision=1, by="bo")
    with pytest.raises(StaleError):
        save_part(activity, values={"budgets": [BudgetRow(2027, Decimal(300))]}, revision=1, by="anna")


def test_moving_past_the_end_changes_nothing(plan, priority):
    second = add_part(PRIORITY, parent=plan, values={"title": "Två"}, by="anna")
    move_part(second, steps=1, by="anna")
    assert [p.title for p in plan.priorities.order_by("order")] == ["Unga", "Två"]


def test_part_under_a_removed_part_is_neither_saved_nor_restored(priority, activity):
    remove_part(activity, by="anna")
    remove_part(priority, by="anna")
    with pytest.raises(NotAllowedError):
        restore_part(activity, by="anna")
    restore_part(priority, by="anna")
    restore_part(activity, by="anna")
    activity.refresh_from_db()
    assert activity.removed_at is None


def test_activity_that_is_written_to_after_removal_is_refused(activity):
    remove_part(activity, by="anna")
    with pytest.raises(NotAllowedError):
        save_part(activity, values={"title": "Ny"}, revision=2, by="anna")


def test_copied_year_moves_dates_and_budget_one_year_but_not_the_committees_decision(plan, activity):
    assert copy_year(plan, year=2027, by="anna") == 1
    copy = Activity.objects.get(ends="2028-12-31")
    assert copy.starts == "2028-h"
    assert [(row.year, row.amount, row.funding) for row in copy.budgets.all()] == [(2028, Decimal(100), "ram")]
    assert (copy.owner, list(copy.partners.all())) == (activity.owner, list(activity.partners.all()))
    assert copy.in_operational_plan == ""


def test_year_is_copied_only_once(plan, activity):
    copy_year(plan, year=2027, by="anna")
    with pytest.raises(NothingHereError):
        copy_year(plan, year=2027, by="anna")


@pytest.mark.parametrize(
    ("code", "moved"),
    [("", ""), ("2027", "2028"), ("2027-h", "2028-h"), ("<2027-s", "<2028-s"), ("2028-02-29", "2029-02-28")],
)
def test_stored_date_moves_one_year(code, moved):
    assert later(code) == moved


def test_new_version_holds_everything_living_and_leaves_the_decided_plan(plan, priority, activity):
    goal = add_part(GOAL, parent=priority, values={"title": "Fler", "kind": "yes_no"}, by="anna")
    activity.measure.goals.set([goal])
    add_part(CLAIM, parent=priority, values={"text": "Vi vet"}, by="anna")
    Claim.objects.update(decided={"kept": True})
    removed = add_part(PRIORITY, parent=plan, values={"title": "Bort"}, by="anna")
    remove_part(removed, by="anna")
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DECIDED.value)
    draft = new_version(Plan.objects.get(pk=plan.pk), by="anna")
    assert (draft.version, draft.follows_id, draft.status) == (2, plan.pk, "draft")
    copy = draft.priorities.get()
    assert copy.claims.get().decided is None
    assert [g.title for g in copy.measures.get().goals.all()] == ["Fler"]
    assert copy.measures.get().goals.get().priority == copy
    assert copy.measures.get().activities.get().budgets.count() == 2
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.DECIDED
    assert Claim.objects.get(priority=priority).decided == {"kept": True}


def test_draft_has_no_new_version(plan):
    with pytest.raises(NotAllowedError):
        new_version(plan, by="anna")


def test_decided_plan_takes_no_write(plan, priority):
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DECIDED.value)
    fresh = Priority.objects.get()
    for write in (
        lambda: save_part(fresh, values={"title": "x"}, revision=1, by="anna"),
        lambda: remove_part(fresh, by="anna"),
        lambda: move_part(fresh, steps=1, by="anna"),
        lambda: add_part(MEASURE, parent=fresh, values={"title": "x"}, by="anna"),
    ):
        with pytest.raises(NotAllowedError):
            write()
