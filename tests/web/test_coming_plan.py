"""A plan that is decided and not begun: everywhere said to be coming, with nothing late and nothing to evaluate."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.web.evaluation.actions import begin
from tryggve.web.people.roles import Role
from web.plan_example import member, plan
from web.test_decisions import adopt, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming():
    year = timezone.localdate().year + 1
    made = plan(title="Nästa plan", starts=str(year), ends=str(year + 3))
    adopt(made)
    return made


@pytest.fixture
def anna(coming):
    return member("anna", Role.COORDINATOR)


def test_coming_plan_says_everywhere_from_when_it_is_in_force(client, anna, coming):
    said = f"Gäller från {coming.starts}"
    for address in (f"/trygghetsplan/{coming.pk}/", "/trygghetsplan/", f"/plan/{coming.pk}/"):
        assert said in page(client, address)
    for address in ("/plan/", f"/beslut/{coming.pk}/", "/beslut/", "/utvardering/"):
        assert said in page(anna, address)


def test_nothing_is_unreported_before_the_period_begins(anna, coming):
    shown = page(anna, f"/plan/{coming.pk}/")
    assert "Inte rapporterat" not in shown
    assert "rapporterade" not in shown
    assert "Perioden har inte börjat" in shown
    activity = coming.priorities.get().measures.get().activities.get()
    assert "Inte rapporterat" not in page(anna, f"/aktivitet/{activity.pk}/")


def test_running_plans_missing_report_still_stands_out(anna):
    made = plan()
    adopt(made)
    assert "Inte rapporterat" in page(anna, f"/plan/{made.pk}/")


def test_evaluation_is_not_offered_before_the_period_begins(anna, coming):
    for address in (f"/plan/{coming.pk}/", "/utvardering/"):
        assert f"/utvardering/plan/{coming.pk}/ny/" not in anna.get(address).content.decode()
    assert "Börja utvärdera" not in page(anna, "/utvardering/")
    assert "Perioden pågår" not in page(anna, "/utvardering/")


def test_evaluation_is_refused_before_the_period_begins(coming):
    with pytest.raises(NotAllowedError, match="when its period has begun"):
        begin(coming, starts=coming.starts, ends=coming.ends, as_of=timezone.localdate(), author="Anna", by="anna")
