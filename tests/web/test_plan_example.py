"""The made-up Ekhamra's plan: whole, of every kind, resting on what was known when it was decided."""

from __future__ import annotations

import pytest

from tryggve.analysis.codec import finding_from_json
from tryggve.cli.demo import _plan
from tryggve.cli.example_files.plans import example_plan
from tryggve.errors import NothingHereError
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import read_definition
from tryggve.plan.evidence import evidence_library
from tryggve.plan.status import PlanStatus
from tryggve.terms.places import register
from tryggve.web.data.actions import import_file, import_release, make_live
from tryggve.web.decisions.models import Decision
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Plan
from tryggve.web.situation.book import current_book


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
    assert counted == [1, 6, 6, 9, 7, 8, 1]
    assert capsys.readouterr().out.count("beslutad plan inläst") == 1


def test_the_plan_is_decided_in_2023_and_rests_on_what_was_known_then(figures):
    plan = load_plan(example_plan("ekhamra_plan"), by="anna").plan
    assert plan.status == PlanStatus.DECIDED.value
    assert Decision.objects.get().date.year == 2023
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
