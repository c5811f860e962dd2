"""Reads the specification's cases and puts their questions."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

from tryggve.analysis.between import Placed, level
from tryggve.analysis.over_time import Asked, latest_change, new_baseline
from tryggve.analysis.question import Question, settle
from tryggve.indicators.catalogue import Catalogue, load_catalogue
from tryggve.indicators.indicator import Indicator, Words
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.publish.wording import word
from tryggve.terms import Area, AreaKind, Estimate, Finding, Group, KnownBy, Period, Row, Series, Unit
from tryggve.terms.places import find_place

FOLDER = Path(__file__).parent / "cases"
Case = dict[str, Any]


def pages() -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]


def cases() -> list[Case]:
    return [case for page in pages() for case in page["case"]]


def catalogue_for(case: Case) -> Catalogue:
    catalogue = load_catalogue()
    if "the_sv" not in case:
        return catalogue
    entry = catalogue.indicators[case["indicator"]]
    named = dataclasses.replace(entry, the=Words(case["the_sv"], case["the_en"]))
    return dataclasses.replace(catalogue, indicators={**catalogue.indicators, named.id: named})


def finding_of(case: Case) -> Finding:
    catalogue = catalogue_for(case)
    (finding,) = settle(_questions(case, catalogue))
    return finding


def spoken(case: Case, finding: Finding, language: Any) -> tuple[str, str]:
    said = word(finding, catalogue_for(case), language)
    return f"{said.symbol} {said.verdict}: {said.headline}", said.detail


def _questions(case: Case, catalogue: Catalogue) -> list[Question]:
    indicator = catalogue.indicators[case["indicator"]]
    area = find_place(case["place"]) or Area("x", case["place"], AreaKind.COUNTY)
    group = Group.of(case.get("group", {}))
    rows = [
        Row(
            measure=indicator.measures[0],
            area=area,
            period=Period(figure.get("first", figure["year"]), figure["year"]),
            outcome=estimate(figure, indicator),
            group=group,
        )
        for figure in case["figures"]
    ]
    figures = [SourceFigure(release="spec", source=indicator.sources[0], row=row) for row in rows]
    book = build_series(figures, catalogue)
    if case.get("ask") == "level":
        return level(Placed(book=book, indicator=indicator, area=area, family="spec"))
    series = book.get(indicator.id, area.code, group)
    assert isinstance(series, Series)
    asked = Asked(indicator=indicator, series=series, family="spec")
    return new_baseline(asked) if case.get("ask") == "break" else latest_change(asked)


def estimate(figure: dict[str, Any], indicator: Indicator) -> Estimate:
    value, n, step = float(figure["value"]), figure.get("n", 0), float(figure.get("rounding", 0))
    base: dict[str, Any] = {"value": value, "unit": indicator.unit, "n": n, "rounding": step, "limit_rounding": step}
    if "margin" in figure:
        margin = figure["margin"]
        return Estimate(**base, known_by=KnownBy.MARGIN, low=value - margin, high=value + margin)
    if "low" in figure:
        return Estimate(**base, known_by=KnownBy.INTERVAL, low=figure["low"], high=figure["high"])
    if figure.get("count"):
        return Estimate(**base, known_by=KnownBy.COUNT)
    if figure.get("list"):
        return Estimate(**base, known_by=KnownBy.CENSUS)
    if n and indicator.unit is Unit.PERCENT:
        return Estimate(**base, known_by=KnownBy.SAMPLE_SIZE)
    return Estimate(**base, known_by=KnownBy.NONE)
