"""How often the leading body reports to the council is the municipality's own rule."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from tryggve.plan.clock import Step
from tryggve.web.followup.law_clock import clocks
from tryggve.web.followup.models import StepTaken
from tryggve.web.people.roles import Role
from tryggve.web.registers.models import LeadingBody
from web.followup_example import signed_in

pytestmark = pytest.mark.django_db
TODAY, REPORTED = dt.date(2026, 5, 1), dt.date(2026, 3, 30)


@pytest.fixture(autouse=True)
def report(db) -> None:
    for place in ("9901", "2081"):
        StepTaken.objects.create(
            municipality=place,
            step=Step.COUNCIL.value,
            date=REPORTED,
            by="x",
            at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
        )


def due(place: str = "9901") -> dt.date | None:
    return next(clock.due for clock in clocks(place, today=TODAY) if clock.step is Step.COUNCIL)


def save(client, months: str):
    address = reverse("registers:new", kwargs={"kind": "leading_body"})
    return client.post(address, {"name": "Kommunstyrelsen", "council_months": months})


def test_own_rule_moves_the_clock_and_no_other_municipalitys():
    assert due() == dt.date(2027, 3, 30)
    anna = signed_in("anna", Role.COORDINATOR)
    assert save(anna, "4").status_code == 302
    assert due() == dt.date(2026, 7, 30)
    assert due("2081") == dt.date(2027, 3, 30)
    assert "högst 4 månader mellan rapporterna" in anna.get("/samverkan/ledning/").content.decode()


def test_nothing_said_counts_a_year():
    save(signed_in("anna", Role.COORDINATOR), "")
    assert LeadingBody.objects.get().council_months == 12
    assert due() == dt.date(2027, 3, 30)


@pytest.mark.parametrize("months", ["0", "49", "ofta"])
def test_impossible_rule_is_refused(months):
    assert save(signed_in("anna", Role.COORDINATOR), months).status_code == 422
    assert not LeadingBody.objects.exists()


def test_reader_sets_no_rule():
    assert save(signed_in("lena", Role.READER), "4").status_code == 403
