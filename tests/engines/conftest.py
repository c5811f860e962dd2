"""Engines that hold the same made-up table; those that are not here are skipped visibly."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tryggve.engine.engines import DuckDBEngine, Engine, PostgresEngine, SparkEngine

ANSWERS = Path(__file__).parents[1] / "reference" / "survey" / "data" / "missing.csv"
TYPES = {
    "id": "INTEGER",
    "year": "INTEGER",
    "area": "INTEGER",
    "sex": "VARCHAR(1)",
    "age": "VARCHAR(10)",
    "edu": "INTEGER",
    "stratum": "INTEGER",
    "pop_h": "INTEGER",
    "w": "DECIMAL(10,4)",
    "q_safe": "INTEGER",
    "q_park": "INTEGER",
    "q_night": "INTEGER",
    "q_crime": "INTEGER",
}


def frame() -> pl.DataFrame:
    """Return the answers with weights rounded to four decimals, so that every engine holds the same numbers."""
    columns = pl.read_csv(ANSWERS, infer_schema_length=None).select(*TYPES)
    return columns.with_columns(pl.col("w").round(4))


@pytest.fixture(
    params=[
        "duckdb",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("spark", marks=pytest.mark.spark),
    ]
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from {"duckdb": duckdb_engine, "postgres": postgres_engine, "spark": spark_engine}[request.param]()


def duckdb_engine() -> Iterator[Engine]:
    made = DuckDBEngine()
    made.connection.execute(create_table())
    made.connection.register("frame", frame())
    made.connection.execute("INSERT INTO answers SELECT * FROM frame")
    yield made
    made.connection.close()


def postgres_engine() -> Iterator[Engine]:
    address = os.environ.get("TRYGGVE_TEST_POSTGRES")
    if not address:
        pytest.skip("TRYGGVE_TEST_POSTGRES is not set: PostgreSQL is not tested")
    made = PostgresEngine.at(address)
    made.connection.execute(create_table().replace("TABLE", "TEMP TABLE"))
    with made.connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(TYPES))
        cursor.executemany(f"INSERT INTO answers VALUES ({marks})", frame().rows())
    yield made
    made.connection.close()


def spark_engine() -> Iterator[Engine]:
    sql: Any = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: Spark is not tested")
    session = sql.SparkSession.builder.master("local[1]").getOrCreate()
    schema = ", ".join(f"{name} {kind.split('(')[0].replace('VARCHAR', 'STRING')}" for name, kind in TYPES.items())
    rows = [tuple(row) for row in frame().rows()]
    schema = schema.replace("w DECIMAL", "w DOUBLE")
    session.createDataFrame(rows, schema).createOrReplaceTempView("answers")
    yield SparkEngine(session)
    session.stop()


def create_table() -> str:
    return "CREATE TABLE answers (" + ", ".join(f'"{name}" {kind}' for name, kind in TYPES.items()) + ")"
