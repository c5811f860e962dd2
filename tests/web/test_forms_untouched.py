"""A form that is opened and saved untouched changes nothing, whatever has come or gone since it was filled in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from tryggve.cli.demo import _releases
from tryggve.cli.example_files.evaluation import begin_example
from tryggve.cli.example_files.pictures import load_pictures
from tryggve.cli.example_files.plans import example_plan
from tryggve.indicators.catalogue import load_catalogue
from tryggve.web.data.actions import make_live
from tryggve.web.evaluation.models import Evaluation
from tryggve.web.organisation.models import Unit
from tryggve.web.people.roles import Role
from tryggve.web.picture.parts import CAUSE, CLAIM, PICTURE, PROBLEM, SOURCE, picture_of
from tryggve.web.plans.actions import add_part, create_plan, remove_part
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Part, Plan, Priority
from tryggve.web.plans.parts import GOAL, PRIORITY, budget_rows, kind_of, milestone_rows, plan_of
from tryggve.web.plans.parts import KINDS as PLAN_KINDS
from tryggve.web.registers.kinds import KINDS as REGISTER_KINDS
from tryggve.web.situation.book import current_book
from web import plan_example, registers_example
from web.plan_example import member
from web.shown_form import shown_form
from web.test_decisions import _nothing_remembered, adopt  # noqa: F401  the fixture is for every test here
from web.test_plan_example import figures  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
SERIES = {"indicator": "police_unsafe_evening", "group": "age=16-29;sex=women", "place": "9901:borta"}
EMPTY = {"title": "Nytt", "target_low": "60", "group": "", "place": "", "deadline": "2029"}
NOT_KEPT = {"revision"}
LONG_AGO = dt.date(2020, 1, 1)


def row(part) -> dict[str, object]:
    """What a part's row says, with the rows that hang on it, without the revision."""
    values = {field.attname: getattr(part, field.attname) for field in part._meta.concrete_fields}
    if isinstance(part, Activity):
        values |= {"budgets": budget_rows(part), "milestones": milestone_rows(part)}
    many = {
        field.name: set(getattr(part, field.name).values_list("pk", flat=True)) for field in part._meta.many_to_many
    }
    return {name: value for name, value in (values | many).items() if name not in NOT_KEPT}


def save_untouched(client, address: str, *, field: str = "title") -> None:
    opened = client.get(address)
    assert opened.status_code == 200, address
    answer = client.post(address, shown_form(opened.content.decode(), field))
    assert answer.status_code == 302, (address, getattr(answer, "context", None) and answer.context["form"].errors)


@pytest.fixture
def priority() -> Priority:
    return plan_example.plan().priorities.get()


def goal(priority: Priority, **values: object) -> Goal:
    fields = {"title": "Trygga kvällar", "kind": "at_least", "target_low": 65.0, "deadline": "2029"}
    return add_part(GOAL, parent=priority, values=fields | values, by="anna")


@pytest.mark.parametrize("more", [{}, {"baseline": 52.123456789012345}, {"baseline_note": "nuläge mäts 2028"}])
def test_goal_keeps_an_indicator_a_group_and_a_place_that_have_no_figures(anna, priority, more):
    made = goal(priority, **SERIES, **more)
    before = row(made)
    save_untouched(anna, f"/mal/{made.pk}/andra/")
    made.refresh_from_db()
    assert row(made) == before


def test_goal_keeps_an_indicator_that_the_catalogue_no_longer_knows(anna, priority):
    made = goal(priority, indicator="borttagen_indikator", baseline=50.0)
    save_untouched(anna, f"/mal/{made.pk}/andra/")
    assert Goal.objects.get(pk=made.pk).indicator == "borttagen_indikator"


def test_decided_goals_change_keeps_an_indicator_without_figures(priority):
    Goal.objects.update(target_low=60.0, baseline=50.0, **SERIES)
    adopt(priority.plan)
    made = Goal.objects.get()
    address = f"/mal/{made.pk}/andra-beslutat/"
    client = member("cilla", Role.SECRETARY)
    sent = shown_form(client.get(address).content.decode(), "target_low")
    decided = {"body": "KS", "date": "2025-06-10", "paragraph": "41", "reason": "Skäl", "target_low": "58"}
    assert client.post(address, sent | decided).status_code == 302
    changed = Goal.objects.get()
    assert {name: getattr(changed, name) for name in SERIES} == SERIES
    assert (changed.target_low, changed.baseline) == (58.0, 50.0)


