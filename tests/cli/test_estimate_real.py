"""Real survey files: every row of the command against plain loops over the same file."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from tryggve.cli.main import main
from tryggve.survey.intervals import holm
from tryggve.survey.judge import Person, judge

Row = dict[str, str]


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["estimate", *map(str, arguments), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def check_change(row: dict[str, Any], people: list[Person], then: str, now: str) -> None:
    value, se = judge(people, {now: 1.0, then: -1.0})
    assert row["estimate"] == pytest.approx(value, rel=1e-10)
    assert row["se"] == pytest.approx(se, rel=1e-10)
    assert row["p"] == pytest.approx(2 * stats.t.sf(abs(value) / se, row["df"]), rel=1e-9)
    assert row["margin"] == pytest.approx(stats.t.ppf(0.975, row["df"]) * se, rel=1e-9)


def check_family(rows: list[dict[str, Any]]) -> None:
    changes = [row for row in rows if "change" in row and not row.get("suppressed")]
    assert [row["p_holm"] for row in changes] == pytest.approx(holm([row["p"] for row in changes]))
    for row in changes:
        wanted = ("up" if row["estimate"] > 0 else "down") if row["p_holm"] < 0.05 else "none"
        assert row["verdict"] == wanted


def gss_people(rows: list[Row], cell: Callable[[Row], str]) -> list[Person]:
    return [
        Person(
            number=number,
            cell=cell(row),
            y=None if row["fear"] == "" else float(row["fear"] == "1"),
            weight=float(row["wtssall"]),
            stratum=row["vstrat"],
            psu=row["vpsu"],
        )
        for number, row in enumerate(rows)
    ]


def test_fear_in_two_waves_of_a_clustered_survey_is_what_plain_loops_give(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared / "data" / "survey" / "gss_2016_2018_2020panel.csv"
    design = ["--weights", "wtssall", "--strata", "vstrat", "--psu", "vpsu"]
    found = rows_of(capsys, path, *design, "--share", "fear=1", "--by", "year", "--by", "year,sex", "--change", "year")
    rows = read(path)
    assert len(found) == 1 + 2 + 4 + 3
    for row in found:
        if "change" in row:
            sexes = {row["sex"]} if "sex" in row else {"1", "2"}
            people = gss_people(rows, lambda r, sexes=sexes: r["year"] if r["sex"] in sexes else "")
            check_change(row, people, "2016", "2018")
            continue
        keys = [key for key in ("year", "sex") if key in row]
        name = ",".join(row[key] for key in keys)
        people = gss_people(rows, lambda r, keys=keys: ",".join(r[key] for key in keys))
        value, se = judge(people, {name: 1.0})
        inside = [person for person in people if person.cell == name and person.y is not None]
        assert row["estimate"] == pytest.approx(value, rel=1e-12)
        assert row["se"] == pytest.approx(se, rel=1e-10)
        assert row["n"] == len(inside)
        clusters = {(person.stratum, person.psu) for person in inside}
        assert row["df"] == len(clusters) - len({stratum for stratum, _ in clusters})
        margin = stats.t.ppf(0.975, row["df"]) * se
        assert [row["low"], row["high"]] == pytest.approx([value - margin, value + margin], rel=1e-9)
    check_family(found)


def kcmo_people(rows: list[Row], question: str, codes: set[str], cell: Callable[[Row], str]) -> list[Person]:
    return [
        Person(
            number=number,
            cell=cell(row),
            y=None if row[question] in {"", "9"} else float(row[question] in codes),
            weight=1.0,
        )
        for number, row in enumerate(rows)
    ]


def test_safety_in_two_waves_of_a_city_survey_is_what_plain_loops_give(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared / "data" / "survey" / "kcmo_resident_survey_2021_2022.csv"
    shares = ["--share", "q2_06=4,5", "--share", "q2_05=4,5", "--missing", "9"]
    tables = ["--by", "wave", "--by", "wave,counci", "--by", "wave,q41_w", "--change", "wave"]
    found = rows_of(capsys, path, *shares, *tables)
    rows = read(path)
    few = 0
    for row in found:
        keys = [key for key in ("wave", "counci", "q41_w") if key in row]
        question = row["measure"].split("=")[0]

        def inside(other: Row, row: dict[str, Any] = row, keys: list[str] = keys) -> bool:
            return all(_code(other[key]) == row[key] for key in keys)

        if row.get("flag") == "few":
            few += 1
            assert row["n"] is None or row["n"] < 10
        if row["estimate"] is None:
            continue
        if "change" in row:
            people = kcmo_people(rows, question, {"4", "5"}, lambda r, f=inside: r["wave"] if f(r) else "")
            check_change(row, people, "2021-09", "2022-03")
            continue
        people = kcmo_people(rows, question, {"4", "5"}, lambda r, f=inside: str(f(r)))
        value, se = judge(people, {"True": 1.0})
        assert row["estimate"] == pytest.approx(value, rel=1e-12)
        assert row["se"] == pytest.approx(se, rel=1e-10)
        assert row["n"] == sum(person.cell == "True" and person.y is not None for person in people)
    assert few > 0
    check_family(found)
    changes = [row for row in found if "change" in row]
    assert {key for row in changes for key in row if key in {"counci", "q41_w"}} == {"counci", "q41_w"}
    assert all(math.isfinite(row["margin"]) for row in changes if not row.get("suppressed"))


def _code(text: str) -> str:
    return text.removesuffix(".0")
