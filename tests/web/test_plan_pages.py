"""The pages of a plan's parts: what research says, what is done, who answers for it, and where it is printed."""

from __future__ import annotations

import html
import re

import pytest

from tryggve.plan.status import PlanStatus
from tryggve.web.plans.actions import save_part
from tryggve.web.plans.models import Activity, Claim, Measure, Plan

pytestmark = pytest.mark.django_db


def test_a_measures_page_tells_what_research_says_and_what_is_done(plan, anna):
    measure = Measure.objects.get()
    save_part(measure, values={"evidence": "lighting"}, revision=measure.revision, by="anna")
    page = anna.get(f"/atgard/{measure.pk}/").content.decode()
    assert "Belysning" in page
    assert "Inget är valt ur kunskapsbanken" not in page
    assert "Nattvandring" in page
    assert "Fritidsnämnden" in page


def test_a_harmful_measure_is_warned_of_in_the_form_and_after_the_save(plan, anna):
    measure = Measure.objects.get()
    address = f"/atgard/{measure.pk}/andra/"
    assert "VARNING, kan skada" in anna.get(address).content.decode()
    form = {"title": measure.title, "evidence": "scared_straight", "revision": measure.revision}
    assert "Skadlig. Välj en annan åtgärd." in anna.post(address, form, follow=True).content.decode()


def test_the_plan_is_printed_from_its_top_and_from_its_end(plan, anna):
    page = anna.get(f"/plan/{plan.pk}/").content.decode()
    assert page.count(f'href="/plan/{plan.pk}/plan.pdf"') == 2


def test_a_goals_group_and_place_stand_beside_its_indicator(plan, anna):
    page = anna.get(f"/prioritering/{plan.priorities.get().pk}/nytt-mal/").content.decode()
    fold = page.index('<details class="more"')
    assert page.index('name="group"') < fold
    assert page.index('name="place"') < fold
    assert page.index('name="baseline_note"') > fold


def test_a_yearly_plan_is_begun_from_the_plan_it_belongs_to(plan, anna):
    page = anna.get(f"/plan/ny/?till={plan.pk}").content.decode()
    assert "Handlingsplan 2" in page
    assert '<option value="action_plan" selected>' in page
    assert f'<option value="{plan.pk}" selected>' in page


def test_plan_without_activities_does_not_count_their_reports(plan, anna):
    Plan.objects.update(status="decided")
    assert "0 av 1 rapporterade" in anna.get(f"/plan/{plan.pk}/").content.decode()
    Activity.objects.all().delete()
    page = anna.get(f"/plan/{plan.pk}/").content.decode()
    assert "Inga i planen" in page
    assert "rapporterade" not in page


def heading(client, plan) -> str:
    page = html.unescape(client.get(f"/plan/{plan.pk}/").content.decode())
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1])


def test_a_plans_heading_says_which_plan_it_is_and_how_it_stands(plan, anna):
    assert re.fullmatch(rf"{plan.title}: \d+ saker saknas i planen", heading(anna, plan))
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    assert heading(anna, plan).startswith(f"{plan.title}: ")
    Claim.objects.all().delete()
    assert heading(anna, plan) == plan.title


def test_plans_are_listed_by_where_they_stand_and_the_newest_period_first(anna, db):
    for title, status, starts, ends in (
        ("Utkastet", "draft", "2099", "2099"),
        ("Den äldre", "decided", "2020", "2099"),
        ("Den ersatta", "replaced", "2020", "2022"),
        ("Remissen", "consultation", "2098", "2099"),
        ("Den som kommer", "decided", "2098", "2099"),
        ("Den nyare", "decided", "2022", "2099"),
    ):
        Plan.objects.create(municipality="9901", title=title, status=status, starts=starts, ends=ends)
    listed = [row["plan"].title for row in anna.get("/plan/").context["rows"]]
    wanted = ["Den nyare", "Den äldre", "Den som kommer", "Remissen", "Utkastet", "Den ersatta"]
    assert [title for title in listed if title in wanted] == wanted
