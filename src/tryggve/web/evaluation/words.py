"""The room's own words, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.web.evaluation.queries import PlanRow, PlanState
from tryggve.web.plans.words import said_state


def state_words(row: PlanRow) -> str:
    """Say how far the evaluation of a plan has come."""
    if row.state is PlanState.UNDER_WAY and row.over:
        return _("Perioden har löpt ut, utvärdering pågår")
    if row.state is PlanState.COMING:
        return said_state(row.plan)
    return {
        PlanState.RUNNING: _("Perioden pågår, ingen utvärdering är påbörjad"),
        PlanState.OVER: _("Perioden har löpt ut, ingen utvärdering är påbörjad"),
        PlanState.UNDER_WAY: _("Perioden pågår, utvärdering är påbörjad"),
        PlanState.FINISHED: _("Utvärderad"),
        PlanState.REPLACED: _("Ersatt utan utvärdering"),
    }[row.state]


def headline_of(rows: list[PlanRow]) -> str:
    """Say in a sentence what there is to evaluate."""
    states = [row.state for row in rows]
    if not rows:
        return _("Det finns ingen beslutad plan att utvärdera ännu")
    if PlanState.OVER in states:
        return _("En plan har löpt ut och väntar på utvärdering")
    if PlanState.UNDER_WAY in states:
        return _("En utvärdering pågår")
    if PlanState.RUNNING in states:
        return _("En beslutad plan gäller och kan utvärderas")
    if PlanState.COMING in states:
        return _("Den beslutade planens period har inte börjat")
    return _("Alla beslutade planer är utvärderade eller ersatta")
