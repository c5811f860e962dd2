"""The claims of a plan as its pages show them: a draft's follow the data, a decided plan's are held against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tryggve.analysis.codec import finding_from_json
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.claims import ClaimState
from tryggve.plan.status import PUBLIC, PlanStatus
from tryggve.publish.claim_words import claim_words, states_headline
from tryggve.publish.wording import Tone, word
from tryggve.terms import Finding
from tryggve.terms.places import find_place
from tryggve.web.mistakes import language_now
from tryggve.web.plans.models import Claim, Part, Plan
from tryggve.web.plans.today import claim_today
from tryggve.web.plans.words import own_words
from tryggve.web.situation.addresses import indicator_address


class KeptClaim(Protocol):
    """A claim of any room: a sentence of one's own, or a finding kept as it was (Sv: slutsats)."""

    @property
    def text(self) -> str:
        """The sentence; empty where a finding says it."""

    @property
    def place(self) -> str:
        """The municipality's code."""

    @property
    def finding(self) -> Any:
        """The finding as JSON, as it was when it was chosen."""

    @property
    def decided(self) -> Any:
        """The finding as JSON, as it was when the document was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClaim:
    """A claim in words, with its verdict's shape, word and tone (Sv: slutsats på planens sida).

    ``state`` is empty in a draft and for a sentence of one's own, which no figures try.
    """

    claim: KeptClaim
    text: str
    symbol: str
    verdict: str
    tone: Tone
    reason: str = ""
    address: str = ""
    state: ClaimState | None = None


def shown_claims(plan: Plan, *, decided_year: int | None) -> dict[int, list[ShownClaim]]:
    """Return a plan's claims by priority, in order."""
    claims = Claim.objects.filter(
        priority__plan=plan, removed_at__isnull=True, priority__removed_at__isnull=True
    ).order_by("order", "id")
    frozen = PlanStatus(plan.status) in PUBLIC
    shown: dict[int, list[ShownClaim]] = {}
    for claim in claims:
        year = (decided_year or 0) if frozen else None
        shown.setdefault(claim.priority_id, []).append(show_claim(claim, year=year))
    return shown


def show_claim(claim: KeptClaim, *, year: int | None) -> ShownClaim:
    """Put a claim into words; ``year`` is the year of the decision, nothing while the plan is a draft."""
    content = claim.finding if year is None else claim.decided or claim.finding
    if not content:
        return ShownClaim(claim=claim, text=claim.text, symbol="", verdict=own_words(), tone="plain")
    kept = finding_from_json(content)
    found = claim_today(kept)
    address = _address(kept, place=claim.place)
    if year is None:
        return _of_draft(claim, found.now or kept, address=address)
    worded = claim_words(kept, found, year=year, catalogue=load_catalogue(), language=language_now())
    return ShownClaim(
        claim=claim,
        text=worded.text,
        symbol=worded.symbol,
        verdict=worded.state,
        tone=worded.tone,
        reason=worded.reason,
        address=address,
        state=found.state,
    )


def named(part: Part) -> str:
    """Return what a part is called in a message: a claim on figures by its sentence."""
    content = part.finding if isinstance(part, Claim) else None
    return claim_sentence(content) if content else str(part)


def claim_sentence(content: Mapping[str, Any]) -> str:
    """Return the sentence of a kept finding."""
    return word(finding_from_json(dict(content)), load_catalogue(), language_now()).headline


def headline_of(shown: Iterable[ShownClaim]) -> str:
    """Say how many of a decided plan's claims still hold; empty where none rests on figures."""
    return states_headline([claim.state for claim in shown if claim.state], language_now())


def _of_draft(claim: KeptClaim, finding: Finding, *, address: str) -> ShownClaim:
    said = word(finding, load_catalogue(), language_now())
    return ShownClaim(
        claim=claim, text=said.headline, symbol=said.symbol, verdict=said.verdict, tone=said.tone, address=address
    )


def _address(finding: Finding, *, place: str) -> str:
    area = find_place(place) or find_place(finding.side.area.parent)
    indicator = load_catalogue().indicators.get(finding.indicator)
    return indicator_address(area, indicator) if area and indicator else ""
