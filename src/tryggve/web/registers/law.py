"""What the registers say of the law's demands, §§ 7-12; None where nobody has recorded anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tryggve.plan.dates import day_of
from tryggve.web.plans.models import Plan
from tryggve.web.registers.queries import agreements_in, council_of, information_in, members_of
from tryggve.web.registers.shown import has_left, shown_agreements


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """How many agreements are in force, and how many of them are what 9 § asks for; None where none is recorded."""

    in_force: int | None
    complete: int | None


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What is recorded of the council: None where nobody has said."""

    led_by_municipality: bool | None
    leading_members: bool | None


def agreement_facts(municipality: str, *, today: dt.date) -> AgreementFacts:
    """Count the agreements; once there has been one, none in force is a lack and no longer a blank."""
    shown = shown_agreements(agreements_in(municipality), today=today)
    if not shown:
        return AgreementFacts(None, None)
    in_force = [one for one in shown if one.in_force]
    return AgreementFacts(len(in_force), sum(one.complete for one in in_force))


def council_facts(municipality: str, *, today: dt.date) -> CouncilFacts:
    """Tell who leads the council, and whether every other actor sends somebody in a leading position."""
    council = council_of(municipality)
    if council is None:
        return CouncilFacts(None, None)
    sitting = [member for member in members_of(council) if not has_left(member, today=today)]
    others = [member for member in sitting if member.outside]
    leading = None if not sitting else bool(others) and all(member.leading for member in others)
    return CouncilFacts(council.municipality_leads, leading)


def is_integrated(plan: Plan) -> bool:
    """Tell whether a plan is tied to other planning, or says why it is not."""
    ties = plan.other_planning.filter(removed_at__isnull=True)
    return ties.exists() or plan.why_apart.filter(removed_at__isnull=True).exists()


def last_informed(municipality: str, *, today: dt.date) -> dt.date | None:
    """Return the last day that the inhabitants can have been told something."""
    days = (day_of(row.date, today=today)[0] for row in information_in(municipality))
    return max((day for day in days if day <= today), default=None)
