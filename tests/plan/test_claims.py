"""The rules for what a decided claim is worth today, one test a rule, with made-up numbers."""

from __future__ import annotations

import dataclasses

from plan.made_findings import INDICATOR, MEN, WOMEN, change, gap, level, listed, side
from tryggve.plan.claims import ClaimReason, ClaimState, claim_now
from tryggve.terms import FindingKind, Verdict


def state(decided, *today, successors=()):
    found = claim_now(decided, today=today, successors=successors)
    return found.state, found.reason


def rise():
    return change(side(2022, 60, 2), side(2020, 48, 2))


def wide_gap():
    return gap(side(2022, 40, 2, WOMEN), side(2022, 20, 2, MEN))


def test_same_clear_answer_still_holds():
    again = change(side(2024, 70, 2), side(2022, 60, 2))
    assert state(rise(), again) == (ClaimState.HOLDS, ClaimReason.SAME_ANSWER)


def test_rise_followed_by_clear_fall_no_longer_holds():
    fall = change(side(2024, 48, 2), side(2022, 60, 2))
    assert state(rise(), fall) == (ClaimState.NO_LONGER, ClaimReason.OTHER_WAY)


def test_small_sample_cannot_tell_and_refutes_nothing():
    thin = change(side(2024, 55, 12, n=150), side(2022, 60, 2))
    assert thin.verdict is Verdict.SHORT
    assert state(rise(), thin) == (ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE)


def test_too_few_answers_cannot_tell():
    few = change(side(2024, 20, 2, n=3), side(2022, 60, 2))
    assert few.verdict is Verdict.FEW
    assert state(rise(), few)[0] is ClaimState.UNKNOWN


def test_break_after_the_decision_cannot_be_told_however_large_the_fall():
    remade = change(side(2024, 20, 1), side(2022, 60, 2), hindrance=Verdict.BREAK, break_year=2023)
    assert state(rise(), remade) == (ClaimState.UNKNOWN, ClaimReason.BREAK)


def test_break_before_the_decision_does_not_stop_a_test():
    fall = change(side(2024, 48, 2), side(2022, 60, 2))
    old_break = change(
        side(2024, 48, 2), side(2015, 40, 2), kind=FindingKind.BREAK, hindrance=Verdict.BREAK, break_year=2017
    )
    assert state(rise(), fall, old_break)[0] is ClaimState.NO_LONGER


def test_claim_about_a_past_period_stays_whatever_happened_later():
    past = change(side(2018, 60, 2), side(2016, 48, 2), kind=FindingKind.HISTORY)
    fall = change(side(2024, 20, 2), side(2022, 60, 2), kind=FindingKind.HISTORY)
    assert state(past, fall) == (ClaimState.HOLDS, ClaimReason.PAST)


def test_nothing_measured_since_still_holds():
    assert state(rise(), rise()) == (ClaimState.HOLDS, ClaimReason.NO_NEWER)


def test_rise_that_was_revised_away_cannot_be_told():
    revised = change(side(2022, 50, 6), side(2020, 48, 6))
    assert state(rise(), revised)[0] is ClaimState.UNKNOWN


def test_rise_that_has_levelled_out_still_holds():
    level_out = change(side(2024, 60, 1), side(2022, 60, 1))
    assert level_out.verdict is Verdict.SAME
    assert state(rise(), level_out) == (ClaimState.HOLDS, ClaimReason.STAYED)


def test_gap_the_other_way_no_longer_holds():
    turned = gap(side(2024, 20, 2, WOMEN), side(2024, 40, 2, MEN))
    assert state(wide_gap(), turned) == (ClaimState.NO_LONGER, ClaimReason.OTHER_WAY)


def test_gap_that_clearly_closed_no_longer_holds():
    closed = gap(side(2024, 30, 1, WOMEN), side(2024, 30, 1, MEN))
    assert state(wide_gap(), closed) == (ClaimState.NO_LONGER, ClaimReason.CLOSED)


def test_gap_that_clearly_widened_still_holds_and_says_so():
    wider = gap(side(2024, 60, 2, WOMEN), side(2024, 20, 2, MEN))
    assert state(wide_gap(), wider) == (ClaimState.HOLDS, ClaimReason.GREW)


