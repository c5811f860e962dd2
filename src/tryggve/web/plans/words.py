"""The plan's own words, in the page's language."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.plan.dates import from_code
from tryggve.plan.evidence import Effect
from tryggve.plan.status import GoalKind, ShownState, shown_state
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Plan


def state_words() -> dict[str, str]:
    """Return what a plan's shown states are called."""
    return {
        ShownState.DRAFT: _("Utkast"),
        ShownState.CONSULTATION: _("På remiss"),
        ShownState.PROPOSED: _("Under beredning"),
        ShownState.COMING: _("Beslutad, gäller inte än"),
        ShownState.DECIDED: _("Gäller"),
        ShownState.EVALUATING: _("Perioden har löpt ut och utvärdering pågår"),
        ShownState.EVALUATED: _("Utvärderad"),
        ShownState.REPLACED: _("Ersatt"),
    }


_LISTED = (
    ShownState.DECIDED,
    ShownState.EVALUATING,
    ShownState.COMING,
    ShownState.PROPOSED,
    ShownState.CONSULTATION,
    ShownState.DRAFT,
    ShownState.EVALUATED,
    ShownState.REPLACED,
)


def said_state(plan: Plan) -> str:
    """Say where a plan stands today."""
    return period_state(plan.status, starts=plan.starts, ends=plan.ends, today=timezone.localdate())


def in_life(plan: Plan) -> int:
    """Return where a plan stands in a list: what is in force, what is on its way there, drafts, and what was."""
    return _LISTED.index(shown_state(plan.status, starts=plan.starts, ends=plan.ends, today=timezone.localdate()))


def period_state(status: str, *, starts: str, ends: str, today: dt.date) -> str:
    """Say where a plan of a period stands on a day; one that has not begun says from when it is in force."""
    state = shown_state(status, starts=starts, ends=ends, today=today)
    if state is ShownState.COMING:
        return _("Gäller från %(when)s") % {"when": from_code(starts).text(language_now())}
    return state_words()[state]


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


def goal_kind_meanings() -> dict[str, str]:
    """Return what each kind of goal asks for, in a sentence."""
    return {
        GoalKind.REACH: _(
            "Värdet ska nå målvärdet, åt det håll som är bättre, när tiden är ute. Det kan följas innan målvärdet är "
            "satt."
        ),
        GoalKind.ZERO: _("Inget ska finnas kvar när tiden är ute, till exempel på polisens lista."),
        GoalKind.AT_LEAST: _("Värdet ska vara så högt eller högre när tiden är ute."),
        GoalKind.AT_MOST: _("Värdet ska vara så lågt eller lägre när tiden är ute."),
        GoalKind.RANGE: _("Värdet ska ligga mellan de två gränserna när tiden är ute."),
        GoalKind.YES_NO: _("Något ska vara gjort när tiden är ute. Ingen indikator behövs; ni svarar själva."),
    }


def goal_examples() -> dict[str, str]:
    """Return an example of a goal of each kind, for the form."""
    share = _("En mening, till exempel 65 % av unga kvinnor är trygga 2029.")
    return {
        **dict.fromkeys(GoalKind, share),
        GoalKind.ZERO: _("En mening, till exempel Inget område på polisens lista 2029."),
        GoalKind.AT_MOST: _("En mening, till exempel Högst 20 % oroar sig för våld 2029."),
        GoalKind.YES_NO: _("En mening, till exempel Varje skola har en trygghetsplan 2028."),
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
        "comment": _("Synpunkt"),
    }


def own_words() -> str:
    """Return what stands beside a sentence that no figures try."""
    return _("Egen bedömning")


def field_label(name: str) -> str:
    """Return what a field of a part is called on the pages."""
    return _field_words().get(name, name)


def known_labels() -> frozenset[str]:
    """Return what the fields of a plan's parts are called."""
    return frozenset(_field_words().values())


def _field_words() -> dict[str, str]:
    return {
        "title": _("Namn"),
        "document": _("Slag av dokument"),
        "law_plan": _("Åtgärdsplan enligt lagen"),
        "starts": _("Börjar"),
        "ends": _("Slutar"),
        "background": _("Bakgrund"),
        "vision": _("Vision"),
        "status": _("Läge"),
        "version": _("Version"),
        "follows": _("Följer på"),
        "supports": _("Hör till planen"),
        "municipality": _("Kommun"),
        "text": _("Text"),
        "place": _("Plats"),
        "finding": _("Slutsats"),
        "kind": _("Slag av mål"),
        "indicator": _("Mäts med"),
        "group": _("Grupp"),
        "baseline": _("Utgångsläge"),
        "baseline_when": _("Utgångsläget gäller"),
        "description": _("Beskrivning"),
        "baseline_note": _("Utgångsläget saknas ännu därför att"),
        "target_low": _("Målvärde, minst"),
        "target_high": _("Målvärde, högst"),
        "deadline": _("Senast"),
        "unmeasured": _("Delar av målet som indikatorn inte visar"),
        "owner": _("Ansvarig"),
        "measures": _("Åtgärder som ska leda till målet"),
        **_measure_words(),
        **_activity_words(),
    }


def _measure_words() -> dict[str, str]:
    return {
        "cause": _("Motverkar"),
        "changes_conditions": _("Ändrar förutsättningarna"),
        "mechanism": _("Så är det tänkt att fungera"),
        "evidence": _("Vad forskningen säger"),
        "sort": _("Slag av åtgärd"),
        "reach": _("Riktas till"),
        "places": _("Platser"),
        "target_group": _("Målgrupp"),
        "spatial_plans": _("Översiktsplan eller detaljplan"),
        "effect_short": _("Väntad effekt på kort sikt"),
        "effect_long": _("Väntad effekt på lång sikt"),
        "risks": _("Risker"),
        "risk_displacement": _("Risk att problemet flyttar"),
        "risk_stigma": _("Risk att en grupp eller en plats pekas ut"),
        "risk_privacy": _("Risk för den personliga integriteten"),
        "goals": _("Mål som åtgärden ska bidra till"),
    }


def _activity_words() -> dict[str, str]:
    return {
        "partners": _("Medverkande"),
        "planned_dose": _("Hur mycket"),
        "dose_unit": _("Räknas i"),
        "in_operational_plan": _("Inskriven i verksamhetsplan"),
        "budgets": _("Budget"),
        "milestones": _("Delmål"),
    }
