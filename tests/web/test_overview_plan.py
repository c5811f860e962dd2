"""The plan in force on the overview: only where it is public, and only its own municipality's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tryggve.web.decisions.actions import decide, plan_next, propose
from tryggve.web.decisions.policies import DecisionKind
from web.plan_example import DECIDED_ON, plan

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
