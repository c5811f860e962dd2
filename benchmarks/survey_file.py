"""A made-up survey file: strata of year, municipality, area, sex and age, raked-like weights, item non-response."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

AREAS, SEXES, AGES = 6, 2, 5


def write_survey(
    path: Path, *, municipalities: int, years: int, per_year: int, questions: int, seed: int, shuffled: bool
) -> int:
    """Write the file and return its number of rows; a third of the questions 1-10, a third 1-4, a third 0/1.

    Rows stand by stratum, as deliveries do, unless ``shuffled``.
    """
    rng = np.random.default_rng(seed)
    shape = (years, municipalities, AREAS, SEXES, AGES)
    there = rng.integers(12, 900, shape)
    share = rng.dirichlet(np.full(AREAS * SEXES * AGES, 3.0), (years, municipalities)).reshape(shape)
    drawn = np.minimum(rng.poisson(per_year * share), there)
    cells = np.nonzero(drawn)
    counts = drawn[cells]
    year, municipality, area, sex, age = (np.repeat(code, counts) for code in cells)
    rows = len(year)
    stratum = np.repeat(np.flatnonzero(drawn), counts)
    weight = np.repeat(there[cells] / counts, counts) * np.exp(rng.normal(0, 0.2, rows))
    latent = rng.normal(0, 1, rows) + 0.3 * sex - 0.1 * age + 0.05 * year
    columns: dict[str, object] = {
        "year": (2014 + year).astype(np.int16),
        "municipality": (municipality + 1).astype(np.int16),
        "area": (area + 1).astype(np.int8),
        "sex": np.array(["K", "M"])[sex],
        "age": age.astype(np.int8),
        "stratum": stratum.astype(np.int32),
        "pop_h": np.repeat(there[cells], counts).astype(np.int32),
        "w": weight,
    }
    for question in range(questions):
        columns[f"q{question:02d}"] = _answers(question, latent, rng)
    frame = pl.DataFrame(columns)
    (frame[rng.permutation(rows)] if shuffled else frame).write_parquet(path)
    return rows


def _answers(question: int, latent: np.ndarray, rng: np.random.Generator) -> pl.Series:
    felt = 0.6 * latent + rng.normal(0, 0.8, len(latent))
    kinds = {
        0: lambda: np.clip(np.rint(6.2 + 2.1 * felt), 1, 10),
        1: lambda: 1 + (felt[:, None] > np.array([-1.2, -0.2, 0.9])).sum(1),
        2: lambda: (felt > 0.4).astype(float),
    }
    missing = rng.random(len(latent)) < rng.uniform(0.02, 0.08)
    values = np.where(missing, -1, kinds[question % 3]()).astype(np.int8)
    return pl.Series(values).replace(-1, None)
