"""The yearly survey: who is drawn, who answers, and with which weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tryggve.cli.example_files.people import Codes, People, Scores, answers
from tryggve.cli.example_files.story import AGES, AREAS, INDEX_ITEMS, ITEMS, OLD_YEARS, SEXES

# Share who answer by age group. It depends on nothing but the stratum, so weights by stratum mend it wholly.
RESPONSE_BY_AGE = (0.40, 0.53, 0.65)
DRAWN_BY_AGE = (1.4, 1.0, 0.9)  # makes up for the young answering less
RESPONSE_MAN = -0.04
RESPONSE_NORRBACKEN = -0.06
DONT_KNOW = 0.015
BLANK = {name: 0.02 + 0.005 * number for number, name in enumerate((*INDEX_ITEMS, *(item.name for item in ITEMS)))}
NOT_ASKED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One year's answers (Sv: omgång), a row a respondent; in ``given`` -1 is no answer and 9 or 99 "don't know"."""

    year: int
    person: Codes
    weight: Scores
    in_stratum: Codes
    given: dict[str, Codes]


def draw_wave(people: People, *, year: int, rng: np.random.Generator) -> Wave:
    """Draw one year's sample, stratified by area, sex and age group, and let some of it answer."""
    everybody = answers(people, year=year, rng=rng)
    drawn = _draw(people, rng)
    person = np.sort(drawn[rng.random(len(drawn)) < _chance(people)[drawn]])
    stratum = people.stratum
    living = np.bincount(stratum)
    answering = np.bincount(stratum[person], minlength=len(living))
    weight = living / np.maximum(answering, 1)
    given = {name: _with_gaps(codes[person], name, rng) for name, codes in everybody.items()}
    return Wave(
        year=year,
        person=person,
        weight=np.round(weight[stratum[person]], 4),
        in_stratum=living[stratum[person]],
        given=given,
    )


def sampled_by_stratum(people: People) -> Codes:
    """Return how many are drawn in each stratum: the area's sample shared by people, the young drawn more often."""
    size = np.bincount(people.stratum).reshape(len(AREAS), len(SEXES), len(AGES)) * np.array(DRAWN_BY_AGE)
    sampled = np.array([area.sampled for area in AREAS])[:, None, None]
    return np.asarray(np.rint(sampled * size / size.sum(axis=(1, 2), keepdims=True)).ravel(), dtype=np.int64)


def _draw(people: People, rng: np.random.Generator) -> Codes:
    stratum = people.stratum
    parts = [
        rng.choice(np.flatnonzero(stratum == number), size=size, replace=False)
        for number, size in enumerate(sampled_by_stratum(people))
    ]
    return np.concatenate(parts)


def _chance(people: People) -> Scores:
    norrbacken = [area.name for area in AREAS].index("Norrbacken")
    chance = np.array(RESPONSE_BY_AGE)[people.age] + RESPONSE_MAN * (people.sex == SEXES.index("Man"))
    return np.asarray(chance + RESPONSE_NORRBACKEN * (people.area == norrbacken))


def _with_gaps(codes: Codes, name: str, rng: np.random.Generator) -> Codes:
    luck = rng.random(len(codes))
    dont_know = 99 if name in INDEX_ITEMS else 9
    return np.where(luck < BLANK[name], NOT_ASKED, np.where(luck < BLANK[name] + DONT_KNOW, dont_know, codes))


def questions(year: int) -> tuple[str, ...]:
    """Return the questions that were asked in a year."""
    return INDEX_ITEMS if year in OLD_YEARS else tuple(item.name for item in ITEMS)


def stratum_name(number: int, year: int) -> str:
    """Return the stratum's name in the file, e.g. ``2025 Centrum Kvinna 16-29``.

    Each year draws anew, so that years are strata of their own when the whole file is estimated at once.
    """
    area, rest = divmod(number, len(SEXES) * len(AGES))
    sex, age = divmod(rest, len(AGES))
    return f"{year} {AREAS[area].name} {SEXES[sex]} {AGES[age]}"
