"""Words of evaluations: verdicts on priorities, proposals, and what an evaluation design can and cannot show."""

from __future__ import annotations

from collections.abc import Iterable

from tryggve.errors import Language
from tryggve.plan.differences import Sort
from tryggve.plan.evaluation import Lacking, Proposal, Relevance
from tryggve.plan.evaluation_design import MIN_BEFORE, MIN_COMPARISON, DesignReview
from tryggve.publish.words import words


def relevance_words(language: Language) -> dict[str, str]:
    """Return what the verdicts on a priority are called."""
    return {verdict.value: _say("relevance", verdict.value, language) for verdict in Relevance}


def proposal_words(language: Language) -> dict[str, str]:
    """Return what may be proposed for a priority."""
    return {proposal.value: _say("proposal", proposal.value, language) for proposal in Proposal}


def lacking_words(lacking: Iterable[Lacking], language: Language) -> str:
    """Return what is still to be written, in one phrase; empty where nothing is."""
    return ", ".join(_say("lacking", what.value, language) for what in lacking)


def sort_words(language: Language) -> dict[str, str]:
    """Return what became of a part between two versions."""
    return {sort.value: _say("sort", sort.value, language) for sort in Sort}


def limits_words(language: Language, *, assessable: bool) -> str:
    """Say what follow-up can tell, and what it cannot; ``assessable`` where a goal has a design that will do."""
    effect = "later" if assessable else "never"
    return f"{_say('effect', 'limits', language)} {_say('effect', effect, language)}"


def effect_words(review: DesignReview, language: Language) -> str:
    """Say whether an effect can be assessed at all."""
    return _say("effect", "can" if review.assessable else "cannot", language)


def doubt_words(review: DesignReview, language: Language) -> tuple[str, ...]:
    """Return a sentence for each thing that a design lacks."""
    parts = {
        "measured": review.measured_before,
        "compared": review.compared,
        "with_figures": review.with_figures,
        "breaks": ", ".join(str(year) for year in review.breaks),
        "min_before": MIN_BEFORE,
        "min_comparison": MIN_COMPARISON,
    }
    return tuple(_say("doubt", doubt.value, language).format_map(parts) for doubt in review.doubts)


def _say(part: str, name: str, language: Language) -> str:
    return str(words("evaluation")[part][name][language])
