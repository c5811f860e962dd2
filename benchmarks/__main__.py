"""Prints ratios, in one run on one machine: estimates with errors against bare weighted means of the same file."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.survey_file import write_survey
from tryggve.engine.engines import DuckDBEngine
from tryggve.survey import Survey, mean
from tryggve.survey.design import Design
from tryggve.survey.estimates import CellEstimates, estimate_cells
from tryggve.survey.moments_sql import DatabaseSurvey, database_moments, read_database_sample

QUESTIONS = 30
NAMES = [f"q{question:02d}" for question in range(QUESTIONS)]
SIZES = {
    "small": {"municipalities": 1, "years": 5, "per_year": 1500, "shuffled": True},
    "middle": {"municipalities": 290, "years": 10, "per_year": 414, "shuffled": False},
}
BREAKDOWNS = {"small": ("year", "sex"), "middle": ("municipality", "year", "sex")}


def in_memory(path: Path, by: tuple[str, ...]) -> list[CellEstimates]:
    survey = Survey(path, weights="w", strata="stratum", fpc="pop_h")
    return survey.estimate_cells([mean(name) for name in NAMES], by)


def in_sql(path: Path, by: tuple[str, ...]) -> list[CellEstimates]:
    design = Design(weights="w", strata="stratum", fpc=("pop_h",))
    survey = DatabaseSurvey(engine=DuckDBEngine(), table=f"'{path}'", design=design)
    sample = read_database_sample(survey)
    found = database_moments(survey, [mean(name) for name in NAMES], sample=sample, by=by, shifts=[5.0] * QUESTIONS)
    return [estimate_cells(one.moments, sample.structure) for one in found]


def bare_duckdb(path: Path, by: tuple[str, ...]) -> list[tuple[object, ...]]:
    means = ", ".join(f"SUM(w * {name}) / SUM(CASE WHEN {name} IS NOT NULL THEN w END)" for name in NAMES)
    return duckdb.connect().execute(f"SELECT {', '.join(by)}, {means} FROM '{path}' GROUP BY ALL").fetchall()


def bare_polars(path: Path, by: tuple[str, ...]) -> pl.DataFrame:
    weight = pl.col("w")
    means = [
        ((weight * pl.col(name)).sum() / weight.filter(pl.col(name).is_not_null()).sum()).alias(name) for name in NAMES
    ]
    return pl.scan_parquet(path).group_by(by).agg(means).collect(engine="streaming")


WAYS: dict[str, Callable[[Path, tuple[str, ...]], object]] = {
    "bare means, DuckDB": bare_duckdb,
    "bare means, Polars": bare_polars,
    "estimates and errors, in memory": in_memory,
    "estimates and errors, SQL on DuckDB": in_sql,
}


def seconds(way: Callable[[Path, tuple[str, ...]], object], path: Path, by: tuple[str, ...]) -> float:
    start = time.perf_counter()
    way(path, by)
    return time.perf_counter() - start


def best_times(path: Path, by: tuple[str, ...], rounds: int) -> dict[str, float]:
    """Time the ways in turn, round by round, so that a busy moment of the machine falls on all of them."""
    times = [{name: seconds(way, path, by) for name, way in WAYS.items()} for _ in range(rounds)]
    return {name: min(one[name] for one in times) for name in WAYS}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=SIZES)
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, best of {args.rounds} rounds; seconds do not travel")
    with tempfile.TemporaryDirectory() as folder:
        for size in [args.only] if args.only else SIZES:
            path = Path(folder) / f"{size}.parquet"
            rows = write_survey(path, questions=QUESTIONS, seed=20261122, **SIZES[size])
            times = best_times(path, BREAKDOWNS[size], args.rounds)
            bare = min(value for name, value in times.items() if name.startswith("bare"))
            print(f"\n{size}: {rows:,} rows, {QUESTIONS} questions by {' x '.join(BREAKDOWNS[size])}")
            for name, value in times.items():
                print(f"  {name:36}  {value / bare:5.1f} x the best bare means   ({value:.3f} s)")


if __name__ == "__main__":
    main()
