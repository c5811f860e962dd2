"""The next version of a plan, made by what its evaluation proposed."""

from __future__ import annotations

from django.db import transaction

from tryggve.errors import UsageError
from tryggve.plan.evaluation import Proposal
from tryggve.plan.periods import NamedPeriod
from tryggve.web.audit.actions import record
from tryggve.web.evaluation.actions import about
from tryggve.web.evaluation.models import Evaluation, PriorityJudgement, RevisionNote
from tryggve.web.evaluation.policies import require_finished
from tryggve.web.evaluation.queries import drafts_after, priorities_of
from tryggve.web.plans.actions import remove_part
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.models import Plan, Priority


@transaction.atomic
def revise(evaluation: Evaluation, *, by: str, named: NamedPeriod | None = None) -> Plan:
    """Make the next version as the evaluation proposed, with the name and period said; its claims follow the data.

    What is to be dropped lies in the recycle bin, and what is to be changed carries the reason as a note.

    Raises:
        NotAllowedError: the evaluation is not finished.
        UsageError: the plan has a new version already that is not decided yet.
    """
    current = Evaluation.objects.select_for_update().select_related("plan").get(pk=evaluation.pk)
    require_revisable(current)
    draft = new_version(current.plan, by=by, named=named)
    origins = draft.lineage.origins["priority"]
    said = {row.priority_id: row for row in current.priority_judgements.all()}
    dropped, noted = [], []
    for priority in priorities_of(draft):
        row = said.get(origins.get(str(priority.pk), 0))
        if row and row.proposal == Proposal.DROP:
            remove_part(priority, by=by)
            dropped.append(priority.title)
        elif row and row.proposal == Proposal.CHANGE:
            _note(priority, row)
            noted.append(priority.title)
    after = {"version": draft.version, "plan": draft.pk, "dropped": dropped, "changed": noted}
    record("evaluation.revise", by=by, about=about(current), after=after)
    return draft


def require_revisable(evaluation: Evaluation) -> None:
    """Raise where the evaluation is not finished, or has led to a draft already."""
    require_finished(evaluation)
    if drafts_after(evaluation.plan).exists():
        raise UsageError(
            sv="Det finns redan ett utkast till nästa version. Ändra i det, eller ta bort det först.",
            en="There is a draft of the next version already. Change that one, or remove it first.",
        )


def _note(priority: Priority, row: PriorityJudgement) -> None:
    RevisionNote.objects.create(priority=priority, evaluation=row.evaluation, text=row.proposal_reason)
