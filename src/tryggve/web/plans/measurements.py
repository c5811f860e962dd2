"""What a goal is measured by: indicators with figures, the latest value, and when the next can be expected."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from statistics import median_low

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.analysis.rhythm import Coming, Rhythm, coming, rhythm_of
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.publish.words import group_label, place_name
from tryggve.terms import EVERYBODY, Group, Point, Series
from tryggve.terms.places import find_place
from tryggve.web.mistakes import language_now
from tryggve.web.situation.book import current_book
from tryggve.web.swedish import swedish_key

Choices = list[tuple[str, str]]


def indicator_choices(place: str, *, kept: str = "") -> list[tuple[str, Choices]]:
    """Return the whole catalogue by theme, each with its title: first what has figures for a place, then the rest.

    ``kept`` is what is chosen already; it can be chosen again even where the catalogue no longer knows it.
    """
    catalogue, with_figures = load_catalogue(), set(current_book().indicators(place))
    waiting = set(catalogue.indicators) - with_figures
    themes = [*_themed(with_figures, place), *_themed(waiting, "")]
    return themes if not kept or kept in catalogue.indicators else [*themes, (_("Okänd indikator"), [(kept, kept)])]


def _themed(chosen: set[str], place: str) -> list[tuple[str, Choices]]:
    """Return indicators by theme; without a place they are those that have no figures yet."""
    catalogue, language = load_catalogue(), language_now()
    themes: list[tuple[str, Choices]] = []
    for theme in catalogue.themes:
        found = [i for i in catalogue.in_theme(theme.code) if i.id in chosen]
        titles = [(i.id, i.title.text(language) + (_expected(i.id, place) if place else _waiting(i.id))) for i in found]
        name = theme.en if language == "en" else theme.sv
        if titles:
            ordered = sorted(titles, key=lambda t: swedish_key(t[1]))
            themes.append((name if place else name + _waiting(""), ordered))
    return themes


def _waiting(indicator: str) -> str:
    if load_catalogue().replaced_by(indicator):
        return f" ({_('mäts inte längre')})"
    return f" ({_('inga siffror ännu')})"


def _expected(indicator: str, place: str) -> str:
    """Say when the next figures are expected, so that it is known when a deadline is chosen."""
    if load_catalogue().replaced_by(indicator):
        return f" ({_('mäts inte längre')})"
    following = next_measurement(series_of(indicator, municipality=place), indicator, deadline=dt.date.max)
    if following is None or following.year < timezone.localdate().year:
        return ""
    return f" ({_('nästa %(year)d') % {'year': following.year}})"


def place_choices(municipality: str, *, kept: str = "") -> Choices:
    """Return the municipality, named by an empty code, its districts with figures, and the one that is ``kept``."""
    own = find_place(municipality)
    whole = place_name(own, language_now()) if own else municipality
    districts = {area.code: area.name for area in current_book().districts(municipality)}
    if kept and kept not in districts:
        districts[kept] = place_words(kept)
    return [("", whole[:1].upper() + whole[1:]), *districts.items()]


def place_words(code: str) -> str:
    """Return what a place of a goal is called: a district by the figures, a municipality by the register."""
    found = current_book().area(code) or find_place(code)
    return found.name if found else code


def group_choices(municipality: str, *, kept: str = "") -> Choices:
    """Return the groups that any indicator of the municipality is told for, and the one that is ``kept``.

    Everybody first, then the sexes, then the rest.
    """
    book = current_book()
    groups = {group for indicator in book.indicators(municipality) for group in book.groups(indicator, municipality)}
    return [
        (g.key, group_label(g, language_now()))
        for g in sorted(groups | {EVERYBODY, Group.from_key(kept)}, key=_in_order)
    ]


def group_names(indicator: str, *, municipality: str, place: str = "") -> list[str]:
    """Return the labels of the groups that an indicator has figures for, in a place."""
    groups = set(current_book().groups(indicator, place or municipality))
    return [group_label(group, language_now()) for group in sorted(groups, key=_in_order)]


def _in_order(group: Group) -> tuple[bool, Group]:
    return group.dimensions not in ((), ("sex",)), group


def series_of(indicator: str, *, municipality: str, place: str = "", group: str = "") -> Series | None:
    """Return the series that a goal is measured by, or nothing where there are no figures."""
    return current_book().get(indicator, place or municipality, Group.from_key(group)) if indicator else None


def latest(series: Series | None) -> Point | None:
    """Return the newest point with a value."""
    known = series.known() if series else ()
    return known[-1] if known else None


def next_measurement(series: Series | None, indicator: str, *, deadline: dt.date) -> Coming | None:
    """Return the next figure that can be expected, and whether it comes before a deadline.

    From a list's own rule, else from the usual step between the known figures; nothing with fewer than two, since one
    has no step.
    """
    found = load_catalogue().indicators.get(indicator)
    last = latest(series)
    if series is None or found is None or last is None:
        return None
    ends = sorted({point.period.last for point in series.known()})
    steps = [later - earlier for earlier, later in pairwise(ends)]
    rhythm = rhythm_of(series, found) or (Rhythm(every=int(median_low(steps))) if steps else None)
    return coming(rhythm, last.period, deadline=deadline) if rhythm else None


def deadline_warning(indicator: str, *, municipality: str, deadline: str, place: str = "", group: str = "") -> str:
    """Say that no measurement, or no list, comes before a deadline; empty where one does or nobody knows."""
    if not indicator or not deadline:
        return ""
    series = series_of(indicator, municipality=municipality, place=place, group=group)
    following = next_measurement(series, indicator, deadline=from_code(deadline).last)
    if following is None or following.in_time:
        return ""
    if following.rhythm.decided_by:
        code = f"{following.year}-{following.rhythm.month:02d}"
        said = _("Nästa lista väntas senast i %(when)s. Ingen lista hinner komma före måltiden.")
        return said % {"when": from_code(code).text(language_now())}
    said = _("Nästa siffror väntas gälla %(year)d. Ingen mätning hinner göras före måltiden.")
    return said % {"year": following.year}
