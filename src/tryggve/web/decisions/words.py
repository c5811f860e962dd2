"""The decisions room's own words, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.plan.calendar import Doubt, Step
from tryggve.web.decisions.policies import DecisionKind


def decision_names() -> dict[str, str]:
    """Return what the kinds of decision are called."""
    return {
        DecisionKind.COMMISSION.value: _("Uppdrag att ta fram planen"),
        DecisionKind.CONSULT.value: _("Beslut om remiss"),
        DecisionKind.REFER_BACK.value: _("Återremiss"),
        DecisionKind.TABLE.value: _("Bordläggning"),
        DecisionKind.ADOPT.value: _("Antagande"),
        DecisionKind.EVALUATE.value: _("Beslut om utvärdering"),
    }


def step_names() -> dict[str, str]:
    """Return what the steps on the way to a decision are called."""
    return {
        Step.SENT.value: _("Remissen skickas"),
        Step.ANSWERED.value: _("Remissvaren är inne"),
        Step.COMMITTEE.value: _("Kommunstyrelsens arbetsutskott"),
        Step.BOARD.value: _("Kommunstyrelsen"),
        Step.NOTICE.value: _("Kallelsen till fullmäktige går ut"),
        Step.COUNCIL.value: _("Kommunfullmäktige"),
    }


def doubt_names() -> dict[str, str]:
    """Return what is said of a doubtful day."""
    return {
        Doubt.WEEKEND.value: _("Dagen är en lördag."),
        Doubt.HOLIDAY.value: _("Dagen är en helgdag."),
        Doubt.SUMMER.value: _("I juli är många lediga."),
        Doubt.SHORT_CONSULTATION.value: _("Remisstiden är kortare än tre veckor."),
        Doubt.LATE_NOTICE.value: _("Kallelsen ska gå ut minst en vecka före mötet."),
    }