def test_whole_catalogue_is_offered_with_what_has_figures_first(anna, live, priority):
    choices = anna.get(f"/prioritering/{priority.pk}/nytt-mal/").context["form"].fields["indicator"].choices
    groups = [(name, [code for code, _title in codes]) for name, codes in choices if isinstance(codes, list)]
    offered = [code for _name, codes in groups for code in codes]
    with_figures = current_book().indicators("9901")
    replaced = {i.replaces for i in load_catalogue().indicators.values()}
    assert set(offered[: len(with_figures)]) == set(with_figures)
    assert set(offered) == set(load_catalogue().indicators)
    titles = {code: title for _name, codes in choices if isinstance(codes, list) for code, title in codes}
    waiting = {code for code, title in titles.items() if title.endswith("(inga siffror ännu)")}
    assert waiting == set(offered) - set(with_figures) - replaced


def test_indicator_without_figures_asks_for_the_baseline_or_why_it_is_missing(anna, priority):
    address, sent = f"/prioritering/{priority.pk}/nytt-mal/", {**EMPTY, "indicator": "police_unsafe_evening"}
    refused = anna.post(address, sent)
    assert refused.status_code == 422
    assert "inga siffror här ännu" in refused.content.decode()
    assert anna.post(address, sent | {"baseline_note": "nuläge mäts 2028"}).status_code == 302
    assert anna.post(address, sent | {"title": "Annat", "baseline": "41,5"}).status_code == 302
    made = Goal.objects.filter(indicator="police_unsafe_evening").order_by("id")
    assert [(g.baseline, g.baseline_note) for g in made] == [(None, "nuläge mäts 2028"), (41.5, "")]


def test_saved_goal_without_a_baseline_gets_none_that_nobody_asked_for(anna, live, priority):
    indicator = current_book().indicators("9901")[0]
    made = goal(priority, indicator=indicator)
    save_untouched(anna, f"/mal/{made.pk}/andra/")
    assert Goal.objects.get(pk=made.pk).baseline is None


def test_kristianstads_goals_are_kept(db):
    made = load_plan(example_plan("kristianstad"), by="anna").plan
    client = member("cilla", Role.COORDINATOR, "1290")
    for one in Goal.objects.filter(priority__plan=made):
        before = row(one)
        save_untouched(client, f"/mal/{one.pk}/andra/")
        assert row(Goal.objects.get(pk=one.pk)) == before


def test_activity_and_goal_keep_an_owner_and_partners_that_have_ended(anna, priority):
    ended = Unit.objects.create(municipality="9901", name="Gamla nämnden", kind="committee", ended=LONG_AGO)
    other = Unit.objects.create(municipality="9901", name="Annan gammal", kind="committee", ended=LONG_AGO)
    made, owned = Activity.objects.get(), Goal.objects.get()
    Activity.objects.update(owner=ended)
    Goal.objects.update(owner=ended, target_low=60.0)
    made.partners.set([ended])
    for part, address in ((made, f"/aktivitet/{made.pk}/andra/"), (owned, f"/mal/{owned.pk}/andra/")):
        part.refresh_from_db()
        before = row(part)
        assert other.name not in anna.get(address).content.decode()
        save_untouched(anna, address)
        part.refresh_from_db()
        assert row(part) == before


def test_measure_keeps_goals_of_other_priorities_and_those_in_the_bin(anna, priority):
    measure = Measure.objects.get()
    another = add_part(PRIORITY, parent=priority.plan, values={"title": "Ett annat"}, by="anna")
    binned = goal(priority, title="Borttaget")
    measure.goals.set([Goal.objects.first(), goal(another), binned])
    remove_part(binned, by="anna")
    before = row(measure)
    save_untouched(anna, f"/atgard/{measure.pk}/andra/")
    assert row(Measure.objects.get()) == before


