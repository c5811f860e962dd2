"""An evaluation's judgements: is the priority still relevant, and what is to become of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class EvaluationStatus(StrEnum):
    """How an evaluation stands (Sv: utvärderingens läge)."""

    DRAFT = "draft"
    FINISHED = "finished"


class Relevance(StrEnum):
    """Whether a priority still is the right one (Sv: omdöme om relevans)."""

    STILL = "still"  # Sv: fortfarande relevant
    PARTLY = "partly"  # Sv: delvis relevant
    NO_LONGER = "no_longer"  # Sv: inte längre relevant
    CANNOT_TELL = "cannot_tell"  # Sv: går inte att avgöra


class Proposal(StrEnum):
    """What the evaluation proposes for a priority (Sv: förslag)."""

    KEEP = "keep"  # Sv: behåll
    CHANGE = "change"  # Sv: ändra
    DROP = "drop"  # Sv: avsluta


class Lacking(StrEnum):
    """What must be written before an evaluation is finished (Sv: det som saknas)."""

    RELEVANCE = "relevance"
    REASON = "reason"
    PROPOSAL = "proposal"
    PROPOSAL_REASON = "proposal_reason"
    JUDGEMENT = "judgement"  # of a goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is said of a priority (Sv: bedömning av ett område); empty texts where nothing is said yet."""

    relevance: str = ""
    reason: str = ""
    proposal: str = ""
    proposal_reason: str = ""

    @property
    def lacking(self) -> tuple[Lacking, ...]:
        """What is still to be written, in the order of the form; a verdict without its reason is none."""
        said: Mapping[Lacking, str] = {
            Lacking.RELEVANCE: self.relevance,
            Lacking.REASON: self.reason,
            Lacking.PROPOSAL: self.proposal,
            Lacking.PROPOSAL_REASON: self.proposal_reason,
        }
        return tuple(what for what, text in said.items() if not text.strip())
