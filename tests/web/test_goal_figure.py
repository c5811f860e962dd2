"""A goal's page draws the figures that it is measured by, with the value to reach by its year."""

from __future__ import annotations

import html
import re

import pytest

from tryggve.web.evaluation.results import result_of
from tryggve.web.plans.goal_figure import goal_figure
from tryggve.web.plans.goal_numbers import baseline_point, figure_words, goal_series, source_words
from tryggve.web.plans.models import Goal

pytestmark = pytest.mark.django_db
INDICATOR = "ntu_unsafe_evening"


@pytest.fixture
def goal(plan, live) -> Goal:
    """A goal with figures, a start and a year."""
    aims = {"kind": "at_most", "target_low": None, "target_high": 20.0, "deadline": "2029"}
    Goal.objects.update(indicator=INDICATOR, baseline=22.0, baseline_when="2024", **aims)
    return Goal.objects.get()


def read(client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def test_page_shows_the_measurements_and_the_goal_as_picture_and_table(goal, anna):
    page = read(anna, f"/mal/{goal.pk}/")
    assert "Mätningarna och målet" in page
    assert page.count(">Mål: högst 20,0\N{NO-BREAK SPACE}%</text>") >= 2  # on a screen and on a phone
    assert '<th scope="row">Mål: högst 20,0\N{NO-BREAK SPACE}%</th><th scope="row">Ekhamra</th>' in page
    assert ">2029</text>" in page


def test_page_speaks_english(goal, anna):
    page = read(anna, f"/en/mal/{goal.pk}/")
    assert "The measurements and the goal" in page
    assert ">Goal: at most 20.0%</text>" in page


@pytest.mark.parametrize(
    "values",
    [{"deadline": ""}, {"kind": "reach", "target_high": None}],
    ids=["no year", "no value"],
)
def test_without_a_year_or_a_value_only_the_measurements_are_drawn(goal, values):
    Goal.objects.update(**values)
    figure = goal_figure(Goal.objects.get())
    assert figure is not None
    assert "Mål:" not in figure.wide.svg


@pytest.mark.parametrize("values", [{"indicator": ""}, {"indicator": "gone"}, {"place": "9901-X"}])
def test_nothing_is_drawn_where_there_are_no_figures(goal, anna, values):
    Goal.objects.update(**values)
    assert goal_figure(Goal.objects.get()) is None
    assert "Mätningarna och målet" not in read(anna, f"/mal/{goal.pk}/")


def test_zero_is_aimed_at_without_a_typed_value(goal):
    Goal.objects.update(kind="zero", target_high=None)
    figure = goal_figure(Goal.objects.get())
    assert figure is not None
    assert figure.wide.table.raw_rows[-1][4] == 0.0


def test_page_says_how_sure_the_figures_are_and_where_they_come_from(goal, anna):
    series = goal_series(goal)
    assert series is not None
    first, last = series.known()[0], series.known()[-1]
    assert first.estimate is not None
    Goal.objects.update(baseline=round(first.estimate.value, 1), baseline_when=f"{first.period.last}")
    page = read(anna, f"/mal/{goal.pk}/").replace("\N{NO-BREAK SPACE}", " ")
    plain = re.sub(r"<[^>]+>", "", page)
    for point in (first, last):
        assert figure_words(point).replace("\N{NO-BREAK SPACE}", " ") in plain
    assert result_of(goal)["figure"] == figure_words(last)  # the evaluation says the same
    assert source_words(last)
    assert f"<dd>{source_words(last)}</dd>" in read(anna, f"/mal/{goal.pk}/")
    assert 'href="/sa-laser-du/#malens-svar"' in page
    assert '<a href="/lagesbild/' in page  # the indicator is seen to be a link


@pytest.mark.parametrize("values", [{"baseline": 99.0}, {"baseline_when": "2024-01"}, {"baseline_when": "1999"}])
def test_a_baseline_that_is_no_measurement_gets_no_interval(goal, values):
    Goal.objects.update(**values)
    found = Goal.objects.get()
    assert baseline_point(found, goal_series(found)) is None
