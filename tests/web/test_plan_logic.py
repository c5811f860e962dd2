"""The plan as one picture, and the law's checklist, for those who may see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tryggve.plan.clock import Step
from tryggve.plan.dates import day_of
from tryggve.plan.law import LawState, check_law
from tryggve.plan.logic import GapKind, find_gaps
from tryggve.plan.plan_file import parse_toml_plan
from tryggve.plan.status import PlanStatus
from tryggve.terms import Estimate, KnownBy, Unit
from tryggve.web.followup.actions import record_step
from tryggve.web.organisation.models import Membership
from tryggve.web.organisation.models import Unit as OrganisationUnit
from tryggve.web.plans.law_facts import law_facts
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Activity, Budget, Goal, Measure, Plan
from tryggve.web.plans.programme_logic import _distance, logic_of

TEXT = """
municipality = "9901"
[plan]
title = "Logikplan"
law_plan = true
[[unit]]
name = "Teknik"
kind = "department"
[[priority]]
title = "Trygga kvällar"
[[priority.claim]]
text = "Många går omvägar."
[[priority.goal]]
id = "M1"
title = "Inget område på listan"
kind = "zero"
indicator = "police_areas"
[[priority.measure]]
title = "Belysning"
cause = "Mörka stråk"
goals = ["M1"]
[[priority.measure.activity]]
title = "Byta armaturer"
owner = "Teknik"
budgets = { 2026 = 1000 }
"""


@pytest.fixture
def plan(db) -> Plan:
    return load_plan(parse_toml_plan(TEXT), by="anna").plan


@pytest.fixture
def member(coordinator: Client) -> Client:
    user = User.objects.get(username="anna")
    Membership.objects.get_or_create(user=user, municipality="9901")
    return coordinator


@pytest.fixture
def stranger(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("gäst"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def kinds(plan: Plan) -> set[GapKind]:
    return {gap.kind for gap in find_gaps(logic_of(plan))}


def test_a_whole_plan_is_told_as_whole_with_its_picture(plan, member):
    page = member.get(f"/plan/{plan.pk}/logik/").content.decode()
    assert "Kedjan från orsak till mål är hel" in page
    assert "<svg" in page and "Byta armaturer" in page
    assert kinds(plan) == set()


def test_each_gap_in_the_rows_is_found(plan):
    Measure.objects.update(cause="")
    Activity.objects.update(owner=None)
    Budget.objects.all().delete()
    Goal.objects.update(indicator="", unmeasured="tillit; jämlikhet")
    assert kinds(plan) == {
        GapKind.NO_CAUSE,
        GapKind.NO_OWNER,
        GapKind.NO_BUDGET,
        GapKind.NO_INDICATOR,
        GapKind.UNMEASURED,
        GapKind.IDLE,
    }


def test_only_departments_and_companies_without_activity_are_told_as_idle(plan):
    for name, kind in (("Kultur", "department"), ("Ekhamrahus AB", "company"), ("Polisen", "partner")):
        OrganisationUnit.objects.create(municipality="9901", name=name, kind=kind)
    OrganisationUnit.objects.create(municipality="9902", name="Grannens skola", kind="department")
    ended = OrganisationUnit.objects.create(municipality="9901", name="Gamla", kind="department")
    ended.ended = dt.date(2020, 1, 1)
    ended.save()
    assert set(logic_of(plan).idle) == {"Kultur", "Ekhamrahus AB"}
    Activity.objects.get().partners.add(OrganisationUnit.objects.get(name="Kultur"))
    assert logic_of(plan).idle == ("Ekhamrahus AB",)


def test_what_lies_in_the_recycle_bin_is_not_drawn(plan, member):
    Activity.objects.update(removed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert GapKind.NO_ACTIVITY in kinds(plan)
    assert "Byta armaturer" not in member.get(f"/plan/{plan.pk}/logik/").content.decode()


@pytest.mark.parametrize(
    ("kind", "low", "high", "value", "distance"),
    [
        ("reach", 70, None, 62, 8),
        ("reach", 20, None, 25, -5),
        ("zero", None, None, 2, -2),
        ("at_least", 70, None, 62, 8),
        ("at_least", 70, None, 75, 0),
        ("at_most", 20, None, 25, -5),
        ("at_most", 20, None, 15, 0),
        ("range", 40, 60, 35, 5),
        ("range", 40, 60, 66, -6),
        ("range", 40, 60, 50, 0),
        ("yes_no", None, None, 1, None),
    ],
)
def test_the_way_to_a_goal_follows_its_kind(kind, low, high, value, distance):
    goal = Goal(kind=kind, target_low=low, target_high=high)
    estimate = Estimate(value=value, unit=Unit.PERCENT, known_by=KnownBy.NONE)
    assert _distance(goal, estimate) == distance


def test_the_way_is_counted_from_the_baseline_also_when_most_of_it_is_walked():
    latest = Estimate(value=69, unit=Unit.PERCENT, known_by=KnownBy.NONE)
    assert _distance(Goal(kind="reach", target_low=70, baseline=60), latest) == 10
    assert _distance(Goal(kind="reach", target_low=70), latest) == 1
    assert _distance(Goal(kind="reach", target_low=70), None) is None


def test_a_yes_or_no_goal_needs_no_indicator(plan):
    Goal.objects.update(kind="yes_no", indicator="")
    assert kinds(plan) == set()


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_picture_can_be_taken_along_as_a_file(plan, member, kind, start):
    answer = member.get(f"/plan/{plan.pk}/logik/bild.{kind}")
    assert answer.content.startswith(start)
    assert f"programlogik-{plan.pk}.{kind}" in answer["Content-Disposition"]
    assert member.get(f"/plan/{plan.pk}/logik/bild.gif").status_code == 404


@pytest.mark.parametrize("page", ["logik/", "logik/bild.svg", "lagen/"])
def test_a_draft_is_not_shown_to_strangers_or_visitors(plan, stranger, visitor, page):
    assert stranger.get(f"/plan/{plan.pk}/{page}").status_code == 404
    assert visitor.get(f"/plan/{plan.pk}/{page}").status_code in (302, 404)


def test_the_law_page_tells_what_is_met_missing_and_not_recorded(plan, member):
    page = member.get(f"/plan/{plan.pk}/lagen/").content.decode()
    said = page.replace("\N{NO-BREAK SPACE}", " ")
    for paragraph in ("4 §", "5 §", "6 §", "8–9 §§", "13 §"):
        assert f"<h2>{paragraph}</h2>" in said
    assert "Inte registrerat här" in page and "Lägg fram planen för beslut" in page


def test_the_law_page_s_day_of_the_last_time_cannot_be_read_as_a_deadline(plan, member):
    day = dt.date(2025, 10, 6)
    record_step(municipality=plan.municipality, step=Step.PICTURE, date=day, note="", by="anna")
    page = member.get(f"/plan/{plan.pk}/lagen/").content.decode()
    assert "Gjordes senast 6 oktober 2025. Nästa gång senast 6 oktober 2027." in page


def test_the_law_page_says_no_day_that_nobody_knows(plan, member):
    date, when = day_of("2025", today=dt.date(2026, 11, 22))
    for step in Step:
        record_step(municipality=plan.municipality, step=step, date=date, when=when, note="", by="anna")
    page = member.get(f"/plan/{plan.pk}/lagen/").content.decode()
    assert page.count("Gjordes senast 2025. Nästa gång senast 31 december 2027.") == 2
    assert "Gjordes senast 2025. Nästa gång senast 31 december 2026." in page


def test_a_decided_plan_that_rests_on_claims_meets_paragraph_five(plan):
    today = dt.date(2026, 11, 22)

    def state() -> LawState:
        return next(p.state for p in check_law(law_facts(plan, today=today)) if p.paragraph == "§ 5")

    assert state() is LawState.MISSING
    adopted = '\n[adopted]\nbody = "Kommunfullmäktige"\ndate = 2025-12-08\nparagraph = "§ 9"\n'
    plan = load_plan(parse_toml_plan(TEXT.replace("Logikplan", "Beslutad") + adopted), by="anna").plan
    assert plan.status == PlanStatus.DECIDED.value
    assert state() is LawState.MET
    assert law_facts(plan, today=today).follow_up_due == dt.date(2027, 12, 8)
    assert law_facts(plan, today=today).followed_up is None


def test_the_pages_speak_english_too(plan, member):
    assert "The chain from cause to goal is whole" in member.get(f"/en/plan/{plan.pk}/logik/").content.decode()
    assert "Not recorded here" in member.get(f"/en/plan/{plan.pk}/lagen/").content.decode()


def test_each_gap_links_to_where_it_is_closed_for_those_who_write(plan, member):
    Budget.objects.all().delete()
    Activity.objects.update(owner=None)
    Goal.objects.update(indicator="")
    Measure.objects.first().goals.clear()
    answer = member.get(f"/plan/{plan.pk}/logik/")
    page, gaps = answer.content.decode(), answer.context["gaps"]
    assert {gap.kind for gap, _address in gaps} >= {GapKind.NO_OWNER, GapKind.NO_INDICATOR, GapKind.AIMLESS}
    for gap, address in gaps:
        assert (gap.kind is GapKind.IDLE) == (not address)
        assert not address or f'href="{address}"' in page


def test_gaps_of_a_decided_plan_are_for_its_next_version(plan, member):
    Activity.objects.all().delete()
    address, said = f"/plan/{plan.pk}/logik/", "Ta med luckorna när nästa version skrivs."
    assert said not in member.get(address).content.decode()
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    assert said in member.get(address).content.decode()
