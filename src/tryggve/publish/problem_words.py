"""A problem's score and rank in words, in Swedish and English."""

from __future__ import annotations

from tryggve.errors import Language
from tryggve.plan.problems import Rank, Score


def score_words(score: Score, language: Language) -> str:
    """Write a score: ``21 av 33``; a span where something is not judged, and the words for nothing judged."""
    sv = language == "sv"
    if not score.begun:
        return "Inte bedömt" if sv else "Not judged"
    of = "av" if sv else "of"
    if score.known:
        return f"{score.low} {of} {score.highest}"
    return f"{score.low}–{score.high} {of} {score.highest}"


def judged_words(score: Score, language: Language) -> str:
    """Say how many of the criteria are judged; empty where all are."""
    if score.known:
        return ""
    if language == "sv":
        return f"{score.judged} av {score.criteria} kriterier bedömda"
    return f"{score.judged} of {score.criteria} criteria judged"


def rank_words(rank: Rank | None) -> str:
    """Write a rank: ``1``, or ``2–3`` where what is not judged could decide; a dash without one."""
    if rank is None:
        return "–"
    return f"{rank.best}" if rank.best == rank.worst else f"{rank.best}–{rank.worst}"
