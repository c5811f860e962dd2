"""The sums merge, do not care about order, and give what the plain judge gives."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.people import Drawn, samples
from tryggve.survey import Survey, mean
from tryggve.survey.comparisons import Contrast, Side, contrast
from tryggve.survey.judge import judge
from tryggve.survey.moments import Moments, merge, reshift

MEAN = mean("y")
FACTORS = [{"a": 1.0}, {"b": 1.0}, {"b": 1.0, "a": -1.0}]


def found(survey: Survey, factors: dict[str, float]) -> Contrast:
    return survey.contrast(MEAN, tuple((factor, {"group": cell}) for cell, factor in factors.items()))


def close(one: float, other: float, tolerance: float = 1e-12) -> bool:
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)


@settings(max_examples=60, deadline=None)
@given(drawn=samples())
def test_the_fast_sums_give_what_the_plain_judge_gives(drawn: Drawn) -> None:
    survey, people = drawn.survey(), drawn.people()
    for factors in FACTORS:
        value, se = judge(people, factors)
        fast = found(survey, factors)
        size = max(abs(person.y or 0.0) for person in people)
        assert math.isclose(fast.value, value, rel_tol=1e-12, abs_tol=1e-12 * size)
        assert close(fast.se, se, 1e-10)


@settings(max_examples=25, deadline=None)
@given(drawn=samples(), seed=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(drawn: Drawn, seed: int) -> None:
    shuffled = Drawn(frame=drawn.frame.sample(fraction=1.0, shuffle=True, seed=seed), design=drawn.design)
    for factors in FACTORS:
        one, other = found(drawn.survey(), factors), found(shuffled.survey(), factors)
        assert close(one.value, other.value)
        assert close(one.se, other.se, 1e-10)
        assert (one.n, one.df) == (other.n, other.df)


def test_rows_in_long_runs_give_the_very_sums_of_rows_that_lie_scattered() -> None:
    rng = np.random.default_rng(5)
    stratum = np.repeat(np.arange(40), 30)
    frame = pl.DataFrame(
        {
            "stratum": stratum,
            "group": [f"{name}" if name else None for name in stratum % 4],
            "w": rng.uniform(1, 3, 1200),
            "y": [value or None for value in rng.integers(0, 9, 1200).tolist()],
        }
    )
    mixed = frame.with_columns(run=pl.int_range(1200) % 30).sort("run", maintain_order=True)
    runs, scattered = (Survey(rows, weights="w", strata="stratum").moments(MEAN, ("group",)) for rows in (frame, mixed))
    assert np.array_equal(runs.cell, scattered.cell)
    assert np.array_equal(runs.place, scattered.place)
    assert np.array_equal(runs.sums, scattered.sums)


@settings(max_examples=25, deadline=None)
@given(drawn=samples(), factor=st.sampled_from([0.001, 3.0, 1e6]))
def test_the_scale_of_the_weights_does_not_matter(drawn: Drawn, factor: float) -> None:
    scaled = Drawn(frame=drawn.frame.with_columns(pl.col("w") * factor), design=drawn.design)
    for factors in FACTORS:
        one, other = found(drawn.survey(), factors), found(scaled.survey(), factors)
        assert close(one.value, other.value)
        assert close(one.se, other.se, 1e-10)


def parts(drawn: Drawn, pieces: int) -> list[Moments]:
    """Return the sums of pieces of the rows, with cells, places and design of the whole."""
    survey = drawn.survey()
    whole = survey.answers(MEAN).values
    found = []
    for piece in range(pieces):
        # A drawn unit must not be split between files: whole strata go to one piece.
        inside = survey.table.numbers("stratum") % pieces == piece
        other = Survey(
            drawn.frame.with_columns(pl.Series("y", np.where(inside, whole, np.nan)).fill_nan(None)), **drawn.design
        )
        found.append(other.moments(MEAN, ("group",)))
    return found


def same(one: Moments, other: Moments) -> bool:
    moved = reshift(other, shift=one.shift)
    order, back = np.lexsort((one.place, one.cell)), np.lexsort((moved.place, moved.cell))
    scale = np.maximum(np.abs(one.sums[:, order]), 1.0)
    return bool(np.all(np.abs(one.sums[:, order] - moved.sums[:, back]) <= 1e-9 * scale))


@settings(max_examples=25, deadline=None)
@given(drawn=samples(stages=0))
def test_merging_is_associative_and_gives_the_whole(drawn: Drawn) -> None:
    one, two, three = parts(drawn, 3)
    left, right = merge(merge(one, two), three), merge(one, merge(two, three))
    assert same(left, right)
    survey = drawn.survey()
    sides = [Side(factor=1.0, cells=(0,)), Side(factor=-1.0, cells=(1,))]
    whole = contrast(survey.moments(MEAN, ("group",)), survey.sample.structure, sides)
    merged = contrast(left, survey.sample.structure, sides)
    assert close(whole.value, merged.value, 1e-10)
    assert close(whole.se, merged.se, 1e-6)


@settings(max_examples=15, deadline=None)
@given(drawn=samples())
def test_several_files_are_one_survey(drawn: Drawn) -> None:
    half = drawn.frame.height // 2
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("one.csv", "two.csv")]
        drawn.frame.head(half).write_csv(paths[0])
        drawn.frame.tail(drawn.frame.height - half).write_csv(paths[1])
        survey = Survey(paths, **drawn.design)
        for factors in FACTORS:
            one, other = found(drawn.survey(), factors), found(survey, factors)
            assert close(one.value, other.value)
            assert close(one.se, other.se, 1e-10)


def test_large_answers_lose_no_digits() -> None:
    rng = np.random.default_rng(7)
    small = pl.DataFrame({"w": rng.uniform(1, 9, 400), "y": rng.integers(0, 10, 400).astype(float)})
    near = Survey(small, weights="w").mean("y")[0]
    far = Survey(small.with_columns(pl.col("y") + 1e9), weights="w").mean("y")[0]
    assert close(near.se, far.se, 1e-9)


def test_nan_is_not_an_answer() -> None:
    table = pl.DataFrame({"y": [1.0, float("nan"), 3.0, None, 8.0]})
    row = Survey(table).mean("y")[0]
    assert (row.n, row.value) == (3, 4.0)
