"""What a kept finding is worth today: asked in one place, so that every page gives the same answer."""

from __future__ import annotations

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.claims import ClaimNow, claim_now
from tryggve.terms import Finding
from tryggve.terms.places import find_place
from tryggve.web.situation.queries import findings_of


def claim_today(kept: Finding) -> ClaimNow:
    """Ask a kept finding's question of the figures that are live now."""
    # Districts are judged with their municipality, and its code stands first in theirs.
    place = find_place(kept.side.area.code.partition(":")[0])
    successors = tuple(indicator.id for indicator in load_catalogue().replaced_by(kept.indicator))
    return claim_now(kept, today=findings_of(place) if place else (), successors=successors)
