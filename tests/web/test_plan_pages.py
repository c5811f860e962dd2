"""The pages of a plan's parts: what research says, what is done, who answers for it, and where it is printed."""

from __future__ import annotations

import pytest

from tryggve.web.plans.actions import save_part
from tryggve.web.plans.models import Activity, Measure, Plan

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
