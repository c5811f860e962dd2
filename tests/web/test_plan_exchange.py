"""Plans to and from files through the database: round trip, preview, one event, nothing half done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from tryggve.cli.main import main
from tryggve.errors import BadValueError, NotAllowedError, UsageError
from tryggve.plan.exchange_files import read_plan_file, write_plan_file
from tryggve.plan.plan_file import parse_toml_plan
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.models import Decision
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.exchange import items_of, preview_items, store_items
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Activity, Goal, Measure, Plan

TEXT = """
municipality = "9901"
[plan]
title = "Provplan"
starts = "2024"
ends = "2026"
[[unit]]
name = "Teknik"
kind = "department"
[[unit]]
name = "Ekhamrahus AB"
kind = "company"
[[priority]]
title = "Trygga kvällar"
[[priority.claim]]
text = "Många går omvägar."
[[priority.goal]]
id = "M1"
title = "Fler trygga"
kind = "at_least"
indicator = "local_safe_evening"
target_low = 70
deadline = "2026"
unmeasured = "tillit"
[[priority.measure]]
title = "Belysning"
cause = "Mörka stråk"
goals = ["M1"]
evidence = "lighting"
[[priority.measure.activity]]
title = "Byta armaturer"
owner = "Teknik"
partners = ["Ekhamrahus AB"]
planned_dose = 4
dose_unit = "stråk"
budgets = { 2024 = 150000, 2025 = 90000 }
[next]
what = "Utvärdering"
body = "Kommunfullmäktige"
when = "våren 2027"
"""


@pytest.fixture
def plan(db) -> Plan:
    return load_plan(parse_toml_plan(TEXT), by="anna").plan


def said(items):
    """What items say, without the ids that differ between databases."""
    return [(item.kind, {k: v for k, v in item.values.items() if k != "goals"}) for item in items]


def test_a_plan_file_becomes_a_plan_with_everything_it_says(plan):
    activity = Activity.objects.get()
    assert (activity.owner.name, activity.planned_dose, activity.dose_unit) == ("Teknik", 4.0, "stråk")
    assert [unit.name for unit in activity.partners.all()] == ["Ekhamrahus AB"]
    assert [(b.year, b.amount) for b in activity.budgets.all()] == [(2024, Decimal(150000)), (2025, Decimal(90000))]
    assert list(Measure.objects.get().goals.all()) == [Goal.objects.get()]
    assert plan.next_decision.when == "2027-v"
    assert plan.priorities.get().claims.get().text == "Många går omvägar."


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_exported_can_be_imported_as_a_plan_that_says_the_same(plan, tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    write_plan_file(path, items_of(plan), language="sv")
    copy = store_items(read_plan_file(path), municipality="9902", by="anna").plan
    assert said(items_of(copy)) == said(items_of(plan))
    assert copy.pk != plan.pk


def test_importing_an_export_back_into_its_plan_changes_nothing(plan, tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan_file(path, items_of(plan), language="en")
    stored = store_items(read_plan_file(path), municipality="9901", by="anna", into=plan)
    assert (stored.new, stored.changed, stored.same) == ([], [], 4)
    assert Goal.objects.get().revision == 1


def test_a_changed_cell_changes_that_part_and_is_in_the_log(plan, tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan_file(path, items_of(plan), language="sv")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "mål")
    sheet.cell(row, heads["rubrik"]).value = "Ännu fler trygga"
    sheet.cell(row, heads["målvärde"]).value = 72.5
    book.save(path)
    events = AuditEvent.objects.count()
    stored = store_items(read_plan_file(path), municipality="9901", by="anna", into=plan)
    goal = Goal.objects.get()
    assert (goal.title, goal.target_low, goal.revision) == ("Ännu fler trygga", 72.5, 2)
    assert stored.changed == ["Ännu fler trygga"]
    assert AuditEvent.objects.count() == events + 1
    event = AuditEvent.objects.order_by("-pk").first()
    assert event.after["changed"][f"M{goal.pk}"]["target_low"] == [70.0, 72.5]


def test_a_preview_tells_the_same_and_leaves_no_trace(plan, tmp_path):
    items = items_of(plan)
    before = (Plan.objects.count(), Unit.objects.count(), AuditEvent.objects.count())
    shown = preview_items(items, municipality="9902")
    assert len(shown.new) == 4
    assert (Plan.objects.count(), Unit.objects.count(), AuditEvent.objects.count()) == before


def test_an_unknown_unit_is_told_with_the_nearest_and_nothing_is_stored(plan):
    items = [item for item in items_of(plan) if item.kind != "unit"]
    with pytest.raises(BadValueError, match="no unit called"):
        store_items(items, municipality="9902", by="anna")
    assert Plan.objects.count() == 1


def test_a_decided_plan_takes_no_import(plan):
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    with pytest.raises(NotAllowedError):
        store_items(items_of(plan), municipality="9901", by="anna", into=plan)


def test_a_file_without_a_plan_row_needs_to_be_told_which_plan(plan):
    items = [item for item in items_of(plan) if item.kind != "plan"]
    with pytest.raises(UsageError, match="type plan"):
        store_items(items, municipality="9902", by="anna")


def test_the_same_plan_is_not_loaded_twice(plan):
    with pytest.raises(UsageError, match="already"):
        load_plan(parse_toml_plan(TEXT), by="anna")


def test_an_adopted_plan_file_is_decided_and_frozen(db):
    adopted = '\n[adopted]\nbody = "Kommunfullmäktige"\ndate = 2023-12-11\nparagraph = "§ 142"\n'
    plan = load_plan(parse_toml_plan(TEXT + adopted), by="anna").plan
    assert plan.status == PlanStatus.DECIDED.value
    decision = Decision.objects.get()
    assert (decision.body, decision.date) == ("Kommunfullmäktige", dt.date(2023, 12, 11))
    assert decision.frozen.content["title"] == "Provplan"


@pytest.mark.django_db(transaction=True)
def test_the_commands_export_preview_and_store(plan, tmp_path, capsys):
    path = tmp_path / "plan.csv"
    assert main(["plan", "export", str(plan.pk), "--to", str(path)]) == 0
    Goal.objects.update(title="Något annat")
    assert main(["plan", "import", str(path), "--into", "Provplan"]) == 0
    assert "Inget är sparat" in capsys.readouterr().out
    assert Goal.objects.get().title == "Något annat"
    assert main(["plan", "import", str(path), "--into", "Provplan", "--write"]) == 0
    assert "1 ändrade, 3 oförändrade" in capsys.readouterr().out
    assert Goal.objects.get().title == "Fler trygga"


def test_a_fault_in_the_file_is_told_by_the_command_with_row_and_column(plan, tmp_path, capsys):
    path = tmp_path / "plan.csv"
    write_plan_file(path, items_of(plan), language="sv")
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";70;", ";sjuttio;"), encoding="utf-8")
    assert main(["plan", "import", str(path), "--write"]) == 5
    assert "plan.csv, rad 6, kolumn målvärde" in capsys.readouterr().err
