"""A survey takes any table, and its answers are the same whatever held them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tryggve.errors import BadValueError, MissingColumnError, UsageError
from tryggve.survey import Flag, Gap, Order, Survey, mean, publish, share
from tryggve.survey.intervals import holm, interval
from tryggve.terms import Unit, Verdict

ROWS = {
    "year": [2022, 2022, 2022, 2022, 2023, 2023, 2023, 2023],
    "sex": ["K", "M", "K", "M", "K", "M", "K", None],
    "w": [1.5, 2.0, 2.5, 1.0, 1.0, 3.0, 2.0, 2.0],
    "stratum": [1, 1, 2, 2, 1, 1, 2, 2],
    "fear": [1.0, 2.0, 9.0, 1.0, None, 2.0, 1.0, 2.0],
}


def holders(tmp_path: Path) -> dict[str, Any]:
    frame = pl.DataFrame(ROWS)
    frame.write_csv(tmp_path / "answers.csv")
    frame.write_csv(tmp_path / "semicolon.csv", separator=";")
    frame.write_parquet(tmp_path / "answers.parquet")
    return {
        "path": tmp_path / "answers.csv",
        "text path": str(tmp_path / "answers.csv"),
        "semicolon": tmp_path / "semicolon.csv",
        "parquet": tmp_path / "answers.parquet",
        "polars": frame,
        "lazy": frame.lazy(),
        "pandas": pd.DataFrame(ROWS),
        "arrow": pa.table(ROWS),
        "relation": duckdb.sql("SELECT * FROM frame"),
    }


KINDS = ["path", "text path", "semicolon", "parquet", "polars", "lazy", "pandas", "arrow", "relation"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_same_answer(kind: str, tmp_path: Path) -> None:
    survey = Survey(holders(tmp_path)[kind], weights="w", strata="stratum", missing=(9,))
    rows = survey.share("fear", codes=(1,), by=("year", "sex"))
    assert [row.group for row in rows] == [
        (("year", "2022"), ("sex", "K")),
        (("year", "2022"), ("sex", "M")),
        (("year", "2023"), ("sex", "K")),
        (("year", "2023"), ("sex", "M")),
    ]
    assert [row.n for row in rows] == [1, 2, 1, 1]
    assert rows[1].value == pytest.approx(1 / 3)


def test_names_that_differ_only_in_case_are_kept_apart(tmp_path: Path) -> None:
    table = {"n_h": [2, 2, 2, 2], "N_h": [10, 10, 20, 20], "h": [1, 1, 2, 2], "y": [1, 2, 4, 8]}
    pl.DataFrame(table).write_csv(tmp_path / "case.csv")
    pl.DataFrame(table).write_parquet(tmp_path / "case.parquet")
    right = None
    for held in (tmp_path / "case.csv", tmp_path / "case.parquet", pl.DataFrame(table), pd.DataFrame(table)):
        row = Survey(held, strata="h", fpc="N_h").mean("y")[0]
        right = row if right is None else right
        assert row == right
        assert row.se > 0


def test_a_float_code_is_the_whole_number_it_stands_for() -> None:
    table = pl.DataFrame({"y": ["1.0", "2.0", "1.0", "0114"]})
    rows = Survey(table).levels("y")
    assert [row.measure for row in rows] == ["y=1", "y=2", "y=0114"]


def test_decimal_commas_are_numbers_where_semicolons_separate(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text("vikt;y\n1,5;2,0\n2,5;4,0\n", encoding="utf-8")
    assert Survey(tmp_path / "svar.csv", weights="vikt").mean("y")[0].value == pytest.approx(13 / 4)


def test_old_windows_letters_are_read(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_bytes("kön;trygg\nMän;1\nKvinnor;0\nÖvriga;1\n".encode("latin-1"))
    rows = Survey(tmp_path / "svar.csv").mean("trygg", by=("kön",))
    assert [row.group[0][1] for row in rows] == ["Kvinnor", "Män", "Övriga"]


def test_swedish_labels_stand_in_swedish_order() -> None:
    rows = Survey(pl.DataFrame({"ort": ["Österäng", "Ängs", "Åhus", "Zinken"], "y": [1, 2, 3, 4]})).mean(
        "y", by=("ort",)
    )
    assert [row.group[0][1] for row in rows] == ["Zinken", "Åhus", "Ängs", "Österäng"]


@pytest.mark.parametrize(
    ("table", "design", "error", "words"),
    [
        ({"w": [1.0, -2.0]}, {"weights": "w"}, BadValueError, "weight is -2"),
        ({"w": [0.0, 0.0]}, {"weights": "w"}, BadValueError, "not zero on every row"),
        ({"w": [1.0, None]}, {"weights": "w"}, BadValueError, "no weight"),
        ({"w": [1.0, 1.0]}, {"weights": "v"}, MissingColumnError, "no column “v”"),
        ({"h": [1, None]}, {"strata": "h"}, BadValueError, "no stratum"),
        ({"N": [5, 6]}, {"fpc": "N"}, BadValueError, "population size"),
        ({"N": [1.5, 1.5]}, {"fpc": "N"}, BadValueError, "population size"),
        ({"y": [1, 2]}, {"lonely": "guess"}, UsageError, "no rule"),
        ({"y": [1, 2]}, {"psu": ("a", "b", "c")}, UsageError, "two stages"),
    ],
)
def test_a_design_that_cannot_be_right_is_refused(table: Any, design: Any, error: Any, words: str) -> None:
    with pytest.raises(error, match=words):
        Survey(pl.DataFrame({"y": [1, 2], **table}), **design)


def test_sampling_fractions_are_the_same_as_sizes() -> None:
    base = {"h": [1, 1, 1, 2, 2], "y": [1, 4, 2, 8, 3]}
    sizes = Survey(pl.DataFrame({**base, "f": [30, 30, 30, 8, 8]}), strata="h", fpc="f").mean("y")[0]
    shares = Survey(pl.DataFrame({**base, "f": [0.1, 0.1, 0.1, 0.25, 0.25]}), strata="h", fpc="f").mean("y")[0]
    assert shares.se == pytest.approx(sizes.se, rel=1e-12)


def test_an_index_refuses_answers_outside_its_scale() -> None:
    survey = Survey(pl.DataFrame({"a": [1, 10], "b": [4, 11]}))
    with pytest.raises(BadValueError, match=r"row 3, column b.*outside the scale"):
        survey.index(("a", "b"))


def test_everybody_alike_has_limits_but_no_standard_error() -> None:
    row = Survey(pl.DataFrame({"y": [0] * 30})).share("y", codes=(1,))[0]
    assert (row.value, row.flag, row.low) == (0.0, Flag.CONSTANT, 0.0)
    assert math.isnan(row.se)
    assert row.high == pytest.approx(1 - 0.025 ** (1 / 30))


def test_a_stratum_counted_in_full_has_no_error_and_says_so_with_zero() -> None:
    row = Survey(pl.DataFrame({"y": [1, 2, 3], "N": [3, 3, 3]}), fpc="N").mean("y")[0]
    assert (row.se, row.flag) == (0.0, Flag.NONE)


def test_an_estimate_in_the_projects_terms_is_in_per_cent() -> None:
    row = Survey(pl.DataFrame({"y": [1, 0, 1, 1, 0, 1, 0, 1]})).share("y", codes=(1,))[0]
    estimate = row.as_estimate()
    assert (estimate.value, estimate.unit, estimate.n) == (62.5, Unit.PERCENT, 8)
    assert estimate.low == pytest.approx(row.low * 100)


def test_holm_is_the_published_rule() -> None:
    """Holm 1979: the smallest of m p values times m, the next times m - 1, never falling."""
    p = [0.01, 0.04, 0.03, math.nan]
    assert holm(p)[:3] == pytest.approx([0.03, 0.06, 0.06])
    assert math.isnan(holm(p)[3])


def test_an_interval_without_degrees_of_freedom_is_unknown() -> None:
    low, high = interval(np.array([0.5]), np.array([0.1]), np.array([0.0]))
    assert math.isnan(low[0]) and math.isnan(high[0])


def changed(first: float, second: float, *, n: int, smallest: float | None = None) -> Verdict:
    rows = [(year, int(place < share_ * n)) for year, share_ in ((1, first), (2, second)) for place in range(n)]
    survey = Survey(pl.DataFrame(rows, schema=["year", "y"], orient="row"))
    order = Order(measures=(share("y", (1,)),), by=(("year",),), change="year", smallest_change=smallest)
    return publish(survey, order).differences[0].verdict


def test_the_verdicts_follow_the_written_order() -> None:
    assert changed(0.2, 0.4, n=400) is Verdict.UP
    assert changed(0.4, 0.2, n=400) is Verdict.DOWN
    assert changed(0.30, 0.32, n=200) is Verdict.NONE
    assert changed(0.30, 0.31, n=4000, smallest=5) is Verdict.SAME
    assert changed(0.30, 0.335, n=1000, smallest=5) is Verdict.NONE
    assert changed(0.30, 0.35, n=50, smallest=5) is Verdict.SHORT
    assert changed(0.2, 0.4, n=5) is Verdict.FEW


def test_a_gap_is_the_first_group_minus_the_second() -> None:
    survey = Survey(pl.DataFrame({"sex": ["K", "M"] * 40, "y": [3.0, 1.0, 5.0, 2.0] * 20}))
    order = Order(measures=(mean("y"),), gaps=(Gap(variable="sex", pair=("K", "M")),))
    row = publish(survey, order).differences[0]
    assert (row.kind, row.pair, row.value, row.verdict) == ("gap", ("K", "M"), 2.5, Verdict.UP)


def test_small_groups_are_hidden_in_estimates_and_in_changes() -> None:
    sexes = ["K"] * 50 + ["M"] * 40 + ["X"] * 7
    frame = pl.DataFrame({"sex": sexes * 2, "year": [1] * 97 + [2] * 97, "y": [0, 1] * 97})
    order = Order(measures=(share("y", (1,)),), by=(("year", "sex"),), change="year", suppress=True)
    found = publish(Survey(frame), order)
    hidden = {dict(row.group).get("sex"): row.flag for row in found.estimates if row.hidden}
    assert hidden == {"X": Flag.FEW, "M": Flag.COMPLEMENT}
    assert all(row.n == 0 and math.isnan(row.se) for row in found.estimates if row.hidden)
    assert {dict(row.group).get("sex") for row in found.differences if row.hidden} == {"X", "M"}
