"""Made-up findings for the plan's tests: one indicator, one place, figures with plain margins."""

from __future__ import annotations

from tryggve.analysis.question import Question, settle
from tryggve.indicators.catalogue import load_catalogue
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, FindingKind, Group, KnownBy, Period, Side, Unit, Verdict

EKHAMRA = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")
WOMEN, MEN = Group.of(sex="women"), Group.of(sex="men")
INDICATOR = next(i for i in load_catalogue().headlines() if i.unit is Unit.PERCENT and not i.delta_relative)


def share(value, margin, n=20000):
    return Estimate(
        value=value,
        unit=Unit.PERCENT,
        known_by=KnownBy.INTERVAL,
        low=value - margin,
        high=value + margin,
        n=n,
    )


def side(year, value, margin, group=EVERYBODY, n=20000):
    return Side(area=EKHAMRA, period=Period.year(year), estimate=share(value, margin, n), group=group)


def change(now, then, *, kind=FindingKind.CHANGE, hindrance=None, break_year=None):
    question = Question(
        kind=kind,
        indicator=INDICATOR,
        side=now,
        other=then,
        rule="change",
        family="made/change",
        hindrance=hindrance,
        break_year=break_year,
    )
    return settle([question])[0]


def gap(first, second):
    return change(first, second, kind=FindingKind.GROUP_GAP)


def level(own):
    question = Question(kind=FindingKind.LEVEL, indicator=INDICATOR, side=own, rule="level", family="")
    return settle([question])[0]


def listed(year, number, *, broken=None):
    estimate = Estimate(value=number, unit=Unit.COUNT, known_by=KnownBy.CENSUS)
    own = Side(area=EKHAMRA, period=Period.year(year), estimate=estimate)
    question = Question(
        kind=FindingKind.COUNT,
        indicator=INDICATOR,
        side=own,
        other=own,
        rule="list",
        family="",
        hindrance=Verdict.BREAK if broken else Verdict.STATED,
        break_year=broken,
    )
    return settle([question])[0]
