"""The room's words for states and missing figures, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.plan.clock import NAMES, State, Step
from tryggve.plan.rollup import Missing
from tryggve.plan.status import ActivityStatus
from tryggve.web.followup.policies import PeriodState
from tryggve.web.mistakes import language_now


def status_word(status: ActivityStatus) -> str:
    """Name what an owner says of an activity."""
    return {
        ActivityStatus.NOT_STARTED: _("Inte påbörjad"),
        ActivityStatus.ONGOING: _("Pågår"),
        ActivityStatus.DONE: _("Genomförd"),
        ActivityStatus.PAUSED: _("Pausad"),
        ActivityStatus.CANCELLED: _("Inställd"),
    }[status]


def missing_word(missing: Missing) -> str:
    """Say why a figure is not there."""
    return {
        Missing.NOT_REPORTED: _("inte rapporterat"),
        Missing.NOT_STATED: _("inte angivet"),
        Missing.NOT_PLANNED: _("saknas i planen"),
    }[missing]


def period_word(state: PeriodState) -> str:
    """Name a period's state."""
    return {
        PeriodState.UPCOMING: _("Öppnar senare"),
        PeriodState.OPEN: _("Öppen"),
        PeriodState.CLOSED: _("Tiden har gått ut"),
        PeriodState.LOCKED: _("Låst"),
    }[state]


def clock_word(state: State) -> str:
    """Name how a step of the law stands."""
    return {
        State.UNKNOWN: _("Inget datum angivet"),
        State.IN_TIME: _("I tid"),
        State.SOON: _("Snart dags"),
        State.OVERDUE: _("Försenat"),
    }[state]


def step_words() -> list[tuple[str, str]]:
    """Return the law's steps as choices."""
    return [(step.value, NAMES[step].text(language_now())) for step in Step]
