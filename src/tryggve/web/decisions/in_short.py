"""The plan in force in a few lines, for the overview: its goals with their answers, and what is decided next."""

from __future__ import annotations

import datetime as dt

from tryggve.errors import Language
from tryggve.plan.status import PlanStatus
from tryggve.terms import Area
from tryggve.web.decisions.public_page import PublicPage, public_page
from tryggve.web.decisions.queries import published

_IN_FORCE = (PlanStatus.DECIDED, PlanStatus.EVALUATED)


def plan_in_short(place: Area, *, today: dt.date, language: Language) -> PublicPage | None:
    """Return the newest public plan in force in a municipality; nothing where there is none."""
    in_force = [found for found in published(place.code, on=today) if found.plan.status in _IN_FORCE]
    return public_page(in_force[0], today=today, language=language) if in_force else None
