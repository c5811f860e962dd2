"""Published figures as estimates: with an interval, a margin, a sample size, a population, or nothing."""

from __future__ import annotations

import math

from tryggve.errors import BadValueError, Where
from tryggve.terms import Estimate, KnownBy, Unit

NORMAL_95 = 1.96  # the factor behind a published margin


def with_interval(
    value: float,
    *,
    low: float,
    high: float,
    unit: Unit,
    where: Where,
    n: int = 0,
    rounding: float = 0.0,
    limit_rounding: float = 0.0,
) -> Estimate:
    """Return a value with the limits that its source publishes.

    Raises:
        BadValueError: Where the limits are swapped, or the value does not lie between them.
    """
    check_range(value, unit=unit, where=where)
    if low > high or not low - rounding <= value <= high + rounding:
        raise BadValueError(
            sv=f"Värdet {comma(value)} ligger inte mellan gränserna {comma(low)} och {comma(high)}. "
            "Kontrollera att undre och övre gräns inte har bytt plats.",
            en=f"The value {value:g} does not lie between the limits {low:g} and {high:g}. "
            "Check that the lower and upper limit have not changed places.",
            where=where,
        )
    return Estimate(
        value=value,
        unit=unit,
        known_by=KnownBy.INTERVAL,
        low=low,
        high=high,
        n=n,
        rounding=rounding,
        limit_rounding=limit_rounding,
    )


def with_margin(
    value: float, *, margin: float, unit: Unit, where: Where, n: int = 0, rounding: float = 0.0
) -> Estimate:
    """Return a value with the 95 per cent margin (Sv: osäkerhetstal) that its source publishes.

    Raises:
        BadValueError: Where the margin is negative.
    """
    check_range(value, unit=unit, where=where)
    if margin < 0:
        raise BadValueError(
            sv=f"Osäkerhetstalet {comma(margin)} är negativt. Väntat: noll eller mer.",
            en=f"The margin {margin:g} is negative. Expected: zero or more.",
            where=where,
        )
    return Estimate(
        value=value,
        unit=unit,
        known_by=KnownBy.MARGIN,
        low=value - margin,
        high=value + margin,
        se=margin / NORMAL_95,
        n=n,
        rounding=rounding,
        limit_rounding=rounding,
    )


def without_interval(
    value: float, *, unit: Unit, where: Where, n: int = 0, population: float = 0.0, rounding: float = 0.0
) -> Estimate:
    """Return a value without limits: a count, a share with its sample size, or a value of unknown error."""
    check_range(value, unit=unit, where=where)
    counted = unit in {Unit.COUNT, Unit.PER_100K, Unit.PER_1000}
    sampled = KnownBy.SAMPLE_SIZE if n and unit is Unit.PERCENT else KnownBy.NONE
    return Estimate(
        value=value,
        unit=unit,
        known_by=KnownBy.COUNT if counted else sampled,
        n=n,
        population=population,
        rounding=rounding,
    )


def check_range(value: float, *, unit: Unit, where: Where) -> None:
    """Refuse a share outside 0 to 100, a level outside 0 to 6, and anything below 0."""
    highest = {Unit.PERCENT: 100.0, Unit.LEVEL: 6.0}.get(unit, math.inf)
    if not 0 <= value <= highest:
        to = f"0–{highest:g}" if math.isfinite(highest) else "≥ 0"
        raise BadValueError(
            sv=f"Värdet {comma(value)} kan inte stämma. Väntat: {to}.",
            en=f"The value {value:g} cannot be right. Expected: {to}.",
            where=where,
        )


def comma(value: float) -> str:
    """Return a number as Swedish text, with decimal comma."""
    return f"{value:g}".replace(".", ",")
