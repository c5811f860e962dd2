"""What a goal is measured by: indicators with figures, the latest value, and when the next can be expected."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from statistics import median_low

from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.words import group_label, place_name
from tryggve.terms import EVERYBODY, Group, Point, Series
from tryggve.terms.places import find_place
from tryggve.web.mistakes import language_now
from tryggve.web.situation.book import current_book
from tryggve.web.swedish import swedish_key

Choices = list[tuple[str, str]]


def indicator_choices(place: str) -> list[tuple[str, Choices]]:
    """Return the indicators with figures for a place by theme, each with its title."""
    catalogue, language = load_catalogue(), language_now()
    with_figures = set(current_book().indicators(place))
    themes: list[tuple[str, Choices]] = []
    for theme in catalogue.themes:
        found = [i for i in catalogue.in_theme(theme.code) if i.id in with_figures]
        titles = [(i.id, i.title.en if language == "en" else i.title.sv) for i in found]
        if titles:
            themes.append((theme.en if language == "en" else theme.sv, sorted(titles, key=lambda t: swedish_key(t[1]))))
    return themes


def place_choices(municipality: str) -> Choices:
    """Return the municipality, named by an empty code, and its districts with figures."""
    own = find_place(municipality)
    whole = place_name(own, language_now()) if own else municipality
    return [("", whole[:1].upper() + whole[1:]), *((a.code, a.name) for a in current_book().districts(municipality))]


def group_choices(municipality: str) -> Choices:
    """Return the groups that any indicator of the municipality is told for, everybody first."""
    book = current_book()
    groups = {group for indicator in book.indicators(municipality) for group in book.groups(indicator, municipality)}
    return [(group.key, group_label(group, language_now())) for group in sorted(groups | {EVERYBODY})]


def series_of(indicator: str, *, municipality: str, place: str = "", group: str = "") -> Series | None:
    """Return the series that a goal is measured by, or nothing where there are no figures."""
    return current_book().get(indicator, place or municipality, Group.from_key(group)) if indicator else None


def latest(series: Series | None) -> Point | None:
    """Return the newest point with a value."""
    known = series.known() if series else ()
    return known[-1] if known else None


def next_measurement(series: Series | None) -> int | None:
    """Return the year that the next figure is expected to speak of, from the usual step between the known ones.

    Nothing where fewer than two figures are known, since one figure has no step.
    """
    ends = [point.period.last for point in (series.known() if series else ())]
    if len(ends) < 2:
        return None
    return ends[-1] + median_low([later - earlier for earlier, later in pairwise(ends)])


def none_before(series: Series | None, deadline: dt.date) -> bool:
    """Tell whether the next figure is expected to speak of a year after the deadline's."""
    expected = next_measurement(series)
    return expected is not None and expected > deadline.year
