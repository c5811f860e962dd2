"""Changes of decided goals: the decided text stays, and what was decided later stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.errors import UsageError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import PlanDate, from_code, known_words
from tryggve.web.audit.actions import record
from tryggve.web.decisions.decision_words import paragraph_words
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.policies import earliest_day
from tryggve.web.evaluation.design_words import measured_by
from tryggve.web.evaluation.models import GoalChange
from tryggve.web.evaluation.policies import require_changeable, require_day_of_change
from tryggve.web.mistakes import language_now
from tryggve.web.plans.actions import about, refuse_stale
from tryggve.web.plans.goal_values import baseline_words, target_words
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.parts import plan_of, write

CHANGEABLE = (
    *("indicator", "place", "group", "baseline", "baseline_when", "baseline_note"),
    *("target_low", "target_high", "deadline"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDecision:
    """The decision that changes a goal (Sv: beslut om ändrat mål); ``date`` and ``when`` as ``GoalChange`` has them."""

    body: str
    date: dt.date
    paragraph: str
    reason: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """A change in words (Sv: ändring i ord): ``head`` says when and by whom, ``fields`` what from what to what."""

    head: str
    fields: tuple[tuple[str, str, str], ...]
    reason: str


@transaction.atomic
def change_goal(
    goal: Goal, *, values: Mapping[str, object], decided: ChangeDecision, revision: int, by: str
) -> GoalChange:
    """Record a decision that changes a decided goal, and let the changed values count from now on.

    Raises:
        NotAllowedError: the plan is not in force.
        UsageError: nothing is changed, or the day is impossible.
        StaleError: somebody changed the goal while the form was open.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_of(goal).pk)
    require_changeable(plan)
    current = Goal.objects.select_for_update().get(pk=goal.pk)
    before = _told(current)
    after = before | {name: values[name] for name in CHANGEABLE if name in values}
    if current.revision != revision:
        refuse_stale(before, {name: after[name] for name in CHANGEABLE}, revision=current.revision)
    _require_sound(plan, decided, changed=before != after)
    write(current, {**after, "revision": current.revision + 1})
    change = GoalChange.objects.create(
        goal=current,
        body=decided.body,
        date=decided.date,
        when=decided.when,
        paragraph=decided.paragraph,
        reason=decided.reason,
        before=before,
        after=after,
        by=by,
        at=timezone.now(),
    )
    said = {"body": decided.body, "date": decided.when or decided.date.isoformat(), "paragraph": decided.paragraph}
    record("evaluation.change_goal", by=by, about=about(current), before=before, after=after | said)
    return change


def in_force(goal: int, decided: Mapping[str, Any]) -> dict[str, Any]:
    """Return a decided goal's fields with every later change laid over them."""
    fields = dict(decided)
    for change in GoalChange.objects.filter(goal_id=goal):
        fields |= change.after
    return fields


def changes_of(goal: int) -> list[ChangeWords]:
    """Return the changes of a goal in words, the first first."""
    return [change_words(change) for change in GoalChange.objects.filter(goal_id=goal).select_related("goal")]


def change_words(change: GoalChange) -> ChangeWords:
    """Put a change into words: ``Ändrat 10 juni 2025 av KS § 41``, and each field before and after."""
    kind = change.goal.kind
    before, after = (_in_words(kind, told) for told in (change.before, change.after))
    paragraph = paragraph_words(change.paragraph)
    date = known_words(change.date, change.when, language_now())
    head = _("Ändrat %(date)s av %(body)s %(paragraph)s")
    return ChangeWords(
        head=head % {"date": date, "body": change.body, "paragraph": paragraph},
        fields=tuple((name, before[name], text) for name, text in after.items() if text != before[name]),
        reason=change.reason,
    )


def sentence(change: ChangeWords) -> str:
    """Write a change as one sentence, for documents."""
    said = "; ".join(f"{name}: {before} → {after}" for name, before, after in change.fields)
    return f"{change.head}: {said}. {_('Skäl')}: {change.reason}"


def _require_sound(plan: Plan, decided: ChangeDecision, *, changed: bool) -> None:
    if not changed:
        raise UsageError(
            sv="Inget i målet är ändrat. Ändra minst en uppgift, eller avbryt.",
            en="Nothing in the goal is changed. Change at least one thing, or cancel.",
        )
    if decided.date > timezone.localdate():
        raise UsageError(
            sv=f"Beslutet är daterat {known_words(decided.date, decided.when, 'sv')}, som inte har varit än. För in "
            "det när det är fattat.",
            en=f"The decision is dated {known_words(decided.date, decided.when, 'en')}, which has not been yet. Enter "
            "it when it is taken.",
        )
    adopted = plan.decisions.filter(kind="adopt").order_by("date", "id").last()
    require_day_of_change(
        from_code(decided.when or decided.date.isoformat()),
        adopted=_as_known(adopted) if adopted else None,
    )


def _as_known(decision: Decision) -> PlanDate | None:
    """Return when a decision was taken; nothing where no first day of it is told."""
    if earliest_day(decision.date, decision.when) is None:
        return None
    return from_code(decision.when or decision.date.isoformat())


def _told(goal: Goal) -> dict[str, Any]:
    return {name: getattr(goal, name) for name in CHANGEABLE}


def _in_words(kind: str, told: Mapping[str, Any]) -> dict[str, str]:
    goal = Goal(kind=kind, **told)
    indicator = load_catalogue().indicators.get(goal.indicator)
    texts: Iterable[tuple[str, str]] = (
        (_("Mäts med"), measured_by(goal.indicator, goal.group, goal.place)),
        (_("Utgångsläge"), baseline_words(goal, indicator)),
        (_("Målvärde"), target_words(goal, indicator)),
        (_("Senast"), from_code(goal.deadline).text(language_now()) if goal.deadline else ""),
    )
    return {name: text or "–" for name, text in texts}
