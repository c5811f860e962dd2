"""The police's list of exposed areas and the survey that police and municipality publish as a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np

from tryggve.cli.example_files.published import draw_share
from tryggve.cli.example_files.story import AREAS, MADE_UP_SV, MUNICIPALITY, POLICE_LIST
from tryggve.cli.example_files.writing import new_book, save_book, write_table

LIST_NAME: Final = "utsatta_omraden.csv"
SURVEY_NAME: Final = "trygghetsmatning_polisen.xlsx"
SURVEY_YEARS: Final = (2021, 2022, 2023, 2024, 2025)
SEXES: Final = ("Kvinnor", "Män")
ANSWERS_PER_AREA: Final = 190
LEVELS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: true per cent 2021 and 2025 in the municipality, per point of area unrest, and per sex.

    ``steps`` are the limits between the levels 0-6.
    """

    title: str
    first: float
    last: float
    unrest: float
    woman: float
    steps: tuple[float, ...]


QUESTIONS: Final = (
    Question(title="Otrygg ute sent", first=27.0, last=23.0, unrest=1.0, woman=8.0, steps=(5, 10, 18, 26, 34, 42)),
    Question(title="Oro för misshandel", first=19.0, last=18.0, unrest=0.5, woman=2.0, steps=(4, 8, 14, 20, 26, 34)),
    Question(
        title="Ej utsatt för något brott", first=79.0, last=80.0, unrest=-0.5, woman=1.0, steps=(55, 62, 68, 74, 80, 88)
    ),
)
# How much worse off than the municipality each area is, in percentage points, 2021 and 2025.
UNREST: Final = {
    "Centrum": (3.0, 1.5),
    "Norrbacken": (9.0, 19.0),
    "Sörgården": (-3.0, -4.5),
    "Viken": (6.0, -1.0),
    "Åsbyn": (-2.0, -3.0),
    "Landsbygden": (-9.0, -8.0),
}


def write_police_list(folder: Path) -> Path:
    """Write the list: one row for each area and list year."""
    rows = [(year, name, category, MUNICIPALITY, "Påhittat exempel") for year, name, category in POLICE_LIST]
    return write_table(folder / LIST_NAME, [("År", "Namn", "Kategori", "Kommun", "Anmärkning"), *rows])


def write_police_survey(folder: Path, *, rng: np.random.Generator) -> Path:
    """Write the survey as it is published: percent and level by question, area and sex, with no number of answers."""
    book = new_book("Trygghetsmätning, polisen och kommunen (påhittat exempel)")
    sheet = book.create_sheet("Trygghetsmätning")
    sheet.append(["Kommun", "År", "Område", "Kön", "Fråga", "Procent (nivå)"])
    for year, question in product(SURVEY_YEARS, QUESTIONS):
        for (place, sex), value in _draw(question, year, rng).items():
            percent = round(value)
            area = None if place == MUNICIPALITY else place
            cell = f"{percent} ({_level(question, percent)})"
            sheet.append([MUNICIPALITY, year, area, sex, question.title, cell])
    book.create_sheet("Läs mig").append([MADE_UP_SV])
    return save_book(book, folder / SURVEY_NAME)


def _draw(question: Question, year: int, rng: np.random.Generator) -> dict[tuple[str, str], float]:
    """Draw women and men area by area; both together, and the municipality, are those weighted by their people."""
    percent = np.array(
        [
            [
                draw_share(rng, truth=_truth(question, area.name, sex, year), n=ANSWERS_PER_AREA // 2).value
                for sex in SEXES
            ]
            for area in AREAS
        ]
    )
    percent = np.column_stack([percent.mean(axis=1), percent])
    all_of_it = np.average(percent, axis=0, weights=[area.adults for area in AREAS])
    named = {MUNICIPALITY: all_of_it} | {area.name: row for area, row in zip(AREAS, percent, strict=True)}
    return {(place, sex): float(row[i]) for place, row in named.items() for i, sex in enumerate(("Totalt", *SEXES))}


def _truth(question: Question, place: str, sex: str, year: int) -> float:
    step = SURVEY_YEARS.index(year) / (len(SURVEY_YEARS) - 1)
    first, last = UNREST[place]
    level = question.first + (question.last - question.first) * step
    tilt = question.unrest * (first + (last - first) * step)
    return level + tilt + (question.woman if sex == SEXES[0] else -question.woman)


def _level(question: Question, percent: int) -> int:
    passed = sum(percent >= limit for limit in question.steps)
    return LEVELS - passed if question.unrest < 0 else passed
