"""What no plan can say: an end before the start, a share above 100 per cent, a personal identity number.

One rule for form and file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Words
from tryggve.plan.periods import ends_before_start
from tryggve.plan.personal import PERSONAL_NUMBER, holds_personal_number
from tryggve.terms import Unit

_LEVELS: Final = ("baseline", "target_low", "target_high")


@dataclass(frozen=True, slots=True)
class Impossible:
    """One value that cannot be (Sv: omöjligt värde): the field's name, and what to do about it."""

    field: str
    words: Words


def impossible_in(kind: str, values: Mapping[str, object]) -> tuple[Impossible, ...]:
    """Return what cannot be in the values of a plan's part; spans and levels only some kinds have."""
    found = list(_persons(values))
    if kind in ("plan", "activity"):
        found += _span(kind, values)
    if kind == "goal":
        found += (*_levels(values), *_range(values))
    return tuple(found)


def _persons(values: Mapping[str, object]) -> Iterator[Impossible]:
    for name, value in values.items():
        if isinstance(value, str) and holds_personal_number(value):
            yield Impossible(name, PERSONAL_NUMBER)


def _span(kind: str, values: Mapping[str, object]) -> Iterator[Impossible]:
    if ends_before_start(str(values.get("starts") or ""), str(values.get("ends") or "")):
        what = {"plan": Words("Planen", "The plan"), "activity": Words("Aktiviteten", "The activity")}[kind]
        yield Impossible(
            "ends",
            Words(
                f"{what.sv} slutar innan den börjar. Ändra den ena tiden.",
                f"{what.en} ends before it starts. Change one of the times.",
            ),
        )


def _levels(values: Mapping[str, object]) -> Iterator[Impossible]:
    indicator = load_catalogue().indicators.get(str(values.get("indicator") or ""))
    if indicator is None or indicator.unit is not Unit.PERCENT:
        return
    for name in _LEVELS:
        value = values.get(name)
        if isinstance(value, float | int) and not 0 <= value <= 100:
            yield Impossible(
                name,
                Words(
                    f"Indikatorn mäts i procent. Skriv ett tal mellan 0 och 100 i stället för {_number(value)}.",
                    f"The indicator is in per cent. Write a number from 0 to 100 instead of {value:.10g}.",
                ),
            )


def _range(values: Mapping[str, object]) -> Iterator[Impossible]:
    low, high = values.get("target_low"), values.get("target_high")
    if isinstance(low, float | int) and isinstance(high, float | int) and low > high:
        yield Impossible(
            "target_high",
            Words(
                "Det högsta värdet är lägre än det minsta. Byt plats på dem.",
                "The highest value is lower than the lowest. Exchange them.",
            ),
        )


def _number(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")
