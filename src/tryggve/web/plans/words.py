"""The plan's own words, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.plan.evidence import Effect
from tryggve.plan.status import GoalKind, PlanStatus


def status_words() -> dict[str, str]:
    """Return what a plan's states are called."""
    return {
        PlanStatus.DRAFT: _("Utkast"),
        PlanStatus.CONSULTATION: _("På remiss"),
        PlanStatus.PROPOSED: _("Bereds för beslut"),
        PlanStatus.DECIDED: _("Gäller"),
        PlanStatus.EVALUATED: _("Utvärderas"),
        PlanStatus.REPLACED: _("Ersatt"),
    }


def document_words() -> dict[str, str]:
    """Return what kinds of document there are."""
    return {
        "council_plan": _("Plan som fullmäktige beslutar"),
        "action_plan": _("Handlingsplan för ett år"),
        "goal_section": _("Avsnitt i ett annat måldokument"),
    }


def goal_kind_words() -> dict[str, str]:
    """Return what the kinds of goal ask for."""
    return {
        GoalKind.REACH: _("Nå ett värde"),
        GoalKind.ZERO: _("Ned till noll"),
        GoalKind.AT_LEAST: _("Vara minst"),
        GoalKind.AT_MOST: _("Vara högst"),
        GoalKind.RANGE: _("Ligga mellan två värden"),
        GoalKind.YES_NO: _("Göras eller inte"),
    }


def sort_words() -> dict[str, str]:
    """Return the sorts of measure."""
    return {"social": _("Social"), "situational": _("Situationell")}


def reach_words() -> dict[str, str]:
    """Return whom a measure turns to."""
    return {
        "universal": _("Alla"),
        "selective": _("Grupper med förhöjd risk"),
        "indicated": _("Personer som redan berörs"),
    }


def effect_words() -> dict[str, str]:
    """Return which way the evidence points."""
    return {
        Effect.HELPS: _("Det här brukar hjälpa"),
        Effect.UNCLEAR: _("Här är kunskapsläget oklart"),
        Effect.HARMS: _("Det här kan skada"),
    }


def kind_words() -> dict[str, str]:
    """Return what the parts of a plan are called."""
    return {
        "plan": _("Plan"),
        "priority": _("Prioriterat område"),
        "claim": _("Slutsats"),
        "goal": _("Mål"),
        "measure": _("Åtgärd"),
        "activity": _("Aktivitet"),
    }


def own_words() -> str:
    """Return what stands beside a sentence that no figures try."""
    return _("Egen bedömning")
