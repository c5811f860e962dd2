"""What the two mission pages say of their goals is told wherever the plan is read: page, document, preview."""

from __future__ import annotations

import pytest
from django.utils import translation

from tryggve.cli.example_files.plans import example_plan
from tryggve.publish.blocks import Paragraph, TableBlock
from tryggve.terms.places import find_place
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.decided_goals import decided_goal
from tryggve.web.decisions.document import plan_document
from tryggve.web.people.roles import Role
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Goal
from web.plan_example import DECIDED_ON, member, plan
from web.test_decisions import adopt, page

pytestmark = pytest.mark.django_db
SAID = ("2 → 0", "Utsatta områden på polisens lista", "geografiskt avgränsat", "sex geografiska områden", "nytt utgång")


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def kristianstad():
    return load_plan(example_plan("kristianstad"), by="anna").plan


def document_of(made):
    place = find_place(made.municipality)
    assert place
    return plan_document(content_of(made, known_by=DECIDED_ON), place=place, made=DECIDED_ON, language="sv")


def test_kristianstads_indicators_and_definitions_stand_in_the_document():
    blocks = document_of(kristianstad()).blocks
    cells = [cell for block in blocks if isinstance(block, TableBlock) for row in block.rows for cell in row]
    text = " ".join([*cells, *(block.text for block in blocks if isinstance(block, Paragraph))])
    assert [said for said in SAID if said not in text] == []
    assert "Mäts inte: tillit; jämlikhet; god tillgänglighet." in text


def test_kristianstads_indicators_and_definitions_stand_on_the_page_as_it_would_be_published():
    made = kristianstad()
    shown = page(member("sara", Role.SECRETARY, "1290"), f"/beslut/{made.pk}/offentlig-sida/forhandsvisning/")
    assert [said for said in SAID if said not in shown] == []


def test_definition_stands_on_the_goals_own_page_beside_its_baseline():
    goal = Goal.objects.get(priority__plan=kristianstad(), kind="zero")
    shown = page(member("cilla", Role.COORDINATOR, "1290"), f"/mal/{goal.pk}/")
    assert "Mäts med" in shown
    assert "geografiskt avgränsat" in shown


def test_goal_without_baseline_says_its_target_alone():
    fields = {"title": "Trygga", "kind": "at_least", "target_low": 60.0, "indicator": "local_safe_evening"}
    assert decided_goal(fields).aim == "Minst 60,0\N{NO-BREAK SPACE}%"
    assert decided_goal(fields | {"baseline": 52.5}).aim == "52,5\N{NO-BREAK SPACE}% → minst 60,0\N{NO-BREAK SPACE}%"


def test_goal_that_is_done_or_not_has_no_value_to_go_to():
    assert decided_goal({"title": "Avtal", "kind": "yes_no", "indicator": "police_areas"}).aim == ""


def test_document_of_a_decided_plan_is_the_decided_one_for_those_who_work_with_it_too():
    made = plan()
    kept = adopt(made).frozen
    sent = member("cilla", Role.COORDINATOR).get(f"/plan/{made.pk}/plan.pdf").content
    assert kept.pdf_bytes in (0, len(sent))
