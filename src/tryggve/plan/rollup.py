"""Adding up what owners have reported, so that silence is never read as zero."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tryggve.errors import Language
from tryggve.plan.status import ActivityStatus


class Missing(StrEnum):
    """Why a figure is not there (Sv: skäl till att uppgiften saknas)."""

    NOT_REPORTED = "not_reported"
    NOT_STATED = "not_stated"  # reported, but without this figure
    NOT_PLANNED = "not_planned"  # the plan gives nothing to compare with


class By(StrEnum):
    """What activities are added up by (Sv: fördelning)."""

    ALL = "all"
    UNIT = "unit"
    PRIORITY = "priority"
    YEAR = "year"


class Weight(StrEnum):
    """How much each activity weighs in the mean of delivered dose (Sv: vikt)."""

    EQUAL = "equal"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One activity in one year, as the plan and the report say it (Sv: aktivitetens rad).

    ``status`` is None where nothing is reported. Doses are in the activity's own unit, since it began; money is in
    kronor for the year.
    """

    activity: str
    unit: str
    priority: str
    year: int
    status: ActivityStatus | None = None
    planned_dose: float | None = None
    dose: float | None = None
    budget: Decimal | None = None
    outcome: Decimal | None = None

    @property
    def reported(self) -> bool:
        """Whether the owner has said anything."""
        return self.status is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """How a roll-up was made, in words (Sv: räkneregel)."""

    sv: str
    en: str

    def text(self, language: Language) -> str:
        """Return the rule in one language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """Activities added up (Sv: sammanställning).

    ``budget`` is over all activities; ``budget_compared`` over those ``with_both``, the only ones whose
    ``outcome_compared`` may be set against it. ``delivered`` is a mean share 0-1 over ``with_dose`` activities.
    """

    key: str
    activities: int
    reported: int
    statuses: Mapping[ActivityStatus, int]
    budget: Decimal | Missing
    outcome: Decimal | Missing
    with_both: int
    budget_compared: Decimal
    outcome_compared: Decimal
    with_dose: int
    delivered: float | Missing
    rule: Rule

    @property
    def not_reported(self) -> int:
        """How many activities nobody has reported on."""
        return self.activities - self.reported


def delivered_share(line: Line) -> float | Missing:
    """Return the delivered part of the planned dose, at most 1, or why it is not known."""
    if not line.reported:
        return Missing.NOT_REPORTED
    if not line.planned_dose:
        return Missing.NOT_PLANNED
    if line.dose is None:
        return Missing.NOT_STATED
    # Capped, so that doing twice as much of one activity does not hide that another was never done.
    return min(1.0, line.dose / line.planned_dose)


def roll_up(lines: Iterable[Line], *, by: By = By.ALL, weight: Weight = Weight.EQUAL) -> tuple[RollUp, ...]:
    """Add up activities by unit, priority or year, in the order in which each first comes.

    A cancelled activity counts as reported and with its budget; one that is not reported counts in no sum but that of
    the budget.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_KEYS[by](line), []).append(line)
    return tuple(_sum(key, group, weight=weight) for key, group in groups.items())


def days_late(*, closes: dt.date, today: dt.date, reported: bool) -> int:
    """Return how many days a report is late: 0 until the period has closed, and 0 for what is reported."""
    return 0 if reported else max(0, (today - closes).days)


_KEYS: dict[By, Callable[[Line], str]] = {
    By.ALL: lambda _line: "",
    By.UNIT: lambda line: line.unit,
    By.PRIORITY: lambda line: line.priority,
    By.YEAR: lambda line: str(line.year),
}


def _sum(key: str, lines: list[Line], *, weight: Weight) -> RollUp:
    said = [line for line in lines if line.reported]
    both = [(line.budget, line.outcome) for line in said if line.budget is not None and line.outcome is not None]
    with_dose, delivered = _delivered(lines, weight=weight)
    return RollUp(
        key=key,
        activities=len(lines),
        reported=len(said),
        statuses=Counter(line.status for line in said if line.status is not None),
        budget=_total([line.budget for line in lines], without=Missing.NOT_PLANNED),
        outcome=_total([line.outcome for line in said], without=_silence(said)),
        with_both=len(both),
        budget_compared=sum((budget for budget, _ in both), Decimal()),
        outcome_compared=sum((outcome for _, outcome in both), Decimal()),
        with_dose=with_dose,
        delivered=delivered,
        rule=rule_of(weight),
    )


def _silence(said: list[Line]) -> Missing:
    return Missing.NOT_STATED if said else Missing.NOT_REPORTED


def _total(amounts: list[Decimal | None], *, without: Missing) -> Decimal | Missing:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else without


def _delivered(lines: list[Line], *, weight: Weight) -> tuple[int, float | Missing]:
    shares = [
        (share, _weight_of(line, weight)) for line in lines if not isinstance(share := delivered_share(line), Missing)
    ]
    total = sum(heft for _, heft in shares)
    if not total:
        reasons = [delivered_share(line) for line in lines]
        told = [reason for reason in reasons if isinstance(reason, Missing) and reason is not Missing.NOT_REPORTED]
        return 0, told[0] if told else Missing.NOT_REPORTED if not shares else Missing.NOT_PLANNED
    counted = sum(1 for _, heft in shares if heft)
    return counted, sum(share * heft for share, heft in shares) / total


def _weight_of(line: Line, weight: Weight) -> float:
    return 1.0 if weight is Weight.EQUAL else float(line.budget or 0)


_WEIGHTS = {
    Weight.EQUAL: Rule("Alla aktiviteter väger lika.", "All activities weigh the same."),
    Weight.BUDGET: Rule(
        "Varje aktivitet väger efter sin budget; utan budget räknas den inte med.",
        "Each activity weighs by its budget; without a budget it is not counted.",
    ),
}


def rule_of(weight: Weight) -> Rule:
    """Return the rule that every roll-up follows, and the weights, in words."""
    heft = _WEIGHTS[weight]
    return Rule(
        sv="Summorna räknar bara det som är rapporterat. Inte rapporterat är varken 0 procent eller inställt. Budget "
        "och utfall jämförs bara för aktiviteter som har båda. Genomfört är medelvärdet av rapporterad omfattning "
        f"delad med planerad, högst 100 procent för en aktivitet. {heft.sv}",
        en="The sums count only what is reported. Not reported is neither 0 per cent nor cancelled. Budget and outcome "
        "are compared only for activities that have both. Delivered is the mean of reported dose over planned, at most "
        f"100 per cent for one activity. {heft.en}",
    )
