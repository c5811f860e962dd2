"""What is written and not saved: kept for the writer alone, offered back, and gone when saved."""

from __future__ import annotations

import pytest

from tryggve.errors import UsageError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.drafts import LARGEST, keep_draft
from tryggve.web.plans.models import Activity, FormDraft, Goal, Measure, Plan
from web.plan_example import member

pytestmark = pytest.mark.django_db


def kept(client, kind: str, pk: int, **form: object):
    return client.post(f"/planens-del/{kind}/{pk}/utkast/", form)


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def test_what_is_written_is_offered_back_and_taken_out(anna, priority):
    answer = kept(anna, "prioritering", priority.pk, title="Halvskrivet", text="Mitt i en", revision=0)
    assert answer.json()["said"].startswith("Sparat utkast")
    address = f"/prioritering/{priority.pk}/andra/"
    assert "Du har osparat från" in page(anna, address)
    assert "Halvskrivet" not in page(anna, address)
    assert "Halvskrivet" in page(anna, f"{address}?utkast=1")


def test_a_draft_that_says_what_is_saved_is_not_offered(anna, priority):
    kept(anna, "prioritering", priority.pk, title="Trygga unga", text="", revision=0)
    assert "Du har osparat" not in page(anna, f"/prioritering/{priority.pk}/andra/")


def test_saving_throws_the_draft_away(anna, priority):
    kept(anna, "prioritering", priority.pk, title="Halvskrivet", revision=0)
    anna.post(f"/prioritering/{priority.pk}/andra/", {"title": "Färdigt", "revision": priority.revision})
    assert not FormDraft.objects.exists()


def test_a_new_part_has_a_draft_of_its_own(anna, plan, priority):
    anna.post(f"/planens-del/atgard/ny/{priority.pk}/utkast/", {"title": "Ny åtgärd", "cause": "Mörkt"})
    assert "Ny åtgärd" in page(anna, f"/prioritering/{priority.pk}/ny-atgard/?utkast=1")
    anna.post("/planens-del/plan/ny/0/utkast/", {"title": "Ny plan"})
    assert "Ny plan" in page(anna, "/plan/ny/?utkast=1")
    anna.post(f"/prioritering/{priority.pk}/ny-atgard/", {"title": "Klar"})
    assert [draft.address for draft in FormDraft.objects.all()] == ["new plan 0"]


def test_budget_milestones_partners_and_goals_come_back(anna, plan):
    activity, measure, goal = Activity.objects.get(), Measure.objects.get(), Goal.objects.get()
    written = {
        **{"title": "Nattvandring", "budget_0_year": "2025", "budget_0_amount": "12345", "budget_0_funding": "Bidrag"},
        **{"milestone_0_when": "2025-05", "milestone_0_text": "Avtal klart", "milestone_0_done": "on"},
        "partners": [str(activity.owner_id)],
    }
    kept(anna, "aktivitet", activity.pk, **written)
    shown = page(anna, f"/aktivitet/{activity.pk}/andra/?utkast=1")
    assert all(f'value="{value}"' in shown for value in ("12345", "Bidrag", "Avtal klart"))
    kept(anna, "atgard", measure.pk, title="Vuxna ute", goals=[str(goal.pk)])
    assert "checked" in page(anna, f"/atgard/{measure.pk}/andra/?utkast=1")


def test_the_unsaved_can_be_thrown_away(anna, priority):
    kept(anna, "prioritering", priority.pk, title="Halvskrivet", revision=0)
    answer = anna.post(f"/planens-del/prioritering/{priority.pk}/utkast/kasta/", follow=True).content.decode()
    assert "Det osparade är kastat." in answer
    assert not FormDraft.objects.exists()


def test_nobody_else_is_offered_it(anna, priority):
    kept(anna, "prioritering", priority.pk, title="Halvskrivet", revision=0)
    assert "Du har osparat" not in page(member("bo", Role.COORDINATOR), f"/prioritering/{priority.pk}/andra/")


def test_the_log_never_says_what_was_written_and_a_pause_leaves_no_event(anna, priority):
    for words in ("Hemligt ett", "Hemligt två"):
        kept(anna, "prioritering", priority.pk, title=words, revision=0)
    events = AuditEvent.objects.filter(action="plans.begin_draft")
    assert events.count() == 1
    assert "Hemligt" not in str([(event.object, event.before, event.after) for event in events])


def test_a_text_longer_than_any_form_is_refused_and_told(anna, priority):
    answer = kept(anna, "prioritering", priority.pk, title="x", text="å" * LARGEST)
    assert answer.status_code == 422
    assert "för lång" in answer.json()["said"]
    with pytest.raises(UsageError):
        keep_draft(address="priority 1", content={"text": ["x" * LARGEST]}, by="anna")


def test_others_keep_no_draft(plan, priority):
    for client, status in (
        (member("rolf", Role.READER), 403),
        (member("olle", Role.OWNER), 403),
        (member("sven", Role.COORDINATOR, "2081"), 404),
    ):
        assert kept(client, "prioritering", priority.pk, title="x").status_code == status
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    assert kept(member("anna", Role.COORDINATOR), "prioritering", priority.pk, title="x").status_code >= 400
    assert not FormDraft.objects.exists()
