"""What a decided plan says of its outcome: each figure with its own year, and the follow-up's sums."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from tryggve.plan.status import ActivityStatus, PlanStatus
from tryggve.web.followup import actions
from tryggve.web.followup.models import Report, ReportingPeriod
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Budget, Plan
from tryggve.web.plans.plan_page import plan_page
from web.followup_example import Example, make_example, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def text(page) -> str:
    said = html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))
    return re.sub(r"\s+", " ", said)


def said(period: ReportingPeriod, activity, *, cost: int | None, dose: float | None = 10) -> None:
    entry = actions.Entry(activity, actions.Said(ActivityStatus.ONGOING, dose, cost, ""), 0)
    actions.report(period, entries=[entry], by="provet", today=timezone.localdate())


@pytest.fixture
def example(db) -> Example:
    """Return a decided plan with a period this year and one last year, when lights had 50 000 kronor."""
    made = make_example()
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    today = timezone.localdate()
    ReportingPeriod.objects.create(
        plan=made.period.plan,
        name="Förra året",
        opens=today - 300 * DAY,
        closes=today - 290 * DAY,
        year=today.year - 1,
    )
    Budget.objects.create(activity=made.lights, year=today.year - 1, amount=50_000)
    return made


@pytest.fixture
def last_year(example) -> ReportingPeriod:
    return ReportingPeriod.objects.get(name="Förra året")


@pytest.fixture
def anna(example):
    return signed_in("anna", Role.COORDINATOR)


def test_last_years_outcome_never_stands_as_this_years(example, last_year, anna):
    said(last_year, example.lights, cost=48_000)
    year = timezone.localdate().year
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    assert f"Inte rapporterat {year} senast {year - 1}: 48 000 av 50 000" in page
    assert f"rapporterat {year - 1}" in page  # the amount delivered is a running total, and says of when
    assert "0 av 2 rapporterade" in page
    assert f"Ekonomi {year}" not in page  # nothing is told of this year


def test_the_plans_sums_are_those_of_the_follow_up(example, last_year, anna):
    said(last_year, example.lights, cost=48_000)
    said(example.period, example.walks, cost=200_000)
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    followed = text(anna.get("/uppfoljning/"))
    assert "1 av 2 rapporterade" in page
    assert "1 av 2 aktiviteter är rapporterade" in followed
    assert "Utfall 200 000 av budget 600 000 kr för 1 av 2 aktiviteter; hela årets budget 1 200 000 kr" in page
    assert "200 000 kr av 600 000 kr" in followed


def test_a_report_sent_back_leaves_the_years_figure_open(example, last_year, anna):
    said(last_year, example.lights, cost=48_000)
    said(example.period, example.lights, cost=90_000)
    sent = Report.objects.get(period=example.period)
    actions.return_report(sent, note="Vilken kostnad?", by="anna")
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    assert "90 000" not in page
    assert f"senast {timezone.localdate().year - 1}: 48 000 av 50 000" in page


def test_an_activity_that_has_ended_keeps_its_last_year_and_is_not_asked(example, last_year, anna):
    said(last_year, example.lights, cost=48_000)
    year = timezone.localdate().year
    example.lights.ends = str(year - 1)
    example.lights.save()
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    assert f"{year - 1}: 48 000 av 50 000" in page
    assert page.count(f"Inte rapporterat {year}") == 1  # the other's
    assert "0 av 1 rapporterade" in page


def test_two_periods_of_a_year_are_told_apart_by_their_names(example, anna):
    said(example.period, example.lights, cost=48_000)
    today = timezone.localdate()
    ReportingPeriod.objects.create(
        plan=example.period.plan, name="Tertial 2", opens=today, closes=today, year=today.year
    )
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    assert "Inte rapporterat i Tertial 2 senast Tertial 1: 48 000 av 600 000" in page


def test_a_cost_without_a_budget_is_not_set_against_zero(example, anna):
    Budget.objects.filter(activity=example.lights).delete()
    said(example.period, example.lights, cost=48_000)
    page = text(anna.get(f"/plan/{example.period.plan_id}/"))
    assert "48 000" in page
    assert "48 000 av 0" not in page


def test_the_page_asks_as_few_questions_for_many_activities(example, anna, django_assert_max_num_queries):
    plan = example.period.plan
    with django_assert_max_num_queries(20):
        plan_page(plan)
