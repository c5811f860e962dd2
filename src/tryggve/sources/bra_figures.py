"""What Brå's municipal indicators say, whatever the layout: single figures joined into estimates.

Shares from the National Crime Survey (NTU) come as three figures, the share and its two limits; reported crimes come
as a count and a rate; the number of answers comes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tryggve.errors import BadValueError, Where
from tryggve.sources.assembly import Found, duplicate
from tryggve.sources.cells import Figure, label, step_of
from tryggve.sources.figures import with_interval, without_interval
from tryggve.terms import Area, AreaKind, Missing, Outcome, Period, Row, Unit

_AFTER_NAME = re.compile(r",?\s+enligt NTU\b.*|\s+i kommunen, länet.*|\s*\(anmälda brott\)", re.IGNORECASE)
_YEAR_SPAN = re.compile(r"\s+\d{4}\s*[-–]\s*\d{4}$")
_YEAR_BEFORE = ("självrapporterad utsatthet", "utsatthet")  # asks of the year before the survey


class Role(StrEnum):
    """Which part of an estimate a figure is."""

    SHARE = "share"
    LOW = "low"
    HIGH = "high"
    COUNT = "count"
    RATE = "rate"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class BraFigure:
    """One figure of the file and its cell."""

    measure: str
    role: Role
    area: Area
    period: Period
    figure: Figure
    where: Where


@dataclass(frozen=True, slots=True)
class _Place:
    measure: str
    area: Area
    period: Period


_Parts = dict[Role, BraFigure]


def measure_name(text: str) -> str:
    """Return the name of what is measured, without "enligt NTU", the years and the explanation that follow it."""
    name = _AFTER_NAME.sub("", label(text))
    return _YEAR_SPAN.sub("", name).rstrip(" .,")


def role_of(unit: str, *, measure: str, where: Where) -> Role:
    """Return which part of an estimate the unit's text means.

    Raises:
        BadValueError: Where the text is none that Brå is known to use.
    """
    text = label(unit).lower()
    if measure.lower().startswith("antal svarande"):
        return Role.ANSWERS
    starts = {"antal per 100 000": Role.RATE, "andel": Role.SHARE}
    for start, role in starts.items():
        if text.startswith(start):
            return role
    if text == "antal":
        return Role.COUNT
    if text.startswith("ki ") and ("undre" in text or "nedre" in text):
        return Role.LOW
    if text.startswith("ki ") and "övre" in text:
        return Role.HIGH
    raise BadValueError(
        sv=f"Enheten ”{label(unit)}” är okänd. Väntat: Andel, KI undre gräns, KI övre gräns, Antal eller "
        "Antal per 100 000 inv.",
        en=f"The unit “{label(unit)}” is unknown. Expected: Andel, KI undre gräns, KI övre gräns, Antal or "
        "Antal per 100 000 inv.",
        where=where,
    )


def join_figures(figures: Iterable[BraFigure]) -> tuple[Found, ...]:
    """Join the figures that belong together into rows, in the order of the file.

    Raises:
        BadValueError: Where a figure stands twice, a limit has no value, or limits are swapped.
    """
    grouped: dict[_Place, _Parts] = {}
    for one in figures:
        parts = grouped.setdefault(_Place(one.measure, one.area, one.period), {})
        if one.role in parts:
            earlier = parts[one.role].where
            raise duplicate(one.measure, one.area.name, one.period.label, earlier=earlier, where=one.where)
        parts[one.role] = one
    answers = {(p.area, p.period): parts[Role.ANSWERS] for p, parts in grouped.items() if Role.ANSWERS in parts}
    people = _populations(grouped)
    steps = _steps(grouped)
    return tuple(
        row
        for place, parts in grouped.items()
        if Role.ANSWERS not in parts
        for row in (
            _share_rows(place, parts, n=_answers_to(place, answers), steps=steps[place.measure, place.area])
            if {Role.SHARE, Role.LOW, Role.HIGH} & parts.keys()
            else _crime_rows(place, parts, population=people.get((place.area, place.period), 0.0))
        )
    )


def dataset_of(figures: Iterable[BraFigure]) -> str:
    """Return the name of the series of files: that of the municipalities in it."""
    areas = {one.area for one in figures}
    own = sorted(a.code for a in areas if a.kind is AreaKind.MUNICIPALITY) or sorted(a.code for a in areas)
    return f"bra_kommun:{','.join(own)}"


def _answers_to(place: _Place, answers: Mapping[tuple[Area, Period], BraFigure]) -> int:
    # The survey of 2025 asks whether somebody was a victim in 2024; the file dates those shares 2024, its answers 2025.
    later = 1 if place.measure.lower().startswith(_YEAR_BEFORE) else 0
    survey = Period(place.period.first + later, place.period.last + later)
    found = answers.get((place.area, survey))
    return 0 if found is None or isinstance(found.figure, Missing) else int(found.figure)


def _populations(grouped: Mapping[_Place, _Parts]) -> dict[tuple[Area, Period], float]:
    """Return the inhabitants behind the rates, from the largest count of each place and year.

    The rates are whole numbers; the total of all crimes gives the population with the least rounding.
    """
    largest: dict[tuple[Area, Period], tuple[float, float]] = {}
    for place, parts in grouped.items():
        count, rate = (parts[role].figure if role in parts else 0.0 for role in (Role.COUNT, Role.RATE))
        if isinstance(count, Missing) or isinstance(rate, Missing) or rate <= 0:
            continue
        key = (place.area, place.period)
        largest[key] = max(largest.get(key, (0.0, 0.0)), (count, count / rate * 1e5))
    return {key: people for key, (_, people) in largest.items()}


def _steps(grouped: Mapping[_Place, _Parts]) -> dict[tuple[str, Area], tuple[float, float]]:
    """Return the rounding of the values and of the limits, series by series, as the figures themselves show it."""
    values: dict[tuple[str, Area], list[float]] = {}
    limits: dict[tuple[str, Area], list[float]] = {}
    for place, parts in grouped.items():
        key = (place.measure, place.area)
        for role, kept in ((Role.SHARE, values), (Role.LOW, limits), (Role.HIGH, limits)):
            known = parts[role].figure if role in parts else None
            kept.setdefault(key, []).extend([known] if isinstance(known, float) else [])
    return {key: (step_of(values[key]), step_of(limits[key])) for key in values}


def _share_rows(place: _Place, parts: _Parts, *, n: int, steps: tuple[float, float]) -> tuple[Found, ...]:
    if Role.SHARE not in parts or (Role.LOW in parts) != (Role.HIGH in parts):
        there = ", ".join(sorted(parts))
        raise BadValueError(
            sv=f"{place.measure}, {place.area.name}, {place.period.label} är inte hel. Väntat: andel och båda "
            f"gränserna, eller bara andel; här finns {there}.",
            en=f"{place.measure}, {place.area.name}, {place.period.label} is not whole. Expected: a share and both "
            f"limits, or a share alone; here is {there}.",
            where=next(iter(parts.values())).where,
        )
    share = parts[Role.SHARE]
    low, high = (parts[role].figure if role in parts else None for role in (Role.LOW, Role.HIGH))
    if isinstance(share.figure, Missing):
        return (_found(place, place.measure, share.figure, share.where),)
    if isinstance(low, float) and isinstance(high, float):
        outcome = with_interval(
            share.figure,
            low=low,
            high=high,
            unit=Unit.PERCENT,
            where=share.where,
            n=n,
            rounding=steps[0],
            limit_rounding=steps[1],
        )
    else:
        outcome = without_interval(share.figure, unit=Unit.PERCENT, where=share.where, n=n, rounding=steps[0])
    return (_found(place, place.measure, outcome, share.where),)


def _crime_rows(place: _Place, parts: _Parts, *, population: float) -> tuple[Found, ...]:
    names = {Role.COUNT: ("Antal", Unit.COUNT), Role.RATE: ("Antal per 100 000 inv", Unit.PER_100K)}
    rows = []
    for role, (unit_name, unit) in names.items():
        if role in parts:
            outcome = _counted(parts[role], unit=unit, population=population)
            rows.append(_found(place, f"{place.measure} | {unit_name}", outcome, parts[role].where))
    return tuple(rows)


def _counted(part: BraFigure, *, unit: Unit, population: float) -> Outcome:
    if isinstance(part.figure, Missing):
        return part.figure
    rounding = 1.0 if unit is Unit.PER_100K and part.figure.is_integer() else 0.0
    return without_interval(part.figure, unit=unit, where=part.where, population=population, rounding=rounding)


def _found(place: _Place, measure: str, outcome: Outcome, where: Where) -> Found:
    return Found(row=Row(measure=measure, area=place.area, period=place.period, outcome=outcome), where=where)
