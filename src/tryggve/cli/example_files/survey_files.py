"""The survey's microdata, its definition and the note that goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np

from tryggve.cli.example_files.people import People, make_people
from tryggve.cli.example_files.sample import NOT_ASKED, Wave, draw_wave, stratum_name
from tryggve.cli.example_files.story import (
    AGES,
    AREAS,
    BIRTH,
    INDEX_ITEMS,
    ITEMS,
    NEW_YEARS,
    OLD_YEARS,
    SEXES,
)
from tryggve.cli.example_files.writing import write_table, write_text

MICRODATA = "trygghetsmatningen_ekhamra_2016_2025.csv"
DEFINITION = "trygghetsmatningen.toml"
NOTE = "LÄS MIG.txt"
QUESTIONS = (*INDEX_ITEMS, *(item.name for item in ITEMS))
COLUMNS = (
    "ar",
    "omrade",
    "kon",
    "alder",
    "fodelseland",
    "funktionsnedsattning",
    "stratum",
    "vikt",
    "antal_i_stratum",
    *QUESTIONS,
)


def write_survey(folder: Path, *, rng: np.random.Generator) -> list[Path]:
    """Write microdata, definition and note; return their paths."""
    people = make_people(rng)
    waves = [draw_wave(people, year=year, rng=rng) for year in (*OLD_YEARS, *NEW_YEARS)]
    rows = (row for wave in waves for row in _rows(people, wave))
    package = resources.files("tryggve.cli.example_files")
    return [
        write_table(folder / MICRODATA, [COLUMNS, *rows]),
        write_text(folder / DEFINITION, package.joinpath(DEFINITION).read_text(encoding="utf-8")),
        write_text(folder / NOTE, package.joinpath("las_mig.txt").read_text(encoding="utf-8")),
    ]


def _rows(people: People, wave: Wave) -> Iterator[tuple[object, ...]]:
    stratum = people.stratum
    for row, person in enumerate(wave.person.tolist()):
        yield (
            wave.year,
            AREAS[people.area[person]].name,
            SEXES[people.sex[person]],
            AGES[people.age[person]],
            BIRTH[people.birth[person]],
            "Ja" if people.disability[person] else "Nej",
            stratum_name(int(stratum[person]), wave.year),
            f"{wave.weight[row]:.4f}",
            int(wave.in_stratum[row]),
            *(_answer(wave, name, row) for name in QUESTIONS),
        )


def _answer(wave: Wave, name: str, row: int) -> str:
    codes = wave.given.get(name)
    return "" if codes is None or codes[row] == NOT_ASKED else str(codes[row])
