"""A PX file laid out as SCB's tables of the citizen survey: shares, each with its margin of error as a twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np

from tryggve.cli.example_files.published import Share, draw_share, together
from tryggve.cli.example_files.story import COUNTY, MADE_UP_EN, MADE_UP_SV, MUNICIPALITY, NATION, NEW_YEARS
from tryggve.cli.example_files.writing import write_text

FILE_NAME: Final = "medborgarundersokningen.px"
REGIONS: Final = {"990": NATION, "99": COUNTY, "9901": MUNICIPALITY}
ANSWERS: Final = {"990": 21_000, "99": 2600, "9901": 480}
SEXES: Final = {"000": "samtliga", "010": "kvinnor", "020": "män"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: true per cent in 2021 and 2025 by region, straight in between, and how far each sex lies from it."""

    code: str
    title: str
    first: tuple[float, float, float]  # in the order of REGIONS
    last: tuple[float, float, float]
    woman: float


QUESTIONS: Final = (
    Question(
        code="0000EX1",
        title="Trygg utomhus i området där du bor när det är mörkt ute",
        first=(72.0, 75.0, 68.0),
        last=(74.0, 76.5, 74.5),
        woman=-9.0,
    ),
    Question(
        code="0000EX2",
        title="Trygg utomhus i området där du bor när det är ljust ute",
        first=(95.0, 96.0, 95.0),
        last=(95.0, 96.0, 95.5),
        woman=-0.5,
    ),
    Question(
        code="0000EX3",
        title="Låg oro för att bli utsatt för våldsbrott eller hot om våld",
        first=(68.0, 72.0, 66.0),
        last=(66.0, 71.0, 65.0),
        woman=-6.0,
    ),
    Question(
        code="0000EX4",
        title="Litar på människor som bor i kommunen",
        first=(76.0, 80.0, 77.0),
        last=(75.5, 80.0, 77.0),
        woman=1.0,
    ),
)


def write_citizen_table(folder: Path, *, rng: np.random.Generator) -> Path:
    """Write the table; a row of numbers for each region and sex, content by content and year by year."""
    rows = list(product(REGIONS, SEXES))
    drawn = {
        (region, question.code, year): _draw(question, region, year, rng)
        for region, question, year in product(REGIONS, QUESTIONS, NEW_YEARS)
    }
    lines = [*_head(), "DATA="]
    for region, sex in rows:
        shares = [[drawn[region, question.code, year][sex] for year in NEW_YEARS] for question in QUESTIONS]
        lines.append(" ".join(value for years in shares for value in _twin_values(years)))
    return write_text(folder / FILE_NAME, "\n".join(lines) + ";\n")


def _twin_values(years: list[Share]) -> Iterator[str]:
    yield from (f"{share.value:.1f}" for share in years)
    yield from (f"{share.margin:.1f}" for share in years)


def _draw(question: Question, region: str, year: int, rng: np.random.Generator) -> dict[str, Share]:
    place = list(REGIONS).index(region)
    first, last = question.first[place], question.last[place]
    truth = first + (last - first) * NEW_YEARS.index(year) / (len(NEW_YEARS) - 1)
    women, men = (
        draw_share(rng, truth=min(truth + tilt, 98.0), n=ANSWERS[region] // 2)
        for tilt in (question.woman, -question.woman)
    )
    return dict(zip(SEXES, (together(women, men), women, men), strict=True))


def _head() -> Iterator[str]:
    contents = [name for q in QUESTIONS for name in (q.title, f"{q.title} – Osäkerhetstal")]
    codes = [name for q in QUESTIONS for name in (q.code, f"{q.code}M")]
    title = "Medborgarundersökningen efter region, kön, tabellinnehåll och år (påhittat exempel)"
    yield from (
        'CHARSET="ANSI";',
        'AXIS-VERSION="2013";',
        'CODEPAGE="utf-8";',
        'LANGUAGE="sv";',
        'CREATION-DATE="20260115 12:00";',
        "DECIMALS=1;",
        "SHOWDECIMALS=1;",
        'MATRIX="EkhamraTrygghet1";',
        'SUBJECT-CODE="ME";',
        'SUBJECT-AREA="Demokrati";',
        f'TITLE="{title}";',
        'CONTENTS="Medborgarundersökningen";',
        'UNITS="procent";',
        'STUB="region","kön";',
        'HEADING="tabellinnehåll","år";',
        'CONTVARIABLE="tabellinnehåll";',
    )
    years = [str(year) for year in NEW_YEARS]
    for name, code, codes_of, values in (
        ("region", "Region", list(REGIONS), list(REGIONS.values())),
        ("kön", "Kon", list(SEXES), list(SEXES.values())),
        ("tabellinnehåll", "ContentsCode", codes, contents),
        ("år", "Tid", years, years),
    ):
        yield f'VARIABLECODE("{name}")="{code}";'
        yield f'VALUES("{name}")={_list(values)};'
        yield f'CODES("{name}")={_list(codes_of)};'
    yield f'TIMEVAL("år")=TLIST(A1),{_list(years)};'
    for content in contents:
        yield f'UNITS("{content}")="procent";'
    yield f'SOURCE="{MADE_UP_SV}";'
    yield f'NOTE="{MADE_UP_SV}#{MADE_UP_EN}";'


def _list(values: list[str]) -> str:
    return ",".join(f'"{value}"' for value in values)
