"""Rows as the library knows them, to and from stored figures."""

from __future__ import annotations

import math

from tryggve.terms import Area, AreaKind, Estimate, Group, KnownBy, Missing, Outcome, Period, Reason, Row, Unit
from tryggve.web.data.models import Figure, Release

ESTIMATE_FIELDS = ("value", "low", "high", "se", "n", "df", "rounding", "limit_rounding", "population", "response_rate")


def to_figure(row: Row, *, release: Release) -> Figure:
    """Return an unsaved figure that holds the row."""
    return Figure(
        release=release,
        measure=row.measure,
        area_code=row.area.code,
        area_name=row.area.name,
        area_kind=row.area.kind.value,
        area_parent=row.area.parent,
        first=row.period.first,
        last=row.period.last,
        group=row.group.key,
        note=row.note,
        **_outcome_fields(row.outcome),
    )


def to_row(figure: Figure) -> Row:
    """Return the row that a figure holds."""
    return Row(
        measure=figure.measure,
        area=Area(figure.area_code, figure.area_name, AreaKind(figure.area_kind), figure.area_parent),
        period=Period(figure.first, figure.last),
        outcome=_outcome(figure),
        group=Group.from_key(figure.group),
        note=figure.note,
    )


def _outcome_fields(outcome: Outcome) -> dict[str, object]:
    if isinstance(outcome, Missing):
        return {"missing": outcome.reason.value}
    numbers = {name: _storable(getattr(outcome, name)) for name in ESTIMATE_FIELDS}
    return {"unit": outcome.unit.value, "known_by": outcome.known_by.value, **numbers}


def _storable(number: float) -> float | None:
    # Databases differ on NaN and infinity; nothing stands for "not known" and for df without limit.
    return number if math.isfinite(number) else None


def _outcome(figure: Figure) -> Outcome:
    if figure.value is None:
        return Missing(reason=Reason(figure.missing))
    return Estimate(
        value=figure.value,
        unit=Unit(figure.unit),
        known_by=KnownBy(figure.known_by),
        low=_number(figure.low),
        high=_number(figure.high),
        se=_number(figure.se),
        n=figure.n,
        df=math.inf if figure.df is None else figure.df,
        rounding=figure.rounding,
        limit_rounding=figure.limit_rounding,
        population=figure.population,
        response_rate=_number(figure.response_rate),
    )


def _number(stored: float | None) -> float:
    return math.nan if stored is None else stored
