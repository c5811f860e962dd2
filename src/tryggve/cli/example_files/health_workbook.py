"""A workbook laid out as a region's extract from the national public health survey (HLV)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from tryggve.cli.example_files.published import DESIGN_EFFECT, Share, share_of
from tryggve.cli.example_files.story import COUNTY, MUNICIPALITY, NATION
from tryggve.cli.example_files.writing import new_book, save_book

FILE_NAME: Final = "HLV_Fjällviks_län.xlsx"
YEARS: Final = (2014, 2018, 2021)
ANSWERS: Final = {MUNICIPALITY: 780, COUNTY: 5200, NATION: 19_000}
LEAST_ANSWERS: Final = 30  # groups with fewer are not in the extract
SEXES: Final = ("Kvinna", "Man")
CUTS: Final = {
    "Ålder": ("16-29 år", "30-44 år", "45-64 år", "65-84 år"),
    "Födelseland": ("Sverige", "Övriga Norden", "Övriga Europa", "Övriga Världen"),
    "Utbildning": ("Förgymnasial", "Gymnasial", "Eftergymnasial"),
}
_SHARES: Final = {
    "Ålder": (0.17, 0.22, 0.34, 0.27),
    "Födelseland": (0.84, 0.03, 0.05, 0.08),
    "Utbildning": (0.18, 0.44, 0.38),
}

Hits = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the survey: its true level (per cent) by year and place, and what tilts it, in per cent."""

    title: str
    answer: str
    level: dict[str, tuple[float, float, float]]
    man: float
    tilt: dict[str, tuple[float, ...]]
    young_men_2021: float = 0.0


QUESTIONS: Final = (
    Question(
        title="Sociala relationer - Låg tillit",
        answer="Nej",
        level={MUNICIPALITY: (27.0, 27.5, 28.0), COUNTY: (26.0, 26.5, 27.0), NATION: (27.0, 27.5, 28.0)},
        man=1.0,
        tilt={
            "Ålder": (14.0, 2.0, -4.0, -6.0),
            "Födelseland": (-2.0, 1.0, 9.0, 15.0),
            "Utbildning": (6.0, 1.0, -5.0),
        },
    ),
    Question(
        title="Sociala relationer - Rädd att gå ut ensam",
        answer="Ja, ibland eller ofta",
        level={MUNICIPALITY: (20.0, 21.0, 29.5), COUNTY: (18.0, 19.0, 22.0), NATION: (23.0, 24.5, 27.0)},
        man=-22.0,
        tilt={
            "Ålder": (5.0, 0.0, -4.0, 2.0),
            "Födelseland": (-0.5, 1.0, 2.0, 4.0),
            "Utbildning": (1.5, 0.0, -1.0),
        },
        young_men_2021=9.0,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Answers and hits in one place and year, by sex and by the parts of each cut."""

    answers: Hits
    hits: Hits

    def share(self, sex: str, cut: str = "", part: int = 0) -> Share | None:
        """Return the share in a group, or nothing where too few answered."""
        cells = [slice(None) if sex == "Totalt" else SEXES.index(sex), slice(None), slice(None), slice(None)]
        if cut:
            cells[1 + list(CUTS).index(cut)] = part
        n, hits = int(self.answers[tuple(cells)].sum()), int(self.hits[tuple(cells)].sum())
        if n < LEAST_ANSWERS:
            return None
        effective = round(n / DESIGN_EFFECT)
        return share_of(min(effective, round(hits / DESIGN_EFFECT)), effective, n=n)


def write_health_survey(folder: Path, *, rng: np.random.Generator) -> Path:
    """Write the extract: one sheet that compares places, and one for each breakdown."""
    drawn = {
        (year, place, question.title): _draw(question, place, year, rng)
        for year, place, question in product(YEARS, ANSWERS, QUESTIONS)
    }
    book = new_book("Folkhälsoenkäten, utdrag (påhittat exempel)")
    start = ("År", "Kommun", "Kön")
    end = ("Frågeområde", "Fråga", "Konfidensintervall", "Svar", "Andel", "Källa")
    sheet = book.create_sheet("Kommunjämförelse")
    sheet.append([*start, *end])
    for row in _rows(drawn, cut=""):
        sheet.append(row)
    for cut in CUTS:
        sheet = book.create_sheet(cut)
        sheet.append([*start, cut, *end])
        for row in _rows(drawn, cut=cut):
            sheet.append(row)
    return save_book(book, folder / FILE_NAME)


def _draw(question: Question, place: str, year: int, rng: np.random.Generator) -> Drawn:
    half = np.array([0.53, 0.47])
    parts = [half, *(np.array(_SHARES[cut]) for cut in CUTS)]
    chance = np.einsum("s,a,b,e->sabe", *parts)
    answers = rng.multinomial(round(ANSWERS[place] * rng.uniform(0.95, 1.05)), chance.ravel()).reshape(chance.shape)
    return Drawn(answers=answers, hits=rng.binomial(answers, _truth(question, place, year, chance) / 100))


def _truth(question: Question, place: str, year: int, chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    tilts = np.zeros(chance.shape) + np.array([0.0, question.man])[:, None, None, None]
    for axis, cut in enumerate(CUTS, start=1):
        shape = [1] * chance.ndim
        shape[axis] = -1
        tilts += np.reshape(question.tilt[cut], shape)
    tilts[1, 0] += question.young_men_2021 if year == YEARS[-1] and place == MUNICIPALITY else 0.0
    wanted = question.level[place][YEARS.index(year)]
    level = wanted - float((tilts * chance).sum())
    return np.asarray(np.clip(level + tilts, 1.5, 95.0))


def _rows(drawn: dict[tuple[int, str, str], Drawn], *, cut: str) -> Iterator[list[object]]:
    parts = range(len(CUTS[cut])) if cut else (0,)
    for year, place, sex, part, question in product(YEARS, ANSWERS, (*SEXES, "Totalt"), parts, QUESTIONS):
        share = drawn[year, place, question.title].share(sex, cut, part)
        nation = drawn[year, NATION, question.title].share(sex, cut, part)
        if share is None or nation is None:
            continue
        group = [CUTS[cut][part]] if cut else []
        name = place.removesuffix("s län")
        mark = "  *" if place != NATION and (share.low > nation.high or share.high < nation.low) else ""
        yield [
            year,
            name,
            sex,
            *group,
            "Livsförhållanden",
            question.title,
            f"{_short(share.low)} - {_short(share.high)}{mark}",
            question.answer,
            round(share.value),
            "Nationella folkhälsoenkäten (HLV), påhittat exempel",
        ]


def _short(limit: float) -> str:
    return f"{limit:.1f}".removesuffix(".0")
