"""Where on the pages a row is seen."""

from __future__ import annotations

from django.urls import reverse

from tryggve.web.plans.models import Plan
from tryggve.web.registers.models import (
    ActionPoint,
    AgendaPoint,
    Agreement,
    Coordination,
    Council,
    InformationGiven,
    LeadingBody,
    Meeting,
    Member,
    OtherPlanning,
    Row,
    WhyApart,
)


def page_of(row: Row) -> str:
    """Return the address of the page that shows a row."""
    match row:
        case Agreement():
            return reverse("registers:agreement", kwargs={"pk": row.pk})
        case Meeting():
            return reverse("registers:meeting", kwargs={"pk": row.pk})
        case AgendaPoint() | ActionPoint():
            return page_of(row.meeting)
        case OtherPlanning() | WhyApart():
            return planning_page(row.plan)
        case _:
            return list_of(type(row))


def list_of(model: type[Row]) -> str:
    """Return the address of the page that rows of a model stand on, also when there is none yet."""
    names: dict[type[Row], str] = {
        Agreement: "registers:agreements",
        Council: "registers:council",
        Member: "registers:council",
        Meeting: "registers:council",
        Coordination: "registers:coordination",
        InformationGiven: "registers:coordination",
        LeadingBody: "registers:leadership",
    }
    return reverse(names[model])


def back_from(parent: Row | Plan | None, model: type[Row]) -> str:
    """Return where a form that adds a row leads back to."""
    if isinstance(parent, Plan):
        return planning_page(parent)
    return page_of(parent) if parent is not None else list_of(model)


def planning_page(plan: Plan) -> str:
    """Return the address of a plan's ties to other planning."""
    return reverse("registers:planning", kwargs={"pk": plan.pk})
