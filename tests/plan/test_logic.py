"""The programme logic's gaps: each broken link is found, and a whole chain has none."""

from __future__ import annotations

import dataclasses
import math
from statistics import NormalDist

import pytest

from tryggve.plan.logic import (
    GapKind,
    Logic,
    LogicActivity,
    LogicGoal,
    LogicMeasure,
    LogicPriority,
    find_gaps,
    visible_change,
)

GOAL = LogicGoal(ref="g1", title="Fler trygga på kvällen", has_indicator=True, smallest_change=3.0, distance=5.0)
ACTIVITY = LogicActivity(ref="a1", title="Byta lampor", owner="Teknik", budgeted=True)
MEASURE = LogicMeasure(ref="m1", title="Belysning", cause="Mörka stråk", activities=(ACTIVITY,), goals=("g1",))
PRIORITY = LogicPriority(ref="p1", title="Trygga platser", measures=(MEASURE,), goals=(GOAL,))
WHOLE = Logic(title="Plan", priorities=(PRIORITY,))


def kinds(priority: LogicPriority = PRIORITY, **logic) -> list[tuple[GapKind, str]]:
    return [(gap.kind, gap.ref) for gap in find_gaps(dataclasses.replace(WHOLE, priorities=(priority,), **logic))]


def with_goal(**changed) -> LogicPriority:
    return dataclasses.replace(PRIORITY, goals=(dataclasses.replace(GOAL, **changed),))


def with_measure(**changed) -> LogicPriority:
    return dataclasses.replace(PRIORITY, measures=(dataclasses.replace(MEASURE, **changed),))


def with_activity(**changed) -> LogicPriority:
    return with_measure(activities=(dataclasses.replace(ACTIVITY, **changed),))


def test_a_whole_chain_has_no_gaps():
    assert find_gaps(WHOLE) == ()


@pytest.mark.parametrize(
    ("priority", "expected"),
    [
        (dataclasses.replace(PRIORITY, measures=()), (GapKind.NO_MEASURE, "p1")),
        (with_measure(cause=""), (GapKind.NO_CAUSE, "m1")),
        (with_measure(activities=()), (GapKind.NO_ACTIVITY, "m1")),
        (with_activity(owner=""), (GapKind.NO_OWNER, "a1")),
        (with_activity(budgeted=False), (GapKind.NO_BUDGET, "a1")),
        (with_goal(has_indicator=False), (GapKind.NO_INDICATOR, "g1")),
        (with_goal(has_target=False), (GapKind.NO_TARGET, "g1")),
        (with_goal(smallest_change=5.1), (GapKind.TOO_SMALL, "g1")),
        (with_goal(unmeasured=("god tillgänglighet",)), (GapKind.UNMEASURED, "g1")),
    ],
)
def test_each_broken_link_is_the_only_gap_where_it_alone_is_broken(priority, expected):
    assert kinds(priority) == [expected]


def test_an_activity_without_goal_is_told_at_its_measure():
    assert kinds(with_measure(goals=())) == [(GapKind.AIMLESS, "m1"), (GapKind.UNSERVED, "g1")]


def test_a_priority_without_goals_is_told():
    assert (GapKind.NO_GOAL, "p1") in kinds(dataclasses.replace(PRIORITY, goals=()))


def test_a_change_as_large_as_the_smallest_visible_can_be_shown():
    assert kinds(with_goal(smallest_change=5.0)) == []


def test_a_downward_distance_counts_by_its_size():
    assert kinds(with_goal(distance=-5.0, smallest_change=3.0)) == []
    assert kinds(with_goal(distance=-2.0, smallest_change=3.0)) == [(GapKind.TOO_SMALL, "g1")]


@pytest.mark.parametrize("unknown", [{"smallest_change": None}, {"distance": None}, {"distance": 0.0}])
def test_what_is_not_known_makes_no_gap(unknown):
    assert kinds(with_goal(**unknown)) == []


def test_a_unit_without_any_activity_is_told_by_name():
    (gap,) = find_gaps(dataclasses.replace(WHOLE, idle=("Ekhamrahus AB",)))
    assert gap.kind is GapKind.IDLE
    assert "Ekhamrahus AB" in gap.words.sv


def test_every_kind_of_gap_has_a_mark_and_words_in_both_languages():
    broken = Logic(
        title="Plan",
        priorities=(
            LogicPriority(ref="p1", title="P", open_causes=("Mörka stråk",)),
            LogicPriority(
                ref="p2",
                title="P",
                measures=(
                    LogicMeasure(ref="m1", title="M"),
                    LogicMeasure(ref="m2", title="M", activities=(LogicActivity(ref="a", title="A"),)),
                ),
                goals=(
                    LogicGoal(ref="g1", title="G", has_indicator=False, unmeasured=("x",)),
                    LogicGoal(ref="g3", title="G", has_indicator=True, has_target=False),
                    LogicGoal(ref="g2", title="G", has_indicator=True, smallest_change=2, distance=1),
                ),
            ),
        ),
        idle=("U",),
    )
    gaps = find_gaps(broken)
    assert {gap.kind for gap in gaps} == set(GapKind)
    for gap in gaps:
        assert gap.words.sv and gap.words.en and gap.words.sv != gap.words.en
        assert gap.kind.mark.sv != gap.kind.mark.en


@pytest.mark.parametrize("margin", [0.8, 2.5, 9.0])
def test_the_smallest_visible_change_is_seen_four_times_in_five(margin):
    normal = NormalDist()
    spread = margin / normal.inv_cdf(0.975) * math.sqrt(2)
    seen = 1 - normal.cdf(normal.inv_cdf(0.975) - visible_change(margin) / spread)
    assert seen == pytest.approx(0.8, abs=1e-9)


def test_a_full_list_shows_every_change():
    assert visible_change(0.0) == 0.0


def test_without_a_margin_nothing_is_said_of_what_can_be_seen():
    assert visible_change(math.nan) is None
