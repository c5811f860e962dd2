"""A finding as open data: its figures and codes together with its words in both languages."""

from __future__ import annotations

from typing import Any

from tryggve.analysis.codec import finding_to_json
from tryggve.errors import Language
from tryggve.indicators.catalogue import Catalogue
from tryggve.publish.wording import word
from tryggve.terms import Finding


def spoken_finding(finding: Finding, catalogue: Catalogue) -> dict[str, Any]:
    """Return a finding as values that ``json.dumps`` takes, with ``words`` in Swedish and English."""
    languages: tuple[Language, ...] = ("sv", "en")
    said = {language: word(finding, catalogue, language) for language in languages}
    words = {
        language: {
            "verdict": worded.verdict,
            "headline": worded.headline,
            "brief": worded.brief,
            "detail": worded.detail,
            "next_best": worded.next_best,
        }
        for language, worded in said.items()
    }
    return finding_to_json(finding) | {"words": words}
