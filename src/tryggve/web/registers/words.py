"""The registers' own words, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.plan.cooperation import AgreementState, Lack, PointState
from tryggve.plan.dates import from_code
from tryggve.web.mistakes import language_now
from tryggve.web.registers.models import Meeting


def agreement_words() -> dict[str, str]:
    """Return where an agreement may stand."""
    return {
        AgreementState.COMING: _("Börjar gälla senare"),
        AgreementState.IN_FORCE: _("Gäller"),
        AgreementState.EXPIRING: _("Löper snart ut"),
        AgreementState.EXPIRED: _("Har löpt ut"),
        AgreementState.ENDED: _("Avslutad i förtid"),
    }


def agreement_sign(state: AgreementState) -> tuple[str, str]:
    """Return shape and colour: the shape differs too, so that colour never speaks alone."""
    return {
        AgreementState.COMING: ("○", ""),
        AgreementState.IN_FORCE: ("✓", "better"),
        AgreementState.EXPIRING: ("!", "worse"),
        AgreementState.EXPIRED: ("✕", "worse"),
        AgreementState.ENDED: ("○", ""),
    }[state]


def lack_words(lacks: Iterable[Lack]) -> str:
    """Return what an agreement lacks, as one text: ``syfte, områden för samverkan``."""
    words = {
        Lack.PARTIES: _("parter"),
        Lack.PURPOSE: _("syfte"),
        Lack.AREAS: _("områden för samverkan"),
        Lack.WRITTEN: _("skriftlig form"),
    }
    return ", ".join(words[lack] for lack in lacks)


def point_words() -> dict[str, str]:
    """Return where an action point may stand."""
    return {
        PointState.LATE: _("Försenad"),
        PointState.SOON: _("Snart dags"),
        PointState.OPEN: _("Pågår"),
        PointState.DONE: _("Klar"),
    }


def planning_words() -> dict[str, str]:
    """Return the kinds of other planning."""
    return {
        "spatial": _("Översiktsplan eller detaljplan"),
        "budget": _("Budget och verksamhetsplan"),
        "health": _("Folkhälsoplan"),
        "safety": _("Internt skydd, krisberedskap och ISB"),
        "housing": _("Bostadsförsörjning"),
        "school": _("Skola och socialtjänst"),
        "other": _("Annat"),
    }


def kind_words() -> dict[str, str]:
    """Return what the kinds of row are called."""
    return {
        "agreement": _("Överenskommelse"),
        "council": _("Råd"),
        "member": _("Ledamot"),
        "meeting": _("Möte"),
        "agenda_point": _("Dagordningspunkt"),
        "action_point": _("Åtgärdspunkt"),
        "coordination": _("Samordningsfunktion"),
        "information": _("Information till invånarna"),
        "leading_body": _("Ledande organ"),
        "other_planning": _("Annan planering"),
        "why_apart": _("Skäl att inte samordna"),
        "attachment": _("Bilaga"),
    }


def title_words() -> dict[str, str]:
    """Return what a form that adds a row says, by kind."""
    return {
        "agreement": _("Lägg till en överenskommelse"),
        "council": _("Registrera rådet"),
        "member": _("Lägg till en ledamot"),
        "meeting": _("Lägg till ett möte"),
        "agenda_point": _("Lägg till en punkt på dagordningen"),
        "action_point": _("Lägg till en åtgärdspunkt"),
        "coordination": _("Registrera samordningsfunktionen"),
        "information": _("Lägg till information till invånarna"),
        "leading_body": _("Registrera vem som leder arbetet"),
        "other_planning": _("Länka till annan planering"),
        "why_apart": _("Skriv varför planen inte samordnas"),
    }


def list_words() -> dict[str, str]:
    """Return what the page is called where the municipality's own rows stand, by kind."""
    return {
        "agreement": _("Överenskommelser"),
        "information": _("Samordningsfunktion"),
        "coordination": _("Samordningsfunktion"),
        "leading_body": _("Ledning"),
        "council": _("Brottsförebyggande rådet i kommunen"),
    }


def meeting_title(meeting: Meeting) -> str:
    """Return what a meeting is called: ``Möte 12 mars 2026``."""
    return _("Möte %(day)s") % {"day": date_format(meeting.date, "j F Y")}


def date_words(code: str) -> str:
    """Return a stored date in words; empty where none is said."""
    return from_code(code).text(language_now()) if code else ""


def span_words(starts: str, ends: str) -> str:
    """Return a time from and to in words: ``2025–2027``, ``från 2025``, ``till och med juni 2026``."""
    first, last = date_words(starts), date_words(ends)
    if first and last:
        return f"{first}–{last}" if first.isdigit() and last.isdigit() else f"{first} – {last}"
    if first:
        return _("från %(date)s") % {"date": first}
    return _("till och med %(date)s") % {"date": last} if last else ""
