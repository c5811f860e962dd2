"""The organisation's own words, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.web.people.roles import Role


def unit_kind_words() -> dict[str, str]:
    """Return what the kinds of unit are called, in the order of the page."""
    return {
        "committee": _("Nämnder"),
        "department": _("Förvaltningar"),
        "company": _("Kommunala bolag"),
        "partner": _("Samverkansparter"),
        "group": _("Grupper"),
    }


def unit_kind_names() -> dict[str, str]:
    """Return what one unit of each kind is called."""
    return {
        "committee": _("Nämnd"),
        "department": _("Förvaltning"),
        "company": _("Kommunalt bolag"),
        "partner": _("Samverkanspart"),
        "group": _("Grupp"),
    }


def role_words() -> dict[str, str]:
    """Return what the roles are called."""
    return {
        Role.COORDINATOR: _("Samordnare: sköter allt"),
        Role.OWNER: _("Aktivitetsansvarig: rapporterar"),
        Role.ANALYST: _("Analytiker: läser in siffror"),
        Role.SECRETARY: _("Nämndsekreterare: remisser och beslut"),
        Role.READER: _("Läsare: läser planer och utkast"),
        Role.ADMINISTRATOR: _("Administratör: enheter och personer"),
    }


def role_names() -> dict[str, str]:
    """Return the roles' names alone."""
    return {
        Role.COORDINATOR: _("Samordnare"),
        Role.OWNER: _("Aktivitetsansvarig"),
        Role.ANALYST: _("Analytiker"),
        Role.SECRETARY: _("Nämndsekreterare"),
        Role.READER: _("Läsare"),
        Role.ADMINISTRATOR: _("Administratör"),
    }
