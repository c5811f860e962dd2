"""The portable SQL gives the sums, estimates and errors that memory gives, on every engine that is here."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from decimal import Decimal

import numpy as np
import pytest

from engines.conftest import frame
from tryggve.engine.engines import DuckDBEngine, Engine
from tryggve.errors import BadValueError, UsageError
from tryggve.survey import Measure, Survey, index, mean, share
from tryggve.survey.comparisons import Side, contrast
from tryggve.survey.design import Design
from tryggve.survey.estimates import estimate_cells
from tryggve.survey.moments_sql import DatabaseSurvey, database_moments, moments_sql, read_database_sample

DESIGN = {"weights": "w", "strata": "stratum", "fpc": ("pop_h",)}
CLUSTERED = {"weights": "w", "strata": "stratum", "psu": ("age",)}
MEASURES = [
    mean("q_safe"),
    share("q_crime", (1,)),
    share("sex", ("K",)),
    index(("q_safe", "q_park", "q_night"), needs=2),
]


@pytest.mark.parametrize("design", [DESIGN, CLUSTERED], ids=["people", "clusters"])
@pytest.mark.parametrize("by", [(), ("sex",), ("year", "edu")], ids=["all", "sex", "year and edu"])
@pytest.mark.parametrize("measure", MEASURES, ids=[measure.name for measure in MEASURES])
def test_a_database_gives_the_estimates_of_memory(
    engine: Engine, measure: Measure, by: tuple[str, ...], design: dict[str, object]
) -> None:
    survey = Survey(frame(), **design, missing=(9,))
    there = DatabaseSurvey(engine=engine, table="answers", design=Design(**design), missing=frozenset({"9"}))
    sample = read_database_sample(there)
    shift = 0.0 if measure.is_share else 5.0
    found = database_moments(there, [measure], sample=sample, by=by, shifts=[shift])[0]
    one = estimate_cells(survey.moments(measure, by), survey.sample.structure)
    other = estimate_cells(found.moments, sample.structure)
    answered = one.n > 0
    assert {labels for labels, n in zip(survey.cells(by).labels, answered, strict=True) if n} <= set(found.labels)
    answers = other.n > 0
    assert sample.structure.df == survey.sample.structure.df
    for name in ("value", "n", "df"):
        np.testing.assert_allclose(getattr(one, name)[answered], getattr(other, name)[answers], rtol=1e-12)
    np.testing.assert_allclose(one.se[answered], other.se[answers], rtol=1e-10, atol=1e-12)


def test_a_change_from_a_database_is_the_change_of_memory(engine: Engine) -> None:
    survey = Survey(frame(), **DESIGN)
    there = DatabaseSurvey(engine=engine, table="answers", design=Design(**DESIGN))
    sample = read_database_sample(there)
    found = database_moments(there, [mean("q_safe")], sample=sample, by=("year",), shifts=[5.0])[0]
    sides = [Side(factor=1.0, cells=(1,)), Side(factor=-1.0, cells=(0,))]
    one = survey.contrast(mean("q_safe"), ((1, {"year": 2023}), (-1, {"year": 2022})))
    other = contrast(found.moments, sample.structure, sides)
    assert math.isclose(one.value, other.value, rel_tol=1e-11)
    assert math.isclose(one.se, other.se, rel_tol=1e-11)
    assert one.df == other.df


def test_decimal_sums_have_the_same_digits_on_every_engine(engine: Engine) -> None:
    there = DatabaseSurvey(engine=engine, table="answers", design=Design(**DESIGN), exact=True)
    rows = engine.execute(moments_sql(there, [mean("q_safe")], by=("sex",)))
    texts = sorted([[str(row[0]), *(f"{float(value):.10f}" for value in row[1:])] for row in rows if row[2]])
    digest = hashlib.sha256(json.dumps(texts).encode()).hexdigest()
    assert digest == EXPECTED_DIGEST


def expected_digest() -> str:
    """Sum with Python's own decimals: the judge of every engine's digits."""
    sums: dict[tuple[str, int], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 7)
    for row in frame().iter_rows(named=True):
        if row["q_safe"] is None or row["sex"] is None:
            continue
        w, y = Decimal(f"{row['w']:.4f}"), Decimal(row["q_safe"])
        parts = [Decimal(1), w, w * y, w * w, w * w * y, w * w * y * y, w * y * y]
        key = (row["sex"], row["stratum"])
        sums[key] = [total + part for total, part in zip(sums[key], parts, strict=True)]
    texts = sorted(
        [[sex, f"{float(h):.10f}", *(f"{float(v):.10f}" for v in total)] for (sex, h), total in sums.items()]
    )
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


EXPECTED_DIGEST = expected_digest()


def test_a_negative_weight_in_a_database_is_refused() -> None:
    engine = DuckDBEngine()
    engine.execute("CREATE TABLE answers AS SELECT -1.0 AS w, 1 AS y")
    with pytest.raises(BadValueError, match="negative weight"):
        read_database_sample(DatabaseSurvey(engine=engine, table="answers", design=Design(weights="w")))


def test_two_known_stages_are_left_to_memory() -> None:
    design = Design(psu=("a", "b"), fpc=("c", "d"))
    with pytest.raises(UsageError, match="in memory only"):
        read_database_sample(DatabaseSurvey(engine=DuckDBEngine(), table="answers", design=design))


def test_nan_in_a_database_is_not_an_answer() -> None:
    engine = DuckDBEngine()
    engine.execute("CREATE TABLE answers AS SELECT unnest([1.0, 'NaN'::DOUBLE, 3.0, NULL, 8.0]) AS y")
    survey = DatabaseSurvey(engine=engine, table="answers", design=Design())
    found = database_moments(survey, [mean("y")], sample=read_database_sample(survey))[0]
    assert estimate_cells(found.moments, read_database_sample(survey).structure).value.tolist() == [4.0]
