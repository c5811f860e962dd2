"""Filters that write a cause in the page's language, and the problems behind a plan's priority."""

from __future__ import annotations

from django import template

from tryggve.plan.problems import CauseSide, Directness
from tryggve.publish.figures.fishbone_figure import directness_words, influence_words
from tryggve.web.mistakes import language_now
from tryggve.web.picture.models import Problem
from tryggve.web.picture.queries import problems_behind as behind
from tryggve.web.picture.words import paragraph_words
from tryggve.web.plans.models import Priority

register = template.Library()


@register.filter
def side(value: str) -> str:
    """Say what a cause concerns."""
    return CauseSide(value).words.text(language_now())


@register.filter
def directness(value: str) -> str:
    """Say how near a cause stands."""
    return directness_words(Directness(value), language_now())


@register.filter
def influence(value: int | None) -> str:
    """Say how far a cause can be influenced: ``2 av 3``."""
    return influence_words(value, language_now())


@register.filter
def paragraph(value: str) -> str:
    """Write a minute's paragraph with its sign, once, however it was typed."""
    return paragraph_words(value)


@register.simple_tag
def problems_behind(priority: Priority) -> list[Problem]:
    """Return the problems that a plan's priority rests on."""
    return behind(priority)
