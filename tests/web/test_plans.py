"""The plan's pages and forms: who sees and changes what, and what a newcomer is met by."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.status import PlanStatus
from tryggve.publish.wording import word
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.models import Decision
from tryggve.web.organisation.models import Membership, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_claim, add_part, create_plan
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Plan, Priority
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY
from tryggve.web.situation.queries import findings_of, place_at
from web.conftest import PASSWORD
from web.plan_example import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db) -> Plan:
    return create_plan(
        municipality="9901", values={"title": "Trygghetsplan", "starts": "2027", "ends": "2029"}, by="anna"
    )


@pytest.fixture
def priority(plan) -> Priority:
    return add_part(PRIORITY, parent=plan, values={"title": "Trygga unga"}, by="anna")


@pytest.fixture
def measure(priority) -> Measure:
    return add_part(MEASURE, parent=priority, values={"title": "Vuxna ute", "evidence": "lighting"}, by="anna")


@pytest.fixture
def activity(measure) -> Activity:
    values = {"title": "Nattvandring", "starts": "2027", "ends": "2027", "planned_dose": 40.0, "dose_unit": "kvällar"}
    return add_part(ACTIVITY, parent=measure, values=values, by="anna")


@pytest.fixture
def goal(priority) -> Goal:
    values = {"title": "Färre rädda", "kind": "at_most", "target_high": 20.0, "deadline": "2029"}
    return add_part(GOAL, parent=priority, values=values, by="anna")


@pytest.fixture
def stranger(db) -> Client:
    """A coordinator of another municipality."""
    add_person(username="sven", password=PASSWORD, role=Role.COORDINATOR, by="provet", municipality="2081")
    client = Client()
    client.force_login(User.objects.get(username="sven"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def decide(plan: Plan, *, public: bool = True) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DECIDED.value)
    day = dt.date(2026, 11, 1)
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    Decision.objects.create(
        plan=plan,
        kind="adopt",
        body="Kommunfullmäktige",
        date=day,
        paragraph="§ 142",
        case_number="KS 1",
        public_from=day if public else None,
        by="x",
        at=at,
    )


def text(answer) -> str:
    return answer.content.decode()


def test_empty_list_offers_to_create_a_plan(coordinator):
    page = text(coordinator.get("/plan/"))
    assert "Ingen plan finns här ännu" in page
    assert 'href="/plan/ny/"' in page


def test_new_plan_form_suggests_name_and_period(coordinator):
    assert "Trygghetsplan" in text(coordinator.get("/plan/ny/"))


def test_whole_plan_is_written_through_the_forms(coordinator, live):
    form = {"title": "Trygghetsplan 2027–2029", "starts": "2027", "ends": "2029", "document": "council_plan"}
    plan = Plan.objects.get(pk=int(coordinator.post("/plan/ny/", form)["Location"].strip("/").split("/")[-1]))
    coordinator.post(f"/plan/{plan.pk}/ny-prioritering/", {"title": "Trygga unga"})
    priority = Priority.objects.get()
    goal = {
        "title": "Fler trygga",
        "deadline": "våren 2028",
        "target_low": "65,5",
        "indicator": "",
        "group": "",
        "place": "",
    }
    assert coordinator.post(f"/prioritering/{priority.pk}/nytt-mal/", goal).status_code == 302
    coordinator.post(f"/prioritering/{priority.pk}/ny-atgard/", {"title": "Vuxna ute", "cause": "otrygga platser"})
    activity = {
        "title": "Nattvandring", "new_owner": "Fritid", "starts": "2027", "ends": "hösten 2027", "planned_dose": "40",
        "dose_unit": "kvällar", "budget_0_year": "2027", "budget_0_amount": "120 000", "budget_0_funding": "ram",
    }  # fmt: skip
    assert coordinator.post(f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/", activity).status_code == 302
    saved = Activity.objects.get()
    assert (saved.owner.name, saved.ends, saved.planned_dose) == ("Fritid", "2027-h", 40.0)
    assert [(b.year, b.amount, b.funding) for b in saved.budgets.all()] == [(2027, Decimal(120000), "ram")]
    assert Goal.objects.get().target_low == 65.5
    assert Goal.objects.get().deadline == "2028-v"
    page = text(coordinator.get(f"/plan/{plan.pk}/"))
    for said in (
        "Trygga unga",
        "Vuxna ute",
        "Nattvandring",
        "Fritid",
        "40 kvällar",
        "120\N{NO-BREAK SPACE}000",
        "våren 2028",
    ):
        assert said in page


def test_draft_says_what_is_missing_and_where_it_is_filled_in(coordinator, priority, activity):
    page = text(coordinator.get(f"/plan/{priority.plan_id}/"))
    assert "saker saknas i planen" in page
    assert "Nattvandring saknar ansvarig" in page
    assert f'href="/aktivitet/{activity.pk}/andra/"' in page


def test_save_and_add_another_comes_back_to_an_empty_form(coordinator, plan):
    address = f"/plan/{plan.pk}/ny-prioritering/"
    assert coordinator.post(address, {"title": "Ett", "another": "1"})["Location"] == address


def measured_goal(deadline: str) -> dict[str, str]:
    finding = next(f for f in findings_of(place_at("")) if not f.side.group.parts and f.side.area.code == "9901")
    said = {"title": "Mål", "indicator": finding.indicator, "target_low": "60", "deadline": deadline}
    return said | {"group": "", "place": ""}


def test_goal_takes_the_latest_measurement_as_baseline(coordinator, live, priority):
    form = measured_goal("2029")
    assert coordinator.post(f"/prioritering/{priority.pk}/nytt-mal/", form).status_code == 302
    goal = Goal.objects.get()
    assert goal.baseline is not None
    assert goal.baseline_when.isdecimal()


def test_deadline_before_the_next_measurement_is_warned_of(coordinator, live, priority):
    form = measured_goal("2020")
    page = coordinator.post(f"/prioritering/{priority.pk}/nytt-mal/", form, follow=True)
    assert "Ingen mätning hinner göras före måltiden" in text(page)


def test_range_has_both_limits_and_refuses_them_turned_round(coordinator, priority):
    form = {"title": "Mål", "target_low": "9", "target_high": "3", "indicator": "", "group": "", "place": ""}
    answer = coordinator.post(f"/prioritering/{priority.pk}/nytt-mal/?slag=range", form)
    assert answer.status_code == 422
    assert "lägre än det minsta" in text(answer)


def test_date_that_is_no_date_is_told_with_examples(coordinator, priority):
    answer = coordinator.post(f"/plan/{priority.plan_id}/andra/", {"title": "Plan", "starts": "snart", "ends": "2029"})
    assert answer.status_code == 422
    assert "våren 2026" in text(answer)


def test_finding_becomes_a_claim_that_the_draft_words(coordinator, live, priority):
    page = text(coordinator.get(f"/prioritering/{priority.pk}/ny-slutsats/"))
    key = page.split('name="findings" value="')[1].split('"')[0]
    coordinator.post(f"/prioritering/{priority.pk}/ny-slutsats/", {"findings": [key]})
    claim = priority.claims.get()
    assert claim.finding["indicator"]
    assert 'class="claims"' in text(coordinator.get(f"/plan/{priority.plan_id}/"))


def test_claim_on_figures_is_named_by_its_sentence_in_messages_bin_and_history(coordinator, live, priority):
    finding = findings_of(place_at(""))[0]
    claim = add_claim(priority=priority, finding=finding, by="anna")
    sentence = word(finding, load_catalogue(), "sv").headline
    message = text(coordinator.post(f"/planens-del/slutsats/{claim.pk}/ta-bort/", follow=True))
    assert sentence in message
    assert sentence in text(coordinator.get(f"/plan/{priority.plan_id}/papperskorg/"))
    assert sentence in text(coordinator.get(f"/plan/{priority.plan_id}/historik/"))


def test_new_plan_is_suggested_for_the_first_period_that_no_plan_has(coordinator, plan):
    now = dt.datetime.now(tz=dt.UTC).year
    Plan.objects.filter(pk=plan.pk).update(starts=str(now + 1), ends=str(now + 3))
    plan.refresh_from_db()
    title = f'value="Trygghetsplan {now + 4}–{now + 6}"'
    assert title in text(coordinator.get("/plan/ny/"))
    yearly = {"title": "Årsplan", "starts": str(now + 1), "ends": str(now + 1), "document": "action_plan"}
    create_plan(municipality="9901", values=yearly | {"supports": plan}, by="anna")
    assert title in text(coordinator.get("/plan/ny/"))
    assert f'value="Handlingsplan {now + 2}"' in text(coordinator.get(f"/plan/ny/?till={plan.pk}"))
    create_plan(municipality="2081", values={"title": "Annan", "starts": str(now + 4), "ends": str(now + 6)}, by="anna")
    assert title in text(coordinator.get("/plan/ny/"))


def test_both_versions_of_a_plan_say_which_they_are(coordinator, plan):
    assert "version 1" not in text(coordinator.get("/plan/"))
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DECIDED.value)
    new_version(Plan.objects.get(), by="anna")
    page = text(coordinator.get("/plan/"))
    assert "version 1" in page and "version 2" in page
    Plan.objects.filter(version=2).update(title="En annan")
    assert "version 1" in text(coordinator.get("/plan/"))


def test_form_of_a_measure_says_where_the_owner_is_named(coordinator, priority):
    assert "Ansvarig enhet anges på aktiviteten." in text(coordinator.get(f"/prioritering/{priority.pk}/ny-atgard/"))


def test_claims_saved_together_are_counted_and_undone_together(coordinator, live, priority):
    form = text(coordinator.get(f"/prioritering/{priority.pk}/ny-slutsats/"))
    keys = [part.split('"')[0] for part in form.split('name="findings" value="')[1:4]]
    address = f"/prioritering/{priority.pk}/ny-slutsats/"
    page = text(coordinator.post(address, {"findings": keys[:2], "text": "Vi vet"}, follow=True))
    assert "3 slutsatser är sparade." in page
    undo = page.split("3 slutsatser är sparade.")[1].split('action="')[1].split('"')[0]
    Claim.objects.create(priority=priority, text="En fjärde")
    reader = member("rut", Role.READER)
    assert reader.post(undo).status_code == 403
    page = text(coordinator.post(undo, follow=True))
    assert "3 slutsatser ligger i papperskorgen." in page
    assert [claim.text for claim in priority.claims.filter(removed_at=None)] == ["En fjärde"]
    assert coordinator.post(undo).status_code == 404


def test_claim_form_left_empty_asks_for_one_of_the_two(coordinator, priority):
    assert coordinator.post(f"/prioritering/{priority.pk}/ny-slutsats/", {"text": ""}).status_code == 422


def test_decided_plan_leads_with_how_many_claims_hold(coordinator, live, plan, priority):
    claim = add_claim(priority=priority, finding=findings_of(place_at(""))[0], by="anna")
    claim.decided = claim.finding
    claim.save()
    decide(plan)
    page = text(coordinator.get(f"/plan/{plan.pk}/"))
    assert "Planens enda slutsats stämmer fortfarande" in page
    assert "§\N{NO-BREAK SPACE}142" in page


def test_decided_plan_is_not_edited(coordinator, plan, priority):
    decide(plan)
    assert coordinator.get(f"/prioritering/{priority.pk}/andra/").status_code == 409
    assert coordinator.post(f"/planens-del/prioritering/{priority.pk}/ta-bort/").status_code == 409
    assert "Lägg till" not in text(coordinator.get(f"/plan/{plan.pk}/"))


def test_decided_plan_is_closed_to_visitors_until_the_day_that_was_chosen(visitor, coordinator, plan, goal):
    decide(plan, public=False)
    assert visitor.get(f"/plan/{plan.pk}/").status_code == 404
    assert visitor.get(f"/mal/{goal.pk}/").status_code == 404
    assert f"/plan/{plan.pk}/" not in text(visitor.get("/plan/"))
    assert coordinator.get(f"/plan/{plan.pk}/").status_code == 200


def test_visitor_sees_decided_plans_but_no_draft(visitor, plan, priority):
    assert visitor.get(f"/plan/{plan.pk}/").status_code == 404
    decide(plan)
    assert visitor.get(f"/plan/{plan.pk}/").status_code == 200
    assert visitor.get(f"/plan/{plan.pk}/historik/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "plan/{plan}/",
        "plan/{plan}/andra/",
        "plan/{plan}/historik/",
        "plan/{plan}/papperskorg/",
        "mal/{goal}/",
        "atgard/{measure}/andra/",
        "aktivitet/{activity}/",
    ],
)
def test_other_municipality_finds_nothing(stranger, plan, goal, measure, activity, address):
    keys = {"plan": plan.pk, "goal": goal.pk, "measure": measure.pk, "activity": activity.pk}
    assert stranger.get("/" + address.format(**keys)).status_code == 404


def test_other_municipality_cannot_remove_or_restore(stranger, priority):
    assert stranger.post(f"/planens-del/prioritering/{priority.pk}/ta-bort/").status_code == 404
    assert stranger.post(f"/planens-del/prioritering/{priority.pk}/aterstall/").status_code == 404


@pytest.mark.parametrize("address", ["plan/ny/", "plan/{plan}/andra/", "prioritering/{priority}/ny-atgard/"])
def test_reader_reads_but_does_not_write(reader, plan, priority, address):
    assert reader.get(f"/plan/{plan.pk}/").status_code == 200
    assert reader.get("/" + address.format(plan=plan.pk, priority=priority.pk)).status_code == 403


def test_owner_of_an_activity_does_not_edit_the_plan(db, plan):
    add_person(username="olle", password=PASSWORD, role=Role.OWNER, by="provet")
    client = Client()
    client.force_login(User.objects.get(username="olle"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/plan/{plan.pk}/andra/").status_code == 403


def test_person_without_membership_sees_no_draft(coordinator, plan):
    Membership.objects.all().delete()
    assert coordinator.get(f"/plan/{plan.pk}/").status_code == 404


def test_form_older_than_the_row_shows_both_and_lets_choose(coordinator, priority):
    address = f"/prioritering/{priority.pk}/andra/"
    coordinator.post(address, {"title": "Deras", "text": "", "revision": "1"})
    answer = coordinator.post(address, {"title": "Mitt", "text": "", "revision": "1"})
    assert answer.status_code == 409
    assert "Deras" in text(answer)
    assert "Mitt" in text(answer)
    priority.refresh_from_db()
    assert priority.title == "Deras"
    assert coordinator.post(address, {"title": "Mitt", "text": "", "revision": "2"}).status_code == 302


def test_removal_offers_undo_and_undo_restores(coordinator, priority, activity):
    page = text(coordinator.post(f"/planens-del/prioritering/{priority.pk}/ta-bort/", follow=True))
    undo = f"/planens-del/prioritering/{priority.pk}/aterstall/"
    assert undo in page
    assert "Ångra" in page
    assert coordinator.get(f"/aktivitet/{activity.pk}/").status_code == 404
    coordinator.post(undo)
    assert coordinator.get(f"/aktivitet/{activity.pk}/").status_code == 200


def test_recycle_bin_lists_what_was_removed_and_by_whom(coordinator, plan, priority):
    coordinator.post(f"/planens-del/prioritering/{priority.pk}/ta-bort/")
    page = text(coordinator.get(f"/plan/{plan.pk}/papperskorg/"))
    assert "Trygga unga" in page
    assert "anna" in page


def test_priority_moves_up(coordinator, plan, priority):
    add_part(PRIORITY, parent=plan, values={"title": "Två"}, by="anna")
    second = Priority.objects.get(title="Två")
    coordinator.post(f"/planens-del/prioritering/{second.pk}/flytta/", {"to": "up"})
    assert [p.title for p in plan.priorities.order_by("order")] == ["Två", "Trygga unga"]


def test_history_tells_who_changed_what(coordinator, priority):
    coordinator.post(f"/prioritering/{priority.pk}/andra/", {"title": "Trygga äldre", "text": "", "revision": "1"})
    page = text(coordinator.get(f"/plan/{priority.plan_id}/historik/"))
    assert "Trygga äldre" in page
    assert "Ändrat: prioriterat område" in page
    assert AuditEvent.objects.filter(action="plans.save_priority", who="anna").exists()


def test_pages_speak_english(coordinator, plan, priority, goal, measure, activity):
    parts = [
        f"mal/{goal.pk}/",
        f"atgard/{measure.pk}/",
        f"aktivitet/{activity.pk}/",
        f"atgard/{measure.pk}/ny-aktivitet/",
    ]
    for address in ("plan/", "plan/ny/", f"plan/{plan.pk}/", f"plan/{plan.pk}/historik/", *parts):
        page = text(coordinator.get(f"/en/{address}"))
        assert 'lang="en"' in page
        assert "Lägg till" not in page
    assert "things are missing" in text(coordinator.get(f"/en/plan/{plan.pk}/"))


def test_unit_that_has_ended_is_not_offered(coordinator, measure):
    Unit.objects.create(municipality="9901", name="Gamla nämnden", kind="committee", ended=dt.date(2025, 1, 1))
    Unit.objects.create(municipality="9901", name="Fritid", kind="department")
    Unit.objects.create(municipality="2081", name="Annans", kind="department")
    page = text(coordinator.get(f"/atgard/{measure.pk}/ny-aktivitet/"))
    assert "Fritid" in page
    assert "Gamla nämnden" not in page
    assert "Annans" not in page
