"""The plan's paper: everything that is written in a plan stands on it, and old frozen plans still print."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tryggve.plan.evidence import evidence_library
from tryggve.publish.blocks import ClaimBlock, Document, Facts, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.terms.places import register
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.document import plan_document
from tryggve.web.organisation.models import Unit
from tryggve.web.picture.models import Picture, Problem
from tryggve.web.plans.actions import add_claim, add_part, create_plan
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY, BudgetRow, MilestoneRow
from tryggve.web.registers.models import Agreement

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
WARNED = next(key for key, one in evidence_library().items() if one.warning)
# Each is on the paper in another form, or is no text of the plan's.
EXCEPTED = {
    "id": "the database's number",
    "municipality": "the author's name says it",
    "place": "the district's name, or the finding's sentence, says it",
    "group": "the name of the group stands with the indicator",
    "kind": "the target in words says what kind it is",
    "design": "the evaluation design is fixed with the decision; the evaluation's own paper says it",
    "design_sha256": "the same",
}


@pytest.fixture
def content(db) -> dict[str, Any]:
    return content_of(full_plan(), known_by=DAY)


def full_plan() -> Plan:
    """Make a plan where every field says something of its own."""
    unit = Unit.objects.create(municipality="9901", name="Ansvarsenheten", kind="department")
    partner = Unit.objects.create(municipality="9901", name="Medverkande bolaget", kind="company")
    above = create_plan(municipality="9901", values={"title": "Överordnade planen"}, by="x")
    texts = {"title": "Hela planen", "background": "Bakgrundsordet", "vision": "Visionsordet", "version": 7}
    dates = {"starts": "2024", "ends": "2026", "document": "action_plan", "law_plan": True, "supports": above}
    plan = create_plan(municipality="9901", values={**texts, **dates}, by="x")
    priority = add_part(PRIORITY, parent=plan, values={"title": "Området", "text": "Områdestexten"}, by="x")
    add_claim(priority=priority, text="Slutsatsen", by="x")
    goal = add_part(GOAL, parent=priority, values=GOAL_VALUES | {"owner": unit}, by="x")
    measure = add_part(MEASURE, parent=priority, values=MEASURE_VALUES | {"goals": [goal]}, by="x")
    add_part(ACTIVITY, parent=measure, values=ACTIVITY_VALUES | {"owner": unit, "partners": [partner]}, by="x")
    problem = Problem.objects.create(picture=_picture(), title="Problemet i lägesbilden")
    priority.problem_links.create(problem=problem)
    agreement = Agreement.objects.create(
        municipality="9901", title="Överenskommelsen", other_parties="Fastighetsägarna", signed="2024-02", ends="2027"
    )
    agreement.parties.add(partner)
    agreement.plans.add(plan)
    return plan


GOAL_VALUES = {
    **{"title": "Målet", "kind": "range", "indicator": "local_safe_evening", "baseline": 41.0, "baseline_when": "2023"},
    **{"baseline_note": "Nulägesnoten", "target_low": 52.0, "target_high": 63.0, "deadline": "2026-06"},
    "unmeasured": "Omätta delen",
    "description": "Beskrivningsordet",
}
MEASURE_VALUES = {
    **{"title": "Åtgärden", "cause": "Orsaksordet", "changes_conditions": True, "mechanism": "Verkansordet"},
    **{"evidence": WARNED, "sort": "social", "reach": "indicated", "places": "Platsordet"},
    **{"target_group": "Målgruppsordet", "spatial_plans": "Detaljplan Torget | https://exempel.se/torget"},
    **{"effect_short": "Kortsiktsordet", "effect_long": "Långsiktsordet", "risks": "Riskordet"},
    **{"risk_displacement": "Flyttordet", "risk_stigma": "Utpekandeordet", "risk_privacy": "Integritetsordet"},
}
ACTIVITY_VALUES = {
    **{"title": "Aktiviteten", "starts": "2024-03", "ends": "2025-11", "planned_dose": 17.0, "dose_unit": "kvällar"},
    "in_operational_plan": "Nämnden 2024-01-24 § 6",
    "budgets": [BudgetRow(2024, 111_000, "Statsbidraget"), BudgetRow(2025, 222_000, "Nämndens ram")],
    "milestones": [MilestoneRow("2024-09", "Delmålsordet", done=True)],
}


def _picture() -> Picture:
    return Picture.objects.create(municipality="9901", title="Lägesbild")


def paper(content: dict[str, Any]) -> Document:
    return plan_document(content, place=register()["9901"], made=DAY, language="sv")


def words_on(document: Document) -> str:
    return re.sub(r"\s+", " ", " ".join(_words(document)).replace("\xa0", " "))


def _words(document: Document) -> Iterator[str]:
    yield from (document.title, document.author)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case ClaimBlock():
                yield f"{block.text} {block.detail}"
            case FigureBlock():
                yield block.alt
            case TableBlock():
                yield " ".join((block.caption, *block.head, *(cell for row in block.rows for cell in row)))
            case Facts():
                yield " ".join(f"{name} {value}" for name, value in block.pairs)


# What stands on the paper for a stored value that is no word itself.
SAID = {
    ("document", "action_plan"): "Handlingsplan för ett år",
    ("law_plan", True): "Åtgärdsplan enligt 5 § lagen",
    ("changes_conditions", True): "ändrar förutsättningarna",
    ("evidence", WARNED): evidence_library()[WARNED].warning.text("sv"),
    ("sort", "social"): "Social",
    ("reach", "indicated"): "personer som redan berörs",
    ("indicator", "local_safe_evening"): "Trygg utomhus på kvällen",
    ("deadline", "2026-06"): "juni 2026",
    ("signed", "2024-02"): "februari 2024",
    ("starts", "2024-03"): "mars 2024",
    ("ends", "2025-11"): "november 2025",
    ("when", "2024-09"): "september 2024",
    ("done", True): "Ja",
    ("amount", "111000.00"): "111 000",
    ("amount", "222000.00"): "222 000",
    ("spatial_plans", MEASURE_VALUES["spatial_plans"]): "Detaljplan Torget (https://exempel.se/torget)",
}


def _leaves(part: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if key == "design":
        yield key, part
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _leaves(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from _leaves(value, key)
    elif part not in ("", None, False):
        yield key, part


def test_everything_written_in_a_plan_stands_on_its_paper(content):
    words = words_on(paper(content))
    ids = {goal["id"]: goal["title"] for part in content["priorities"] for goal in part["goals"]}
    missing = []
    for key, value in _leaves(content):
        if key in EXCEPTED:
            continue
        number = f"{value:g}" if isinstance(value, float) else str(value)
        said = ids[value] if key == "goals" else SAID.get((key, value), number)
        if said not in words:
            missing.append((key, said))
    assert missing == []


def test_every_field_of_the_example_says_something(content):
    empty = {"finding", "owner", "case_number", "commission", "participants", "consultation", "place", "group"}
    for part in content["priorities"]:
        told = [*part["goals"], *part["measures"], *part["measures"][0]["activities"]]
        assert {name for one in told for name, value in one.items() if value in ("", None, [], {})} <= empty


def test_picture_of_the_logic_says_in_words_what_it_shows(content):
    figures = [block for block in paper(content).blocks if isinstance(block, FigureBlock)]
    assert len(figures) == 1
    assert "Åtgärden" in figures[0].svg
    assert figures[0].alt.startswith("Programlogik: Hela planen.")


def test_plan_without_measures_has_no_picture(content):
    content["priorities"][0]["measures"] = []
    assert not any(isinstance(block, FigureBlock) for block in paper(content).blocks)


def test_plan_frozen_before_problems_and_agreements_were_kept_still_prints(content):
    del content["agreements"]
    del content["priorities"][0]["problems"]
    words = words_on(paper(content))
    assert "Åtgärden" in words
    assert "Överenskommelser" not in words


def test_one_year_without_funding_needs_no_table_of_years(content):
    activity = content["priorities"][0]["measures"][0]["activities"][0]
    activity["budgets"] = [{"year": 2024, "amount": "5000.00", "funding": ""}]
    words = words_on(paper(content))
    assert "Budget per år" not in words
    assert "5 000" in words


def test_line_of_a_spatial_plan_that_cannot_be_read_is_printed_as_it_stands(content):
    content["priorities"][0]["measures"][0]["spatial_plans"] = "https://exempel.se/torget"
    assert "https://exempel.se/torget" in words_on(paper(content))
