"""The law's checklist: what is met, what is due, what is missing and what nobody has recorded."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tryggve.plan.law import LawFacts, LawState, check_law

TODAY = dt.date(2026, 11, 22)
ALL_DONE = LawFacts(
    today=TODAY,
    mapping=True,
    other_information=True,
    analysis=True,
    plan_measures=4,
    plan_decided=dt.date(2025, 12, 10),
    plan_rests_on_picture=True,
    picture_updated=dt.date(2025, 11, 1),
    picture_due=dt.date(2027, 11, 1),
    followed_up=dt.date(2026, 5, 31),
    follow_up_due=dt.date(2028, 5, 31),
    integrated=True,
    agreements=2,
    agreements_complete=2,
    council_led_by_municipality=True,
    council_leading_members=True,
    coordinator=True,
    contact_public=True,
    inhabitants_informed=dt.date(2026, 1, 8),
    leading_body="Kommunstyrelsen",
    reported_to_council=dt.date(2026, 6, 15),
)


def states(**changed) -> list[LawState]:
    return [point.state for point in check_law(dataclasses.replace(ALL_DONE, **changed))]


def point(paragraph: str, nth: int = 0, **changed):
    found = [p for p in check_law(dataclasses.replace(ALL_DONE, **changed)) if p.paragraph == paragraph]
    return found[nth]


def test_a_municipality_that_has_everything_meets_every_paragraph_and_has_nothing_to_do():
    assert set(states()) == {LawState.MET}
    assert all(p.to_do is None for p in check_law(ALL_DONE))


def test_the_paragraphs_four_to_thirteen_are_all_there_in_order(shared):
    paragraphs = [p.paragraph for p in check_law(ALL_DONE)]
    assert paragraphs == ["§ 4", "§ 5", "§ 6", "§ 6", "§ 7", "§§ 8–9", "§ 10", "§§ 11–12", "§ 13"]
    table = (shared / "domain.md").read_text(encoding="utf-8").split("### 1.1")[1].split("### 1.2")[0]
    for paragraph in paragraphs:
        assert f"| {paragraph.strip('§ ')} |" in table


def test_nothing_recorded_is_not_said_to_be_missing():
    empty = check_law(LawFacts(today=TODAY))
    assert {p.paragraph: p.state for p in empty if p.state is LawState.MISSING}.keys() == {"§ 5"}
    assert all(p.to_do for p in empty)


@pytest.mark.parametrize("part", ["mapping", "other_information", "analysis"])
def test_each_of_the_three_parts_of_the_situation_picture_is_compulsory(part):
    assert point("§ 4", **{part: False}).state is LawState.MISSING
    names = {"mapping": "kartläggning", "other_information": "information", "analysis": "analys"}
    assert names[part] in point("§ 4", **{part: False}).to_do.sv


@pytest.mark.parametrize("lack", [{"plan_measures": 0}, {"plan_decided": None}, {"plan_rests_on_picture": False}])
def test_the_action_plan_must_have_measures_rest_on_the_picture_and_be_decided(lack):
    assert point("§ 5", **lack).state is LawState.MISSING


def test_no_action_plan_was_asked_for_before_july_2024():
    assert point("§ 5", plan_decided=None, today=dt.date(2024, 6, 30)).state is not LawState.MISSING
    assert point("§ 5", plan_decided=None, today=dt.date(2024, 7, 1)).state is LawState.MISSING


def test_the_two_clocks_of_paragraph_six_are_told_apart():
    picture, follow_up = point("§ 6", 0, picture_due=dt.date(2026, 11, 21)), point("§ 6", 1)
    assert (picture.state, follow_up.state) == (LawState.DUE, LawState.MET)
    assert point("§ 6", 1, follow_up_due=dt.date(2026, 11, 21)).state is LawState.DUE


def test_the_day_the_clock_ends_is_not_yet_late():
    assert point("§ 6", 0, picture_due=TODAY).state is LawState.MET


def test_a_follow_up_never_recorded_is_due_only_when_a_clock_has_run_out():
    assert point("§ 6", 1, followed_up=None, follow_up_due=None).state is LawState.UNTOLD
    assert point("§ 6", 1, followed_up=None, follow_up_due=dt.date(2027, 12, 10)).state is LawState.UNTOLD
    assert point("§ 6", 1, followed_up=None, follow_up_due=dt.date(2026, 1, 1)).state is LawState.DUE


def test_an_agreement_without_purpose_or_areas_does_not_count():
    assert point("§§ 8–9", agreements_complete=1).state is LawState.MISSING
    assert point("§§ 8–9", agreements=0, agreements_complete=0).state is LawState.MISSING


def test_the_council_needs_people_in_leading_positions():
    assert point("§ 10", council_leading_members=False).state is LawState.MISSING


def test_a_late_report_to_the_municipal_council_is_due():
    assert point("§ 13", report_due=dt.date(2026, 11, 1)).state is LawState.DUE


@pytest.mark.parametrize("facts", [ALL_DONE, LawFacts(today=TODAY)])
def test_every_text_is_there_in_both_languages(facts):
    for p in check_law(facts):
        for words in filter(None, (p.demand, p.to_do, p.state.words)):
            assert words.sv and words.en and words.sv != words.en
