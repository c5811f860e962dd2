"""Which decisions a plan's state allows, and what each does to it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.dates import first_day, known_words
from tryggve.plan.status import EDITABLE, MOVES, STATUS_NAMES, PlanStatus
from tryggve.web.decisions.models import UNKNOWN


class DecisionKind(StrEnum):
    """What a body may decide about a plan (Sv: slag av beslut)."""

    COMMISSION = "commission"  # Sv: uppdrag
    CONSULT = "consult"  # Sv: remiss
    REFER_BACK = "refer_back"  # Sv: återremiss
    TABLE = "table"  # Sv: bordläggning
    ADOPT = "adopt"  # Sv: antagande
    EVALUATE = "evaluate"  # Sv: utvärdering


# What is asked about one kind of decision alone, and not where the plan's state does not allow that kind.
ONLY_FOR: dict[str, DecisionKind] = {
    "addressee": DecisionKind.COMMISSION,
    "tabled_to": DecisionKind.TABLE,
    "public_from": DecisionKind.ADOPT,
}
LEADS_TO: dict[DecisionKind, PlanStatus] = {
    DecisionKind.CONSULT: PlanStatus.CONSULTATION,
    DecisionKind.REFER_BACK: PlanStatus.DRAFT,
    DecisionKind.ADOPT: PlanStatus.DECIDED,
    DecisionKind.EVALUATE: PlanStatus.EVALUATED,
}


def may_move(now: str, to: PlanStatus) -> bool:
    """Tell whether a plan may go from one state to another."""
    return to in MOVES[PlanStatus(now)]


def may_decide(now: str, kind: DecisionKind) -> bool:
    """Tell whether a decision is possible in the plan's state; only what is prepared is tabled or referred back."""
    if kind is DecisionKind.COMMISSION:
        return PlanStatus(now) in EDITABLE
    if kind in (DecisionKind.TABLE, DecisionKind.REFER_BACK):
        return now == PlanStatus.PROPOSED
    return may_move(now, LEADS_TO[kind])


def possible_decisions(now: str) -> list[DecisionKind]:
    """Return what may be decided in the plan's state."""
    return [kind for kind in DecisionKind if may_decide(now, kind)]


def likely_decision(now: str, *, commissioned: bool) -> DecisionKind | None:
    """Return the decision that comes next in the plan's state, to be proposed first; nothing where none is possible."""
    possible = possible_decisions(now)
    if not commissioned and now == PlanStatus.DRAFT:
        return DecisionKind.COMMISSION
    likely = (DecisionKind.ADOPT, DecisionKind.CONSULT, DecisionKind.EVALUATE)
    return next((kind for kind in likely if kind in possible), possible[0] if possible else None)


def require_decision(now: str, *, kind: DecisionKind) -> None:
    """Raise NotAllowedError where the state does not allow the decision."""
    if not may_decide(now, kind):
        swedish, english = STATUS_NAMES[PlanStatus(now)]
        raise NotAllowedError(
            sv=f"Beslutet går inte att föra in när planens läge är ”{swedish}”. Ladda om sidan och se vad som går.",
            en=f'The decision cannot be entered while the plan is "{english}". Reload and see what is possible.',
        )


def require_move(now: str, *, to: PlanStatus) -> None:
    """Raise NotAllowedError where the plan may not take the step."""
    if not may_move(now, to):
        (swedish, english), (to_swedish, to_english) = STATUS_NAMES[PlanStatus(now)], STATUS_NAMES[to]
        raise NotAllowedError(
            sv=f"En plan med läget ”{swedish}” kan inte få läget ”{to_swedish}”. Ladda om sidan och se vad som hänt.",
            en=f'A plan that is "{english}" cannot become "{to_english}". Reload the page and see what happened.',
        )


def require_sound_days(date: dt.date, *, public_from: dt.date | None, today: dt.date, when: str = "") -> None:
    """Raise UsageError where a decision is dated in the future, or public before it can have been taken.

    ``date`` and ``when`` are as ``Decision`` has them.
    """
    if date > today:
        raise UsageError(
            sv=f"Beslutet är daterat {known_words(date, '', 'sv')}, som inte har varit än. För in det när det är "
            "fattat.",
            en=f"The decision is dated {known_words(date, '', 'en')}, which has not been yet. Enter it when it is "
            "taken.",
        )
    earliest = earliest_day(date, when)
    if public_from is not None and earliest is not None and public_from < earliest:
        raise UsageError(
            sv=f"Planen kan inte vara offentlig {known_words(public_from, '', 'sv')}, före beslutet "
            f"{known_words(date, when, 'sv')}. Välj en senare dag.",
            en=f"The plan cannot be public {known_words(public_from, '', 'en')}, before the decision "
            f"{known_words(date, when, 'en')}. Choose a later day.",
        )


def earliest_day(date: dt.date, when: str) -> dt.date | None:
    """Return the first day that a decision can have been taken on; nothing where none is told."""
    if when == UNKNOWN or when.startswith("<"):
        return None
    return first_day(when) if when else date
