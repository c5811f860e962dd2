"""A measure and the causes that the situation picture's analysis found; a priority and the problems behind it."""

from __future__ import annotations

import pytest

from tryggve.plan.logic import GapKind, find_gaps
from tryggve.web.people.roles import Role
from tryggve.web.picture.actions import add_part, link_priority
from tryggve.web.picture.models import Cause
from tryggve.web.picture.parts import CAUSE
from tryggve.web.plans.causes import with_causes
from tryggve.web.plans.missing import gaps
from tryggve.web.plans.models import Measure, Plan
from tryggve.web.plans.plan_page import plan_page
from tryggve.web.plans.programme_logic import logic_of
from web import picture_example, plan_example
from web.plan_example import member
from web.shown_form import shown_form
from web.test_decisions import _nothing_remembered, adopt  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db
DARK, SHOP = "Mörk gångväg", "Butiken stänger tidigt"


@pytest.fixture
def plan() -> Plan:
    made = plan_example.plan()
    problem = picture_example.picture().problems.get()
    cause = {"text": SHOP, "side": "place", "directness": "indirect", "influence": 0}
    add_part(CAUSE, parent=problem, values=cause, by="anna")
    link_priority(problem, priority=made.priorities.get(), by="anna")
    return made


def form(client) -> tuple[str, dict[str, list[str]]]:
    address = f"/atgard/{Measure.objects.get().pk}/andra/"
    return address, shown_form(client.get(address).content.decode(), "cause")


def open_causes(plan: Plan, *, inside: bool = True) -> list[str]:
    return [gap.words.sv for gap in find_gaps(logic_of(plan, inside=inside)) if gap.kind is GapKind.OPEN_CAUSE]


def test_causes_of_the_problems_behind_are_offered_the_direct_first(anna, plan):
    page = anna.get(f"/prioritering/{plan.priorities.get().pk}/ny-atgard/").content.decode()
    assert page.index(f"{DARK} (direkt") < page.index(f"{SHOP} (bakomliggande")


def test_ticked_cause_is_written_beside_what_was_typed_and_is_ticked_next_time(anna, plan):
    address, sent = form(anna)
    assert anna.post(address, sent | {"cause": "Tomt torg", "causes": [DARK]}).status_code == 302
    assert Measure.objects.get().cause == f"Tomt torg; {DARK}"
    _address, again = form(anna)
    assert again["causes"] == [DARK]
    anna.post(address, again)
    assert Measure.objects.get().cause == f"Tomt torg; {DARK}"
    anna.post(address, form(anna)[1] | {"causes": []})
    assert Measure.objects.get().cause == "Tomt torg"


def test_what_is_typed_by_hand_is_never_rewritten():
    assert with_causes("mörk gångväg.", chosen=[DARK], offered=[]) == "mörk gångväg."
    assert with_causes("För mörkt; och tomt", chosen=[], offered=[DARK]) == "För mörkt; och tomt"


def test_cause_that_can_be_influenced_and_that_no_measure_takes_up_is_a_gap(anna, plan):
    (said,) = open_causes(plan)
    assert DARK in said
    assert SHOP not in said  # it cannot be influenced
    assert DARK in anna.get(f"/plan/{plan.pk}/logik/").content.decode()
    Measure.objects.update(cause=f"Tomt torg; {DARK}")
    assert open_causes(plan) == []


def test_removed_cause_is_no_gap(plan):
    Cause.objects.update(removed_at="2026-01-01T00:00Z")
    assert open_causes(plan) == []


def test_what_the_situation_picture_says_is_not_told_to_visitors(visitor, plan):
    adopt(plan)
    assert DARK not in visitor.get(f"/plan/{plan.pk}/logik/").content.decode()
    assert open_causes(plan, inside=False) == []


def test_priority_without_a_problem_is_missing_where_there_is_a_situation_picture(anna):
    made = plan_example.plan()
    said = "Trygga unga är inte kopplat till något problem i lägesbilden"
    assert said not in [gap.text for gap in gaps(plan_page(made))]
    problem = picture_example.picture().problems.get()
    (gap,) = [gap for gap in gaps(plan_page(made)) if gap.text == said]
    page = anna.get(f"/plan/{made.pk}/").content.decode()
    assert page.count(f'href="{gap.address}"') == 2
    assert "Koppla till ett problem i lägesbilden" in page
    assert anna.post(gap.address, {}).status_code == 422
    assert anna.post(gap.address, {"problem": problem.pk}).status_code == 302
    assert said not in [gap.text for gap in gaps(plan_page(made))]
    assert problem.title not in anna.get(gap.address).content.decode()


def test_priority_is_not_tied_to_another_municipalitys_problem(anna):
    made = plan_example.plan()
    foreign = picture_example.picture("2081").problems.get()
    address = f"/prioritering/{made.priorities.get().pk}/koppla-problem/"
    assert anna.post(address, {"problem": foreign.pk}).status_code == 422
    assert "Gå till lägesbilden" in anna.get(address).content.decode()
    assert member("bo", Role.COORDINATOR, "2081").get(address).status_code == 404
    assert member("rolf", Role.READER).get(address).status_code == 403


def test_decided_plans_priority_is_not_tied(anna):
    made = plan_example.plan()
    problem = picture_example.picture().problems.get()
    adopt(made)
    address = f"/prioritering/{made.priorities.get().pk}/koppla-problem/"
    assert anna.post(address, {"problem": problem.pk}).status_code == 409
    assert not problem.priority_links.exists()
