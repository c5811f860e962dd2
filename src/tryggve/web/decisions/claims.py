"""The claims of a decided plan held against today's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tryggve.analysis.codec import finding_from_json, finding_to_json
from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.claims import ClaimState
from tryggve.publish.claim_words import ClaimWords, claim_words
from tryggve.publish.wording import word
from tryggve.terms import Finding
from tryggve.web.data.queries import live_releases
from tryggve.web.decisions.queries import latest
from tryggve.web.plans.today import claim_today

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim on a page; one written in free text has no state, for nothing can test it."""

    text: str
    words: ClaimWords | None = None
    state: ClaimState | None = None


def claim_line(claim: Json, *, year: int, language: Language) -> ClaimLine:
    """Return a decided claim, kept as JSON, with its state today; ``year`` is the year of the decision."""
    decided = finding_in(claim)
    if decided is None:
        return ClaimLine(str(claim["text"]))
    catalogue = load_catalogue()
    found = claim_today(decided)
    words = claim_words(decided, found, year=year, catalogue=catalogue, language=language)
    return ClaimLine(text=words.then, words=words, state=found.state)


def claim_sentence(claim: Json, language: Language) -> str:
    """Return what a claim says, whether it was written or comes from figures."""
    finding = finding_in(claim)
    return word(finding, load_catalogue(), language).headline if finding else str(claim["text"])


def finding_in(claim: Json) -> Finding | None:
    """Return the finding that a claim rests on; nothing for free text, or where the catalogue knows it no longer."""
    content = claim.get("finding")
    known = content and content.get("indicator") in load_catalogue().indicators
    return finding_from_json(content) if content and known else None


def followed(claim: Json, *, known_by: dt.date) -> Json | None:
    """Return the finding, as JSON, that a draft's claim says on a day: a draft follows the data.

    Figures that came after the day were not known then, so the finding stays as it was kept. So does one whose
    indicator is replaced: another measurement is another claim.
    """
    content: Json | None = claim["finding"]
    kept = finding_in(claim)
    if kept is None:
        return content
    last = latest(release.live_since for release in live_releases())
    if last is not None and timezone.localdate(last) > known_by:
        return content
    found = claim_today(kept)
    return finding_to_json(found.now) if found.now and found.state is not ClaimState.REPLACED else content
