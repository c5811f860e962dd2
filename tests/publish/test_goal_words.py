"""The three answers on a goal, word for word."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from tryggve.analysis.likelihood import Likelihood
from tryggve.analysis.list_change import ListChange
from tryggve.analysis.targets import Answer, GoalAnswers, GoalAsked, Met, Why, answer_goal
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import read_date
from tryggve.publish import goal_words
from tryggve.publish.goal_words import GoalWords, Reported, word_goal
from tryggve.publish.list_words import list_change_sentence, list_change_words
from tryggve.terms import EVERYBODY, Area, AreaKind, Estimate, KnownBy, Period, Point, Series, Unit

CATALOGUE = load_catalogue()
EKHAMRA = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")
TODAY = dt.date(2025, 3, 1)
WORDS = tomllib.loads((Path(goal_words.__file__).parent / "words/goals.toml").read_text(encoding="utf-8"))


def said(asked: GoalAsked, indicator: str, figures: dict[int, Estimate], language="sv", **more) -> GoalWords:
    found = CATALOGUE.indicators[indicator]
    points = tuple(Point(Period.year(year), estimate) for year, estimate in figures.items())
    series = Series(indicator=indicator, area=EKHAMRA, group=EVERYBODY, points=points, breaks=found.breaks)
    answers = answer_goal(asked, today=TODAY, indicator=found, series=series)
    return word_goal(answers, CATALOGUE, language, **more)


def share(value: float, margin: float = 1.0) -> Estimate:
    limits = {"low": value - margin, "high": value + margin}
    return Estimate(value=value, unit=Unit.PERCENT, known_by=KnownBy.MARGIN, n=9000, **limits)


def rate(value: float) -> Estimate:
    return Estimate(value=value, unit=Unit.PER_100K, known_by=KnownBy.COUNT)


def listed(value: float) -> Estimate:
    return Estimate(value=value, unit=Unit.COUNT, known_by=KnownBy.CENSUS)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_goal_that_is_met_and_very_likely_to_stay_so() -> None:
    asked = GoalAsked(kind="at_least", low=70, deadline=dt.date(2026, 12, 31))
    words = said(asked, "police_safe_evening", {2021: share(77), 2022: share(78), 2023: share(77), 2024: share(78)})
    assert words.met.label == "Uppnått?"
    assert words.met.short == "Ja, 78,0\N{NO-BREAK SPACE}% (±\N{NO-BREAK SPACE}1,0) år 2024"
    assert plain(words.met.sentence) == "Målet (minst 70 procent) är uppnått: 78,0 procent 2024 (± 1,0 procentenheter)."
    assert (words.path.label, words.path.short) == ("På rätt väg?", "Mycket sannolikt att målet nås")
    assert words.path.sentence.startswith(
        "Mycket sannolikt att målet (minst 70 procent) nås senast 2026: sannolikheten är över 99 procent"
    )
    assert (words.since.label, words.since.short) == ("Sedan sist?", "Oförändrat")


def test_deadline_before_a_season_is_said_without_at_the_latest() -> None:
    deadline = read_date("före sommaren 2026")
    asked = GoalAsked(kind="range", low=60, high=64.5, deadline=deadline.last)
    figures = {2021: share(77), 2022: share(78), 2023: share(77), 2024: share(78)}
    words = said(asked, "police_safe_evening", figures, deadline=deadline)
    assert words.path.sentence.startswith(
        "Mycket osannolikt att målet (mellan 60 och 64,5 procent) nås före sommaren 2026: sannolikheten är under 1"
    )
    english = said(asked, "police_safe_evening", figures, "en", deadline=deadline)
    assert english.path.sentence.startswith(
        "Very unlikely that the goal (between 60 and 64.5 per cent) is met before summer 2026: the probability is under"
    )


def test_goal_awaiting_its_baseline() -> None:
    words = said(GoalAsked(kind="reach", low=70), "police_safe_evening", {})
    assert words.met.short == words.path.short == "Går inte att avgöra (väntar på nuläge)"
    assert words.met.sentence == (
        "Målet väntar på ett nuläge: det prövas när målvärdet är satt och en första mätning finns."
    )
    assert words.since.short == "Ingen tidigare mätning"


@pytest.mark.parametrize("figures", [{}, {2023: share(61), 2024: share(62)}])
def test_goal_whose_target_is_not_set_says_so_whatever_is_measured(figures) -> None:
    words = said(GoalAsked(kind="reach"), "police_safe_evening", figures)
    assert words.met.short == words.path.short == "Går inte att avgöra (målvärdet är inte satt)"
    assert words.met.sentence == words.path.sentence == "Det går inte att avgöra: målvärdet är inte satt ännu."
    assert (words.since.short == "Ingen tidigare mätning") == (not figures)
    english = said(GoalAsked(kind="reach"), "police_safe_evening", figures, "en")
    assert english.met.short == "Cannot be told (the target is not set)"


def test_passed_deadline_has_no_path() -> None:
    asked = GoalAsked(kind="at_least", low=70, deadline=dt.date(2024, 12, 31))
    words = said(asked, "police_safe_evening", {2022: share(60), 2023: share(61), 2024: share(62)})
    assert (words.path.short, words.path.sentence) == ("Måldatum har passerat", "Måldatum (2024) har passerat.")


def test_more_left_than_at_the_start_is_said_as_it_is() -> None:
    asked = GoalAsked(kind="zero", baseline=2, baseline_year=2021, deadline=dt.date(2024, 12, 31))
    words = said(asked, "police_areas", {2021: listed(2), 2023: listed(3)})
    assert words.path.short == "3 kvar, 2 från början"
    assert words.path.sentence == "3 kvar till målet (noll), mot 2 från början: 3 på listan 2023."


def test_goal_that_was_met_at_the_start_has_only_what_is_left() -> None:
    asked = GoalAsked(kind="at_most", high=2, baseline=1, baseline_year=2021, deadline=dt.date(2024, 12, 31))
    assert said(asked, "police_areas", {2021: listed(1), 2023: listed(3)}).path.short == "1 kvar"


def test_nothing_left_when_the_list_is_empty() -> None:
    asked = GoalAsked(kind="zero", baseline=2, baseline_year=2021, deadline=dt.date(2024, 12, 31))
    words = said(asked, "police_areas", {2021: listed(2), 2023: listed(0)}, "en")
    assert (words.met.short, words.path.short) == ("Yes, 0 on the 2023 list", "Nothing left")


def test_reported_crime_is_told_with_its_caution_and_no_chance() -> None:
    asked = GoalAsked(kind="at_most", high=1000, baseline=1300, deadline=dt.date(2026, 12, 31))
    words = said(asked, "crime_theft", {2022: rate(1250), 2023: rate(1240), 2024: rate(1180)})
    assert plain(words.met.short) == "Nej, 1 180 år 2024"
    assert plain(words.met.sentence) == (
        "Målet (högst 1 000 per 100 000 invånare) är inte uppnått: 1 180 per 100 000 invånare 2024. "
        "Färre anmälningar behöver inte betyda färre brott."
    )
    assert words.path.short == "180 av 300 kvar"
    assert words.since.short == "Anmälda brott: ingen bedömning"


def test_yes_or_no_goal() -> None:
    for done, short in ((True, "Ja"), (False, "Nej"), (None, "Går inte att avgöra (inte rapporterat)")):
        answers = answer_goal(GoalAsked(kind="yes_no", done=done), today=TODAY)
        words = word_goal(answers, CATALOGUE, "sv")
        assert (words.met.short, words.path.short, words.since.short) == (short, "Mäts inte", "Mäts inte")


def test_answer_is_told_with_its_date_and_beside_the_one_before() -> None:
    told = [Reported(done=True, when=read_date("våren 2026"), note="Beslutat § 8"), _said_no("2025")]
    answers = answer_goal(GoalAsked(kind="yes_no", done=True), today=TODAY)
    words = word_goal(answers, CATALOGUE, "sv", reported=told)
    assert (words.met.short, words.since.short) == ("Ja, våren 2026", "Tidigare nej (2025)")
    assert words.met.sentence == "Målet är uppnått: det var klart våren 2026, svarar kommunen själv. Beslutat § 8"
    first = word_goal(answers, CATALOGUE, "en", reported=told[:1])
    assert (first.met.short, first.since.short) == ("Yes, spring 2026", "The first answer")


def _said_no(when: str) -> Reported:
    return Reported(done=False, when=read_date(when))


def test_turn_of_a_list_is_counted_in_words() -> None:
    grown = ListChange(then_year=2023, now_year=2025, then=4, now=5, new=2, removed=1)
    assert list_change_words(grown, "sv") == "2 nya, 1 borttagen"
    split = ListChange(then_year=2023, now_year=2025, then=4, now=5, new=0, removed=0, split=1)
    assert list_change_words(split, "sv") == "Inga nya eller borttagna, resten tekniskt"
    assert list_change_sentence(split, "en") == (
        "5 on the 2025 list and 4 on the 2023 list: none new or removed, the rest technical (1 was split)."
    )


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("why", Why)
def test_every_reason_can_be_said(why: Why, language: str) -> None:
    met = Met(answer=Answer.CANNOT_TELL, why=why, break_year=2021)
    asked = GoalAsked(kind="at_least", low=70)
    path = answer_goal(GoalAsked(kind="yes_no"), today=TODAY).path
    words = word_goal(GoalAnswers(asked=asked, wanted=None, met=met, path=path, since=None), CATALOGUE, language)
    assert words.met.sentence.endswith(".")
    assert "{" not in words.met.short + words.met.sentence


def test_every_class_of_chance_has_its_word() -> None:
    assert list(WORDS["likelihood"]) == [word.value for word in Likelihood]
