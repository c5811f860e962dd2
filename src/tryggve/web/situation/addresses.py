"""Addresses of a place's pages: short for the own place, with its name for all others."""

from __future__ import annotations

from django.urls import reverse

from tryggve.indicators.indicator import Indicator
from tryggve.terms import Area
from tryggve.terms.places import address
from tryggve.web.frame import own_place


def overview_address(place: Area) -> str:
    """Return where the overview of a place is."""
    if place.code == own_place().code:
        return reverse("situation:overview")
    return reverse("situation:place_overview", kwargs={"address": address(place)})


def themes_address(place: Area) -> str:
    """Return where the situation picture of a place is."""
    if place.code == own_place().code:
        return reverse("situation:themes")
    return reverse("situation:place_themes", kwargs={"address": address(place)})


def indicator_address(place: Area, indicator: Indicator) -> str:
    """Return where an indicator's page for a place is."""
    return reverse("situation:indicator", kwargs={"address": address(place), "slug": indicator.slug_sv})
