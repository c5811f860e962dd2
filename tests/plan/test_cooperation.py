"""Where agreements and action points stand, and what an agreement lacks."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.plan.cooperation import (
    AgreementState,
    AgreementTerms,
    Lack,
    PointState,
    agreement_state,
    lacks_of,
    point_state,
)
from tryggve.plan.dates import from_code

TODAY = dt.date(2026, 3, 2)


def terms(**more) -> AgreementTerms:
    given = {"parties": 2, "purpose": "Samma lägesbild", "areas": "Centrum", "written": True} | more
    for name in ("starts", "ends"):
        given[name] = from_code(given[name]) if given.get(name) else None
    return AgreementTerms(**given)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({}, AgreementState.IN_FORCE),
        ({"starts": "2027"}, AgreementState.COMING),
        ({"starts": "2026", "ends": "2027"}, AgreementState.IN_FORCE),
        ({"ends": "2026-06"}, AgreementState.EXPIRING),
        ({"ends": "2026-03-02"}, AgreementState.EXPIRING),
        ({"ends": "2025"}, AgreementState.EXPIRED),
        ({"ended": dt.date(2026, 3, 2)}, AgreementState.ENDED),
        ({"ended": dt.date(2026, 3, 3)}, AgreementState.IN_FORCE),
    ],
)
def test_agreement_is_in_force_until_its_last_day_or_until_somebody_ends_it(dates, state):
    assert agreement_state(terms(**dates), today=TODAY) is state


def test_the_law_asks_for_purpose_areas_and_writing():
    assert lacks_of(terms()) == ()
    bare = terms(parties=0, purpose=" ", areas="\n", written=False)
    assert lacks_of(bare) == (Lack.PARTIES, Lack.PURPOSE, Lack.AREAS, Lack.WRITTEN)


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        ("", None, PointState.OPEN),
        ("2026-03-01", None, PointState.LATE),
        ("2026-03", None, PointState.OPEN),
        ("2026-03-16", None, PointState.SOON),
        ("2026-03-17", None, PointState.OPEN),
        ("2020", dt.date(2026, 1, 1), PointState.DONE),
    ],
)
def test_point_is_late_only_when_the_whole_of_its_time_has_passed(due, done, state):
    assert point_state(due=from_code(due) if due else None, done=done, today=TODAY) is state
