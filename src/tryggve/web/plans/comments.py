"""What people say of a plan's parts: threads beside a paragraph, answered, settled and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.web.audit.actions import record
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import about
from tryggve.web.plans.models import Comment, Part, Plan
from tryggve.web.plans.parts import kind_of, plan_of
from tryggve.web.plans.policies import require_editable
from tryggve.web.plans.queries import living_parts

LONGEST = 4000
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment with its answers (Sv: tråd). ``names`` tells what those who speak are called, by their accounts."""

    first: Comment
    answers: tuple[Comment, ...] = ()
    names: Mapping[str, str]

    def called(self, account: str) -> str:
        """Return what somebody in the thread is called; the account where no name is written or it is gone."""
        return self.names.get(account) or account

    @property
    def open(self) -> bool:
        """Whether it waits to be settled."""
        return self.first.resolved_at is None

    @property
    def shown(self) -> tuple[Comment, ...]:
        """What is said, in order."""
        return (self.first, *self.answers)


def threads_of(plan: Plan) -> dict[Key, list[Thread]]:
    """Return what is said of a plan by part, in order; without what lies in the recycle bin."""
    said = list(plan.comments.filter(removed_at__isnull=True))
    living = living_parts({(comment.kind, comment.part) for comment in said})
    names = _names(said)
    threads: dict[Key, list[Thread]] = {}
    for first in (c for c in said if c.answers_id is None and (c.kind, c.part) in living):
        answers = tuple(comment for comment in said if comment.answers_id == first.pk)
        threads.setdefault((first.kind, first.part), []).append(Thread(first=first, answers=answers, names=names))
    return threads


def _names(said: Iterable[Comment]) -> dict[str, str]:
    accounts = {account for comment in said for account in (comment.by, comment.resolved_by)}
    return {user.username: user.get_full_name() for user in User.objects.filter(username__in=accounts)}


def open_count(threads: Mapping[Key, list[Thread]]) -> int:
    """Return how many threads wait to be settled."""
    return sum(thread.open for found in threads.values() for thread in found)


@transaction.atomic
def say(part: Part, *, text: str, by: str, field: str = "", answers: Comment | None = None) -> Comment:
    """Say something of a part, of a paragraph in it, or as an answer; what is said stays out of the log.

    Raises:
        NotAllowedError: the plan is decided, or the thread is settled.
        UsageError: nothing is said, or too much.
    """
    plan = plan_of(part)
    require_editable(plan)
    if not text.strip() or len(text) > LONGEST:
        raise UsageError(
            sv=f"Skriv en synpunkt på högst {LONGEST} tecken.",
            en=f"Write a comment of at most {LONGEST} characters.",
        )
    if answers is not None and answers.resolved_at is not None:
        raise NotAllowedError(
            sv="Synpunkten är löst. Öppna den igen för att svara.",
            en="The comment is settled. Open it again to answer.",
        )
    comment = Comment.objects.create(
        plan=plan,
        kind=kind_of(part).name,
        part=part.pk,
        field=answers.field if answers else field,
        answers=answers,
        text=text.strip(),
        by=by,
        at=timezone.now(),
    )
    record("plans.add_comment", by=by, about=about(part), after={"comment": comment.pk, "field": comment.field})
    return comment


@transaction.atomic
def settle(comment: Comment, part: Part, *, settled: bool, by: str) -> None:
    """Mark a thread as settled, or open it again."""
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    require_editable(current.plan)
    current.resolved_at, current.resolved_by = (timezone.now(), by) if settled else (None, "")
    current.save(update_fields=["resolved_at", "resolved_by"])
    name = "resolve" if settled else "reopen"
    record(f"plans.{name}_comment", by=by, about=about(part), after={"comment": current.pk})


@transaction.atomic
def take_away(comment: Comment, part: Part, *, by: str) -> None:
    """Take a comment away; it can be taken back."""
    _removed(comment, part, removed=True, by=by)


@transaction.atomic
def take_back(comment: Comment, part: Part, *, by: str) -> None:
    """Show a comment again that was taken away."""
    _removed(comment, part, removed=False, by=by)


def _removed(comment: Comment, part: Part, *, removed: bool, by: str) -> None:
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    current.removed_at = timezone.now() if removed else None
    current.save(update_fields=["removed_at"])
    name = "remove" if removed else "restore"
    record(f"plans.{name}_comment", by=by, about=about(part), after={"comment": current.pk})


def may_settle(user: User | AnonymousUser, comment: Comment) -> bool:
    """Tell who may settle or take away: who wrote it, and who writes the plan."""
    return comment.by == user.get_username() or may(user, Right.PLAN_EDIT)
