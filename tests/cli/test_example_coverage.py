"""Intervals from the example's samples hold the population's figures about as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from tryggve.cli.example_files.people import People, counted_codes, index_points, make_people
from tryggve.cli.example_files.published import draw_share, share_of, together
from tryggve.cli.example_files.sample import Wave, draw_wave
from tryggve.cli.example_files.story import AGES, AREAS, EVENING, INDEX, INDEX_ITEMS, ITEMS, SEXES


def interval_holds(people: People, wave: Wave, value: np.ndarray, domain: np.ndarray, truth: float) -> bool:
    """A stratified ratio estimate written out in plain numpy, apart from the package's own estimator."""
    stratum = people.stratum[wave.person]
    weight = wave.weight * domain
    ratio = (weight * value).sum() / weight.sum()
    linear = weight * (value - ratio) / weight.sum()
    n, living = np.bincount(stratum, minlength=36), np.bincount(people.stratum)
    total, square = np.bincount(stratum, linear, 36), np.bincount(stratum, linear**2, 36)
    variance = ((1 - n / living) * n / np.maximum(n - 1, 1) * (square - total**2 / np.maximum(n, 1))).sum()
    return bool(abs(ratio - truth) <= 1.96 * np.sqrt(variance))


def checked(seed: int) -> list[bool]:
    rng = np.random.default_rng(seed)
    people = make_people(rng)
    old, new = (draw_wave(people, year=year, rng=rng) for year in (2019, 2025))
    answered = np.all([np.isin(old.given[name], range(1, 11)) for name in INDEX_ITEMS], axis=0)
    points = np.where(answered, index_points(old.given), 0.0)
    sex, age = people.sex[old.person], people.age[old.person]
    held = [
        interval_holds(people, old, points, answered & (sex == SEXES.index(s)) & (age == AGES.index(a)), truth[3])
        for (s, a), truth in INDEX.items()
    ]
    for item in ITEMS:
        given = new.given[item.name]
        yes, known = 100.0 * np.isin(given, counted_codes(item)), (given > 0) & (given < 9)
        if item.name == EVENING:
            for number, area in enumerate(AREAS):
                domain = known & (people.area[new.person] == number)
                held.append(interval_holds(people, new, yes, domain, area.evening[-1]))
        else:
            held.append(interval_holds(people, new, yes, known, item.share[-1]))
    return held


def test_95_per_cent_intervals_of_the_survey_hold_the_truth_about_95_times_in_100() -> None:
    held = [one for seed in range(1000, 1060) for one in checked(seed)]
    assert len(held) == 60 * 17
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize(("truth", "n"), [(3.0, 330), (27.0, 330), (93.0, 480), (27.0, 2350)])
def test_published_intervals_hold_the_truth_about_95_times_in_100(truth: float, n: int) -> None:
    rng = np.random.default_rng(7)
    shares = [draw_share(rng, truth=truth, n=n) for _ in range(3000)]
    assert np.mean([share.low <= truth <= share.high for share in shares]) == pytest.approx(0.95, abs=0.02)


def test_two_published_samples_together_lie_between_them_and_are_more_certain() -> None:
    women, men = share_of(30, 100, n=115), share_of(50, 100, n=115)
    both = together(women, men)
    assert both.value == pytest.approx(40.0)
    assert both.n == 230
    assert both.margin < min(women.margin, men.margin)
