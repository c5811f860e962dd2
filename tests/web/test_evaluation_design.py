"""The evaluation design is written in the draft, says at once what it cannot show, and is fixed by the decision."""

from __future__ import annotations

import re

import pytest

from tryggve.cli.example_files.plans import example_plan
from tryggve.errors import NotAllowedError
from tryggve.plan.freezing import freeze, is_unaltered
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.content import content_of
from tryggve.web.evaluation.design_actions import drop_design, save_design, write_proposed
from tryggve.web.evaluation.designs import compared_with, proposed, shown_design
from tryggve.web.evaluation.models import Design
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Goal
from web.plan_example import DECIDED_ON, member, plan
from web.test_decisions import _nothing_remembered, adopt, page  # noqa: F401  the fixture is for every test here
from web.test_plan_example import figures  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
VALUES = {
    "comparison": "county",
    "municipalities": [],
    "before_first": 2020,
    "before_last": 2023,
    "after_first": 2024,
    "after_last": 2026,
}
FORM = VALUES | {"municipalities": "", "revision": "0"}


@pytest.fixture
def goal() -> Goal:
    plan()
    Goal.objects.update(indicator="local_safe_evening")
    return Goal.objects.select_related("priority__plan").get()


def test_proposal_is_the_years_before_and_the_plans_own(goal):
    found = proposed(goal)
    assert (found.before_first, found.before_last, found.after_first, found.after_last) == (2020, 2023, 2024, 2026)
    assert not Design.objects.exists()


def test_county_is_every_other_municipality_in_it_and_never_the_own_one(goal):
    goal.priority.plan.municipality = "2081"
    codes = compared_with(proposed(goal))
    assert len(codes) == 14
    assert all(code.startswith("20") and code != "2081" for code in codes)


def test_made_up_municipality_alone_in_its_county_is_told_before_the_decision(goal):
    client = member("anna", Role.COORDINATOR)
    text = page(client, f"/plan/{goal.priority.plan_id}/utvarderingsdesign/")
    assert "Effekten kan inte bedömas" in text
    assert "Kommuner att jämföra med: 0. Det behövs minst 19." in text
    assert "0 av 1 mål med indikator har en." in page(client, f"/beslut/{goal.priority.plan_id}/")


def test_design_is_frozen_with_the_plan_under_a_hash_of_its_own(goal):
    save_design(goal, values=VALUES, revision=0, by="anna")
    frozen = adopt(goal.priority.plan).frozen
    (told,) = frozen.content["design"]
    assert (told["goal"], told["before"], told["after"]) == (goal.pk, [2020, 2023], [2024, 2026])
    assert "few_comparison" in told["doubts"]
    assert frozen.content["design_sha256"] == freeze({"design": [told]}).sha256
    assert is_unaltered(frozen.content, sha256=frozen.sha256)
    altered = frozen.content | {"design": [told | {"before": [2016, 2019]}]}
    assert not is_unaltered(altered, sha256=frozen.sha256)


def test_plan_without_a_design_is_adopted_and_says_that_nothing_was_decided(goal):
    adopt(goal.priority.plan)
    text = page(member("rolf", Role.READER), f"/plan/{goal.priority.plan_id}/utvarderingsdesign/")
    assert "Ingen utvärderingsdesign beslutades" in text


def test_design_is_not_altered_after_the_decision(goal):
    save_design(goal, values=VALUES, revision=0, by="anna")
    adopt(goal.priority.plan)
    for write in (
        lambda: save_design(goal, values=VALUES, revision=1, by="anna"),
        lambda: drop_design(goal, by="anna"),
        lambda: write_proposed(goal.priority.plan, by="anna"),
    ):
        with pytest.raises(NotAllowedError):
            write()
    client = member("anna", Role.COORDINATOR)
    assert client.get(f"/mal/{goal.pk}/utvarderingsdesign/").status_code == 409


def test_page_of_a_decided_plan_shows_what_was_decided_not_todays_row(goal):
    save_design(goal, values=VALUES, revision=0, by="anna")
    adopt(goal.priority.plan)
    Design.objects.update(before_first=1999)
    text = page(member("rolf", Role.READER), f"/plan/{goal.priority.plan_id}/utvarderingsdesign/")
    assert "2020–2023" in text and "1999" not in text


