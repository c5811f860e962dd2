"""How the list behind a goal turned: from its names, from what the coordinator states, and where it is said."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client

from tryggve.errors import UsageError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.actions import import_file, make_live
from tryggve.web.decisions.actions import decide, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.followup.list_changes import RENAMED, goal_series, list_turn, state_step
from tryggve.web.followup.models import ListStep
from tryggve.web.people.roles import Role
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal, Plan, Priority
from web.followup_example import signed_in

pytestmark = pytest.mark.django_db
SPLIT = {"kind": "split", "when": "2025-12", "before": "Norra", "after": "Nordost\nNordväst", "note": "Enligt polisen."}


@pytest.fixture
def lists(tmp_path: Path):
    """Put lists of a municipality live: its names by year."""

    def make(years: dict[int, list[str]], *, place: str = "Ekhamra") -> None:
        rows = [f"{year};{name};Utsatt område;{place}" for year, names in years.items() for name in names]
        path = tmp_path / "utsatta_omraden.csv"
        path.write_text("\n".join(["År;Namn;Kategori;Kommun", *rows]), encoding="utf-8")
        make_live(import_file(path, by="x").release, by="x")

    return make


def goal_in(municipality: str) -> Goal:
    plan = Plan.objects.create(municipality=municipality, title="Trygghetsplan")
    priority = Priority.objects.create(plan=plan, title="Trygga områden")
    return Goal.objects.create(
        priority=priority, title="Inget område på listan", kind="zero", indicator="police_areas", deadline="2026"
    )


@pytest.fixture
def goal(db) -> Goal:
    return goal_in("9901")


@pytest.fixture
def anna(db) -> Client:
    return signed_in("anna", Role.COORDINATOR)


def since(goal: Goal) -> str:
    return goal_card(goal).said.since.short


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def test_kristianstads_removed_area_is_told_by_the_lists_names(lists):
    lists({2021: ["Gamlegården", "Näsby"], 2023: ["Gamlegården"]}, place="Kristianstad")
    said = goal_card(goal_in("1290")).said.since
    assert said.short == "1 borttagen"
    assert said.sentence == "1 på listan 2023 och 2 på listan 2021: 1 borttagen."


def test_split_of_2025_is_not_told_as_growth_once_it_is_stated(lists, goal, anna):
    lists({2023: ["Norra", "Södra"], 2025: ["Nordost", "Nordväst", "Södra"]})
    assert since(goal).startswith("Går inte att jämföra")
    assert "skiljer sig åt" in text(anna.get(f"/mal/{goal.pk}/"))
    page = anna.post(f"/mal/{goal.pk}/listan/", SPLIT, follow=True)
    assert since(goal) == "Inga nya eller borttagna, resten tekniskt"
    assert "December 2025: Norra delades i Nordost och Nordväst. Enligt polisen." in text(page)
    event = AuditEvent.objects.get(action="followup.state_list")
    assert event.after == {"kind": "split", "when": "2025-12", "before": "Norra", "after": "Nordost\nNordväst"}


def test_one_in_one_out_and_a_split_are_told_apart(lists, goal, anna):
    lists({2023: ["Norra", "Gamla"], 2025: ["Nordost", "Nordväst", "Nya"]})
    anna.post(f"/mal/{goal.pk}/listan/", SPLIT)
    assert since(goal) == "1 ny, 1 borttagen, resten tekniskt"


def test_statement_counts_for_every_goal_on_the_list_but_no_other_municipality(lists, goal, anna):
    lists({2023: ["Norra"], 2025: ["Norr"]})
    anna.post(f"/mal/{goal.pk}/listan/", {**SPLIT, "kind": "renamed", "after": "Norr"})
    assert since(goal_in("9901")) == "Inga nya eller borttagna"
    assert list_turn(goal_series(goal_in("2081"))) is None


def test_taken_back_statement_counts_no_longer(lists, goal, anna):
    lists({2023: ["Norra"], 2025: ["Norr"]})
    anna.post(f"/mal/{goal.pk}/listan/", {**SPLIT, "kind": "renamed", "after": "Norr"})
    step = ListStep.objects.get()
    anna.post(f"/mal/{goal.pk}/listan/{step.pk}/ta-tillbaka/")
    assert since(goal).startswith("Går inte att jämföra")
    assert ListStep.objects.filter(pk=step.pk).exists()
    assert anna.post(f"/mal/{goal.pk}/listan/{step.pk}/ta-tillbaka/").status_code == 404


def test_public_page_says_how_the_list_turned(lists, goal):
    lists({2023: ["Norra"], 2025: ["Norr"]})
    plan = goal.priority.plan
    propose(plan, by="x")
    values = {"body": "Kommunfullmäktige", "date": dt.date(2024, 1, 15), "paragraph": "1", "case_number": "KS 1"}
    decide(plan, kind=DecisionKind.ADOPT, public_from=dt.date(2024, 1, 20), by="x", **values)
    state_step(goal, kind=RENAMED, when="2025-12", before=["Norra"], after=["Norr"], note="", by="x")
    for address in (f"/trygghetsplan/{plan.pk}/", f"/mal/{goal.pk}/"):
        page = text(Client().get(address))
        assert "1 på listan 2025 och 1 på listan 2023: inga nya eller borttagna." in page
        assert "December 2025: Norra heter nu Norr." in page
        assert "Ange vad som hände" not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"after": "Nordost"}, "Skriv minst 2 namn"),
        ({"before": "Norra\nSödra"}, "Skriv ett namn."),
        ({"before": "Östra"}, "Östra står inte på listan 2023. På den står: Norra."),
        ({"kind": ""}, "Välj vad som hände."),
        ({"when": "2019"}, "listorna är från 2023 och 2025"),
    ],
)
def test_faulty_statement_is_refused(lists, goal, anna, changed, said):
    lists({2023: ["Norra"], 2025: ["Nordost", "Nordväst"]})
    page = anna.post(f"/mal/{goal.pk}/listan/", {**SPLIT, **changed})
    assert page.status_code == 422
    assert said in text(page)
    assert not ListStep.objects.exists()


def test_others_state_nothing(lists, goal):
    lists({2023: ["Norra"], 2025: ["Nordost", "Nordväst"]})
    address = f"/mal/{goal.pk}/listan/"
    reader, owner = signed_in("lena", Role.READER), signed_in("olle", Role.OWNER)
    foreign = signed_in("frida", Role.COORDINATOR, municipality="2081")
    assert [who.post(address, SPLIT).status_code for who in (reader, owner, foreign)] == [403, 403, 404]
    assert "Ange vad som hände" not in text(reader.get(f"/mal/{goal.pk}/"))


def test_goal_without_two_lists_has_nothing_to_state(lists, goal, anna):
    assert anna.get(f"/mal/{goal.pk}/listan/").status_code == 404
    lists({2023: ["Norra"], 2025: ["Norra"]})
    with pytest.raises(UsageError, match="the lists are of 2023 and 2025"):
        state_step(goal, kind=RENAMED, when="2026", before=["Norra"], after=["Norra"], note="", by="x")
