"""An activity's page tells what was reported of it, to those who see it in the periods too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tryggve.plan.status import ActivityStatus
from tryggve.web.decisions.models import Decision
from tryggve.web.followup import actions
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Plan
from web.followup_example import make_example, signed_in

pytestmark = pytest.mark.django_db
COMMENT = "Föreningarna hade inte tid"


def report(example, *, dose: float, comment: str = "", cost: int = 420_000, period=None, seen: int = 0):
    said = actions.Said(ActivityStatus.ONGOING, dose, cost, comment)
    entry = actions.Entry(example.walks, said, seen)
    period = period or example.period
    return actions.report(period, entries=[entry], by="olle", today=timezone.localdate())[0]


@pytest.fixture
def example():
    return make_example()


def shown(client: Client, example) -> str:
    answer = client.get(f"/aktivitet/{example.walks.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_each_period_stands_with_status_dose_cost_and_comment(example):
    today = timezone.localdate()
    first, last = dt.date(today.year - 1, 1, 7), dt.date(today.year - 1, 1, 31)
    earlier = actions.create_period(
        plan=example.period.plan, name="Helår", opens=first, closes=last, year=today.year - 1, by="x"
    )
    report(example, dose=12, period=earlier)
    wrong = report(example, dose=30, comment="Ett skrivfel")
    report(example, dose=31, comment=COMMENT, seen=wrong.pk)
    page = shown(signed_in("anna", Role.COORDINATOR), example)
    for said in ("Pågår", "31 av 40 kvällar", "420 000 kr av 600 000 kr", COMMENT, "12 av 40 kvällar", "Ett skrivfel"):
        assert said in page
    assert page.index(">Tertial 1<") < page.index(">Helår<")
    assert "1 tidigare rapport" in page


def test_report_that_was_sent_back_counts_as_none(example):
    actions.return_report(report(example, dose=31), note="Kostnaden saknas", by="anna")
    page = shown(signed_in("anna", Role.COORDINATOR), example)
    assert "Kostnaden saknas" in page
    assert "31 av 40 kvällar" not in page


def test_owner_sees_the_reports_of_their_own_unit_only(example):
    report(example, dose=31, comment=COMMENT)
    assert COMMENT in shown(signed_in("olle", Role.OWNER, unit=example.leisure), example)
    assert COMMENT not in shown(signed_in("tove", Role.OWNER, unit=example.streets), example)
    assert COMMENT in shown(signed_in("rolf", Role.READER), example)


def test_visitors_see_no_report_on_a_public_activity(example):
    report(example, dose=31, comment=COMMENT)
    day = timezone.localdate() - dt.timedelta(days=1)
    Plan.objects.update(status="decided")
    Decision.objects.create(
        plan=example.period.plan, kind="adopt", date=day, public_from=day, by="x", at=timezone.now()
    )
    assert COMMENT not in shown(Client(), example)


def test_unit_that_answers_stands_with_its_functions_for_those_who_work_here(example):
    signed_in("olle", Role.OWNER, unit=example.leisure)
    assert 'Fritid <span class="muted small">(Chef)</span>' in shown(signed_in("anna", Role.COORDINATOR), example)
    day = timezone.localdate() - dt.timedelta(days=1)
    Plan.objects.update(status="decided")
    Decision.objects.create(
        plan=example.period.plan, kind="adopt", date=day, public_from=day, by="x", at=timezone.now()
    )
    assert "(Chef)" not in shown(Client(), example)


def test_other_municipality_sees_no_activity(example):
    report(example, dose=31, comment=COMMENT)
    stranger = signed_in("stina", Role.COORDINATOR, municipality="2081")
    assert stranger.get(f"/aktivitet/{example.walks.pk}/").status_code == 404


def test_activity_without_reports_shows_no_table(example):
    assert ">Rapporterat<" not in shown(signed_in("anna", Role.COORDINATOR), example)


def test_many_periods_ask_no_more_of_the_database(example, django_assert_max_num_queries):
    client, today = signed_in("anna", Role.COORDINATOR), timezone.localdate()

    def page_queries() -> int:
        with django_assert_max_num_queries(200) as asked:
            shown(client, example)
        return len(asked)

    report(example, dose=1)
    few = page_queries()
    for number in range(4):
        opens = today - dt.timedelta(days=400 + number)
        made = actions.create_period(
            plan=example.period.plan, name=f"P{number}", opens=opens, closes=opens, year=today.year, by="x"
        )
        report(example, dose=2, period=made)
    assert page_queries() == few
