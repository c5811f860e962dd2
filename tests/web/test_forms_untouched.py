"""A form that is opened and saved untouched changes nothing, whatever has come or gone since it was filled in."""

from __future__ import annotations

import pytest

from tryggve.cli.example_files.plans import example_plan
from tryggve.indicators.catalogue import load_catalogue
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Goal, Priority
from tryggve.web.plans.parts import GOAL
from tryggve.web.situation.book import current_book
from web import plan_example
from web.plan_example import member
from web.shown_form import shown_form
from web.test_decisions import _nothing_remembered, adopt  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db
SERIES = {"indicator": "police_unsafe_evening", "group": "age=16-29;sex=women", "place": "9901:borta"}
EMPTY = {"title": "Nytt", "target_low": "60", "group": "", "place": "", "deadline": "2029"}
NOT_KEPT = {"revision"}


def row(part) -> dict[str, object]:
    """What a part's row says, without the revision."""
    values = {field.attname: getattr(part, field.attname) for field in part._meta.concrete_fields}
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
def anna():
    return member("anna", Role.COORDINATOR)


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
    assert set(offered) == (set(load_catalogue().indicators) - replaced) | set(with_figures)
    titles = {code: title for _name, codes in choices if isinstance(codes, list) for code, title in codes}
    waiting = {code for code, title in titles.items() if title.endswith("(inga siffror ännu)")}
    assert waiting == set(offered) - set(with_figures)


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
