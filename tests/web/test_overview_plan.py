"""The plan in force on the overview: only where it is public, and only its own municipality's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tryggve.web.decisions.actions import decide, plan_next, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.models import Plan
from web.plan_example import DECIDED_ON, plan
from web.test_decisions import adopt

pytestmark = pytest.mark.django_db


def adopted(*, public_from: dt.date, municipality: str = "9901"):
    made = plan(municipality=municipality)
    propose(made, by="anna")
    decide(
        made,
        kind=DecisionKind.ADOPT,
        body="Kommunfullmäktige",
        date=DECIDED_ON,
        by="anna",
        public_from=public_from,
    )
    return made


def test_overview_answers_the_public_plans_goals_and_says_what_is_decided_next(visitor, live):
    made = adopted(public_from=DECIDED_ON)
    plan_next(made, what="Utvärdering av planen", body="Kommunfullmäktige", when="2027-v", by="anna")
    page = visitor.get("/").content.decode()
    for said in ("Planens mål", "Fler unga trygga ute", "Uppnått?", "Nästa beslut", "Utvärdering av planen"):
        assert said in page


def test_plan_that_is_not_public_yet_is_not_on_the_overview(visitor, live):
    adopted(public_from=timezone.localdate() + dt.timedelta(days=1))
    assert "Planens mål" not in visitor.get("/").content.decode()


def test_another_municipalitys_plan_is_not_on_the_overview(visitor, live):
    adopted(public_from=DECIDED_ON, municipality="2582")
    assert "Planens mål" not in visitor.get("/").content.decode()


def years(made, starts: int, ends: int, title: str):
    Plan.objects.filter(pk=made.pk).update(starts=str(starts), ends=str(ends), title=title)
    made.refresh_from_db()
    return made


def test_running_plan_stays_on_the_overview_when_the_next_is_decided(visitor, live):
    now = timezone.localdate().year
    first = years(plan(), now - 2, now, "Planen som löper")
    adopt(first)
    plan_next(first, what="Utvärdering av planen", body="Kommunfullmäktige", when=f"{now + 1}", by="anna")
    second = years(new_version(first, by="anna"), now + 1, now + 4, "Planen som kommer")
    adopt(second, date=timezone.localdate(), public_from=timezone.localdate())
    first.refresh_from_db()
    assert first.status == "decided"
    page = visitor.get("/").content.decode()
    assert "Planen som löper, med 1 mål" in page
    assert "Utvärdering av planen" in page
    assert f'Nästa plan är beslutad: <a href="/trygghetsplan/{second.pk}/">Planen som kommer</a>' in page


def test_years_action_plan_does_not_hide_the_plan_that_it_carries_out(visitor, live):
    now = timezone.localdate().year
    whole = years(plan(), now - 1, now + 1, "Trygghetsplanen")
    adopt(whole)
    year = years(plan(document="action_plan", supports=whole), now, now, "Handlingsplanen")
    adopt(year)
    page = visitor.get("/").content.decode()
    assert "Trygghetsplanen, med 1 mål" in page
    assert "Nästa plan är beslutad" not in page
    Plan.objects.filter(pk=whole.pk).update(status="draft")
    assert "Handlingsplanen, med 1 mål" in visitor.get("/").content.decode()


def test_plan_that_is_alone_is_on_the_overview_before_it_begins(visitor, live):
    now = timezone.localdate().year
    adopt(years(plan(), now + 1, now + 4, "Planen som kommer"))
    page = visitor.get("/").content.decode()
    assert "Planen som kommer, med 1 mål" in page
    assert "Nästa plan är beslutad" not in page


def test_plan_whose_period_is_over_gives_way_to_the_one_that_runs(visitor, live):
    now = timezone.localdate().year
    adopt(years(plan(), now, now + 1, "Planen som löper"))
    adopt(years(plan(), now - 4, now - 1, "Planen som var"))
    assert "Planen som löper, med 1 mål" in visitor.get("/").content.decode()
