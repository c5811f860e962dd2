"""The two mission pages where people read them, and Kristianstad's entered by hand through the forms."""

from __future__ import annotations

import html
import re

import pytest

from plan.test_mission_pages import POINTS
from tryggve.cli.example_files.plans import example_plan
from tryggve.cli.main import main
from tryggve.plan.logic import GapKind, find_gaps
from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms.places import find_place
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.decided_goals import decided_goal
from tryggve.web.decisions.document import plan_document
from tryggve.web.people.roles import Role
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.missing import gaps
from tryggve.web.plans.models import Goal, Measure, Plan, Priority
from tryggve.web.plans.plan_page import plan_page
from tryggve.web.plans.programme_logic import logic_of
from web.plan_example import DECIDED_ON, member
from web.test_decisions import _nothing_remembered, page  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db
PLACES = {"boden_2021_2023": "2582", "kristianstad": "1290"}
# What is decided later, and when the page was updated, are no words of the plan that was decided.
PAGE_ONLY = {"2024-03-19"}
DECIDED_LATER = PAGE_ONLY | {"Kommunfullmäktige", "före sommaren 2024"}


def readable(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", markup)))
    return " ".join(text.split())


def words_of(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph | ClaimBlock):
        return [block.text]
    if isinstance(block, Facts):
        return [f"{name}: {value}" for name, value in block.pairs]
    return [cell for row in block.rows for cell in row] if isinstance(block, TableBlock) else []


def document_of(made: Plan) -> Document:
    place = find_place(made.municipality)
    assert place
    decision = made.decisions.filter(kind="adopt").first()
    content = content_of(made, known_by=DECIDED_ON)
    return plan_document(content, place=place, made=DECIDED_ON, language="sv", decision=decision)


@pytest.fixture(params=list(PLACES))
def made(request) -> tuple[str, Plan]:
    return request.param, load_plan(example_plan(request.param), by="anna").plan


def missing(name: str, text: str) -> list[str]:
    return [point for point in POINTS[name] if point.lower() not in text.lower()]


def test_every_point_stands_on_the_plans_page(made):
    name, plan = made
    shown = readable(page(member("cilla", Role.COORDINATOR, PLACES[name]), f"/plan/{plan.pk}/"))
    assert set(missing(name, shown)) <= PAGE_ONLY


def test_every_point_stands_in_the_document(made):
    name, plan = made
    document = document_of(plan)
    told = [document.title, *(words for block in document.blocks for words in words_of(block))]
    assert set(missing(name, " ".join(" ".join(told).split()))) <= DECIDED_LATER


def test_what_is_decided_next_and_when_the_page_was_updated_stand_on_the_public_page():
    plan = load_plan(example_plan("boden_2021_2023"), by="anna").plan
    shown = readable(page(member("sara", Role.SECRETARY, "2582"), f"/beslut/{plan.pk}/offentlig-sida/forhandsvisning/"))
    said = ("Kommunfullmäktige", "före sommaren 2024", "Sidan uppdaterad 19 mars 2024")
    assert [words for words in said if words.lower() not in shown.lower()] == []


def test_each_of_bodens_priorities_rests_on_what_the_page_says_of_the_index():
    plan = load_plan(example_plan("boden_2021_2023"), by="anna").plan
    assert not [gap.text for gap in gaps(plan_page(plan)) if "vilar inte på" in gap.text]
    first, *others = (priority.claims.all() for priority in plan.priorities.all())
    assert [claim.finding for claim in first] == [None] * 3
    assert "från 47 till 60" in first[0].text
    assert all("till 55 år 2019" in claim.text for claims in others for claim in claims)


def content_without_ids(plan: Plan) -> object:
    """The plan's content, with the titles of goals where a measure names them by number."""
    titles = {goal.pk: goal.title for goal in Goal.objects.all()}

    def without(value: object) -> object:
        if isinstance(value, list):
            return [titles.get(part, "?") if isinstance(part, int) else without(part) for part in value]
        if isinstance(value, dict):
            return {name: without(part) for name, part in value.items() if name != "id"}
        return value

    return without(content_of(plan, known_by=DECIDED_ON))


def typed(item, *names: str) -> dict[str, object]:
    """What a person types of a part: the fields of the plan file that say something."""
    return {name: item.values[name] for name in names if item.values.get(name) not in (None, "", ())}


def test_kristianstad_is_entered_through_the_forms_as_the_file_has_it():
    read = example_plan("kristianstad")
    client = member("cilla", Role.COORDINATOR, "1290")

    def enter(address: str, sent: dict[str, object]) -> None:
        answer = client.post(address, sent)
        assert answer.status_code == 302, (address, answer.context["form"].errors)

    of_kind = {kind: [item for item in read.items if item.kind == kind] for kind in ("plan", "priority", "goal")}
    (top,), (area,) = of_kind["plan"], of_kind["priority"]
    enter("/plan/ny/", typed(top, "title", "document", "background", "vision"))
    plan = Plan.objects.get()
    enter(f"/plan/{plan.pk}/ny-prioritering/", typed(area, "title", "text"))
    priority = Priority.objects.get()
    keys: dict[str, int] = {}
    for goal in of_kind["goal"]:
        fields = ("title", "description", "indicator", "baseline", "baseline_note", "deadline", "unmeasured")
        sent = {"group": "", "place": "", "indicator": ""} | typed(goal, *fields)
        enter(f"/prioritering/{priority.pk}/nytt-mal/?slag={goal.values['kind']}", sent)
        keys[goal.key] = Goal.objects.latest("pk").pk
    for item in (item for item in read.items if item.kind == "measure"):
        sent = typed(item, "title", "cause", "mechanism")
        conditions = {True: "true", False: "false", None: "unknown"}[item.values.get("changes_conditions")]
        goals = [keys[key] for key in item.values["goals"]]
        enter(f"/prioritering/{priority.pk}/ny-atgard/", sent | {"changes_conditions": conditions, "goals": goals})
    by_hand = content_without_ids(plan)
    Plan.objects.update(title="En annan")
    loaded = load_plan(read, by="anna").plan
    assert by_hand == content_without_ids(loaded)
    assert Measure.objects.filter(priority=priority).count() == 2


def test_indicators_without_a_target_are_gaps_and_say_so_everywhere():
    plan = load_plan(example_plan("kristianstad"), by="anna").plan
    client = member("cilla", Role.COORDINATOR, "1290")
    gaps = [gap for gap in find_gaps(logic_of(plan)) if gap.kind is GapKind.NO_TARGET]
    titles = list(Goal.objects.filter(kind="reach").values_list("title", flat=True))
    assert len(gaps) == len(titles) == 2
    shown = readable(page(client, f"/plan/{plan.pk}/"))
    assert all(f"{title} saknar målvärde" in shown for title in titles)
    goal = Goal.objects.filter(kind="reach").first()
    own = readable(page(client, f"/mal/{goal.pk}/"))
    assert "Målvärde saknas ännu" in own
    assert own.count("Det går inte att avgöra: målvärdet är inte satt ännu.") == 2
    cells = [c for b in document_of(plan).blocks if isinstance(b, TableBlock) for row in b.rows for c in row]
    assert cells.count("Målvärde saknas ännu") == 2


def test_goal_that_was_frozen_before_it_had_a_description_is_still_read():
    told = decided_goal({"title": "Avtal", "kind": "yes_no"})
    assert (told.description, told.note) == ("", "")


@pytest.mark.parametrize(("name", "municipality"), [("boden", "2582"), ("kristianstad", "1290")])
def test_the_two_examples_are_loaded_by_name(name, municipality, capsys):
    assert main(["plan", "load", name]) == 0
    plan = Plan.objects.get(municipality=municipality)
    assert plan.title in capsys.readouterr().out
