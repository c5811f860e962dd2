"""Reads the specification's cases and puts their questions."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

from tryggve.analysis.between import Placed, against_others, group_gaps, level
from tryggve.analysis.list_change import ListChange
from tryggve.analysis.over_time import Asked, latest_change, new_baseline
from tryggve.analysis.question import Question, settle
from tryggve.analysis.targets import GoalAnswers, GoalAsked, answer_goal
from tryggve.indicators.catalogue import Catalogue, load_catalogue
from tryggve.indicators.indicator import Indicator, Words
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.plan.dates import read_date
from tryggve.publish.goal_words import word_goal
from tryggve.publish.list_words import list_change_sentence, list_change_words
from tryggve.publish.wording import word
from tryggve.publish.words import words
from tryggve.terms import Area, AreaKind, Estimate, Finding, Group, KnownBy, Period, Row, Series, Unit
from tryggve.terms.places import find_place

FOLDER = Path(__file__).parent / "cases"
CRIME = load_catalogue().indicators["crime_total"]
Case = dict[str, Any]


def pages() -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]


def cases() -> list[Case]:
    return [case for page in pages() for case in page["case"] if not _asks_of_goal(case)]


def goal_cases() -> list[Case]:
    return [case for page in pages() for case in page["case"] if _asks_of_goal(case)]


def _asks_of_goal(case: Case) -> bool:
    return "goal" in case or "turned" in case


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


def spoken_goal(case: Case, language: Any) -> tuple[str, str]:
    """The three answers in short, and the sentence of the one that matters: the first, or how the list turned."""
    if "goal" not in case:
        change = _list_change(case)
        label = words("goals")["label"]["since"][language]
        return f"{label} {list_change_words(change, language)}", list_change_sentence(change, language)
    said = word_goal(_answers(case), catalogue_for(case), language, deadline=read_date(case["goal"]["deadline"]))
    three = (said.met, said.path, said.since)
    return " / ".join(f"{one.label} {one.short}" for one in three), " ".join(
        one.sentence for one in (three if case.get("all_sentences") else three[:1])
    )


def _answers(case: Case) -> GoalAnswers:
    indicator = catalogue_for(case).indicators[case["indicator"]]
    placed, series = _placed(case, catalogue_for(case))
    asked = GoalAsked(**{**case["goal"], "deadline": read_date(case["goal"]["deadline"]).last})
    listed = settle(level(placed))
    return answer_goal(asked, today=case["today"], indicator=indicator, series=series, findings=listed)


def _list_change(case: Case) -> ListChange:
    then, now = case["figures"]
    years = {"then_year": then["year"], "now_year": now["year"]}
    return ListChange(**years, then=then["value"], now=now["value"], **case["turned"])


def _placed(case: Case, catalogue: Catalogue) -> tuple[Placed, Series]:
    indicator = catalogue.indicators[case["indicator"]]
    area, group = _area(case["place"]), Group.of(case.get("group", {}))
    others = [(_area(f["place"]), Group.of(f.get("group", {})), f) for f in case.get("others", [])]
    rows = [_row(indicator, *cell) for cell in [(area, group, f) for f in case["figures"]] + others]
    rows += _populations(area, share=case.get("share", 0.0))
    figures = [SourceFigure(release="spec", source=_source(row, indicator), row=row) for row in rows]
    book = build_series(figures, catalogue)
    placed = Placed(book=book, indicator=indicator, area=area, family="spec")
    series = book.get(indicator.id, area.code, group)
    assert isinstance(series, Series)
    return placed, series


def _questions(case: Case, catalogue: Catalogue) -> list[Question]:
    placed, series = _placed(case, catalogue)
    asked = Asked(indicator=placed.indicator, series=series, family="spec")
    ask = {
        "level": lambda: level(placed),
        "area_gap": lambda: against_others(placed),
        "group_gap": lambda: group_gaps(placed),
        "break": lambda: new_baseline(asked),
    }
    return ask.get(case.get("ask", ""), lambda: latest_change(asked))()


def _area(name: str) -> Area:
    return find_place(name) or Area("x", name, AreaKind.COUNTY)


def _row(indicator: Indicator, area: Area, group: Group, figure: dict[str, Any]) -> Row:
    period = Period(figure.get("first", figure["year"]), figure["year"])
    return Row(
        measure=indicator.measures[0], area=area, period=period, outcome=estimate(figure, indicator), group=group
    )


def _populations(area: Area, *, share: float) -> list[Row]:
    """Rows of reported crime whose only use is their population; the county's is a hundred thousand."""
    if not share:
        return []
    county = find_place(area.code[:2])
    assert county
    return [
        Row(
            measure=CRIME.measures[0],
            area=place,
            period=Period.year(2021),
            outcome=Estimate(value=1, unit=CRIME.unit, known_by=KnownBy.COUNT, population=size),
        )
        for place, size in ((area, share * 100_000), (county, 100_000.0))
    ]


def _source(row: Row, indicator: Indicator) -> str:
    return CRIME.sources[0] if row.measure in CRIME.measures else indicator.sources[0]


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
