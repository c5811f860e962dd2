"""Values that cannot be are refused in form and table alike; the rest is read, and each fault says what it is."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tryggve.plan.exchange import headings
from tryggve.web.plans.models import Activity, Goal, Plan
from web.shown_form import shown_form

pytestmark = pytest.mark.django_db


def written(anna, plan: Plan, *lines: dict[str, str]):
    head = headings("sv")
    rows = [head, *([line.get(name.replace(" ", "_"), "") for name in head] for line in lines)]
    content = "\n".join(";".join(row) for row in rows).encode()
    return anna.post(f"/plan/{plan.pk}/tabell/", {"file": SimpleUploadedFile("plan.csv", content)})


def test_activity_that_ends_before_it_starts_is_refused_in_form_and_table(anna, plan):
    activity = Activity.objects.get()
    address = f"/aktivitet/{activity.pk}/andra/"
    sent = shown_form(anna.get(address).content.decode(), "title")
    answer = anna.post(address, sent | {"starts": "2026", "ends": "2024"})
    assert answer.status_code == 422
    assert "Aktiviteten slutar innan den börjar" in answer.content.decode()
    key = {"typ": "aktivitet", "id": f"A{activity.pk}", "hör_till": "Å1", "rubrik": activity.title}
    parents = (
        {"typ": "prioritering", "id": "P1", "rubrik": activity.measure.priority.title},
        {"typ": "åtgärd", "id": "Å1", "hör_till": "P1", "rubrik": activity.measure.title},
    )
    answer = written(anna, plan, *parents, key | {"börjar": "mars 2024", "slutar": "2020"})
    assert answer.status_code == 422
    assert "rad 4, kolumn slutar: Aktiviteten slutar innan den börjar" in answer.content.decode()


def test_share_above_100_is_refused_in_form_and_table(anna, plan):
    goal = Goal.objects.get()
    address = f"/mal/{goal.pk}/andra/?slag=at_least"
    sent = shown_form(anna.get(address).content.decode(), "title")
    more = {"indicator": "local_safe_evening", "target_low": "680", "baseline": "-3"}
    answer = anna.post(address, sent | more)
    assert answer.status_code == 422
    assert answer.content.decode().count("Skriv ett tal mellan 0 och 100") >= 2
    line = {"typ": "mål", "id": "M1", "hör_till": "P1", "rubrik": goal.title, "målslag": "minst"}
    answer = written(
        anna,
        plan,
        {"typ": "prioritering", "id": "P1", "rubrik": goal.priority.title},
        line | {"indikator": "local_safe_evening", "målvärde": "680"},
    )
    assert answer.status_code == 422
    assert "rad 3, kolumn målvärde: Indikatorn mäts i procent" in answer.content.decode()
    assert Goal.objects.get().target_low != 680


def test_range_that_is_turned_round_is_refused_in_the_table_as_in_the_form(anna, plan):
    goal = Goal.objects.get()
    line = {"typ": "mål", "id": "M1", "hör_till": "P1", "rubrik": goal.title, "målslag": "mellan"}
    answer = written(
        anna,
        plan,
        {"typ": "prioritering", "id": "P1", "rubrik": goal.priority.title},
        line | {"målvärde": "70", "målvärde_högst": "60"},
    )
    assert "rad 3, kolumn målvärde högst: Det högsta värdet är lägre" in answer.content.decode()


def test_table_with_one_of_the_two_times_is_held_against_what_the_plan_says(anna, plan):
    activity = Activity.objects.get()
    Activity.objects.update(starts="2026", ends="2027")
    parents = (
        f"prioritering;P1;;{activity.measure.priority.title};",
        f"åtgärd;Å1;P1;{activity.measure.title};",
        f"aktivitet;A{activity.pk};Å1;{activity.title};2024",
    )
    content = "\n".join(("typ;id;hör till;rubrik;slutar", *parents)).encode()
    answer = anna.post(f"/plan/{plan.pk}/tabell/", {"file": SimpleUploadedFile("plan.csv", content)})
    assert answer.status_code == 422
    assert "rad 4, kolumn slutar: Aktiviteten slutar innan den börjar" in answer.content.decode()


def test_faults_of_every_sort_come_in_one_answer_in_the_order_of_the_rows(anna, plan):
    answer = written(
        anna,
        plan,
        {"typ": "plan", "id": "PL1", "rubrik": plan.title, "stöder_planen": "Ingen sådan"},
        {"typ": "prioritering", "id": "P1", "rubrik": "Unga"},
        {"typ": "mål", "id": "M1", "hör_till": "P9", "rubrik": "Mål", "målslag": "nå", "målvärde": "mycket"},
        {"typ": "åtgärd", "id": "Å1", "hör_till": "P1", "rubrik": "", "bidrar_till_mål": "M1"},
        {"typ": "syfte", "id": "Å2", "hör_till": "P1", "rubrik": "x"},
        {"typ": "aktivitet", "id": "A1", "hör_till": "Å2", "rubrik": "A", "ansvarig": "Kulturnämden"},
        {"typ": "aktivitet", "id": "A2", "hör_till": "Å1", "rubrik": "B", "medverkande": "Ingen", "senast": "2026"},
        {"typ": "mål", "id": "M2", "hör_till": "P1", "rubrik": "C", "målslag": "nå", "indikator": "trygghet"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    places = (
        "rad 2, kolumn stöder planen",
        "rad 4, kolumn målvärde",
        "rad 4, kolumn hör till",
        "rad 5, kolumn rubrik",
        "rad 6, kolumn typ",
        "rad 7, kolumn ansvarig",
        "rad 8, kolumn senast",
        "rad 8, kolumn medverkande",
        "rad 9, kolumn indikator",
    )
    assert "9 fel. Inget är inläst." in page
    found = [page.index(place) for place in places]
    assert found == sorted(found)


@pytest.mark.parametrize(
    "typed", ["450 000 kr", "450000kr.", "450 000 kronor", "450 000:-", "450 000,00 Kr", "450.000", "450.000,00 kr"]
)
def test_amount_in_kronor_may_say_that_it_is_kronor(anna, plan, typed):
    activity = Activity.objects.get()
    address = f"/aktivitet/{activity.pk}/andra/"
    sent = shown_form(anna.get(address).content.decode(), "title")
    assert anna.post(address, sent | {"budget_0_year": "2026", "budget_0_amount": typed}).status_code == 302
    assert activity.budgets.get().amount == 450_000


def test_summary_of_faults_says_what_is_wrong_and_not_the_label_alone(anna, plan):
    activity = Activity.objects.get()
    address = f"/aktivitet/{activity.pk}/andra/"
    sent = shown_form(anna.get(address).content.decode(), "title")
    page = anna.post(address, sent | {"budget_0_amount": "mycket"}).content.decode()
    summary = page.split('role="alert"')[1].split("</div>")[0]
    assert "Kronor</a>: Skriv ett belopp i kronor, till exempel 120 000." in summary