def test_plan_keeps_what_it_belongs_to_in_the_bin(anna, priority):
    held, _other = (create_plan(municipality="9901", values={"title": name}, by="anna") for name in ("Ett", "Två"))
    Plan.objects.filter(pk=priority.plan_id).update(supports=held)
    remove_part(held, by="anna")
    before = row(Plan.objects.get(pk=priority.plan_id))
    save_untouched(anna, f"/plan/{priority.plan_id}/andra/")
    assert row(Plan.objects.get(pk=priority.plan_id)) == before


def test_unit_keeps_the_one_above_that_has_ended(db):
    above = Unit.objects.create(municipality="9901", name="Gamla nämnden", kind="committee", ended=LONG_AGO)
    unit = Unit.objects.create(municipality="9901", name="Enheten", kind="department", parent=above)
    save_untouched(member("adam", Role.ADMINISTRATOR), f"/organisation/enhet/{unit.pk}/", field="name")
    assert Unit.objects.get(pk=unit.pk).parent == above


def parts_of(plan: Plan) -> list[Part]:
    """Every part that a form edits; a claim on figures has no words of its own to edit."""
    found = [part for kind in PLAN_KINDS.values() for part in kind.model.objects.order_by("id")]
    return [p for p in found if plan_of(p) == plan and not (isinstance(p, Claim) and p.finding)]


@pytest.mark.parametrize("name", ["boden_2021_2023", "kristianstad", "ekhamra_plan"])
@pytest.mark.usefixtures("figures")
def test_no_form_of_a_plan_changes_what_it_shows(name):
    read = example_plan(name)
    made = load_plan(read, by="anna").plan
    Plan.objects.update(status="draft")  # as it was before it was decided
    client = member("cilla", Role.COORDINATOR, read.municipality)
    parts = parts_of(made)
    assert len(parts) > 5
    for part in parts:
        before = row(type(part).objects.get(pk=part.pk))
        save_untouched(client, reverse(f"plans:edit_{kind_of(part).name}", kwargs={"pk": part.pk}), field="revision")
        assert row(type(part).objects.get(pk=part.pk)) == before, part


def test_no_form_of_the_situation_picture_changes_what_it_shows(anna, ekhamra, tmp_path):
    make_live(*(release for _name, release in _releases(ekhamra)), by="anna")
    draft = load_pictures(tmp_path, by="anna")
    names = {"picture": ("edit_picture", "law_parts", "questions"), "problem": ("edit_problem", "analysis", "priority")}
    seen = 0
    for kind in (PICTURE, SOURCE, PROBLEM, CLAIM, CAUSE):
        for part in kind.model.objects.all():
            if getattr(part, "finding", None) or picture_of(part) != draft:
                continue
            for name in names.get(kind.name, (f"edit_{kind.name}",)):
                before = row(kind.model.objects.get(pk=part.pk))
                save_untouched(anna, reverse(f"picture:{name}", kwargs={"pk": part.pk}), field="revision")
                assert row(kind.model.objects.get(pk=part.pk)) == before, (part, name)
                seen += 1
    assert seen > 15


def test_no_form_of_the_registers_changes_what_it_shows(anna):
    made = registers_example.cooperation()
    for name, part in made.rows.items():
        before = row(part)
        save_untouched(anna, f"/samverkan/{REGISTER_KINDS[name].word}/{part.pk}/andra/", field="revision")
        assert row(type(part).objects.get(pk=part.pk)) == before, name


@pytest.mark.usefixtures("figures")
def test_no_form_of_an_evaluation_changes_what_it_shows(anna):
    load_plan(example_plan("ekhamra_plan"), by="anna")
    begin_example(by="anna")
    found = Evaluation.objects.get()
    forms = [("frame", {}, found)]
    forms += [("goal", {"goal": one.goal_id}, one) for one in found.goal_judgements.all()]
    forms += [("priority", {"priority": one.priority_id}, one) for one in found.priority_judgements.all()]
    assert len(forms) > 4
    for name, more, part in forms:
        before = row(part)
        save_untouched(anna, reverse(f"evaluation:{name}", kwargs={"pk": found.pk, **more}), field="revision")
        after = row(type(part).objects.get(pk=part.pk))
        assert {k: v for k, v in after.items() if k not in ("at", "by")} == {
            k: v for k, v in before.items() if k not in ("at", "by")
        }
