"""A situation picture's whole content as plain values: what is frozen when it is adopted, and what is compared."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tryggve.plan.incidents import Incidents, WeekTable, week_table
from tryggve.web.decisions.claims import claim_sentence, followed
from tryggve.web.picture.models import IncidentEvidence, Picture, Problem, ProblemClaim
from tryggve.web.picture.queries import incidents_of
from tryggve.web.plans.models import Part

Content = dict[str, Any]

_PICTURE = (
    *("title", "municipality", "starts", "ends", "as_of", "areas", "author", "checked_by", "version"),
    *("mapping", "other_information", "analysis", "why_problems", "why_sources", "limits", "consequence"),
)
_SOURCE = ("kind", "source", "information", "advantages", "shortcomings", "used", "why")
PROBLEM_TEXTS = (
    *("description", "extent", "places", "times", "groups", "comparison", "consequences"),
    *("other_information", "limits", "forecast"),
)
ANALYSIS_TEXTS = ("delimitation", "hypothesis", "protective", "gaps", "participants")
_PROBLEM = (
    "title",
    *PROBLEM_TEXTS,
    *ANALYSIS_TEXTS,
    "analysed",
    "scores",
    "scores_why",
    "prioritised",
    "prioritised_why",
)
_CAUSE = ("text", "side", "directness", "evidence", "influence")


def content_of(picture: Picture, *, known_by: dt.date) -> Content:
    """Return everything that the picture says, without what lies in the recycle bin.

    ``known_by`` is the day that the claims and the counts speak of: today for a draft, the adoption's for what is
    adopted.
    """
    counts = incidents_of(picture.municipality)
    return _fields(picture, _PICTURE) | {
        "sources": [_versioned(row, _SOURCE) for row in living(picture.sources.all())],
        "problems": [_problem(problem, counts, known_by) for problem in living(picture.problems.all())],
    }


def evidence_table(evidence: IncidentEvidence, counts: tuple[Incidents, ...]) -> WeekTable:
    """Return the counts that a problem rests on, as they stand now."""
    least = settings.TRYGGVE_LEAST_INCIDENTS
    return week_table(counts, kind=evidence.kind, areas=evidence.areas, least=least)


def living(parts: QuerySet[Any]) -> QuerySet[Any]:
    """Return the parts that are not removed, in order."""
    return parts.filter(removed_at__isnull=True).order_by("order", "id")


def _problem(problem: Problem, counts: tuple[Incidents, ...], known_by: dt.date) -> Content:
    known = tuple(row for row in counts if row.week.monday <= known_by)
    return _versioned(problem, _PROBLEM) | {
        "claims": [_claim(claim, known_by) for claim in living(problem.claims.all())],
        "causes": [_versioned(cause, _CAUSE) for cause in living(problem.causes.all())],
        "incidents": [_incidents(row, known) for row in living(problem.incidents.all())],
    }


def _claim(claim: ProblemClaim, known_by: dt.date) -> Content:
    kept: Content = {"text": claim.text, "place": claim.place, "finding": claim.finding}
    finding = followed(kept, known_by=known_by)
    said = claim_sentence(kept | {"finding": finding}, "sv")
    return {"id": claim.pk, "lineage": claim.lineage, **kept, "finding": finding, "sentence": said}


def _incidents(evidence: IncidentEvidence, counts: tuple[Incidents, ...]) -> Content:
    """Keep what is shown and not the counts behind it, so that a frozen picture hides what its page does."""
    table = evidence_table(evidence, counts)
    cells = [
        {"area": area, "week": week.code, "count": cell.count, "at_least": cell.at_least}
        for (area, week), cell in sorted(table.cells.items())
    ]
    kept = {"weeks": [week.code for week in table.weeks], "areas": list(table.areas), "cells": cells}
    since = {"since": table.since.code} if table.since else {}
    return {"lineage": evidence.lineage, "kind": evidence.kind, "least": table.least, **since, **kept}


def _versioned(part: Any, names: tuple[str, ...]) -> Content:
    return {"id": part.pk, "lineage": part.lineage} | _fields(part, names)


def _fields(part: Part, names: tuple[str, ...]) -> Content:
    return {name: getattr(part, name) for name in names}
