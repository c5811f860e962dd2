"""What may be asked of a survey in one run."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.survey.disclosure import Variables
from tryggve.survey.intervals import IntervalMethod
from tryggve.survey.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Two values of a variable to compare (Sv: skillnad mellan grupper)."""

    variable: str
    pair: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a survey in one run (Sv: beställning).

    Groups with fewer than ``smallest_n`` answers are flagged and compared with nothing. With ``suppress`` they are
    hidden, together with what would give them away: for figures that leave the analyst. ``smallest_change`` is in
    percentage points for shares, else in the answers' own unit.
    """

    measures: tuple[Measure, ...]
    by: tuple[Variables, ...] = ()
    change: str = ""
    gaps: tuple[Gap, ...] = ()
    interval: IntervalMethod = IntervalMethod.T
    smallest_n: int = 10
    smallest_change: float | None = None
    suppress: bool = False

    @property
    def tables(self) -> tuple[Variables, ...]:
        """The tables to show: the overall row, then each breakdown once."""
        return tuple(dict.fromkeys([(), *self.by]))

    def contexts(self, variable: str) -> tuple[Variables, ...]:
        """Return the breakdowns within which a variable is compared: each asked for, without the variable itself."""
        return tuple(dict.fromkeys(tuple(name for name in by if name != variable) for by in self.tables))

    @property
    def all_tables(self) -> tuple[Variables, ...]:
        """The tables to show and those that differences are made from: either can give a small group away."""
        compared = [*([self.change] if self.change else []), *(gap.variable for gap in self.gaps)]
        implied = dict.fromkeys((variable, *rest) for variable in compared for rest in self.contexts(variable))
        known = {frozenset(by) for by in self.tables}
        return (*self.tables, *(by for by in implied if frozenset(by) not in known))
