"""No cell with few answers can be worked out from all that is shown, whatever the combination of tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import read_definition
from tryggve.terms import Area, AreaKind, Missing, Row

MUNICIPALITY = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")
SMALLEST = 10
DEFINITION = """
[survey]
name = "made_up"
title_sv = "Prov"
title_en = "Test"
publisher = "Prov"
smallest_n = 10
[design]
year = "ar"
[groups.sex]
column = "kon"
codes = { K = "women", M = "men", A = "other" }
[groups.age]
column = "alder"
codes = { 1 = "16-29", 2 = "30-64", 3 = "65-84" }
[groups.birth]
column = "land"
codes = { S = "sweden", N = "nordic", E = "europe" }
merged = { abroad = ["nordic", "europe"] }
[area]
column = "omrade"
codes = { a = "A", b = "B", c = "C" }
[[measure]]
name = "trygg_kvall"
column = "svar"
counted = [3, 4]
"""
Person = tuple[str, str, str, str]
CODES = {
    "sex": (0, {"women": "K", "men": "M", "other": "A"}),
    "age": (1, {"16-29": "1", "30-64": "2", "65-84": "3"}),
    "birth": (2, {"sweden": "S", "nordic": "N", "europe": "E", "abroad": "NE"}),
}


def draw_people(rng: np.random.Generator) -> list[Person]:
    size = int(rng.integers(60, 400))
    columns = [
        rng.choice(["K", "M", "A"], size=size, p=[0.5, 0.48, 0.02]),
        rng.choice(["1", "2", "3"], size=size, p=rng.dirichlet([1, 2, 2])),
        rng.choice(["S", "N", "E"], size=size, p=rng.dirichlet([6, 0.6, 0.6])),
        rng.choice(["a", "b", "c"], size=size, p=rng.dirichlet([1, 1, 1])),
    ]
    unstated = 0.04 if rng.random() < 0.5 else 0.0
    for column in (0, 3):
        columns[column] = np.where(rng.random(size) < unstated, "", columns[column])
    return [(str(s), str(a), str(b), str(d)) for s, a, b, d in zip(*columns, strict=True)]


def is_in(person: Person, row: Row) -> bool:
    district = person[3]
    if row.area.kind is AreaKind.DISTRICT and district.upper() != row.area.name:
        return False
    if row.area.kind is AreaKind.REST and district in ("", row.area.code.split(":")[1]):
        return False
    for dimension, value in row.group.parts:
        position, codes = CODES[dimension]
        if person[position] == "" or person[position] not in codes[value]:
            return False
    return True


@pytest.mark.parametrize("seed", [0, 11, 14, 81, 92, 112, 114, 117, *range(200, 212)])
def test_no_small_cell_is_a_combination_of_shown_ones(tmp_path: Path, seed: int) -> None:
    people = draw_people(np.random.default_rng(seed))
    (tmp_path / "d.toml").write_text(DEFINITION, encoding="utf-8")
    lines = [f"2024,{','.join(person)},{1 + i % 4}" for i, person in enumerate(people)]
    (tmp_path / "a.csv").write_text("\n".join(["ar,kon,alder,land,omrade,svar", *lines, ""]), encoding="utf-8")
    definition = read_definition(tmp_path / "d.toml")
    release = read_microdata(tmp_path / "a.csv", definition=definition, municipality=MUNICIPALITY)
    kinds = sorted(set(people))
    count = np.array([people.count(kind) for kind in kinds])
    members = {row.key: np.array([float(is_in(kind, row)) for kind in kinds]) for row in release.rows}
    hidden = [row.key for row in release.rows if isinstance(row.outcome, Missing)]
    shown = np.array([members[row.key] for row in release.rows if row.key not in hidden])
    assert all(members[row.key] @ count >= SMALLEST for row in release.rows if row.key not in hidden)
    few = [key for key in hidden if 0 < members[key] @ count < SMALLEST]
    assert few, "the draw holds no small cell, so it tests nothing"
    rank = np.linalg.matrix_rank(shown)
    assert [key for key in few if np.linalg.matrix_rank(np.vstack([shown, members[key]])) == rank] == []
