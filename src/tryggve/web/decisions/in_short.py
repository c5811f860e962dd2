"""The plan in force in a few lines, for the overview: its goals with their answers, and what is decided next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.plan.dates import from_code
from tryggve.plan.status import PlanStatus, has_begun
from tryggve.terms import Area
from tryggve.web.decisions.public_page import PublicPage, public_page
from tryggve.web.decisions.queries import PublicPlan, published

_IN_FORCE = (PlanStatus.DECIDED, PlanStatus.EVALUATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansInShort:
    """The plan that runs today, and the one that is decided to come after it (Sv: planen i korthet)."""

    page: PublicPage | None
    coming: PublicPlan | None


def plans_in_short(place: Area, *, today: dt.date, language: Language) -> PlansInShort:
    """Return a municipality's public plan whose period contains today, and the public plan that is to begin.

    Where none runs, the newest that has begun is shown; a plan that is alone is shown also before it begins. A plan
    that carries out another, such as a year's action plan, stands behind it.
    """
    in_force = [found for found in published(place.code, on=today) if found.plan.status in _IN_FORCE]
    in_force.sort(key=_carries_out)
    begun = [found for found in in_force if has_begun(found.plan.starts, today=today)]
    running = [found for found in begun if not _is_over(found, today)]
    shown = next(iter([*running, *begun, *in_force]), None)
    coming = next((found for found in in_force if found not in begun and found is not shown), None)
    page = public_page(shown, today=today, language=language) if shown else None
    return PlansInShort(page=page, coming=coming)


def _carries_out(found: PublicPlan) -> bool:
    return found.plan.supports_id is not None


def _is_over(found: PublicPlan, today: dt.date) -> bool:
    return bool(found.plan.ends) and from_code(found.plan.ends).last < today
