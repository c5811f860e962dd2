"""How to read the pages: every word that a page may say of a figure or a goal is explained, with its true limits."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tryggve.analysis.likelihood import Likelihood, likelihood
from tryggve.publish.goal_words import _line

pytestmark = pytest.mark.django_db


def shown(start: str = "") -> str:
    return Client().get(f"{start}/sa-laser-du/").content.decode()


@pytest.mark.parametrize(("start", "language"), [("", "sv"), ("/en", "en")])
def test_a_goal_s_answers_are_explained_with_the_words_for_probability(start, language):
    page = shown(start)
    part = page[page.index('id="malens-svar"') :]
    for name in ("met", "path", "since"):
        assert f'<th scope="row">{_line("label", name, language)}</th>' in part
    for word in Likelihood:
        assert f'<th scope="row">{_line("likelihood", word, language).capitalize()}</th>' in part


def test_the_limits_are_those_that_are_counted_with():
    said = re.findall(r'<th scope="row">([^<]+)</th><td>(?:(\d+) (?:till|procent eller)|(Under))', shown())
    assert len(said) == len(Likelihood)
    for word, least, _under in said:
        assert _line("likelihood", likelihood(int(least or 0) / 100), "sv").capitalize() == word


def test_words_without_a_verdict_are_explained_too():
    for word in ("Uppgift utan jämförelse", "Går inte att avgöra"):
        assert f"</span> {word}</span></th>" in shown()
