"""The made-up Ekhamra's plan: whole, of every kind, resting on what was known when it was decided."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tryggve.analysis.codec import finding_from_json
from tryggve.cli.demo import _plan
from tryggve.cli.example_files.decision_way import enter_cases
from tryggve.cli.example_files.editing import load_editing
from tryggve.cli.example_files.plans import example_plan
from tryggve.errors import NothingHereError
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import read_definition
from tryggve.plan.evidence import evidence_library
from tryggve.plan.status import PlanStatus
from tryggve.terms.places import register
from tryggve.web.data.actions import import_file, import_release, make_live
from tryggve.web.decisions.models import Decision, PublicFace
from tryggve.web.organisation.models import Unit
from tryggve.web.people.roles import Role
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Activity, Claim, Comment, Goal, Measure, Plan
from tryggve.web.situation.book import current_book
from web.plan_example import member


@pytest.fixture
def figures(db, ekhamra):
    """The files that the plan's claims rest on."""
    survey = ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv"
    definition = read_definition(ekhamra / "trygghetsmatningen.toml")
    read = read_microdata(survey, definition=definition, municipality=register()["9901"])
    police = import_file(ekhamra / "utsatta_omraden.csv", by="anna").release
    make_live(import_release(read, path=survey, by="anna").release, police, by="anna")


def test_the_demo_loads_the_plan_once_however_often_it_runs(figures, capsys):
    _plan("sv")
    counted = [model.objects.count() for model in (Plan, Goal, Measure, Activity, Claim, Unit, Decision)]
    _plan("sv")
    assert [model.objects.count() for model in (Plan, Goal, Measure, Activity, Claim, Unit, Decision)] == counted
    assert counted == [1, 6, 6, 9, 7, 11, 2]
    assert capsys.readouterr().out.count("beslutad plan inläst") == 1


def test_the_plan_is_decided_in_2023_and_rests_on_what_was_known_then(figures):
    plan = load_plan(example_plan("ekhamra_plan"), by="anna").plan
    assert plan.status == PlanStatus.DECIDED.value
    assert Decision.objects.get(kind="adopt").date.year == 2023
    kept = [claim for claim in Claim.objects.all() if claim.finding]
    assert len(kept) == 6
    for claim in kept:
        assert claim.decided == claim.finding
        assert finding_from_json(claim.finding).side.period.last <= 2023


def test_every_baseline_is_the_figure_that_the_files_hold(figures):
    load_plan(example_plan("ekhamra_plan"), by="anna")
    from tryggve.web.plans.measurements import series_of

    for goal in Goal.objects.exclude(baseline=None):
        series = series_of(goal.indicator, municipality="9901", place=goal.place, group=goal.group)
        point = next(p for p in series.known() if p.period.last == int(goal.baseline_when))
        assert goal.baseline == pytest.approx(point.estimate.value, abs=0.05), goal.title


def test_without_the_figures_the_plan_is_not_half_loaded(db):
    assert not current_book().places()
    with pytest.raises(NothingHereError, match="Import the figures"):
        load_plan(example_plan("ekhamra_plan"), by="anna")
    assert Plan.objects.count() == Unit.objects.count() == 0


def test_every_activity_has_owner_dose_and_budget_and_every_measure_its_evidence():
    items = example_plan("ekhamra_plan").items
    for item in (item for item in items if item.kind == "activity"):
        assert item.values["owner"] and item.values["planned_dose"] and item.values["budgets"], item.title
    for item in (item for item in items if item.kind == "measure"):
        assert item.values["evidence"] in evidence_library()
    kinds = {item.values["kind"] for item in items if item.kind == "goal"}
    assert kinds == {"at_least", "at_most", "zero", "yes_no"}


def test_the_decided_example_tells_its_whole_case(figures):
    plan = load_plan(example_plan("ekhamra_plan"), by="anna").plan
    assert plan.decisions.get(kind="commission").addressee == "kommundirektören"
    assert plan.participants.count() == 4
    assert (
        sorted(row.stance for row in plan.consultations.all())
        == ["", "changes", "changes", "changes"] + ["support"] * 2
    )
    assert {row.heeded for row in plan.consultations.exclude(answered=None)} == {"yes", "partly", "no"}
    assert plan.decisions.get(kind="adopt").motions.count() == 3


def test_the_next_example_is_on_its_way_whatever_the_day(figures):
    load_plan(example_plan("ekhamra_plan"), by="anna")
    today = timezone.localdate()
    enter_cases(by="anna", today=today)
    enter_cases(by="anna", today=today)
    coming = Plan.objects.get(title="Trygghetsplan 2027–2029")
    assert coming.status == PlanStatus.CONSULTATION.value
    assert coming.consultations.filter(answered=None).count() == 4
    assert coming.case_steps.get(step="sent").day <= today < coming.case_steps.get(step="council").day
    assert PublicFace.objects.exclude(alt="").count() == 2


@pytest.mark.parametrize("name", ["boden_2021_2023", "kristianstad"])
def test_mission_page_becomes_a_plan_with_a_page_of_its_own(db, settings, client, name):
    read = example_plan(name)
    settings.TRYGGVE_PLACE = read.municipality
    plan = load_plan(read, by="anna").plan
    reader = member("rut", Role.READER, municipality=read.municipality)
    assert reader.get(f"/plan/{plan.pk}/").status_code == 200
    shown = reader.get(f"/beslut/{plan.pk}/offentlig-sida/forhandsvisning/").content.decode()
    assert plan.title in shown
    public = client.get(f"/trygghetsplan/{plan.pk}/")
    assert public.status_code == (200 if read.adopted else 404)


def test_bodens_public_page_says_what_the_page_says_and_no_more(db, settings, client):
    settings.TRYGGVE_PLACE = "2582"
    plan = load_plan(example_plan("boden_2021_2023"), by="anna").plan
    shown = client.get(f"/trygghetsplan/{plan.pk}/").content.decode()
    for words in ("December 2020", "Perioden har löpt ut och utvärdering pågår", "Före sommaren 2024", "19 mars 2024"):
        assert words in shown
    assert "Kommunstyrelsen gav i uppdrag att ta fram planen." in shown
    assert "31 december 2020" not in shown


def test_the_yearly_plan_belongs_to_the_councils_and_comes_with_comments_once(figures):
    load_plan(example_plan("ekhamra_plan"), by="anna")
    enter_cases(by="anna", today=timezone.localdate())
    load_editing(by="anna")
    said = Comment.objects.count()
    load_editing(by="anna")
    yearly = Plan.objects.get(title="Handlingsplan 2026")
    assert yearly.document == "action_plan"
    assert yearly.supports.title == "Trygghetsplan 2024–2026"
    assert yearly.priorities.get().measures.count() == 2
    assert Comment.objects.count() == said == 9
    assert {comment.kind for comment in Comment.objects.all()} == {"plan", "priority", "goal", "measure", "activity"}
    assert Comment.objects.filter(answers__isnull=False).count() == 3
    assert Comment.objects.filter(resolved_at__isnull=False).count() == 1