def test_gap_that_clearly_narrowed_but_is_still_there_holds_and_says_so():
    narrower = gap(side(2024, 30, 1, WOMEN), side(2024, 22, 1, MEN))
    assert narrower.certain
    assert state(wide_gap(), narrower) == (ClaimState.HOLDS, ClaimReason.SHRANK)


def test_gap_whose_size_changed_within_the_margins_has_no_verdict_on_its_size():
    nearly = gap(side(2024, 41, 2, WOMEN), side(2024, 20, 2, MEN))
    assert state(wide_gap(), nearly) == (ClaimState.HOLDS, ClaimReason.SAME_ANSWER)


def test_size_of_a_gap_is_not_compared_with_a_measurement_that_shares_years():
    revised = gap(side(2022, 60, 2, WOMEN), side(2022, 20, 2, MEN))
    assert state(wide_gap(), revised) == (ClaimState.HOLDS, ClaimReason.SAME_ANSWER)


def test_size_of_a_gap_is_not_compared_across_a_break():
    wider = gap(side(2024, 60, 2, WOMEN), side(2024, 20, 2, MEN))
    remade = change(
        side(2024, 20, 1), side(2022, 60, 2), kind=FindingKind.BREAK, hindrance=Verdict.BREAK, break_year=2023
    )
    assert state(wide_gap(), wider, remade) == (ClaimState.HOLDS, ClaimReason.SAME_REMADE)


def test_gap_not_seen_in_a_small_sample_cannot_be_told():
    thin = gap(side(2024, 32, 12, WOMEN, n=90), side(2024, 28, 12, MEN, n=90))
    assert state(wide_gap(), thin) == (ClaimState.UNKNOWN, ClaimReason.TOO_LITTLE)


def test_gap_between_other_groups_is_not_the_same_question():
    other = gap(side(2024, 20, 2, MEN), side(2024, 40, 2, WOMEN))
    assert state(wide_gap(), other) == (ClaimState.UNKNOWN, ClaimReason.NOT_MEASURED)


def test_level_far_from_what_was_decided_no_longer_holds():
    assert state(level(side(2022, 60, 2)), level(side(2024, 40, 2))) == (ClaimState.NO_LONGER, ClaimReason.MOVED)


def test_level_within_what_matters_still_holds():
    assert state(level(side(2022, 60, 1)), level(side(2024, 60, 1))) == (ClaimState.HOLDS, ClaimReason.STAYED)


def test_level_that_changed_clearly_but_perhaps_by_less_than_matters_cannot_be_told():
    delta = INDICATOR.delta
    later = level(side(2024, 60 + delta, 0.4 * delta))
    assert state(level(side(2022, 60, 0.4 * delta)), later)[0] is ClaimState.UNKNOWN


def test_level_after_a_break_cannot_be_told():
    remade = change(
        side(2024, 20, 1), side(2022, 60, 2), kind=FindingKind.BREAK, hindrance=Verdict.BREAK, break_year=2023
    )
    assert state(level(side(2022, 60, 2)), level(side(2024, 20, 2)), remade) == (ClaimState.UNKNOWN, ClaimReason.BREAK)


def test_number_on_a_list_that_changed_no_longer_holds():
    assert state(listed(2021, 2), listed(2023, 1)) == (ClaimState.NO_LONGER, ClaimReason.LIST_CHANGED)


def test_list_remade_since_cannot_be_told():
    assert state(listed(2023, 2), listed(2025, 1, broken=2025)) == (ClaimState.UNKNOWN, ClaimReason.BREAK)


def test_open_question_was_no_claim_and_cannot_be_refuted():
    thin = change(side(2022, 55, 12, n=150), side(2020, 60, 12, n=150))
    fall = change(side(2024, 20, 2), side(2022, 55, 12, n=150))
    assert state(thin, fall) == (ClaimState.UNKNOWN, ClaimReason.NOTHING_CLAIMED)


def test_replaced_indicator_says_so_and_shows_its_successor():
    successor = dataclasses.replace(level(side(2024, 60, 2)), indicator="den-nya")
    found = claim_now(level(side(2020, 60, 2)), today=(level(side(2020, 60, 2)), successor), successors=("den-nya",))
    assert (found.state, found.now) == (ClaimState.REPLACED, successor)


def test_decided_finding_is_never_altered():
    decided = rise()
    kept = dataclasses.replace(decided)
    claim_now(decided, today=(change(side(2024, 48, 2), side(2022, 60, 2)),))
    assert decided == kept
