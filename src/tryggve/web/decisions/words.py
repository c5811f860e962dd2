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
        Step.COMMITTEE.value: _("Kommunstyrelsens arbetsutskott bereder"),
        Step.BOARD.value: _("Kommunstyrelsen lämnar förslag"),
        Step.NOTICE.value: _("Kallelsen till fullmäktige går ut"),
        Step.COUNCIL.value: _("Kommunfullmäktige beslutar"),
        Step.ADJUSTED.value: _("Protokollet justeras"),
        Step.ANNOUNCED.value: _("Justeringen anslås"),
        Step.APPEAL_ENDS.value: _("Tiden för laglighetsprövning går ut"),
    }


def doubt_names() -> dict[str, str]:
    """Return what is said of a doubtful day."""
    return {
        Doubt.WEEKEND.value: _("Dagen är en lördag."),
        Doubt.HOLIDAY.value: _("Dagen är en helgdag."),
        Doubt.SUMMER.value: _("I juli är många lediga."),
        Doubt.SHORT_CONSULTATION.value: _("Remisstiden är kortare än fyra veckor."),
        Doubt.LATE_NOTICE.value: _("Kallelsen ska gå ut minst en vecka före mötet."),
        Doubt.LATE_ADJUSTMENT.value: _("Protokollet ska justeras inom 14 dagar."),
        Doubt.LATE_ANNOUNCEMENT.value: _("Justeringen ska anslås senast två dagar efter den."),
        Doubt.SHORT_APPEAL.value: _("Tiden är tre veckor från det att justeringen anslogs."),
    }


def stance_names() -> dict[str, str]:
    """Return what an answer to a consultation says of the plan."""
    return {
        "support": _("Tillstyrker"),
        "changes": _("Föreslår ändringar"),
        "reject": _("Avstyrker"),
        "abstain": _("Avstår från att yttra sig"),
    }


def heeded_names() -> dict[str, str]:
    """Return how far an answer was taken into account."""
    return {"yes": _("Beaktat"), "partly": _("Delvis beaktat"), "no": _("Inte beaktat")}


def appeal_names() -> dict[str, str]:
    """Return how a decision can be tested."""
    return {
        "legality": _("Laglighetsprövning enligt 13 kap. kommunallagen"),
        "none": _("Kan inte överklagas"),
    }


def motion_names() -> dict[str, str]:
    """Return what may be noted of those who decide."""
    return {"motion": _("Yrkande"), "reservation": _("Reservation")}


def outcome_names() -> dict[str, str]:
    """Return how a motion went."""
    return {"carried": _("Bifall"), "lost": _("Avslag"), "withdrawn": _("Återtaget")}


def reader_names() -> dict[str, str]:
    """Return who may read a draft."""
    return {
        "all": _("Alla i kommunen som har konto"),
        "writers": _("Bara de som skriver, och de enheter som väljs här"),
    }
