"""What writes an evaluation: begin it, say what is judged, finish it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone, translation

from tryggve.errors import Language, UsageError
from tryggve.plan.evaluation import EvaluationStatus
from tryggve.plan.freezing import freeze
from tryggve.web.audit.actions import record
from tryggve.web.evaluation.content import content_of
from tryggve.web.evaluation.missing import missing_of
from tryggve.web.evaluation.models import Evaluation, GoalJudgement, PriorityJudgement
from tryggve.web.evaluation.policies import require_evaluable, require_writable
from tryggve.web.plans.actions import refuse_stale
from tryggve.web.plans.models import Goal, Plan, Priority

Row = TypeVar("Row", GoalJudgement, PriorityJudgement)
FRAME = ("starts", "ends", "as_of", "author", "summary")
_LANGUAGES: tuple[Language, ...] = ("sv", "en")


@transaction.atomic
def begin(plan: Plan, *, starts: str, ends: str, as_of: dt.date, author: str, by: str) -> Evaluation:
    """Begin an evaluation of a decided plan; ``starts`` and ``ends`` are codes of ``plan.dates``."""
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    require_evaluable(current, today=timezone.localdate())
    made = Evaluation.objects.create(plan=current, starts=starts, ends=ends, as_of=as_of, author=author)
    record("evaluation.begin", by=by, about=about(made), after=_frame(made))
    return made


@transaction.atomic
def save_frame(evaluation: Evaluation, *, values: Mapping[str, object], revision: int, by: str) -> Evaluation:
    """Write the period, the date, the author and the summary.

    Raises:
        StaleError: somebody saved while the form was open, and said something else.
        NotAllowedError: the evaluation is finished.
    """
    current = _held(evaluation)
    before = _told(current, FRAME)
    if current.revision != revision:
        refuse_stale(before, values, revision=current.revision)
    for name in FRAME:
        setattr(current, name, values[name])
    current.revision += 1
    current.save()
    record("evaluation.save_frame", by=by, about=about(current), before=before, after=_frame(current))
    return current


@transaction.atomic
def judge_goal(evaluation: Evaluation, *, goal: Goal, values: Mapping[str, str], revision: int, by: str) -> None:
    """Say what participants and the evaluator say of a goal; see ``save_frame`` for what it raises."""
    current = _held(evaluation)
    row, _new = GoalJudgement.objects.select_for_update().get_or_create(evaluation=current, goal=goal)
    _write(row, ("participants", "judgement"), values, revision=revision)
    # What people said stays out of the log, which can never be cleaned of what should not have been written.
    after = {name: len(text) for name, text in values.items()}
    record("evaluation.judge_goal", by=by, about=f"{about(current)} goal {goal.pk}", after={"characters": after})


@transaction.atomic
def judge_priority(
    evaluation: Evaluation, *, priority: Priority, values: Mapping[str, str], revision: int, by: str
) -> None:
    """Give the verdict on a priority, what is proposed and what was learnt; see ``save_frame`` for what it raises."""
    current = _held(evaluation)
    row, _new = PriorityJudgement.objects.select_for_update().get_or_create(evaluation=current, priority=priority)
    coded = {"relevance", "proposal"}
    before = _told(row, coded)
    _write(row, ("relevance", "reason", "proposal", "proposal_reason", "lessons"), values, revision=revision)
    after = {name: values[name] for name in coded} | {
        "characters": {name: len(text) for name, text in values.items() if name not in coded}
    }
    where = f"{about(current)} priority {priority.pk}"
    record("evaluation.judge_priority", by=by, about=where, before=before, after=after)


@transaction.atomic
def finish(evaluation: Evaluation, *, by: str) -> Evaluation:
    """Finish an evaluation: what it says, with the results as they are now, is kept with its hash.

    Raises:
        UsageError: a priority lacks its verdict, its proposal or a reason, or a goal its judgement.
        NotAllowedError: it is finished already.
    """
    current = _held(evaluation)
    _require_whole(current)
    content: dict[str, object] = {}
    for language in _LANGUAGES:
        with translation.override(language):
            content[language] = content_of(current)
    current.content, current.sha256 = content, freeze(content).sha256
    current.status = EvaluationStatus.FINISHED.value
    current.finished_at, current.finished_by = timezone.now(), by
    current.revision += 1
    current.save()
    after = {"status": current.status, "sha256": current.sha256}
    record("evaluation.finish", by=by, about=about(current), before={"status": "draft"}, after=after)
    return current


@transaction.atomic
def discard(evaluation: Evaluation, *, by: str) -> None:
    """Throw away a draft, with all that is judged in it."""
    current = _held(evaluation)
    before, where = _frame(current), about(current)
    current.delete()
    record("evaluation.discard", by=by, about=where, before=before)


def about(evaluation: Evaluation) -> str:
    """Return what the log calls an evaluation: its plan first, so that the plan's history finds it."""
    return f"plan {evaluation.plan_id} evaluation {evaluation.pk}"


def _held(evaluation: Evaluation) -> Evaluation:
    current = Evaluation.objects.select_for_update().select_related("plan").get(pk=evaluation.pk)
    require_writable(current)
    return current


def _write(row: Row, names: tuple[str, ...], values: Mapping[str, str], *, revision: int) -> None:
    if row.revision != revision:
        refuse_stale(_told(row, names), values, revision=row.revision)
    for name in names:
        setattr(row, name, values[name])
    row.revision += 1
    row.save()


def _require_whole(evaluation: Evaluation) -> None:
    missing = missing_of(evaluation)
    if missing:
        sv, en = ("; ".join(one.line(language) for one in missing) for language in _LANGUAGES)
        raise UsageError(
            sv=f"Utvärderingen är inte hel. Det saknas: {sv}. Skriv det och avsluta sedan.",
            en=f"The evaluation is not whole. This is lacking: {en}. Write it, then finish.",
        )


def _told(row: models.Model, names: tuple[str, ...] | set[str]) -> dict[str, object]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def _frame(evaluation: Evaluation) -> dict[str, object]:
    return _told(evaluation, FRAME)
