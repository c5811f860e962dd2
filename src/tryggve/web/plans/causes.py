"""The situation picture's causes behind a priority, and which of them a measure's own words take up."""

from __future__ import annotations

from collections.abc import Iterable

from tryggve.plan.problems import Directness
from tryggve.publish.figures.fishbone_figure import directness_words
from tryggve.web.mistakes import language_now
from tryggve.web.picture.models import Cause
from tryggve.web.picture.queries import problems_behind
from tryggve.web.plans.models import Priority

_BETWEEN = "; "


def causes_behind(priority: Priority) -> list[Cause]:
    """Return the analysed causes of the problems that a priority rests on, the direct ones first."""
    problems = problems_behind(priority)
    found = Cause.objects.filter(problem__in=problems, removed_at__isnull=True, problem__removed_at__isnull=True)
    return sorted(found.select_related("problem"), key=lambda cause: (cause.directness, cause.order, cause.pk))


def cause_choices(causes: Iterable[Cause]) -> list[tuple[str, str]]:
    """Return each cause once, by its words, with how near the problem it lies."""
    language = language_now()
    said = {c.text: f"{c.text} ({directness_words(Directness(c.directness), language).lower()})" for c in causes}
    return list(said.items())


def takes_up(words: str, cause: str) -> bool:
    """Tell whether a measure's words on its cause name an analysed one; new versions of the picture keep the words."""
    return _even(cause) in _even(words)


def with_causes(words: str, *, chosen: Iterable[str], offered: Iterable[str]) -> str:
    """Return a measure's words on its cause with what was chosen added and what was not taken away."""
    chosen = list(chosen)
    unwanted = {_even(cause) for cause in offered if cause not in chosen}
    parts = [part for part in words.split(_BETWEEN) if part.strip() and _even(part) not in unwanted]
    if len(parts) == len(words.split(_BETWEEN)) and all(takes_up(words, cause) for cause in chosen):
        return words
    kept = _BETWEEN.join(parts)
    return _BETWEEN.join([*parts, *(cause for cause in chosen if not takes_up(kept, cause))])


def _even(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
