"""Scores and ranks of problems, and what a fishbone holds."""

from __future__ import annotations

import pytest

from tryggve.plan.problems import CRITERIA, CauseSide, Directness, Fishbone, FishboneCause, Rank, ranks, score

KEYS = [criterion.key for criterion in CRITERIA]


def judged(value: int, count: int = len(KEYS)) -> dict[str, int]:
    return dict.fromkeys(KEYS[:count], value)


def test_score_is_the_weighted_sum():
    found = score(judged(2))
    assert (found.low, found.high) == (2 * sum(c.weight for c in CRITERIA),) * 2
    assert found.known


def test_criterion_not_judged_is_not_zero():
    found = score(judged(3, 2))
    assert (found.low, found.high) == (6, 3 * len(KEYS))
    assert not found.known


def test_nothing_judged_gives_no_rank():
    assert not score({}).begun
    assert ranks({1: score({}), 2: score(judged(1))}) == {2: Rank(1, 1)}


def test_judged_as_not_at_all_is_judged():
    assert score({KEYS[0]: 0}).begun


@pytest.mark.parametrize("wrong", [{"common": 4}, {"common": -1}, {"weather": 1}])
def test_value_outside_the_scale_is_refused(wrong):
    with pytest.raises(ValueError, match="Not a criterion"):
        score(wrong)


def test_overlapping_scores_share_a_span_of_ranks():
    found = ranks({1: score(judged(3)), 2: score(judged(3, 10)), 3: score(judged(1))})
    assert found == {1: Rank(1, 1), 2: Rank(1, 2), 3: Rank(3, 3)}


def test_equal_scores_share_the_better_place():
    assert ranks({1: score(judged(2)), 2: score(judged(2))}) == {1: Rank(1, 1), 2: Rank(1, 1)}


def test_fishbone_gives_the_causes_of_one_bone_in_order():
    causes = tuple(
        FishboneCause(text=text, side=side, directness=Directness.DIRECT)
        for text, side in (("a", CauseSide.PLACE), ("b", CauseSide.VICTIM), ("c", CauseSide.PLACE))
    )
    found = Fishbone("Otryggt", causes).of(CauseSide.PLACE, Directness.DIRECT)
    assert [cause.text for cause in found] == ["a", "c"]
