"""The plan as a table in the browser: out, changed, shown before it is saved, in again; all or nothing."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tryggve.plan.exchange_fields import FIELDS
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import create_plan, save_part
from tryggve.web.plans.exchange import items_of
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority
from tryggve.web.plans.parts import BudgetRow, MilestoneRow, told
from web import plan_example
from web.plan_example import member, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """A plan where every field of every part says something."""
    above = create_plan(municipality="9901", values={"title": "Den större planen"}, by="anna")
    made = plan_example.plan(vision="En vision.", supports=above, document="action_plan")
    priority, goal, measure, activity = (m.objects.get() for m in (Priority, Goal, Measure, Activity))
    _save(priority, text="Därför.")
    _save(goal, indicator="local_safe_evening", place="9901:norrbacken", group="sex=women", baseline=47.25)
    _save(goal, baseline_when="2023", baseline_note="Ett nuläge", target_low=60.5, target_high=70.0)
    _save(goal, description="Unga är 16 till 24 år.\nFöljs upp i sex områden.")
    _save(goal, unmeasured="tillit; närhet", title="Å" * 300)
    _save(measure, cause="Mörka stråk", changes_conditions=False, mechanism="Ljus", evidence="lighting")
    _save(measure, sort="situational", reach="selective", places="Torget", target_group="Unga", goals=[goal])
    _save(measure, spatial_plans="Detaljplan Torget | https://kommunen.se/torget", effect_short="Fler ute")
    _save(measure, effect_long="Mer tillit", risks="=1+1", risk_displacement="Flyttar", risk_stigma="Pekas ut")
    _save(measure, risk_privacy="Kameror\x0bi parken")
    budgets = [BudgetRow(2024, Decimal("1234.50"), "Statsbidrag (Brå)"), BudgetRow(2025, Decimal(0))]
    steps = [MilestoneRow("2024-03", "Avtal"), MilestoneRow("2024-h", "Start", True)]
    _save(activity, partners=[unit("Polisen"), unit("Ekhamrahus AB")], ends="2026-v", planned_dose=40.5)
    _save(activity, dose_unit="kvällar", in_operational_plan="Nämnden § 4", budgets=budgets, milestones=steps)
    return made


def _save(part, **values: object) -> None:
    part.refresh_from_db()
    save_part(part, values=values, revision=part.revision, by="anna")


def fetched(client, plan: Plan, ending: str) -> bytes:
    answer = client.get(f"/plan/{plan.pk}/tabell/plan.{ending}")
    assert answer.status_code == 200
    return answer.content


def sent(client, plan: Plan, content: bytes, name: str):
    return client.post(f"/plan/{plan.pk}/tabell/", {"file": SimpleUploadedFile(name, content)})


def confirmed(client, plan: Plan, preview):
    form = {name: preview.context[name] for name in ("content", "name", "seen")}
    return client.post(f"/plan/{plan.pk}/tabell/", form, follow=True)


def everything(plan: Plan) -> list[object]:
    parts = [*Plan.objects.all(), *Priority.objects.all(), *Goal.objects.all(), *Measure.objects.all()]
    return [told(part) for part in (*parts, *Activity.objects.all())]


def changed(content: bytes, was: str, now: str) -> bytes:
    return content.decode("utf-8-sig").replace(was, now).encode("utf-8-sig")


def text(answer) -> str:
    return answer.content.decode()


def test_the_example_fills_every_column(plan):
    filled = {name for item in items_of(plan) for name, value in item.values.items() if value not in (None, "", ())}
    assert {field.name for field in FIELDS} - filled == set()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("start", ["", "/en"])
def test_what_comes_out_goes_in_again_and_changes_nothing(plan, anna, ending, start):
    Measure.objects.update(risk_privacy="Kameror i parken")
    before = everything(plan)
    content = anna.get(f"{start}/plan/{plan.pk}/tabell/plan.{ending}").content
    preview = sent(anna, plan, content, f"plan.{ending}")
    assert "Tabellen säger detsamma som planen" in text(preview)
    assert confirmed(anna, plan, preview).status_code == 200
    assert everything(plan) == before


def test_marks_that_a_workbook_cannot_hold_do_not_stop_it(plan, anna):
    book = openpyxl.load_workbook(io.BytesIO(fetched(anna, plan, "xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert any(cell.value == "Kameror i parken" for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_a_change_is_shown_before_it_is_saved_and_is_one_event(plan, anna):
    content = changed(fetched(anna, plan, "csv"), "Nattvandring", "Nattvandring varje fredag")
    preview = sent(anna, plan, content, "plan.csv")
    page = text(preview)
    assert "0 nya, 1 ändrad och" in page
    assert "<del>Nattvandring</del>" in page
    assert Activity.objects.get().title == "Nattvandring"
    events = AuditEvent.objects.count()
    assert "1 rad ur tabellen är inläst." in text(confirmed(anna, plan, preview))
    assert Activity.objects.get().title == "Nattvandring varje fredag"
    assert AuditEvent.objects.count() == events + 1
    assert "Inläst från tabell: <strong>0 nya och 1 ändrade rader" in text(anna.get(f"/plan/{plan.pk}/historik/"))


def test_a_new_row_is_a_new_part_and_a_row_that_is_gone_removes_nothing(plan, anna):
    rows = list(csv.reader(io.StringIO(fetched(anna, plan, "csv").decode("utf-8-sig")), delimiter=";"))
    kept = [row for row in rows if row[0] != "aktivitet"]
    priority = next(row for row in rows if row[0] == "prioritering")
    new = ["" for _ in rows[0]]
    new[0], new[2], new[3] = "åtgärd", priority[1], "Ny åtgärd"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([*kept, new])
    preview = sent(anna, plan, out.getvalue().encode("utf-8-sig"), "plan.csv")
    assert "1 ny, 0 ändrade och" in text(preview)
    confirmed(anna, plan, preview)
    assert Measure.objects.filter(title="Ny åtgärd").exists()
    assert Activity.objects.filter(removed_at=None).count() == 1


def test_every_fault_is_told_with_row_and_column_and_nothing_is_read(plan, anna):
    before = everything(plan)
    content = changed(fetched(anna, plan, "csv"), "47,25", "fyrtiosju")
    answer = sent(anna, plan, changed(content, "2024: 1234.5", "mycket"), "plan.csv")
    assert answer.status_code == 422
    page = text(answer)
    assert "2 fel. Inget är inläst." in page
    assert "utgångsvärde" in page
    assert "budget" in page
    assert everything(plan) == before


def test_a_plan_changed_between_preview_and_save_shows_the_preview_anew(plan, anna):
    preview = sent(anna, plan, changed(fetched(anna, plan, "csv"), "Nattvandring", "Annat"), "plan.csv")
    _save(Activity.objects.get(), title="Bos titel")
    again = confirmed(anna, plan, preview)
    assert "Någon har ändrat planen sedan du såg förhandsvisningen" in text(again)
    assert Activity.objects.get().title == "Bos titel"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "plan.csv", "Filen är tom"),
        (b"namn;ort\na;b\n", "plan.csv", "Inget blad börjar med rubrikerna"),
        (b"PK\x03\x04 broken", "plan.xlsx", "alert"),
        (b"typ;rubrik\nplan;" + b"x" * 1_000_001, "plan.csv", "större än 1 MB"),
    ],
    ids=["empty", "other table", "broken", "huge"],
)
def test_a_file_that_is_no_plan_is_told_why(plan, anna, content, name, said):
    answer = sent(anna, plan, content, name)
    assert answer.status_code == 422
    assert said in text(answer)


def test_content_that_was_tampered_with_is_not_read(plan, anna):
    form = {"content": "inte base64!", "name": "plan.csv", "seen": "x"}
    assert anna.post(f"/plan/{plan.pk}/tabell/", form).status_code == 404


def test_others_get_no_table(plan, visitor):
    for path in (f"/plan/{plan.pk}/tabell/", f"/plan/{plan.pk}/tabell/plan.xlsx"):
        assert member("sven", Role.COORDINATOR, "2081").get(path).status_code == 404
        assert member("rolf", Role.READER).get(path).status_code == 403
        assert visitor.get(path).status_code == 302


def test_a_decided_plan_goes_out_but_not_in(plan, anna):
    content = fetched(anna, plan, "csv")
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    assert "går att hämta men inte att läsa in" in text(anna.get(f"/plan/{plan.pk}/tabell/"))
    assert sent(anna, plan, changed(content, "Nattvandring", "Annat"), "plan.csv").status_code >= 400
    assert Activity.objects.get().title == "Nattvandring"