def test_two_who_write_at_once_see_each_other(goal):
    save_design(goal, values=VALUES, revision=0, by="anna")
    with pytest.raises(StaleError) as found:
        save_design(goal, values=VALUES | {"before_first": 2018}, revision=0, by="bo")
    assert found.value.yours == {"before_first": 2018}


def test_writing_leaves_one_event(goal):
    before = AuditEvent.objects.count()
    save_design(goal, values=VALUES, revision=0, by="anna")
    event = AuditEvent.objects.order_by("-id").first()
    assert (AuditEvent.objects.count(), event.action) == (before + 1, "evaluation.save_design")
    assert event.after["before_first"] == 2020


def test_proposal_is_written_for_goals_that_lack_one_and_only_once(goal):
    assert write_proposed(goal.priority.plan, by="anna") == 1
    assert write_proposed(goal.priority.plan, by="anna") == 0
    assert shown_design(goal).written


def test_form_reads_names_and_codes(goal):
    client = member("anna", Role.COORDINATOR)
    form = FORM | {"comparison": "named", "municipalities": "Borlänge, 2080\nGagnef, borlänge"}
    assert client.post(f"/mal/{goal.pk}/utvarderingsdesign/", form).status_code == 302
    assert Design.objects.get().municipalities == ["2081", "2080", "2026"]
    assert "Borlänge, Falun, Gagnef" in page(client, f"/plan/{goal.priority.plan_id}/utvarderingsdesign/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"comparison": "named", "municipalities": "Borlang"}, "Menade du Borlänge"),
        ({"comparison": "named", "municipalities": "Ekhamra"}, "jämförs inte med sig själv"),
        ({"comparison": "named"}, "Räkna upp kommunerna"),
        ({"before_last": "2019"}, "slutar innan de börjar"),
        ({"after_first": "2023"}, "börja när åren före är slut"),
        ({"after_last": "20260"}, "mellan 1980 och 2100"),
        ({"before_first": "i fjol"}, "Skriv ett år"),
    ],
)
def test_faulty_design_is_refused_and_kept_in_the_form(goal, given, said):
    answer = member("anna", Role.COORDINATOR).post(f"/mal/{goal.pk}/utvarderingsdesign/", FORM | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Design.objects.exists()


def test_design_is_dropped_and_the_proposal_stands_again(goal):
    save_design(goal, values=VALUES | {"before_first": 2018}, revision=0, by="anna")
    client = member("anna", Role.COORDINATOR)
    assert client.post(f"/mal/{goal.pk}/utvarderingsdesign/ta-bort/").status_code == 302
    assert "Förslag, inte skriven" in page(client, f"/plan/{goal.priority.plan_id}/utvarderingsdesign/")


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.SECRETARY, Role.ADMINISTRATOR])
def test_members_read_designs_but_only_who_writes_plans_writes_them(goal, role):
    client = member("rolf", role)
    assert client.get(f"/plan/{goal.priority.plan_id}/utvarderingsdesign/").status_code == 200
    assert client.get(f"/mal/{goal.pk}/utvarderingsdesign/").status_code == 403
    assert client.post(f"/mal/{goal.pk}/utvarderingsdesign/", FORM).status_code == 403
    assert client.post(f"/plan/{goal.priority.plan_id}/utvarderingsdesign/forslag/").status_code == 403


def test_another_municipality_and_a_visitor_see_no_design(goal, visitor):
    client = member("sven", Role.COORDINATOR, "2081")
    for address in (f"/plan/{goal.priority.plan_id}/utvarderingsdesign/", f"/mal/{goal.pk}/utvarderingsdesign/"):
        assert client.get(address).status_code == 404
        assert visitor.get(address).status_code == 302


def test_example_plan_fixes_its_design_and_says_that_nothing_can_be_shown(figures):  # noqa: F811
    made = load_plan(example_plan("ekhamra_plan"), by="anna").plan
    content = content_of(made, known_by=DECIDED_ON)
    assert [told["title"][:20] for told in content["design"]] == [
        "Minst 68 procent try",
        "Minst 60 procent av ",
        "Minst 55 procent try",
        "Högst 22 procent oro",
    ]
    assert all(set(told["doubts"]) >= {"few_before", "few_comparison"} for told in content["design"])
    assert re.fullmatch(r"[0-9a-f]{64}", content["design_sha256"])
