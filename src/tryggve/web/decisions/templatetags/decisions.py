"""Filters of the decisions room."""

from __future__ import annotations

from django import template

from tryggve.plan.dates import from_code
from tryggve.web.mistakes import language_now

register = template.Library()


@register.filter
def in_words(code: str) -> str:
    """Write a stored date in words: ``hösten 2026``."""
    return from_code(code).text(language_now()) if code else ""
