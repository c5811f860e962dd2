"""A made-up situation picture for the tests of its room."""

from __future__ import annotations

from plan.made_findings import change, side
from tryggve.web.picture.actions import add_claim, add_part, create_picture
from tryggve.web.picture.models import Picture, Problem
from tryggve.web.picture.parts import CAUSE, PROBLEM, SOURCE

LAW = {"mapping": "Skadegörelse är vanligast.", "other_information": "Två vandringar.", "analysis": "De hänger ihop."}


def picture(municipality: str = "9901", **values: object) -> Picture:
    fields = {"title": "Lägesbild 2026", "starts": "2024", "ends": "2026"} | LAW
    made = create_picture(municipality=municipality, values=fields | values, by="anna")
    add_part(SOURCE, parent=made, values={"source": "Vandringar", "used": False, "why": "För få."}, by="anna")
    add_problem(made)
    return made


def add_problem(made: Picture, title: str = "Otryggt i Norrbacken", **values: object) -> Problem:
    fields = {"title": title, "description": "Torget är tomt.", "scores": {"common": 3, "increasing": 0}} | values
    problem = add_part(PROBLEM, parent=made, values=fields, by="anna")
    assert isinstance(problem, Problem)
    add_claim(problem=problem, finding=change(side(2022, 60, 2), side(2020, 48, 2)), by="anna")
    add_claim(problem=problem, text="Butiken stänger tidigt.", by="anna")
    cause = {"text": "Mörk gångväg", "side": "place", "directness": "direct", "evidence": "Mätning.", "influence": 3}
    add_part(CAUSE, parent=problem, values=cause, by="anna")
    return problem
