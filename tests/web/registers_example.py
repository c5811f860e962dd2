"""A made-up municipality's cooperation for the tests of the registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan
from tryggve.web.registers.actions import add_row
from tryggve.web.registers.kinds import (
    ACTION,
    AGENDA,
    AGREEMENT,
    COORDINATION,
    COUNCIL,
    INFORMATION,
    LEADING,
    MEETING,
    MEMBER,
    PLANNING,
    REASON,
)
from tryggve.web.registers.models import Row

TODAY = dt.date(2026, 3, 2)
NOTES = "Det som sades om platsen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """One row of each kind, by the name of its kind."""

    rows: dict[str, Row]
    police: Unit
    plan: Plan

    def __getitem__(self, kind: str) -> Row:
        return self.rows[kind]


def cooperation(municipality: str = "9901", *, name: str = "", today: dt.date = TODAY) -> Cooperation:
    """Register one of each kind; ``name`` stands in every title."""
    police = Unit.objects.create(municipality=municipality, name=f"{name}Polisen", kind="partner")
    plan = Plan.objects.create(municipality=municipality, title=f"{name}Trygghetsplan")
    rows: dict[str, Row] = {}

    def add(kind, parent, /, **values):
        rows[kind.name] = add_row(kind, parent=parent, values=values, by="anna")
        return rows[kind.name]

    add(
        AGREEMENT,
        municipality,
        title=f"{name}Med polisen",
        parties=[police],
        purpose="Samma lägesbild",
        areas="Centrum\n- Norrbacken",
        starts="2024",
        ends="2097",
        signed_by="Anna Persson",
        plans=[plan],
    )
    council = add(COUNCIL, municipality, name=f"{name}Rådet")
    add(MEMBER, council, title=f"{name}Polischef", unit=police, leading=True)
    meeting = add(MEETING, council, date=today, place=f"{name}Kommunhuset", present="Anna Persson")
    add(AGENDA, meeting, title=f"{name}Läget", notes=NOTES)
    add(ACTION, meeting, title=f"{name}Räkna lamporna", unit=police, due="2026-02")
    add(COORDINATION, municipality, title=f"{name}Samordnaren", email="trygghet@example.org")
    add(INFORMATION, municipality, date=f"{today}", title=f"{name}Mätningen", channel="Webben")
    add(LEADING, municipality, name=f"{name}Kommunstyrelsen")
    add(PLANNING, plan, title=f"{name}Översiktsplanen", kind="spatial")
    add(REASON, plan, reason=f"{name}Passar inte")
    return Cooperation(rows=rows, police=police, plan=plan)
