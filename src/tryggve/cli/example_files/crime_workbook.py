"""A workbook laid out as Brå's "Indikatorer för kommuners lägesbild", first as published and then as revised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from openpyxl.worksheet.worksheet import Worksheet

from tryggve.cli.example_files.crime_story import (
    CRIME_YEARS,
    CRIMES,
    NTU,
    NTU_ANSWERS,
    NTU_YEARS,
    PEOPLE,
    REVISED_CRIME_YEARS,
    CrimeStory,
    NtuStory,
)
from tryggve.cli.example_files.published import Share, draw_share
from tryggve.cli.example_files.story import MADE_UP_SV, MUNICIPALITY
from tryggve.cli.example_files.writing import new_book, save_book

PLACES = tuple(PEOPLE)
SPREAD = 0.07  # how much a yearly rate varies beyond chance (coefficient of variation)
REVISED = "Skadegörelse"
REVISED_YEAR = 2024
LATE_REPORTS = 7  # reports that came in after the first publication

Counts = dict[str, dict[int, int]]  # place, year
Shares = dict[str, dict[int, Share]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the workbook tells, by sheet, place and year."""

    crimes: dict[str, Counts]
    shares: dict[str, Shares]
    answers: Counts


def draw_figures(rng: np.random.Generator) -> Figures:
    """Draw every figure of the workbook from the true levels."""
    answers = {
        place: {year: int(rng.normal(count, count * 0.05)) for year in NTU_YEARS}
        for place, count in NTU_ANSWERS.items()
    }
    return Figures(
        crimes={crime.sheet: _draw_crime(crime, rng) for crime in CRIMES},
        shares={question.sheet: _draw_question(question, answers, rng) for question in NTU},
        answers=answers,
    )


def revised(figures: Figures) -> Figures:
    """Return the figures with one year's reports of one crime counted again."""
    changed = {place: dict(years) for place, years in figures.crimes[REVISED].items()}
    changed[MUNICIPALITY][REVISED_YEAR] += LATE_REPORTS
    return Figures(crimes={**figures.crimes, REVISED: changed}, shares=figures.shares, answers=figures.answers)


def write_workbooks(folder: Path, *, rng: np.random.Generator) -> list[Path]:
    """Write the workbook and, in a folder of its own, its revision: two values changed and a year added."""
    figures = draw_figures(rng)
    name = f"{MUNICIPALITY}.xlsx"
    return [
        _write(folder / name, figures, CRIME_YEARS),
        _write(folder / "reviderad" / name, revised(figures), REVISED_CRIME_YEARS),
    ]


def _draw_crime(crime: CrimeStory, rng: np.random.Generator) -> Counts:
    """Draw counts that nest: the county holds the municipality, the nation holds the county."""
    own, county, nation = PLACES
    counts: Counts = {place: {} for place in PLACES}
    for year in REVISED_CRIME_YEARS:
        rate = crime.per_100k * (1 + crime.drift) ** (year - CRIME_YEARS[0]) / 1e5
        luck = rng.gamma(1 / SPREAD**2, SPREAD**2, size=3)
        counts[own][year] = int(rng.poisson(PEOPLE[own] * rate * crime.ratio * luck[0]))
        rest = rng.poisson((PEOPLE[county] - PEOPLE[own]) * rate * 0.95 * (0.7 + 0.3 * luck[1]))
        counts[county][year] = counts[own][year] + int(rest)
        rest = rng.poisson((PEOPLE[nation] - PEOPLE[county]) * rate * (0.9 + 0.1 * luck[2]))
        counts[nation][year] = counts[county][year] + int(rest)
    return counts


def _draw_question(question: NtuStory, answers: Counts, rng: np.random.Generator) -> Shares:
    return {
        place: {
            year: draw_share(rng, truth=_truth(question, number, year), n=answers[place][year]) for year in NTU_YEARS
        }
        for number, place in enumerate(PLACES)
    }


def _truth(question: NtuStory, place: int, year: int) -> float:
    step = NTU_YEARS.index(year)
    if place == 0 and question.path:
        return question.path[step]
    first, last = question.first[place], question.last[place]
    return first + (last - first) * step / (len(NTU_YEARS) - 1)


def _write(path: Path, figures: Figures, crime_years: tuple[int, ...]) -> Path:
    book = new_book("Indikatorer för kommuners lägesbild: Ekhamra (påhittat exempel)")
    for crime in CRIMES:
        _crime_sheet(book.create_sheet(f"{crime.sheet} (anmälda)"), crime, figures.crimes[crime.sheet], crime_years)
    for question in NTU:
        _question_sheet(book.create_sheet(f"{question.sheet} (NTU)"), question, figures.shares[question.sheet])
    _answers_sheet(book.create_sheet("Antal svarande i NTU"), figures.answers)
    return save_book(book, path)


def _crime_sheet(sheet: Worksheet, crime: CrimeStory, counts: Counts, years: tuple[int, ...]) -> None:
    span = f"{years[0]}–{years[-1]}"
    sheet.append([f"{crime.title} (anmälda brott) i kommunen, länet och hela landet {span}"])
    sheet.append([None, *(f"Antal {year}" for year in years), *(f"Antal per 100 000 inv {year}" for year in years)])
    for place in PLACES:
        numbers = [counts[place][year] for year in years]
        sheet.append([place, *numbers, *(round(number * 1e5 / PEOPLE[place]) for number in numbers)])
    _foot(sheet)


def _question_sheet(sheet: Worksheet, question: NtuStory, shares: Shares) -> None:
    sheet.append([f"{question.title}, enligt NTU {NTU_YEARS[0]}–{NTU_YEARS[-1]}. {question.says}"])
    sheet.append([None])
    sheet.append(["År", *(head for _ in PLACES for head in ("Andel", "KI undre", "KI övre"))])
    for number, place in enumerate(PLACES):
        first = 2 + 3 * number
        sheet.cell(row=2, column=first, value=place)
        sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=first + 2)
    for year in NTU_YEARS:
        sheet.append([year, *(value for place in PLACES for value in _block(place, shares[place][year]))])
    _foot(sheet)


def _block(place: str, share: Share) -> tuple[float, float, float]:
    decimals = 0 if place == MUNICIPALITY else 1
    value, low, high = (round(number, decimals) for number in (share.value, share.low, share.high))
    return value, low, high


def _answers_sheet(sheet: Worksheet, answers: Counts) -> None:
    sheet.append([f"Antal svarande i NTU {NTU_YEARS[0]}–{NTU_YEARS[-1]}."])
    sheet.append([None, *PLACES])
    sheet.append(["År", *("Antal" for _ in PLACES)])
    for year in NTU_YEARS:
        sheet.append([year, *(answers[place][year] for place in PLACES)])
    _foot(sheet)


def _foot(sheet: Worksheet) -> None:
    sheet.append([])
    sheet.append([MADE_UP_SV])
