"""Small makers of rows for the tests of series."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tryggve.indicators.series import SourceFigure
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, Group, KnownBy, Missing, Outcome, Period, Row, Unit

BORLANGE = Area("2081", "Borlänge", AreaKind.MUNICIPALITY, "20")

Maker = Callable[..., SourceFigure]


@pytest.fixture
def figure() -> Maker:
    """Make one figure; the measure is NTU's worry about burglary unless told otherwise."""

    def make(
        value: float | Missing,
        period: int | Period,
        *,
        measure: str = "Oro för att utsättas för bostadsinbrott",
        source: str = "bra_kommun",
        area: Area = BORLANGE,
        group: Group = EVERYBODY,
        unit: Unit = Unit.PERCENT,
        release: str = "a" * 64,
        dataset: str = "",
    ) -> SourceFigure:
        outcome: Outcome = value
        if not isinstance(value, Missing):
            outcome = Estimate(value=value, unit=unit, known_by=KnownBy.NONE)
        span = period if isinstance(period, Period) else Period.year(period)
        row = Row(measure=measure, area=area, period=span, outcome=outcome, group=group)
        return SourceFigure(release=release, source=source, row=row, dataset=dataset)

    return make
