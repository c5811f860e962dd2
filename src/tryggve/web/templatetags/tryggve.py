"""Filters that write the library's values in the page's language."""

from __future__ import annotations

import re

from django import forms, template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Theme, Words
from tryggve.publish.claim_words import then_and_now
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.table import outcome_cells
from tryggve.publish.numbers import format_count
from tryggve.publish.words import group_label, place_name
from tryggve.terms import Area, Group, KnownBy, Outcome
from tryggve.terms.places import address as address_of
from tryggve.web.free_text import is_free_text
from tryggve.web.mistakes import language_now

register = template.Library()
_ROW = re.compile(r"^(?:budget|milestone)_(\d+)_")
_TOGETHER = re.compile(
    r"\d+–\d+(?: (?:år|years))?|"
    r"(?:± )?[\d\N{NO-BREAK SPACE}]+(?:[,.]\d+)? (?:procent(?:enhet(?:er)?)?|per cent|percentage points?)"
)


@register.filter
def outcome(value: Outcome) -> str:
    """Write a figure with its interval: ``66,5 % (62,0–68,4)``, or why it is missing."""
    text, interval, _answers = outcome_cells(value, language_now())
    known = interval and any(c.isdigit() for c in interval)
    return f"{text} ({interval})" if known else text


@register.filter
def count(value: float) -> str:
    """Write a number of things: ``1 480``."""
    return format_count(value, language_now())


@register.filter
def in_language(pair: tuple[str, str]) -> str:
    """Choose from a (Swedish, English) pair."""
    return pair[1] if language_now() == "en" else pair[0]


@register.filter
def words(text: Words | Theme) -> str:
    """Choose the catalogue's text in the page's language."""
    return text.en if language_now() == "en" else text.sv


@register.filter
def measure(name: str) -> str:
    """Write what a row measures as the source does; an indicator's id, which a mapped table may give, by its title.

    A stroke between the source's own parts is how they are stored, and is read as a colon.
    """
    indicator = load_catalogue().indicators.get(name)
    return words(indicator.short) if indicator else name.replace(" | ", ": ")


@register.filter
def known_by(way: KnownBy) -> str:
    """Say how the error of a figure is known."""
    return {
        KnownBy.MICRODATA: _("beräknad här ur svaren"),
        KnownBy.MARGIN: _("som källan anger den"),
        KnownBy.INTERVAL: _("ur källans konfidensintervall"),
        KnownBy.SAMPLE_SIZE: _("ur antalet svar"),
        KnownBy.COUNT: _("ur antalet händelser"),
        KnownBy.CENSUS: _("fullständig lista, inget urvalsfel"),
        KnownBy.NONE: _("källan anger inget fel"),
    }[way]


@register.filter
def rule(name: str) -> str:
    """Say in a few words what a finding's rule compares."""
    return {
        "change": _("mot senaste mätningen utan gemensamma år"),
        "history": _("mellan två tidigare mätningar"),
        "baseline": _("mot ett tidigare år"),
        "pooled": _("de två senaste mätningarna mot de två första"),
        "break": _("ingen, mätningen har gjorts om"),
        "against_rest": _("mot övriga länet eller övriga kommunen, samma år"),
        "against_whole": _("mot länet eller landet som helhet, samma år"),
        "group_gap": _("mellan grupper i samma mätning"),
        "list": _("mot förra listan"),
    }.get(name, _("ingen"))


@register.filter
def address(area: Area) -> str:
    """Return a place's part of a web address."""
    return address_of(area)


@register.filter
def group(value: Group) -> str:
    """Name a group: ``Kvinnor, 16–29 år``."""
    return group_label(value, language_now())


@register.filter
def place(area: Area) -> str:
    """Name a place in the page's language."""
    return place_name(area, language_now())


@register.filter
def unbroken(text: str) -> SafeString:
    """Keep a span of years, and a number with its unit, on one line."""
    kept = _TOGETHER.sub(r'<span class="together">\g<0></span>', conditional_escape(text))
    return mark_safe(kept)  # noqa: S308  escaped just above


@register.filter
def then_now(text: str) -> SafeString:
    """Set what is known now on a line of its own below what was decided."""
    then, now = then_and_now(text)
    return format_html('{} <span class="now">{}</span>', unbroken(then), unbroken(now)) if now else unbroken(text)


@register.filter
def fault_label(field: forms.BoundField) -> str:
    """Name a field in a list of faults: one of several alike by its row too, ``Rad 2, Kronor``."""
    row = _ROW.search(field.name)
    return _("Rad %(row)d, %(label)s") % {"label": field.label, "row": int(row[1]) + 1} if row else str(field.label)


@register.filter
def holds_free_text(form: forms.Form) -> bool:
    """Tell whether people write freely in a form, so that it must say what not to write."""
    return any(is_free_text(bound.field) for bound in form)


@register.filter
def picture(figure: Figure | str) -> SafeString:
    """Put a figure's SVG into the page; it was made here, with its texts escaped."""
    svg = figure if isinstance(figure, str) else figure.svg
    return mark_safe(svg)  # noqa: S308  drawn by tryggve.publish, never a user's markup
