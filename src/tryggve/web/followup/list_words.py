"""What is stated of a list, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.plan.dates import from_code
from tryggve.publish.list_words import list_change_sentence
from tryggve.web.followup.list_changes import DIVISION, MERGED, NONE, RENAMED, SPLIT, goal_series, list_turn
from tryggve.web.followup.models import ListStep
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Goal


def kind_words() -> list[tuple[str, str]]:
    """Return what may be stated of a list, for a choice."""
    return [
        (SPLIT, _("Ett område delades i flera")),
        (MERGED, _("Flera områden slogs ihop till ett")),
        (RENAMED, _("Ett område bytte namn")),
        (DIVISION, _("Gränserna drogs om: ny indelning")),
        (NONE, _("Inget tekniskt: det som kom är nytt och det som försvann är borttaget")),
    ]


def step_words(step: ListStep) -> str:
    """Write one statement: ``2025: Norra delades i Nordost och Nordväst.``"""
    values = {"before": _listed(step.before), "after": _listed(step.after)}
    said = {
        SPLIT: _("%(before)s delades i %(after)s"),
        MERGED: _("%(before)s slogs ihop till %(after)s"),
        RENAMED: _("%(before)s heter nu %(after)s"),
        DIVISION: _("gränserna för %(before)s drogs om")
        if step.before == step.after
        else _("gränserna drogs om: %(before)s blev %(after)s"),
        NONE: _("inget ändrades av tekniska skäl"),
    }[step.kind] % values
    when = from_code(step.when).text(language_now())
    return " ".join(text for text in (f"{when[:1].upper()}{when[1:]}: {said}.", step.note) if text)


def turn_words(goal: Goal) -> tuple[str, ...]:
    """Say how the list behind a goal turned and what is stated of it; nothing where it cannot be told."""
    turn = list_turn(goal_series(goal))
    if turn is None:
        return ()
    told = [list_change_sentence(turn.change, language_now())] if turn.change else []
    return (*told, *(step_words(step) for step in turn.steps))


def _listed(names: str) -> str:
    *first, last = names.splitlines() or [""]
    return f"{', '.join(first)} {_('och')} {last}" if first else last
