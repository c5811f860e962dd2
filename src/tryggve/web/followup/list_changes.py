"""How a list that others decide turned between its two latest years, from its names and what is stated of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from tryggve.analysis.list_change import ListChange, Listed, Moved, change_of_list
from tryggve.analysis.rhythm import rhythm_of
from tryggve.errors import NotAllowedError, UsageError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.terms import Point, Series
from tryggve.web.audit.actions import record
from tryggve.web.data.models import Figure
from tryggve.web.data.queries import live_releases
from tryggve.web.followup.models import ListStep
from tryggve.web.once import once_in_a_request
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import about
from tryggve.web.plans.measurements import series_of
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import plan_of
from tryggve.web.plans.queries import plans_of

SPLIT, MERGED, RENAMED, DIVISION, NONE = "split", "merged", "renamed", "division", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTurn:
    """A list's two latest years, what is stated between them, and what they say together (Sv: listans förändring).

    ``change`` is nothing where names and statements do not tell what is new and what only moved.
    """

    then: Listed
    now: Listed
    steps: tuple[ListStep, ...]
    change: ListChange | None

    @property
    def asks(self) -> bool:
        """Whether the list changed in a way that somebody must state before it can be told."""
        return self.change is None and (self.then.count, self.then.names) != (self.now.count, self.now.names)


def goal_series(goal: Goal) -> Series | None:
    """Return the series that a goal is measured by."""
    municipality = plan_of(goal).municipality
    return series_of(goal.indicator, municipality=municipality, place=goal.place, group=goal.group)


def list_turn(series: Series | None) -> ListTurn | None:
    """Return how a list turned; nothing for what is no list, or has no two years."""
    known = series.known() if series else ()
    if series is None or len(known) < 2 or not _is_list(series):
        return None
    names = _names(series.indicator, series.area.code)
    then, now = (_listed(point, names) for point in known[-2:])
    steps = tuple(
        step
        for step in _steps(series.indicator, series.area.code)
        if then.year < from_code(step.when).last.year <= now.year
    )
    change = change_of_list(
        then,
        now,
        moved=[_moved(step) for step in steps],
        remade=series.break_between(known[-2].period, known[-1].period) is not None,
    )
    return ListTurn(then=then, now=now, steps=steps, change=change)


def may_state(user: User | AnonymousUser, goal: Goal) -> bool:
    """Tell whether somebody may state what happened to the list: who follows up for everybody."""
    return may(user, Right.REPORT_ALL) and plans_of(user).filter(pk=plan_of(goal).pk).exists()


@transaction.atomic
def state_step(
    goal: Goal, *, kind: str, when: str, before: Iterable[str], after: Iterable[str], note: str, by: str
) -> ListStep:
    """State what happened to the list behind a goal; it counts for every goal on the same list.

    Raises:
        NotAllowedError: the goal is not measured by a list with two years.
        UsageError: the date lies outside the years of the two lists.
    """
    turn = list_turn(goal_series(goal))
    if turn is None:
        raise NotAllowedError(
            sv=f"”{goal.title}” mäts inte med en lista som har två år, så ingen ändring av listan kan anges.",
            en=f'"{goal.title}" is not measured by a list with two years, so no change of the list can be stated.',
        )
    year = from_code(when).last.year
    if not turn.then.year < year <= turn.now.year:
        raise UsageError(
            sv=f"Ändringen är daterad {year}, men listorna är från {turn.then.year} och {turn.now.year}. Skriv när "
            "den senare listan ändrades.",
            en=f"The change is dated {year}, but the lists are of {turn.then.year} and {turn.now.year}. Write when the "
            "later list was changed.",
        )
    step = ListStep.objects.create(
        municipality=plan_of(goal).municipality,
        indicator=goal.indicator,
        kind=kind,
        when=when,
        before="\n".join(before),
        after="\n".join(after),
        note=note,
        by=by,
        at=timezone.now(),
    )
    after_told = {"kind": kind, "when": when, "before": step.before, "after": step.after}
    record("followup.state_list", by=by, about=about(goal), after=after_told)
    return step


@transaction.atomic
def take_back_step(goal: Goal, step: ListStep, *, by: str) -> None:
    """Let a statement count no longer; it stays in the log."""
    step.taken_back_at = timezone.now()
    step.save(update_fields=["taken_back_at"])
    before = {"kind": step.kind, "when": step.when, "before": step.before, "after": step.after}
    record("followup.take_back_list", by=by, about=about(goal), before=before)


def _is_list(series: Series) -> bool:
    rhythm = rhythm_of(series, load_catalogue().indicators[series.indicator])
    return rhythm is not None and bool(rhythm.decided_by)


def _listed(point: Point, names: dict[int, frozenset[str]]) -> Listed:
    assert point.estimate is not None
    year = point.period.last
    return Listed(year=year, count=round(point.estimate.value), names=names.get(year, frozenset()))


def _moved(step: ListStep) -> Moved:
    before, after = (frozenset(text.splitlines()) for text in (step.before, step.after))
    return Moved(before=before, after=after, split=step.kind == SPLIT)


@once_in_a_request
def _steps(indicator: str, municipality: str) -> tuple[ListStep, ...]:
    stated = ListStep.objects.filter(municipality=municipality, indicator=indicator, taken_back_at__isnull=True)
    return tuple(stated)


@once_in_a_request
def _names(indicator: str, area: str) -> dict[int, frozenset[str]]:
    # The reader of the list keeps the names of a place's entries beside their number.
    found = load_catalogue().indicators[indicator]
    rows = Figure.objects.filter(
        release__in=[one.pk for one in live_releases() if one.source in found.sources],
        measure__in=found.measures,
        area_code=area,
        group="",
    )
    return {row.last: frozenset(name for name in row.note.split(", ") if name) for row in rows}
