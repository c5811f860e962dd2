"""What the pages of a situation picture show: claims, fishbone, scores and counts, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.incidents import Cell, Week, WeekTable
from tryggve.plan.picture import LAW_PARTS, TextPart, missing_parts
from tryggve.plan.problems import (
    CRITERIA,
    CauseSide,
    Criterion,
    Directness,
    Fishbone,
    FishboneCause,
    Rank,
    Score,
    ranks,
    score,
)
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.week_figure import week_figure
from tryggve.publish.problem_words import judged_words, rank_words, score_words
from tryggve.web.mistakes import language_now
from tryggve.web.picture.content import ANALYSIS_TEXTS, PROBLEM_TEXTS, evidence_table, living
from tryggve.web.picture.models import Adoption, Cause, IncidentEvidence, Picture, Problem
from tryggve.web.picture.queries import adoption_of, incidents_of
from tryggve.web.picture.words import analysis_words, problem_text_words
from tryggve.web.plans.shown_claims import ShownClaim, show_claim

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A problem with its score and its rank among the others, in words too (Sv: bedömt problem)."""

    problem: Problem
    score: Score
    rank: Rank | None

    @property
    def score_text(self) -> str:
        """The score in words."""
        return score_words(self.score, language_now())

    @property
    def judged_text(self) -> str:
        """How many criteria are judged, where not all are."""
        return judged_words(self.score, language_now())

    @property
    def rank_text(self) -> str:
        """The rank in words."""
        return rank_words(self.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCriterion:
    """One line of the score: the criterion, what was judged (None for not judged) and times its weight."""

    criterion: Criterion
    value: int | None

    @property
    def points(self) -> int | None:
        """The value times its weight."""
        return None if self.value is None else self.value * self.criterion.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncidents:
    """Counts that a problem rests on, as a figure."""

    evidence: IncidentEvidence
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """A situation picture laid out (Sv: lägesbildens sida)."""

    picture: Picture
    adoption: Adoption | None
    problems: tuple[Scored, ...]
    missing: tuple[TextPart, ...]

    @property
    def prioritised(self) -> int:
        """How many problems are prioritised."""
        return sum(row.problem.prioritised is True for row in self.problems)

    @property
    def named(self) -> str:
        """What the page is called: the picture's name with what it says."""
        return f"{self.picture.title}: {self.headline[:1].lower()}{self.headline[1:]}"

    @property
    def headline(self) -> str:
        """What the page says in one sentence."""
        count = len(self.problems)
        if not count:
            return _("Inget problem är beskrivet ännu")
        said = ngettext("%(count)d problem är beskrivet", "%(count)d problem är beskrivna", count) % {"count": count}
        chosen = self.prioritised
        if not chosen:
            return _("%(said)s, inget är prioriterat ännu") % {"said": said}
        return ngettext("%(said)s, %(chosen)d prioriteras", "%(said)s, %(chosen)d prioriteras", chosen) % {
            "said": said,
            "chosen": chosen,
        }


def picture_page(picture: Picture) -> PicturePage:
    """Read a picture with its problems, the one with the highest score first."""
    return PicturePage(
        picture=picture,
        adoption=adoption_of(picture),
        problems=tuple(sorted(scored(picture), key=lambda row: by_score(row.score))),
        missing=missing_parts({part.field: getattr(picture, part.field) for part in LAW_PARTS}),
    )


def by_score(found: Score) -> tuple[bool, int, int]:
    """Return what orders problems: the highest score first, and last what nobody has begun to judge."""
    return not found.begun, -found.low, -found.high


def scored(picture: Picture) -> list[Scored]:
    """Return a picture's problems in the document's order, each with its score and rank."""
    problems: list[Problem] = list(living(picture.problems.all()))
    scores = {problem.pk: score(problem.scores) for problem in problems}
    order = ranks(scores)
    return [Scored(problem=problem, score=scores[problem.pk], rank=order.get(problem.pk)) for problem in problems]


def judged(problem: Problem) -> list[JudgedCriterion]:
    """Return every criterion with what was judged."""
    return [JudgedCriterion(criterion=criterion, value=problem.scores.get(criterion.key)) for criterion in CRITERIA]


def fishbone_of(title: str, causes: Iterable[Cause | Json]) -> Fishbone:
    """Return the causes of a problem, whether they are rows or kept as JSON."""
    return Fishbone(title, tuple(_cause(cause if isinstance(cause, Mapping) else vars(cause)) for cause in causes))


def claims_of(problem: Problem, adoption: Adoption | None) -> list[ShownClaim]:
    """Return a problem's claims: a draft's follow the data, an adopted one's are held against it."""
    year = adoption.date.year if adoption else None
    return [show_claim(claim, year=year) for claim in living(problem.claims.all())]


def incidents_shown(problem: Problem, adoption: Adoption | None) -> list[ShownIncidents]:
    """Return the counts that a problem rests on: as they stand, or as they stood when the picture was adopted."""
    kept = _kept_tables(problem, adoption)
    counts = () if adoption else incidents_of(problem.picture.municipality)
    rows = [(row, kept.get(row.lineage) or evidence_table(row, counts)) for row in living(problem.incidents.all())]
    return [ShownIncidents(evidence=row, figure=week_figure(table, language=language_now())) for row, table in rows]


def table_from(content: Json) -> WeekTable:
    """Return a table of counts from what was kept of it."""
    cells = {
        (cell["area"], week_from(cell["week"])): Cell(cell["count"], at_least=cell["at_least"])
        for cell in content["cells"]
    }
    return WeekTable(
        areas=tuple(content["areas"]),
        weeks=tuple(week_from(code) for code in content["weeks"]),
        cells=cells,
        kind=content["kind"],
        least=content["least"],
        since=week_from(content["since"]) if "since" in content else None,
    )


def week_from(code: str) -> Week:
    """Read a stored week: ``2026-W05``."""
    year, _dash, number = code.partition("-W")
    return Week(int(year), int(number))


def problem_texts(problem: Problem) -> list[tuple[str, str]]:
    """Return a problem's own texts that say something, each with its heading."""
    words = problem_text_words()
    # The description stands under the page's heading.
    return [(words[name], text) for name in PROBLEM_TEXTS[1:] if (text := str(getattr(problem, name)).strip())]


def analysis_texts(problem: Problem) -> list[tuple[str, str]]:
    """Return the texts beside the fishbone that say something, each with its heading."""
    words = analysis_words()
    return [(words[name], text) for name in ANALYSIS_TEXTS if (text := str(getattr(problem, name)).strip())]


def _kept_tables(problem: Problem, adoption: Adoption | None) -> dict[str, WeekTable]:
    problems = adoption.content["problems"] if adoption else ()
    own = [row for row in problems if row["id"] == problem.pk]
    return {row["lineage"]: table_from(row) for kept in own for row in kept["incidents"]}


def _cause(cause: Json) -> FishboneCause:
    return FishboneCause(
        text=cause["text"],
        side=CauseSide(cause["side"]),
        directness=Directness(cause["directness"]),
        evidence=cause["evidence"],
        influence=cause["influence"],
    )
