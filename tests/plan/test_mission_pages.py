"""The two mission pages as data: every point of the pages is there, and no number that the pages lack."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib import resources

import pytest

from tryggve.plan.plan_file import parse_toml_plan

FOLDER = resources.files("tryggve.cli.example_files").joinpath("plans")
POINTS = {
    "boden_2021_2023": [
        *("december 2020", "2021", "2023", "attraktiv plats", "trivsel och trygghet", "vintern och våren 2024"),
        *(
            "resultat",
            "fortfarande är aktuella",
            "Kommunfullmäktige",
            "före sommaren 2024",
            "SCB:s medborgarundersökning",
        ),
        *("från 47 till 60", "2014–2018", "55 år 2019", "andra liknande kommuner", "hack i kurvan"),
        *("yngre invånare och män", "nationella folkhälsoenkäten", "Kommunstyrelsen", "allvarligt", "treårig plan"),
        *("prioriteringar och åtgärder", "berörda förvaltningar", "nationella program, forskning och erfarenhet"),
        *("Tillit och tolerans", "droger", "mötesplatser i attraktiva miljöer", "Motverka våld", "Tidiga insatser"),
        *("föräldrar och föreningsledare", "planeras och budgeteras i deras ordinarie verksamhetsplanering"),
        "2024-03-19",
    ],
    "kristianstad": [
        *("Trygghet", "Tilliten till samhällets funktioner", "öppet demokratiskt samhälle", "kön, ålder, etnisk"),
        *("kulturell bakgrund", "rättigheter, skyldigheter och möjligheter", "tillgänglig för alla och anpassad"),
        *("information", "lokaler och offentliga miljöer", "hemma, i skolan eller på arbetet och på fritiden"),
        *("alla förvaltningar och kommunala bolag", "andra aktörer", "tillit, jämlikhet och god tillgänglighet"),
        *("varje år", "polisen och kommunen", "Oro, otrygghet och utsatthet", "sex geografiska områden"),
        *("mellan bostadsområden eller mellan kvinnor och män", "polisens lista", "Två utsatta områden", "2024"),
        *("geografiskt avgränsat", "låg socioekonomisk status", "kriminella i lokalsamhället", "arbetslöshet"),
        *("utbildning", "trångboddhet", "ändrar villkoren och inte bara kompenserar för följderna"),
        *("SCB:s trygghetsindex", "andra kommuner och regioner", "under 2021", "nytt utgångsvärde"),
    ],
}


def page(shared, name: str) -> str:
    boden, kristianstad = (shared / "mission-pages.md").read_text(encoding="utf-8").split("**Kristianstad")
    return boden.split("**Boden")[1] if name.startswith("boden") else kristianstad


def text(name: str) -> str:
    return FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8")


def told(name: str) -> str:
    """Everything the file holds as values; comments and codes of our own are not the page's words."""

    def walk(value):
        if isinstance(value, dict):
            own = ("id", "municipality", "goals", "indicator", "document", "kind")
            return " \n".join(walk(v) for k, v in value.items() if k not in own)
        return " \n".join(map(walk, value)) if isinstance(value, list) else str(value)

    return walk(tomllib.loads(text(name)))


@pytest.mark.parametrize(("name", "point"), [(name, point) for name, points in POINTS.items() for point in points])
def test_every_point_of_the_page_is_in_the_data(name, point):
    assert point in " ".join(told(name).split()) or point in told(name), point


@pytest.mark.parametrize("name", POINTS)
def test_every_number_of_the_page_is_in_the_data(shared, name):
    numbers = set(re.findall(r"\d+", page(shared, name)))
    numbers -= {"1", "3"} if name == "kristianstad" else set()  # they number the list of indicators
    assert numbers <= set(re.findall(r"\d+", told(name)))


@pytest.mark.parametrize("name", POINTS)
def test_no_number_is_in_the_data_that_the_page_lacks(shared, name):
    assert set(re.findall(r"\d+", told(name))) <= set(re.findall(r"\d+", page(shared, name)))


def test_bodens_five_themes_are_its_priorities_and_nothing_else_is():
    titles = [item.title for item in parse_toml_plan(text("boden_2021_2023")).items if item.kind == "priority"]
    assert titles == [
        "Förebygga användning av droger",
        "Skapa mötesplatser i attraktiva miljöer",
        "Motverka våld",
        "Tidiga insatser",
        "Samverkan med föräldrar och föreningsledare",
    ]


def test_bodens_decision_is_as_exact_as_the_page_and_its_body_is_left_open():
    plan = parse_toml_plan(text("boden_2021_2023"))
    assert (plan.adopted.body, plan.adopted.when, plan.adopted.date) == ("", "2020-12", dt.date(2020, 12, 31))
    assert (plan.next_step.body, plan.next_step.when) == ("Kommunfullmäktige", "<2024-s")


def test_bodens_case_tells_who_commissioned_it_and_who_took_part_and_no_day_that_the_page_lacks():
    case = parse_toml_plan(text("boden_2021_2023")).case
    assert (case.commission.body, case.commission.when, case.commission.to) == ("Kommunstyrelsen", "", "")
    assert [(line.name, line.when) for line in case.participants] == [("Berörda förvaltningar", "")]
    assert case.page_updated == dt.date(2024, 3, 19)
    assert case.opinions == case.motions == ()


def test_no_activity_budget_or_target_is_made_up():
    for name in POINTS:
        items = parse_toml_plan(text(name)).items
        assert not [item for item in items if item.kind == "activity"]
        targets = {i.values.get("target_low") for i in items} | {i.values.get("target_high") for i in items}
        assert targets <= {None, 0.0}


def test_kristianstads_three_result_indicators_are_its_goals():
    goals = {i.values["indicator"]: i.values for i in parse_toml_plan(text("kristianstad")).items if i.kind == "goal"}
    assert list(goals) == ["police_unsafe_evening", "police_areas", "scb_safety_index"]
    areas = goals["police_areas"]
    assert (areas["kind"], areas["baseline"], areas["target_low"], areas["deadline"]) == ("zero", 2.0, 0.0, "2024")
    assert goals["scb_safety_index"]["unmeasured"] == "tillit; jämlikhet; god tillgänglighet"
