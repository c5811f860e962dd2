"""The way from a plan to its case and its public page, and back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tryggve.web.plans import missing, views
from web.plan_example import plan
from web.test_decisions import adopt

pytestmark = pytest.mark.django_db


def test_whole_draft_leads_to_its_case_by_the_main_button(anna, monkeypatch):
    made = plan()
    way = f'class="button" href="/beslut/{made.pk}/">Gå vidare till beslut'
    assert way not in anna.get(f"/plan/{made.pk}/").content.decode()
    monkeypatch.setattr(views, "gaps", lambda _page: list[missing.Gap]())
    page = anna.get(f"/plan/{made.pk}/").content.decode()
    assert way in page
    assert 'class="button quiet" href="/plan/' in page


def test_plan_and_its_case_lead_to_each_other_in_every_state(anna):
    made = plan()
    for decided in (False, True):
        if decided:
            adopt(made)
        assert f'href="/beslut/{made.pk}/">Ärendet' in anna.get(f"/plan/{made.pk}/").content.decode()
        assert f'href="/plan/{made.pk}/">{made.title}' in anna.get(f"/beslut/{made.pk}/").content.decode()


def test_plan_leads_to_its_public_page_only_while_it_is_public(anna, visitor):
    made = plan()
    way = f'href="/trygghetsplan/{made.pk}/"'
    decision = adopt(made, public_from=timezone.localdate() + dt.timedelta(days=1))
    assert way not in anna.get(f"/plan/{made.pk}/").content.decode()
    decision.public_from = timezone.localdate()
    decision.save()
    assert way in anna.get(f"/plan/{made.pk}/").content.decode()
    page = visitor.get(f"/plan/{made.pk}/").content.decode()
    assert way in page
    assert "Ärendet" not in page
