"""What must be written before an evaluation can be finished: of every priority and of every goal."""

from __future__ import annotations

from dataclasses import dataclass

from tryggve.errors import Language
from tryggve.plan.evaluation import Lacking
from tryggve.publish.evaluation_words import lacking_words
from tryggve.web.evaluation.models import Evaluation
from tryggve.web.evaluation.queries import goals_of, judged, priorities_of
from tryggve.web.mistakes import language_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A part that something is still to be written of (Sv: det som saknas); ``form`` names the form to write it in."""

    form: str  # "goal" or "priority"
    part: int
    title: str
    what: tuple[Lacking, ...]

    @property
    def words(self) -> str:
        """What is lacking, in the page's language."""
        return lacking_words(self.what, language_now())

    def line(self, language: Language) -> str:
        """Say which part lacks what."""
        return f"{self.title}: {lacking_words(self.what, language)}"


def missing_of(evaluation: Evaluation) -> list[Missing]:
    """Return the parts of an evaluation that something is still to be written of, the priorities first."""
    kept = {row.priority_id: row for row in evaluation.priority_judgements.all()}
    told = {row.goal_id for row in evaluation.goal_judgements.all() if row.judgement.strip()}
    priorities = [(one, judged(kept.get(one.pk)).lacking) for one in priorities_of(evaluation.plan)]
    return [
        *(Missing(form="priority", part=one.pk, title=one.title, what=what) for one, what in priorities if what),
        *(
            Missing(form="goal", part=goal.pk, title=goal.title, what=(Lacking.JUDGEMENT,))
            for goal in goals_of(evaluation.plan)
            if goal.pk not in told
        ),
    ]
