"""Small made-up samples for the properties: drawn by hypothesis, seen both as a frame and as the judge's people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from hypothesis import strategies as st

from tryggve.survey import Survey
from tryggve.survey.judge import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sample: its frame, and the design's column names."""

    frame: pl.DataFrame
    design: dict[str, Any]

    def survey(self) -> Survey:
        return Survey(self.frame, **self.design)

    def people(self) -> list[Person]:
        psu = self.design.get("psu", ())
        return [
            Person(
                number=number,
                cell=row["group"],
                y=None if row["y"] is None else float(row["y"]),
                weight=row["w"],
                stratum=str(row["stratum"]),
                psu=str(row["psu"]) if psu else None,
                ssu=str(row["ssu"]) if len(psu) > 1 else None,
                units=row["units"] if self.design.get("fpc") else math.inf,
                subunits=row["subunits"] if len(self.design.get("fpc", ())) > 1 else math.inf,
            )
            for number, row in enumerate(self.frame.iter_rows(named=True))
        ]


@st.composite
def samples(draw: st.DrawFn, *, stages: int | None = None) -> Drawn:
    """Draw a sample of 12 to 60 people in 1-4 strata with 0, 1 or 2 stages of clusters and answers missing here and
    there; both groups have at least two answers that differ."""
    rows = draw(st.integers(12, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    stages = draw(st.sampled_from([0, 1, 2])) if stages is None else stages
    stratum = rng.integers(0, draw(st.integers(1, 4)), rows)
    psu, ssu = rng.integers(0, 4, rows), rng.integers(0, 3, rows)
    offset = draw(st.sampled_from([0.0, 5.0, 1e5]))
    y = [None if rng.random() < 0.15 else float(value) + offset for value in rng.integers(1, 11, rows)]
    y[:4] = [offset + 1.0, offset + 2.0, offset + 4.0, offset + 9.0]
    group = ["a", "a", "b", "b", *rng.choice(["a", "b"], rows - 4).tolist()]
    frame = pl.DataFrame(
        {
            "stratum": stratum,
            "psu": psu,
            "ssu": ssu,
            "group": group,
            "w": rng.uniform(0.5, 30, rows).round(4),
            "y": y,
            "units": np.array([60, 70, 80, 90])[stratum],
            "subunits": np.array([61, 71, 81, 91])[psu],
        }
    )
    design: dict[str, Any] = {"weights": "w", "strata": "stratum"}
    if stages:
        design["psu"] = ("psu", "ssu")[:stages]
    if draw(st.booleans()):
        design["fpc"] = ("units", "subunits")[: max(stages, 1)]
    return Drawn(frame=frame, design=design)
