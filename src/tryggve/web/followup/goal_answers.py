"""Answers on yes-or-no goals: nothing measures them, so whoever knows says whether they are done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind, PlanStatus
from tryggve.web.audit.actions import record
from tryggve.web.followup.models import GoalAnswer
from tryggve.web.followup.permissions import own_units
from tryggve.web.once import once_in_a_request
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.parts import plan_of, removed_with
from tryggve.web.plans.queries import plans_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What somebody answers: done or not, of when (a code of ``plan.dates``), and a few words."""

    done: bool
    when: str
    note: str = ""
    on_behalf_of: str = ""


@transaction.atomic
def answer_goal(goal: Goal, *, answered: Answered, by: str) -> GoalAnswer:
    """Keep an answer beside the earlier ones; it is a report, so a decided plan takes it too.

    Raises:
        NotAllowedError: the goal is measured, or lies in the recycle bin.
    """
    require_answerable(goal)
    made = GoalAnswer.objects.create(
        goal=goal,
        done=answered.done,
        when=answered.when,
        note=answered.note,
        on_behalf_of=answered.on_behalf_of,
        at=timezone.now(),
        by=by,
    )
    after = {"done": made.done, "when": made.when, "on_behalf_of": made.on_behalf_of}  # the note may name somebody
    record("followup.answer_goal", by=by, about=about(goal), after=after)
    return made


def require_answerable(goal: Goal) -> None:
    """Raise NotAllowedError where figures answer the goal, or it is removed."""
    if goal.kind != GoalKind.YES_NO:
        raise NotAllowedError(
            sv=f"”{goal.title}” mäts, så siffrorna svarar på målet. Bara mål som görs eller inte besvaras här.",
            en=f'"{goal.title}" is measured, so the figures answer it. Only goals of yes or no are answered here.',
        )
    if removed_with(goal):
        raise NotAllowedError(
            sv=f"”{goal.title}” ligger i papperskorgen. Återställ målet först.",
            en=f'"{goal.title}" is in the recycle bin. Restore the goal first.',
        )


def may_answer(user: User | AnonymousUser, goal: Goal, *, today: dt.date) -> bool:
    """Tell whether somebody may answer a goal: the coordinator, and those who act for the unit that owns it."""
    if goal.kind != GoalKind.YES_NO or not plans_of(user).filter(pk=plan_of(goal).pk).exists():
        return False
    return may(user, Right.REPORT_ALL) or goal.owner_id in own_units(user, today=today)


def behalf_of(user: User | AnonymousUser, goal: Goal, *, today: dt.date) -> str:
    """Return the unit that somebody answers for who does not act for it; empty where they do."""
    if goal.owner is None or goal.owner_id in own_units(user, today=today):
        return ""
    return goal.owner.name


def answers_to(goal: Goal) -> tuple[GoalAnswer, ...]:
    """Return the answers on a goal, the newest last."""
    return _answers_in(plan_of(goal).pk).get(goal.pk, ())


@once_in_a_request
def _answers_in(plan: int) -> dict[int, tuple[GoalAnswer, ...]]:
    # One question for a whole plan, whose page shows every goal.
    found: dict[int, tuple[GoalAnswer, ...]] = {}
    for row in GoalAnswer.objects.filter(goal__priority__plan=plan):
        found[row.goal_id] = (*found.get(row.goal_id, ()), row)
    return found


def own_goals(user: User | AnonymousUser, *, today: dt.date) -> list[Goal]:
    """Return the yes-or-no goals that somebody may answer in plans in force, the first deadline first."""
    in_force = plans_of(user).filter(status__in=(PlanStatus.DECIDED.value, PlanStatus.EVALUATED.value))
    found = _living(in_force)
    if not may(user, Right.REPORT_ALL):
        found = found.filter(owner__in=own_units(user, today=today))
    return sorted(found, key=lambda goal: (not goal.deadline, goal.deadline and from_code(goal.deadline).last))


def waiting(goals: Iterable[Goal], *, today: dt.date) -> list[Goal]:
    """Return the goals whose deadline has passed without an answer that speaks of it."""
    return [goal for goal in goals if _waits(goal, today)]


def _waits(goal: Goal, today: dt.date) -> bool:
    if not goal.deadline:
        return False
    last, answers = from_code(goal.deadline).last, answers_to(goal)
    if last >= today:
        return False
    # A no from before the deadline does not say how it went.
    return not answers or (not answers[-1].done and from_code(answers[-1].when).last < last)


def _living(plans: QuerySet[Plan]) -> QuerySet[Goal]:
    return Goal.objects.filter(
        kind=GoalKind.YES_NO.value,
        removed_at__isnull=True,
        priority__removed_at__isnull=True,
        priority__plan__in=plans,
    ).select_related("owner", "priority__plan")
