"""The people of Ekhamra and their answers: a finite population in which the story's figures are exactly true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tryggve.cli.example_files.story import (
    AGES,
    AREAS,
    EVENING,
    INDEX,
    INDEX_ITEMS,
    ITEM_OFFSETS,
    ITEMS,
    NEW_YEARS,
    OLD_YEARS,
    SEXES,
    ItemStory,
)

Codes = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

TRAIT = 0.65  # how much of a score is the person and not the question: gives answers their covariance
SCALE_SPREAD = 2.8  # standard deviation of an answer on the 1-10 scale, before it is cut at the ends
SHARE_OF_EXTREME = 0.35  # of those who are safe, the share who are very safe


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody aged 16-84 (Sv: population). Codes count in the order of the story's lists; ``trait`` is a z score."""

    area: Codes
    sex: Codes
    age: Codes
    birth: Codes
    disability: Codes  # 0 no, 1 yes
    trait: Scores

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.area)

    @property
    def stratum(self) -> Codes:
        """The stratum of each person, counted from 0: area, then sex, then age group."""
        return (self.area * len(SEXES) + self.sex) * len(AGES) + self.age


def make_people(rng: np.random.Generator) -> People:
    """Draw the population; the number of people in each stratum does not depend on ``rng``."""
    cells = [
        (number, sex, age, round(area.adults * share / 2))
        for number, area in enumerate(AREAS)
        for sex in range(len(SEXES))
        for age, share in enumerate(area.ages)
    ]
    sizes = [size for *_, size in cells]
    area, sex, age = (np.repeat([cell[part] for cell in cells], sizes) for part in range(3))
    total = len(area)
    abroad = np.array([story.abroad for story in AREAS])[area]
    origin = rng.choice([1, 2, 3], p=[0.20, 0.30, 0.50], size=total)
    return People(
        area=area,
        sex=sex,
        age=age,
        birth=np.where(rng.random(total) < abroad, origin, 0),
        disability=(rng.random(total) < np.array([0.08, 0.14, 0.24])[age]).astype(np.int64),
        trait=rng.standard_normal(total),
    )


def answers(people: People, *, year: int, rng: np.random.Generator) -> dict[str, Codes]:
    """Return what everybody would answer in a year, question by question, with the story's figures exactly true."""
    if year in OLD_YEARS:
        return _scale_answers(people, year=year, rng=rng)
    return {item.name: _graded_answers(people, item, year=year, rng=rng) for item in ITEMS}


def index_points(given: dict[str, Codes]) -> Scores:
    """Return each person's safety index, 0 to 100: the mean of three 1-10 answers, moved to 0-100."""
    return np.asarray((sum(given[name] for name in INDEX_ITEMS) / len(INDEX_ITEMS) - 1) * 100 / 9, dtype=float)


def counted_codes(item: ItemStory) -> tuple[int, ...]:
    """Return the codes that make up the item's share."""
    return item.codes[-item.counted :]


def _areas_share(item: ItemStory, year: int) -> tuple[float, ...]:
    column = NEW_YEARS.index(year)
    return tuple(area.evening[column] for area in AREAS) if item.name == EVENING else (item.share[column],)


def _score(people: People, item: ItemStory, rng: np.random.Generator) -> Scores:
    offsets = np.array([area.index_offset for area in AREAS])[people.area]
    tilt = item.woman * (people.sex == 0) + item.young * (people.age == 0) + item.old * (people.age == 2)
    better = -1.0 if item.name in ("oro_vald", "utsatt_brott") else 1.0
    frail = -0.35 * better * people.disability
    noise = rng.standard_normal(people.count)
    own = better * TRAIT * people.trait + np.sqrt(1 - TRAIT**2) * noise
    return np.asarray(own + tilt + frail + item.area * offsets)


def _graded_answers(people: People, item: ItemStory, *, year: int, rng: np.random.Generator) -> Codes:
    score = _score(people, item, rng)
    shares = _areas_share(item, year)
    cell = people.area if len(shares) > 1 else np.zeros(people.count, dtype=np.int64)
    coded = np.empty(people.count, dtype=np.int64)
    for number, share in enumerate(shares):
        members = np.flatnonzero(cell == number)
        ranked = members[np.argsort(score[members], kind="stable")]
        coded[ranked] = _cut(len(ranked), item, share)
    return coded


def _cut(count: int, item: ItemStory, share: float) -> Codes:
    """Return the codes of ``count`` people ranked from the lowest score, ``share`` per cent of them counted."""
    inside = round(count * share / 100)
    outside = count - inside
    low, high = item.codes[: -item.counted], counted_codes(item)
    return np.array(_spread(outside, low, extreme_first=True) + _spread(inside, high, extreme_first=False))


def _spread(count: int, codes: tuple[int, ...], *, extreme_first: bool) -> list[int]:
    if len(codes) == 1:
        return [codes[0]] * count
    extreme = round(count * SHARE_OF_EXTREME)
    first = extreme if extreme_first else count - extreme
    return [codes[0]] * first + [codes[1]] * (count - first)


def _scale_answers(people: People, *, year: int, rng: np.random.Generator) -> dict[str, Codes]:
    offsets = np.array([area.index_offset for area in AREAS])[people.area] * 9 / 100
    noise = rng.standard_normal((len(INDEX_ITEMS), people.count))
    own = TRAIT * people.trait + np.sqrt(1 - TRAIT**2) * noise
    raw = offsets + SCALE_SPREAD * own + np.array(ITEM_OFFSETS)[:, None] - 0.8 * people.disability
    given = np.empty(raw.shape, dtype=np.int64)
    for (sex, age), truths in INDEX.items():
        members = (people.sex == SEXES.index(sex)) & (people.age == AGES.index(age))
        given[:, members] = _on_scale(raw[:, members], truths[OLD_YEARS.index(year)])
    return dict(zip(INDEX_ITEMS, given, strict=True))


def _on_scale(raw: Scores, index: float) -> Codes:
    """Move ``raw`` up or down until its answers on the 1-10 scale have the wanted mean index; by bisection."""
    wanted = 1 + index * 9 / 100
    low, high = -10.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        if _rounded(raw + middle).mean() < wanted:
            low = middle
        else:
            high = middle
    return _rounded(raw + high)


def _rounded(raw: Scores) -> Codes:
    return np.clip(np.rint(raw), 1, 10).astype(np.int64)
